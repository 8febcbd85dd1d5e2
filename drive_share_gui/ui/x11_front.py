"""Tells an X11 window manager when somebody clicked: of a start that handed over, Qt does not know that moment."""

import ctypes
import re
from typing import Final

_MOMENT: Final = re.compile(r"_TIME(\d{1,10})$")
_LATEST: Final = 0xFFFFFFFF
_CLIENT_MESSAGE: Final = 33
_TO_MANAGERS: Final = (1 << 19) | (1 << 20)
"""SubstructureNotify and SubstructureRedirect (EWMH, root window messages)."""
_TO_LAUNCHERS: Final = 1 << 22
"""PropertyChange (Startup Notification Protocol)."""
_PIECE: Final = 20
"""Bytes of text in one message."""
_AS_APPLICATION: Final = 1


class _Message(ctypes.Structure):
    """XClientMessageEvent, as large as any event."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 24),
    )


class _Root:
    """The root window, on a connection of its own, through the library that Qt's plugin for X11 needs as well."""

    def __init__(self) -> None:
        """Connect; raises OSError."""
        self._x11: Final = ctypes.CDLL("libX11.so.6")
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        self._x11.XInternAtom.restype = self._x11.XDefaultRootWindow.restype = ctypes.c_ulong
        display: int | None = self._x11.XOpenDisplay(None)
        if display is None:
            raise OSError
        self._display: Final = ctypes.c_void_p(display)

    def send(self, to: int, about: int, name: bytes, said: bytes | tuple[int, ...]) -> None:
        """Send a message about a window: a piece of text, or numbers."""
        width = 8 if isinstance(said, bytes) else 32
        data = said if isinstance(said, bytes) else bytes((ctypes.c_long * len(said))(*said))
        atom = self._x11.XInternAtom(self._display, name, 0)
        message = _Message(_CLIENT_MESSAGE, 0, 1, self._display, about, atom, width)
        ctypes.memmove(message.data, data, len(data))
        root = ctypes.c_ulong(self._x11.XDefaultRootWindow(self._display))
        self._x11.XSendEvent(self._display, root, 0, ctypes.c_long(to), ctypes.byref(message))

    def close(self) -> None:
        """Let everything out."""
        self._x11.XCloseDisplay(self._display)


def come_forward(window: int, startup_id: str) -> None:
    """Ask for the front for a window that was shown, and end the launch; does nothing where there is no libX11.

    A startup ID ends with the server's time of the click (Startup Notification Protocol).
    """
    try:
        root = _Root()
    except OSError:
        return
    moment = _MOMENT.search(startup_id)
    if moment is not None and int(moment[1]) <= _LATEST:
        root.send(_TO_MANAGERS, window, b"_NET_ACTIVE_WINDOW", (_AS_APPLICATION, int(moment[1])))
    quoted = re.sub(r'(["\\])', r"\\\1", startup_id)
    text = f'remove: ID="{quoted}"'.encode() + b"\0"
    for start in range(0, len(text), _PIECE):
        name = b"_NET_STARTUP_INFO" if start else b"_NET_STARTUP_INFO_BEGIN"
        root.send(_TO_LAUNCHERS, window, name, text[start : start + _PIECE])
    root.close()
