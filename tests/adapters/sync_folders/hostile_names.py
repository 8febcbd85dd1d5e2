"""The names of files that a launch from a file manager must survive (reliability §5.7)."""

from typing import Final

HOSTILE: Final = (
    "two words.txt",
    'quote".txt',
    "quote'.txt",
    "$(id).txt",
    "`id`.txt",
    "a;b.txt",
    "line\nbreak.txt",
    "%U",
    "back\\slash.txt",
    "\u202etxt.exe",
    "-rf",
)
