"""The part of packaging/app.txt that one Python on one system needs, with its hashes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from packaging.markers import Marker

if TYPE_CHECKING:
    from collections.abc import Iterator

INSIDE: Final = {
    "implementation_name": "cpython",
    "implementation_version": "3.13.0",
    "os_name": "posix",
    "platform_machine": "x86_64",
    "platform_python_implementation": "CPython",
    "platform_release": "",
    "platform_system": "Linux",
    "platform_version": "",
    "python_full_version": "3.13.0",
    "python_version": "3.13",
    "sys_platform": "linux",
    "extra": "",
}
"""What markers ask for, as the runtime of the Flatpak answers."""


def pinned(requirements: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give what is needed inside: a requirement without its marker, and the hashes it may have."""
    for block in requirements.replace("\\\n", " ").splitlines():
        wanted, *hashes = block.split(" --hash=sha256:")
        name, _, marker = wanted.partition(";")
        if name.strip() and (not marker or Marker(marker).evaluate(INSIDE)):
            yield name.strip(), tuple(one.strip() for one in hashes)
