"""Translate words where Qt is running, and leave them as they are where it is not."""

import sys


def translate(context: str, text: str) -> str:
    """Give `text` in the language of the window; the command line, which loads no Qt, keeps English."""
    core = sys.modules.get("PySide6.QtCore")
    if core is None:
        return text
    translated: str = core.QCoreApplication.translate(context, text)
    return translated
