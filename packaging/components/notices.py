"""Writes the licences of everything an installer contains into one text."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from part import Part

LINE: Final = "=" * 78
BEGINNING: Final = """\
Drive Share is under the MIT licence; see LICENSE. It comes with the following,
each under its own licence. Qt, and PySide6 and Shiboken, its Python bindings,
are used under the GNU Lesser General Public License, version 3: they lie beside
the program as libraries of their own, and may be replaced by others of the same
interface. Their source is at https://download.qt.io/official_releases/.
"""
COMMON: Final = Path("/usr/share/common-licenses")
OF_QT: Final = ("LGPL-3", "GPL-3")


def notices(parts: Iterable[Part]) -> str:
    """Give the whole text."""
    return "\n".join([BEGINNING, *(line for part in parts for line in _one(part)), *_of_qt()])


def _one(part: Part) -> Iterator[str]:
    yield f"{LINE}\n{part.name} {part.version}" + (f"\nLicence: {part.licence}" if part.licence else "")
    for inner in part.inner:
        licence = f" ({inner.licence})" if inner.licence else ""
        yield f"with {inner.name} {inner.version}{licence}"
    for name, text in part.notices:
        yield f"\n--- {name}\n\n{text.rstrip()}\n"


def _of_qt() -> Iterator[str]:
    """Give the licences of Qt, which its packages do not carry; Debian has them."""
    for name in OF_QT:
        if (COMMON / name).exists():
            yield f"{LINE}\n{name}\n\n{(COMMON / name).read_text('utf-8')}"
