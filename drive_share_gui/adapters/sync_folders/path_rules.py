"""How paths of one operating system are taken apart and compared, as text and without touching a file."""

import ntpath
import posixpath
import unicodedata
from dataclasses import dataclass
from typing import Final

_LONG_NETWORK: Final = "\\\\?\\UNC\\"
_LONG: Final = "\\\\?\\"


@dataclass(frozen=True, slots=True)
class PathRules:
    """The rules of an operating system."""

    windows: bool = False
    ignores_case: bool = False
    """Names that differ in case, or in how an accent is composed, are the same."""

    def parts(self, path: str) -> tuple[str, ...] | None:
        """Give the root and the names of an absolute path, without ``.`` and ``..``; None for another."""
        return _windows_parts(path) if self.windows else _posix_parts(path)

    def below(self, root: str, path: str) -> tuple[str, ...] | None:
        """Give the names that lead from `root` to `path`, as they are written there; None where it lies elsewhere."""
        start, whole = self.parts(root), self.parts(path)
        if start is None or whole is None or len(whole) < len(start):
            return None
        same = all(self._key(a) == self._key(b) for a, b in zip(start, whole, strict=False))
        return whole[len(start) :] if same else None

    def _key(self, name: str) -> str:
        return unicodedata.normalize("NFC", name).casefold() if self.ignores_case else name


LINUX: Final = PathRules()
MAC: Final = PathRules(ignores_case=True)
WINDOWS: Final = PathRules(windows=True, ignores_case=True)


def _posix_parts(path: str) -> tuple[str, ...] | None:
    """Two slashes at the start stay two: on some systems that is another computer."""
    if not path.startswith("/"):
        return None
    plain = posixpath.normpath(path)
    root = "//" if plain.startswith("//") else "/"
    return (root, *(name for name in plain.split("/") if name))


def _windows_parts(path: str) -> tuple[str, ...] | None:
    path = path.replace("/", "\\")
    if path[: len(_LONG_NETWORK)].upper() == _LONG_NETWORK:
        path = "\\\\" + path[len(_LONG_NETWORK) :]
    elif path.startswith(_LONG):
        path = path[len(_LONG) :]
    drive, rest = ntpath.splitdrive(ntpath.normpath(path))
    if not drive or not (rest.startswith("\\") or drive.startswith("\\")):
        return None
    return (drive, *(name for name in rest.split("\\") if name))
