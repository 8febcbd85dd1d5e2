"""Text from services, files and people, shown so that it can neither steer the terminal nor mislead."""

import unicodedata
from typing import Final

_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_JOINERS: Final = "\u200c\u200d"
"""Two format characters that letters and emoji need between them."""
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})
_ISOLATE: Final = "\u2068"
_END_OF_ISOLATE: Final = "\u2069"


def harmless(text: str) -> str:
    """Show what does not show: control and format characters as escapes, on one line.

    Right-to-left text is isolated, so that it does not pull its surroundings along.
    """
    if text.isascii() and text.isprintable():
        return text
    shown = "".join(map(_shown, text))
    if any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text):
        return _ISOLATE + shown + _END_OF_ISOLATE
    return shown


def _shown(character: str) -> str:
    if unicodedata.category(character) not in _HIDDEN or character in _JOINERS:
        return character
    return character.encode("unicode_escape").decode("ascii")
