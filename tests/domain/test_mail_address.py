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


@pytest.mark.parametrize(
    "address",
    [
        "\u0430lice@example.org",
        "p\u0430ypal@example.org",
        "\u0441\u043e\u0440\u0443@example.org",
        "ann@ex\u0430mple.org",
        "ann@\u0430\u0440\u0440\u04cf\u0435.com",
        "\u03bfliver@example.org",
        "\u0251nn@example.org",
        "ann@g\u00f6ogle.com",
        "ann@\u0435xample.\u0440\u0444",
        "\u4e2d\u0430@example.org",
    ],
    ids=ascii,
)
def test_letters_that_look_like_others_are_noted(address: str) -> None:
    assert unusable(address) is None
    assert notes_on(address, "") == {Note.UNUSUAL_SCRIPT}


@pytest.mark.parametrize(
    "address",
    [
        "andr\u00e9@example.org",
        "j\u00f6rg.gro\u00df@example.org",
        "n\u00fa\u00f1ez+files@example.org",
        "\u0142ukasz_\u015b@example.org",
        "\u0434\u043c\u0438\u0442\u0440\u0438\u0439@example.org",
        "\u0434\u043c\u0438\u0442\u0440\u0438\u0439@\u043f\u043e\u0447\u0442\u0430.\u0440\u0444",
        "\u0434\u0438\u043c\u0430.smith@example.org",
        "\u7528\u6237@\u4f8b\u5b50.\u516c\u53f8",
        "\u6771\u4eac\u306e\u30bf\u30ef\u30fctokyo@example.org",
        "\ud55c\uae00@example.org",
    ],
    ids=ascii,
)
def test_names_in_the_letters_of_their_language_are_not(address: str) -> None:
    assert unusable(address) is None
    assert notes_on(address, "Andr\u00e9 Gro\u00df") == frozenset[Note]()


def test_people_are_told_apart_by_address_without_regard_to_case() -> None:
    assert Person("Ann@Example.org").key == Person("ann@example.ORG", "Ann").key
    assert Person("Ann@Mail.Example.org").domain == "mail.example.org"
