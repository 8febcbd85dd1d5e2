"""Writes a command so that the program which reads it back gets the same words, whatever is in them."""

import re
import shlex
from collections.abc import Iterable, Sequence
from typing import Final

_RESERVED: Final = re.compile(r"[\s\"'\\><~|&;$*?#()`]")
"""Signs that need quotes in an Exec line (Desktop Entry Specification, The Exec key)."""
_ACTIVE: Final = re.compile(r"([\"`$\\])")
"""Signs that keep their meaning within those quotes."""


def shell_command(words: Sequence[str]) -> str:
    """Quote for a shell, and for GLib, which reads commands by the same rules."""
    return " ".join(map(shlex.quote, words))


def exec_command(words: Sequence[str]) -> str:
    """Quote for the Exec line of a desktop entry, percent signs too."""
    return " ".join(map(_exec_word, words)).replace("%", "%%")


def windows_command(words: Sequence[str]) -> str:
    """Quote for Windows words that hold no quotes and end in no backslash, such as the path of a program."""
    return " ".join(f'"{word}"' if " " in word else word for word in words)


def key_value(text: str) -> str:
    """Write a text as a value of a key file (Desktop Entry Specification, Possible value types)."""
    text = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return "\\s" + text[1:] if text.startswith(" ") else text


def key_values(texts: Iterable[str]) -> str:
    """Write texts as a list of a key file."""
    return "".join(key_value(text).replace(";", "\\;") + ";" for text in texts)


def _exec_word(word: str) -> str:
    return f'"{_ACTIVE.sub(_escaped, word)}"' if not word or _RESERVED.search(word) else word


def _escaped(sign: re.Match[str]) -> str:
    return "\\" + sign.group()
