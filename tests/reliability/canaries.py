"""Random strings that stand nowhere else, and the search for them in any form they could have been written down in."""

import base64
import random
import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

LETTERS: Final = string.ascii_letters + string.digits
AROUND: Final = ("", " ", "ü", "😀", "%41", '"', "\\", "\r\n", "\t", "&", "<b>", "\u202e", "'", "=")
"""What makes an encoding visible: nothing of it is a plain letter."""


@dataclass
class Canaries:
    """Makes them; all of one kind share a mark of their own, so that one search finds any of them."""

    chance: random.Random
    marks: dict[str, str] = field(default_factory=dict[str, str])
    made: Counter[str] = field(default_factory=Counter[str])

    def word(self, kind: str) -> str:
        """Make one of letters and digits: for tokens, IDs, and parts of addresses."""
        self.made[kind] += 1
        mark = self.marks.setdefault(kind, "".join(self.chance.choices(LETTERS, k=12)))
        return mark + "".join(self.chance.choices(LETTERS, k=8))

    def text(self, kind: str) -> str:
        """Make one as people and services write: with all signs there are."""
        return f"{self.chance.choice(AROUND)}{self.word(kind)}{self.chance.choice(AROUND)}"

    def found_in(self, data: bytes, kinds: frozenset[str] | None = None) -> list[str]:
        """Name the kinds that stand in `data`, and in which form."""
        wanted = {kind: mark for kind, mark in self.marks.items() if kinds is None or kind in kinds}
        return [f"{kind} in {form}" for kind, mark in wanted.items() for form, sign in _forms(mark) if sign in data]


def _forms(mark: str) -> Iterator[tuple[str, bytes]]:
    """Write a mark in every way it could have been written down, whole or its last eight bytes."""
    for part in (mark, mark[-8:]):
        yield "UTF-8", part.encode()
        yield "UTF-16", part.encode("utf-16-le")
        yield "hexadecimal", part.encode().hex().encode()
        yield "escapes", "".join(f"%{byte:02X}" for byte in part.encode()).encode()
        yield "percent", quote(part).encode()
        yield "reversed", part[::-1].encode()
        for shift in range(3):
            coded = base64.b64encode(b"\0" * shift + part.encode())
            yield "base64", coded[4 if shift else 0 : -4 or None]
