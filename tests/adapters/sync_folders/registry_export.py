"""A part of the Windows registry as its editor exports it, read for the code that asks the real one."""

import re
from collections.abc import Mapping
from typing import Final

_KEY: Final = re.compile(r"\[HKEY_CURRENT_USER\\(.+)\]")
_VALUE: Final = re.compile(r'(?:@|"((?:[^"\\]|\\.)*)")=(?:"((?:[^"\\]|\\.)*)"|dword:([0-9a-f]{8})|(hex.*))')


class ExportedRegistry:
    """Answers as the registry does: keys and names in any case, numbers and texts."""

    def __init__(self, export: bytes) -> None:
        self._keys: Final[dict[str, dict[str, str]]] = {}
        self._names: Final[dict[str, str]] = {}
        here: dict[str, str] = {}
        for line in export.decode("utf-16").splitlines():
            if key := _KEY.fullmatch(line):
                here = self._keys.setdefault(key[1].lower(), {})
                self._names[key[1].lower()] = key[1]
            elif (value := _VALUE.fullmatch(line)) and not value[4]:
                text = value[2] if value[3] is None else str(int(value[3], 16))
                here[_unescaped(value[1] or "")] = _unescaped(text)

    def keys(self, path: str) -> tuple[str, ...]:
        """Name the keys right below `path`."""
        parent = path.lower() + "\\"
        below = [name for key, name in self._names.items() if key.startswith(parent)]
        return tuple(dict.fromkeys(name[len(parent) :].partition("\\")[0] for name in below))

    def values(self, path: str) -> Mapping[str, str]:
        """Give what `path` holds."""
        return self._keys.get(path.lower(), {})


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
