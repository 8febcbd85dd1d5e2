"""Which texts are addresses, held against good and bad ones."""

import pytest

from drive_share_gui.domain.mail_address import Unusable, notes_on, plain_spelling, unusable
from drive_share_gui.domain.person import Note, Person

GOOD = (
    "ann@example.org",
    "ann.lee+files@mail.example.co.uk",
    "o'neil@example.org",
    "a@xn--bcher-kva.example",
    "1@2.example",
    "x_y-z%q@example.museum",
    "jörg@example.org",
    "anna@bücher.example",
    "用户@例子.公司",
    "a" * 64 + "@example.org",
)
BAD = {
    "": Unusable.NO_AT,
    "ann": Unusable.NO_AT,
    "@example.org": Unusable.NOTHING_BEFORE_AT,
    "ann@": Unusable.NO_DOMAIN,
    "ann@example": Unusable.NO_DOMAIN,
    "ann@example.": Unusable.NO_DOMAIN,
    "ann@.example.org": Unusable.NO_DOMAIN,
    "ann@example..org": Unusable.DOTS,
    "ann@example.o": Unusable.NO_DOMAIN,
    "ann@10.0.0.1": Unusable.NO_DOMAIN,
    "ann..lee@example.org": Unusable.DOTS,
    ".ann@example.org": Unusable.DOTS,
    "ann.@example.org": Unusable.DOTS,
    "ann@bob@example.org": Unusable.SEVERAL_AT,
    "ann(x)@example.org": Unusable.SIGN_NOT_ALLOWED,
    "ann@exa_mple.org": Unusable.SIGN_NOT_ALLOWED,
    "ann@-example.org": Unusable.SIGN_NOT_ALLOWED,
    "ann@example-.org": Unusable.SIGN_NOT_ALLOWED,
    "a" * 65 + "@example.org": Unusable.TOO_LONG,
    "ann@" + "a" * 64 + ".org": Unusable.TOO_LONG,
    "ann@" + "a.b" * 90 + ".org": Unusable.TOO_LONG,
    "an\u200bn@example.org": Unusable.INVISIBLE,
    "an\u2060n@example.org": Unusable.INVISIBLE,
    "an\u00adn@example.org": Unusable.INVISIBLE,
    "an\u202en@example.org": Unusable.INVISIBLE,
    "an\u00a0n@example.org": Unusable.INVISIBLE,
    "ann\x00@example.org": Unusable.INVISIBLE,
    "ann\ud800@example.org": Unusable.INVISIBLE,
    "bob\uff20evil.org": Unusable.LOOK_ALIKE,
    "ann@gmai\u217c.com": Unusable.LOOK_ALIKE,
    "\ufb01le@example.org": Unusable.LOOK_ALIKE,
    "jo\u0308rg@example.org": Unusable.LOOK_ALIKE,
}


@pytest.mark.parametrize("address", GOOD)
def test_an_address_that_mail_systems_use_is_taken(address: str) -> None:
    assert unusable(address) is None


@pytest.mark.parametrize(("address", "why"), BAD.items(), ids=ascii)
def test_anything_else_is_refused_with_its_reason(address: str, why: Unusable) -> None:
    assert unusable(address) is why


def test_the_plain_spelling_of_a_disguised_address_can_be_suggested() -> None:
    assert plain_spelling("bob\uff20evil.org") == "bob@evil.org"
    assert plain_spelling("an\u200bn@example.org") == "ann@example.org"


@pytest.mark.parametrize(
    ("address", "name", "notes"),
    [
        ("ann@example.org", "Ann", frozenset[Note]()),
        ("\u0430lice@example.org", "", {Note.UNUSUAL_SCRIPT}),
        ("a@xn--80ak6aa92e.com", "", {Note.PUNYCODE}),
        ("carl@example.org", "Bob <bob@example.org>", {Note.CONFUSING_NAME}),
        ("ann@example.org", "ANN@example.org", frozenset[Note]()),
    ],
)
def test_what_should_be_seen_before_sending_is_noted(address: str, name: str, notes: frozenset[Note]) -> None:
    assert notes_on(address, name) == notes


def test_people_are_told_apart_by_address_without_regard_to_case() -> None:
    assert Person("Ann@Example.org").key == Person("ann@example.ORG", "Ann").key
    assert Person("Ann@Mail.Example.org").domain == "mail.example.org"
