"""The registry of Windows, as far as menu entries need it: keys of this user with texts in them."""

import sys
from collections.abc import Mapping
from typing import Final, Protocol


class Registry(Protocol):
    """Keys by their path below HKEY_CURRENT_USER. Writing raises OSError."""

    def read(self, key: str) -> Mapping[str, str] | None:
        """Give the texts of a key, the default one under ""; None where there is no such key."""
        ...

    def write(self, key: str, texts: Mapping[str, str]) -> None:
        """Make a key with these texts, and the keys above it."""
        ...

    def delete(self, key: str) -> None:
        """Delete a key that has none below it, and those above that are empty then; harmless where there is none."""
        ...


if sys.platform == "win32":
    import winreg

    _EVERYBODYS: Final = r"Software\Classes"

    class UserRegistry:
        """The registry of who runs this program (a `Registry`)."""

        def read(self, key: str) -> Mapping[str, str] | None:
            """Read its texts; values of other types are left out."""
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                    values = [winreg.EnumValue(opened, place) for place in range(winreg.QueryInfoKey(opened)[1])]
            except OSError:
                return None
            return {name: text for name, text, _ in values if isinstance(text, str)}

        def write(self, key: str, texts: Mapping[str, str]) -> None:
            """Write them as REG_SZ."""
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
                for name, text in texts.items():
                    winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, text)

        def delete(self, key: str) -> None:
            """Delete it; the one all programs have in common stays, empty or not."""
            try:
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)
            except FileNotFoundError:
                return
            above = key.rpartition("\\")[0]
            if above.startswith(_EVERYBODYS + "\\") and _is_empty(above):
                self.delete(above)

    def _is_empty(key: str) -> bool:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
            keys, texts, _ = winreg.QueryInfoKey(opened)
        return not keys and not texts
