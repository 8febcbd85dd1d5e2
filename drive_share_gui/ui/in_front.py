"""Brings a window to the front of all others, as far as the desktop lets it."""

import os

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


def bring_to_front(window: QWidget, token: str = "") -> None:
    """Show it, also where it was hidden or minimised, with what the desktop gave whoever was clicked.

    Qt takes the token from the environment when it asks a Wayland compositor, and takes it out again; it is not for
    children, so Python's own view of the environment does not get it. On X11 the token is a startup ID.
    """
    if token:
        os.putenv("XDG_ACTIVATION_TOKEN", token)
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    if token and QGuiApplication.platformName() == "wayland":
        window.activateWindow()  # as Qt does without a token: one from a terminal may have been used up long ago
    if token and QGuiApplication.platformName() == "xcb":
        from drive_share_gui.ui.x11_front import come_forward  # noqa: PLC0415 - only there

        QGuiApplication.sync()  # the window manager is to hear of the window first
        come_forward(int(window.winId()), token)
