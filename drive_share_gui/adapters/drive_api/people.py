"""People the service proposes for what is typed (Graph, user: list people)."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from drive_share_gui.adapters.drive_api import wire
from drive_share_gui.adapters.drive_api.address import Address
from drive_share_gui.adapters.drive_api.pages import Entry
from drive_share_gui.domain.mail_address import notes_on, unusable
from drive_share_gui.domain.person import Person

MAX_PEOPLE: Final = 10


def people_address(people: str, text: str) -> Address | None:
    """Ask for people by ``$search="…"``; None where the service has no such list, or nothing is typed."""
    wanted = " ".join(text.replace('"', " ").split())
    if not people or not wanted:
        return None
    return Address(f"{people}?$search={quote(chr(34) + wanted + chr(34), safe='', errors='replace')}", people)


def read_people(entries: tuple[Entry, ...]) -> tuple[Person, ...]:
    """Give those with an address that can be invited, everybody once, at most ten."""
    people: dict[str, Person] = {}
    for person in _people(entries):
        people.setdefault(person.key, person)
    return tuple(people.values())[:MAX_PEOPLE]


def _people(entries: tuple[Entry, ...]) -> Iterator[Person]:
    for entry in entries:
        contact = wire.Contact.model_validate(entry)
        addresses = (scored.address.strip() for scored in contact.addresses)
        address = next((text for text in addresses if unusable(text) is None), None)
        if address is not None:
            yield Person(address, contact.name, notes_on(address, contact.name))
