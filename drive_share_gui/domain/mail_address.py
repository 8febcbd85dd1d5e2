"""Which texts are mail addresses that can be invited, and why others are not."""

import re
import unicodedata
from enum import Enum, auto
from typing import Final

from drive_share_gui.domain.look_alikes import looks_like_another
from drive_share_gui.domain.person import Note

MAX_ADDRESS: Final = 254
"""Characters in a whole address (RFC 5321, 4.5.3.1.3, less the angle brackets)."""
MAX_LOCAL: Final = 64
MAX_LABEL: Final = 63

_ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]++"
_LABEL: Final = rf"(?!-)[A-Za-z0-9\-]{{1,{MAX_LABEL}}}+(?<!-)"
_LAST_LABEL: Final = rf"[A-Za-z][A-Za-z0-9\-]{{1,{MAX_LABEL - 1}}}+(?<!-)"
_PLAIN: Final = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+{_LAST_LABEL}")
"""Repetitions keep what they took (``++``): there is no other way to read such a text, and looking for one is slow."""
_NO_NOTES: Final = frozenset[Note]()
_ASCII_SPECIALS: Final = frozenset('()<>[],;:\\" \t\r\n')


class Unusable(Enum):
    """Why a piece of text cannot be invited."""

    NO_AT = auto()
    SEVERAL_AT = auto()
    NOTHING_BEFORE_AT = auto()
    NO_DOMAIN = auto()
    DOTS = auto()
    TOO_LONG = auto()
    SIGN_NOT_ALLOWED = auto()
    INVISIBLE = auto()
    """A character that does not show, or changes the direction of writing."""
    LOOK_ALIKE = auto()
    """A character that stands for another one; the plain spelling is offered, never taken."""
    UNCLEAR = auto()
    """Two addresses in one entry: it would be a guess which one is meant."""
    DUPLICATE = auto()
    """The person is in the list already."""
    UNCLOSED_QUOTE = auto()
    EMPTY = auto()


def unusable(address: str) -> Unusable | None:
    """Say why `address` cannot be invited, or None where it can."""
    if is_plain(address):
        return None
    return _hidden_or_disguised(address) or _misbuilt(address)


def is_plain(text: str) -> bool:
    """Whether `text` is an address that can be invited, in ASCII: the usual one, found out quickly."""
    return _PLAIN.fullmatch(text) is not None and len(text) <= MAX_ADDRESS and text.index("@") <= MAX_LOCAL


def plain_spelling(address: str) -> str:
    """Spell `address` with ordinary characters: a suggestion to show, never one to use unasked."""
    shown = "".join(c for c in address if unicodedata.category(c) not in {"Cf", "Cc", "Zl", "Zp"})
    return unicodedata.normalize("NFKC", shown).strip()


def notes_on(address: str, name: str) -> frozenset[Note]:
    """Collect what should be seen about an address that can be invited."""
    if address.isascii() and "@" not in name and "xn--" not in address.lower():
        return _NO_NOTES
    notes: set[Note] = set()
    if looks_like_another(address):
        notes.add(Note.UNUSUAL_SCRIPT)
    if any(label.startswith("xn--") for label in address.lower().rpartition("@")[2].split(".")):
        notes.add(Note.PUNYCODE)
    if "@" in name and name.strip("\"' ").lower() != address.lower():
        notes.add(Note.CONFUSING_NAME)
    return frozenset(notes)


def _hidden_or_disguised(address: str) -> Unusable | None:
    for character in address:
        category = unicodedata.category(character)
        if category in {"Cf", "Cc", "Cs", "Co", "Zl", "Zp"} or (category == "Zs" and character != " "):
            return Unusable.INVISIBLE
    if unicodedata.normalize("NFKC", address) != address:
        return Unusable.LOOK_ALIKE
    return None


def _misbuilt(address: str) -> Unusable | None:
    local, at, domain = address.rpartition("@")
    if not at:
        return Unusable.NO_AT
    if "@" in local:
        return Unusable.SEVERAL_AT
    if not local:
        return Unusable.NOTHING_BEFORE_AT
    if len(address) > MAX_ADDRESS or len(local.encode()) > MAX_LOCAL:
        return Unusable.TOO_LONG
    if not _ASCII_SPECIALS.isdisjoint(address):
        return Unusable.SIGN_NOT_ALLOWED
    return Unusable.DOTS if f".{local}.".count("..") or ".." in domain else _bad_domain(domain)


def _bad_domain(domain: str) -> Unusable | None:
    labels = domain.split(".")
    if len(labels) == 1 or not all(labels):
        return Unusable.NO_DOMAIN
    if any(len(label) > MAX_LABEL for label in labels):
        return Unusable.TOO_LONG
    last = labels[-1]
    if last.isdigit() or (last.isascii() and len(last) == 1):
        return Unusable.NO_DOMAIN
    return None if all(map(_is_label, labels)) else Unusable.SIGN_NOT_ALLOWED


def _is_label(label: str) -> bool:
    """Whether `label` holds letters, digits and inner hyphens only, in any script."""
    if label.startswith("-") or label.endswith("-"):
        return False
    return all(character == "-" or unicodedata.category(character)[0] in "LNM" for character in label)
