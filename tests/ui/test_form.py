"""What is typed, pasted or read becomes people or leftovers; nothing is lost, nothing is sent that is not clear."""

from __future__ import annotations

import pytest

from drive_share_gui.domain.invitation import Problem
from drive_share_gui.domain.mail_address import Unusable
from drive_share_gui.domain.person import Note, Person
from drive_share_gui.domain.recipients import Leftover, parse_recipients
from drive_share_gui.ui.form import Form
from drive_share_gui.ui.form_wording import (
    count_people,
    count_signs,
    describe_entry,
    describe_folded,
    initials_of,
    is_outside,
    list_notes,
)

ANN, BOB = Person("ann@contoso.com", "Ann Archer"), Person("bob@fabrikam.com")
PLAIN = {0x2068: None, 0x2069: None}


def test_every_piece_of_a_text_is_a_person_a_leftover_or_named_as_repeated() -> None:
    form = Form(people=(ANN,)).adding(parse_recipients("bob@fabrikam.com; joe@; ANN@contoso.com", (ANN,)))
    assert [person.address for person in form.people] == ["ann@contoso.com", "bob@fabrikam.com"]
    assert [entry.text for entry in form.leftovers] == ["joe@"]
    assert form.folded == ("ANN@contoso.com",)


def test_people_read_behind_the_window_are_not_added_twice() -> None:
    found = parse_recipients("ann@contoso.com")
    assert Form(people=(ANN,)).adding(found).people == (ANN,)


def test_a_spelling_is_taken_only_when_asked_for() -> None:
    form = Form().adding(parse_recipients("bob\u200b@contoso.com"))
    assert form.people == ()
    [leftover] = form.leftovers
    taken = form.with_spelling(leftover)
    assert [person.address for person in taken.people] == ["bob@contoso.com"]
    assert taken.leftovers == ()


def test_of_two_equal_leftovers_one_is_removed() -> None:
    form = Form(leftovers=(Leftover("x", Unusable.NO_AT), Leftover("x", Unusable.NO_AT)))
    assert len(form.without_leftover(form.leftovers[0]).leftovers) == 1


def test_what_is_merely_missing_is_said_only_when_share_was_pressed() -> None:
    problems = (Problem.NO_PEOPLE, Problem.MESSAGE_TOO_LONG)
    assert Form().worth_saying(problems) == (Problem.MESSAGE_TOO_LONG,)
    assert Form(asked=True).worth_saying(problems) == problems


def test_people_are_counted_with_those_outside() -> None:
    assert count_people((), "contoso.com") == ""
    assert count_people((ANN,), "contoso.com") == "1 person"
    assert count_people((ANN, BOB), "contoso.com").translate(PLAIN) == "2 people, 1 outside contoso.com"
    assert count_people((ANN, BOB), "") == "2 people"
    assert not is_outside(BOB, "")


def test_the_counter_counts_utf_16_units() -> None:
    assert count_signs("a" * 1958) == "1,958 of 2,000"
    assert count_signs("🙂") == "2 of 2,000"


def test_a_leftover_from_a_file_names_its_line() -> None:
    text = describe_entry(Leftover("joe@", Unusable.NO_DOMAIN, line=7)).translate(PLAIN)
    assert text == "Line 7, joe@: no complete domain after the @"


def test_repeated_people_are_named_up_to_a_few() -> None:
    assert describe_folded(()) == ""
    assert describe_folded(["a", "b", "c", "d", "e"]).translate(PLAIN) == "In the list already: a, b, c and 2 more"


def test_what_should_be_looked_at_is_said_once_for_all() -> None:
    people = [Person(f"{name}@x.org", notes=frozenset({Note.UNUSUAL_SCRIPT})) for name in "äöüß"]
    [line] = list_notes([*people, ANN])
    assert line.translate(PLAIN).endswith(
        "letters that can look like other letters: ä@x.org, ö@x.org, ü@x.org and 1 more"
    )


@pytest.mark.parametrize(
    ("person", "initials"),
    [
        (ANN, "AA"),
        (BOB, "B"),
        (Person("x@y.zz", "Jean Luc de la Tour"), "JT"),
        (Person("x@y.zz", '"" <'), "X"),
        (Person("_@y.zz"), "Y"),
        (Person("ж@y.zz", "жук"), "Ж"),
    ],
)
def test_initials_stand_for_a_person(person: Person, initials: str) -> None:
    assert initials_of(person) == initials
