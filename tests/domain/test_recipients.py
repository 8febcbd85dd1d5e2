"""Reading people from text: every entry becomes one person or one leftover."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drive_share_gui.domain.mail_address import Unusable
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.recipients import Leftover, parse_recipients


def people(text: str) -> list[tuple[str, str]]:
    return [(person.name, person.address) for person in parse_recipients(text).people]


def leftovers(text: str) -> list[tuple[str, Unusable]]:
    return [(entry.text, entry.why) for entry in parse_recipients(text).leftovers]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a@x.org, b@y.org", [("", "a@x.org"), ("", "b@y.org")]),
        ("a@x.org; b@y.org\nc@z.org\r\nd@z.org", [("", f"{c}@{d}.org") for c, d in ("ax", "by", "cz", "dz")]),
        ("a@x.org b@y.org\tc@z.org", [("", "a@x.org"), ("", "b@y.org"), ("", "c@z.org")]),
        ('"Ann Lee" <a@x.org>; Bob <b@y.org>', [("Ann Lee", "a@x.org"), ("Bob", "b@y.org")]),
        ('"Lee, Ann" <a@x.org>, b@y.org', [("Lee, Ann", "a@x.org"), ("", "b@y.org")]),
        ("Doe, Jane <j@x.org>; Roe, Rick <r@x.org>", [("Doe, Jane", "j@x.org"), ("Roe, Rick", "r@x.org")]),
        ("a@x.org (Ann)", [("Ann", "a@x.org")]),
        ("Ann Lee a@x.org", [("Ann Lee", "a@x.org")]),
        ("mailto:a@x.org?subject=hello", [("", "a@x.org")]),
        ("<a@x.org>", [("", "a@x.org")]),
        ("\u00a0 a@x.org\u200b", [("", "a@x.org")]),
        ("a@x.org <a@x.org>", [("a@x.org", "a@x.org")]),
        ('"Bob <b@x.org>" <c@y.org>', [("Bob <b@x.org>", "c@y.org")]),
        (" , ;\n", []),
        ("", []),
    ],
)
def test_usual_ways_to_write_people_are_read(text: str, expected: list[tuple[str, str]]) -> None:
    assert people(text) == expected
    assert leftovers(text) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("alice@example.org)bob@evil.org", Unusable.SEVERAL_AT),
        ("alice@example.org<bob@evil.org>", Unusable.UNCLEAR),
        ("alice@example.org <bob@evil.org>", Unusable.UNCLEAR),
        ('"Ann <a@x.org>', Unusable.UNCLOSED_QUOTE),
        ("joe@", Unusable.NO_DOMAIN),
        ("Ann Lee", Unusable.NO_AT),
    ],
)
def test_nothing_is_guessed(text: str, why: Unusable) -> None:
    assert people(text) == []
    assert leftovers(text) == [(text, why)]


def test_a_disguised_address_is_refused_and_its_plain_spelling_suggested() -> None:
    assert parse_recipients("bob\uff20evil.org").leftovers == (
        Leftover("bob\uff20evil.org", Unusable.LOOK_ALIKE, "bob@evil.org"),
    )


def test_an_unclosed_quote_swallows_nobody_else() -> None:
    assert people('"Ann <a@x.org>; b@y.org\nc@z.org') == [("", "b@y.org"), ("", "c@z.org")]


def test_the_same_person_twice_is_one_person_and_a_note() -> None:
    found = parse_recipients("JOE@x.org, joe@x.org", known=[Person("ann@x.org")])
    assert [person.address for person in found.people] == ["JOE@x.org"]
    assert found.leftovers == (Leftover("joe@x.org", Unusable.DUPLICATE),)
    assert found.unusable == ()


def test_whoever_is_in_the_list_already_is_not_added_again() -> None:
    found = parse_recipients("Ann <ANN@x.org>", known=[Person("ann@x.org")])
    assert found.people == ()


ENTRIES = st.one_of(
    st.integers(0, 999).map(lambda n: f"p{n}@example.org"),
    st.integers(0, 999).map(lambda n: f'"Person, {n}" <p{n}@example.org>'),
    st.integers(0, 999).map(lambda n: f"Person {n} <p{n}@example.org>"),
    st.sampled_from(["joe@", "@x", "nobody", "a@b", "x@y@z.org"]),
)


@given(st.lists(ENTRIES), st.sampled_from([";", "\n", "; ", "\r\n", ";\t"]))
def test_as_many_people_and_leftovers_as_entries(entries: list[str], separator: str) -> None:
    found = parse_recipients(separator.join(entries))
    assert len(found.people) + len(found.leftovers) == len(entries)


@given(st.text())
def test_any_text_is_read_without_trouble_and_people_are_unique(text: str) -> None:
    keys = [person.key for person in parse_recipients(text).people]
    assert len(keys) == len(set(keys))
