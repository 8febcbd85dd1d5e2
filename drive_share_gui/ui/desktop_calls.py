"""Answers the desktop over D-Bus, so that it can open a window without starting a Python first."""

from typing import Final

from PySide6.QtCore import ClassInfo, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

from drive_share_gui.application.opening import DESKTOP_ENTRY, Asked, usable_token

PATH: Final = "/" + DESKTOP_ENTRY.replace(".", "/").replace("-", "_")
_TOKENS: Final = ("activation-token", "desktop-startup-id")
_MAX_ITEMS: Final = 1_000


@ClassInfo({"D-Bus Interface": "org.freedesktop.Application"})  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue, reportUntypedClassDecorator]
class DesktopCalls(QObject):  # type: ignore[operator]
    """Says what the desktop asks for (Desktop Entry Specification, org.freedesktop.Application).

    Whatever is called, at most a window opens.
    """

    asked = Signal(object)
    """An `Asked`."""

    def begin(self) -> bool:
        """Be there for calls; false where there is no bus, or another process answers."""
        bus = QDBusConnection.sessionBus()
        return (
            bus.isConnected()
            and bus.registerObject(PATH, self, QDBusConnection.RegisterOption.ExportAllSlots)
            and bus.registerService(DESKTOP_ENTRY)
        )

    def end(self) -> None:
        """Leave the name to the next process."""
        bus = QDBusConnection.sessionBus()
        bus.unregisterService(DESKTOP_ENTRY)
        bus.unregisterObject(PATH)

    @Slot("QVariantMap")
    def Activate(self, platform: dict[str, object]) -> None:
        """Open a window for picking an item, or show the one there is."""
        self.asked.emit(Asked((), _token(platform)))

    @Slot("QStringList", "QVariantMap")
    def Open(self, uris: list[str], platform: dict[str, object]) -> None:
        """Open a window for these files or links."""
        self.asked.emit(Asked(("--open", *uris[:_MAX_ITEMS]), _token(platform)))

    @Slot(str, "QVariantList", "QVariantMap")
    def ActivateAction(self, name: str, parameters: list[object], platform: dict[str, object]) -> None:
        """Do as for `Activate`: this program has no actions that a call could start."""
        del name, parameters
        self.Activate(platform)


def _token(platform: dict[str, object]) -> str:
    found = (platform.get(name) for name in _TOKENS)
    return next((usable_token(token) for token in found if isinstance(token, str)), "")
