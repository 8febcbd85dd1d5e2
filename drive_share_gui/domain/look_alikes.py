"""Tells whether an address can be mistaken for another one, by the scripts its letters belong to."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_LATIN: Final = "LATIN"
_EAST_ASIAN: Final = (
    frozenset({_LATIN, "CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA"}),
    frozenset({_LATIN, "CJK", "IDEOGRAPHIC", "HANGUL"}),
    frozenset({_LATIN, "CJK", "IDEOGRAPHIC", "BOPOMOFO"}),
)
"""Scripts that one language writes in one word, and that resemble no Latin (Unicode TS 39, 5.2)."""
_TWINS: Final = frozenset("асԁеһіјӏорԛѕԝухү" + "αορνικτυχγηω" + "օսհոցքյ")  # noqa: RUF001 - this is about them
"""Small Cyrillic, Greek and Armenian letters that look like a Latin one in most fonts."""
_PHONETIC: Final = re.compile("[\u0131\u0250-\u02af]")
"""Latin letters that no name is written with, but for the dotless i: an alpha, a script g."""
_PARTS: Final = re.compile(r"[.@_+\-]")


def looks_like_another(address: str) -> bool:
    """Whether a name or a label of the domain mixes scripts, or is made of nothing but twins of Latin letters.

    Accents are part of many names; in a domain, where one letter decides where a mail goes, a Latin
    letter beyond ASCII counts too.
    """
    if address.isascii():
        return False
    local, _, domain = address.lower().rpartition("@")
    return any(map(_is_disguised, _PARTS.split(f"{local}.{domain}"))) or any(
        not letter.isascii() and _script(letter) == _LATIN for letter in domain
    )


def _is_disguised(part: str) -> bool:
    letters = [letter for letter in part if letter.isalpha()]
    scripts = frozenset(map(_script, letters))
    if len(scripts) > 1:
        return not any(scripts <= together for together in _EAST_ASIAN)
    return _PHONETIC.search(part) is not None or (bool(letters) and _TWINS.issuperset(letters))


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    """Name the script of a letter: the first word of its Unicode name."""
    return unicodedata.name(letter, "?").partition(" ")[0].partition("-")[0]
