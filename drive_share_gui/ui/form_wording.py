"""What the form says of itself: who is on the list, how long the message is, what is left over."""

from collections.abc import Sequence
from typing import Final

from drive_share_gui.domain.invitation import MESSAGE_LIMIT, utf16_length
from drive_share_gui.domain.person import Note, Person
from drive_share_gui.domain.recipients import Leftover
from drive_share_gui.ui.plain_text import foreign
from drive_share_gui.ui.translation import translate
from drive_share_gui.ui.trouble import OwnMistake, Trouble
from drive_share_gui.ui.wording import describe_leftover, explain

_MOST_NAMED: Final = 3
_NOTES: Final = {
    Note.CONFUSING_NAME: "the name contains another address",
    Note.UNUSUAL_SCRIPT: "letters that can look like other letters",
    Note.PUNYCODE: "a domain written in a form that hides how it reads",
}


def describe_trouble(trouble: Trouble) -> str:
    """Say what went wrong and what to do; also where it is a mistake of this program."""
    if isinstance(trouble, OwnMistake):
        return translate("Trouble", "Drive Share made a mistake ({kind}). What is filled in is still here.").format(
            kind=trouble.kind
        )
    return explain(trouble)


def count_people(people: Sequence[Person], own_domain: str) -> str:
    """Count the people, and those outside the account's own mail domain."""
    if not people:
        return ""
    number = f"{len(people):,}"
    count = translate("Form", "1 person") if len(people) == 1 else translate("Form", "{number} people")
    outside = sum(is_outside(person, own_domain) for person in people)
    text = count.format(number=number)
    if not outside:
        return text
    away = translate("Form", "{number} outside {domain}").format(number=f"{outside:,}", domain=foreign(own_domain, 60))
    return f"{text}, {away}"


def is_outside(person: Person, own_domain: str) -> bool:
    """Whether a person belongs to another mail domain than the account; never where that is not known."""
    return bool(own_domain) and person.domain != own_domain


def count_signs(message: str) -> str:
    """Say how much of the message's room is used, in the units the service counts."""
    return translate("Form", "{used} of {limit}").format(used=f"{utf16_length(message):,}", limit=f"{MESSAGE_LIMIT:,}")


def describe_entry(leftover: Leftover) -> str:
    """Say what was left over and why."""
    return f"{name_entry(leftover)}: {describe_leftover(leftover.why)}"


def name_entry(leftover: Leftover) -> str:
    """Name what was left over, with its line where it came from a file."""
    text = foreign(leftover.text, 80)
    return (
        text
        if leftover.line is None
        else translate("Form", "Line {line}, {text}").format(line=leftover.line, text=text)
    )


def describe_folded(folded: Sequence[str]) -> str:
    """Name those who were added a second time."""
    if not folded:
        return ""
    return translate("Form", "In the list already: {names}").format(names=_some_of(folded))


def describe_notes(person: Person) -> str:
    """Say what should be seen about an address before anything goes there."""
    return ", ".join(translate("Form", _NOTES[note]) for note in Note if note in person.notes)


def list_notes(people: Sequence[Person]) -> list[str]:
    """Say the same about many people, a line for each thing to be seen."""
    marked = [person for person in people if person.notes]
    found = [(note, [person.address for person in marked if note in person.notes]) for note in Note]
    form = translate("Form", "Look closely, {what}: {names}")
    return [
        form.format(what=translate("Form", _NOTES[note]), names=_some_of(addresses))
        for note, addresses in found
        if addresses
    ]


def _some_of(texts: Sequence[str]) -> str:
    names = ", ".join(foreign(text, 60) for text in texts[:_MOST_NAMED])
    more = len(texts) - _MOST_NAMED
    return translate("Form", "{names} and {more} more").format(names=names, more=f"{more:,}") if more > 0 else names


def initials_of(person: Person) -> str:
    """Give one or two letters that stand for a person."""
    words = [word for word in person.name.replace('"', " ").split() if word[0].isalnum()]
    if len(words) > 1:
        return (words[0][0] + words[-1][0]).upper()
    source = words[0] if words else person.address
    return next((letter for letter in source if letter.isalnum()), "?").upper()
