"""From typed or pasted text to people, accounting for every piece of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from drive_share_gui.domain.mail_address import Unusable, is_plain, notes_on, plain_spelling, unusable
from drive_share_gui.domain.person import Person

_QUOTED: Final = r'"[^"\\\r\n]*+(?:\\.[^"\\\r\n]*+){0,64}"'
"""Few escaped signs in one name: a text of nothing but quotes and backslashes takes no longer than any other."""
_LINES: Final = re.compile(rf'(?:[^";\n\r\u2028\u2029]++|{_QUOTED}|")+')
_PIECES: Final = re.compile(rf'(?:[^",\t]++|{_QUOTED}|")+')
"""Separators inside a closed pair of quotes separate nothing."""
_QUOTED_NAME: Final = re.compile(r"(?P<name>\"[^\"\\]*+(?:\\.[^\"\\]*+)*\"\s*)<\s*(?P<address>[^<>]*)>", re.DOTALL)
_COMMENTED: Final = re.compile(r"(?P<address>[^\s()<>\"]+@[^\s()<>\"]+)\s+\((?P<name>[^()]*)\)")
_ENDS: Final = " \t\r\n\u00a0\u200b\u200e\u200f\ufeff"


@dataclass(frozen=True, slots=True)
class Leftover:
    """A piece of the text that became nobody, and why."""

    text: str
    why: Unusable
    suggestion: str = ""
    """The spelling that was probably meant; to be shown, never used unasked."""
    line: int | None = None
    """Line in the file it came from, counted from 1."""


@dataclass(frozen=True, slots=True)
class Recipients:
    """People and leftovers: together as many as there were entries in the text."""

    people: tuple[Person, ...] = ()
    leftovers: tuple[Leftover, ...] = ()

    @property
    def unusable(self) -> tuple[Leftover, ...]:
        """The leftovers that are missing from the list (a repeated person is not)."""
        return tuple(entry for entry in self.leftovers if entry.why is not Unusable.DUPLICATE)


def parse_recipients(text: str, known: Iterable[Person] = ()) -> Recipients:
    """Read people from `text`: separated by comma, semicolon, new line, or space between addresses.

    Every entry becomes one person or one leftover, in order. Whoever is among `known`, or came
    before, becomes a leftover with the reason DUPLICATE.
    """
    return collect(map(read_entry, _entries(text)), known)


def collect(entries: Iterable[Person | Leftover], known: Iterable[Person] = ()) -> Recipients:
    """Sort entries into people and leftovers, folding those who come twice."""
    seen = {person.key for person in known}
    people: list[Person] = []
    leftovers: list[Leftover] = []
    for entry in entries:
        if isinstance(entry, Leftover):
            leftovers.append(entry)
        elif (key := entry.key) in seen:
            leftovers.append(Leftover(entry.address, Unusable.DUPLICATE))
        else:
            seen.add(key)
            people.append(entry)
    return Recipients(tuple(people), tuple(leftovers))


def read_entry(entry: str) -> Person | Leftover:
    """Read one entry: an address, ``Name <address>``, ``address (Name)`` or ``Name address``."""
    text = entry.strip(_ENDS)
    if is_plain(text):
        return Person(text, "", notes_on(text, ""))
    if not text:
        return Leftover(entry, Unusable.EMPTY)
    if text.count('"') % 2:
        return Leftover(text, Unusable.UNCLOSED_QUOTE)
    return _described(text)


def _described(text: str) -> Person | Leftover:
    if "<" not in text and "(" not in text and " " not in text:
        return _person(text, "", text)
    if text[-1] == ">" and text.count("<") == 1 == text.count(">"):
        name, _, address = text[:-1].partition("<")
        return _named(address.lstrip(), name, text)
    match = _QUOTED_NAME.fullmatch(text) or _COMMENTED.fullmatch(text)
    if match is not None:
        return _named(match["address"], match["name"], text)
    name, _, address = text.rpartition(" ")
    if "@" in name or "<" in text or ">" in text or "@" not in address:
        return Leftover(text, Unusable.UNCLEAR if text.count("@") > 1 else unusable(text) or Unusable.UNCLEAR)
    return _person(address, name, text)


def _named(address: str, name: str, text: str) -> Person | Leftover:
    name = name.strip(_ENDS)
    address = address.strip(_ENDS)
    if "@" in name and name[0] != '"' and name.strip("'").lower() != address.lower():
        return Leftover(text, Unusable.UNCLEAR)
    return _person(address, name.strip("'\""), text)


def _person(address: str, name: str, text: str) -> Person | Leftover:
    if is_plain(address):
        return Person(address, name, notes_on(address, name))
    if address[:7].lower() == "mailto:":
        address = address[7:].partition("?")[0]
    why = unusable(address)
    if why is None:
        return Person(address, name, notes_on(address, name))
    spelling = plain_spelling(address) if why in {Unusable.INVISIBLE, Unusable.LOOK_ALIKE} else ""
    return Leftover(text, why, spelling if spelling and unusable(spelling) is None else "")


def _entries(text: str) -> Iterator[str]:
    for line in _LINES.findall(text):
        pieces = _PIECES.findall(line) if "," in line or "\t" in line else [line]
        if len(pieces) > 1 and _is_one_comma_name(line, pieces):
            yield line
            continue
        for piece in pieces:
            if piece.count("@") > 1:
                yield from _apart(piece)
            elif not piece.isspace():
                yield piece


def _is_one_comma_name(line: str, pieces: list[str]) -> bool:
    """Whether a line is one person with a comma in the name: ``Doe, Jane <jane@example.org>``."""
    return line.count("<") == 1 and pieces[-1].rstrip().endswith(">") and not any("@" in p for p in pieces[:-1])


def _apart(piece: str) -> Iterator[str]:
    """Split ``a@x.org b@y.org``, where every word is an address."""
    words = piece.split()
    if len(words) > 1 and all("@" in word for word in words) and not any(sign in piece for sign in '<>"()'):
        yield from words
    else:
        yield piece
