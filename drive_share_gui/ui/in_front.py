"""Brings a window to the front of all others, as far as the desktop lets it."""

import os

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def bring_to_front(window: QWidget, token: str = "") -> None:
    """Show it, also where it was hidden or minimised, with what the desktop gave whoever was clicked.

    Qt takes the token from the environment when it asks a Wayland compositor, and takes it out again; it is not for
    children, so Python's own view of the environment does not get it.
    """
    if token:
        os.putenv("XDG_ACTIVATION_TOKEN", token)
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
