"""Shows text of others as what it is: characters, never markup, in a direction of its own."""

import unicodedata
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from drive_share_gui.domain.person import Person

LONGEST: Final = 300
"""Characters of one foreign string that a window shows; the rest is behind the ellipsis."""

_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_MOST_MARKS: Final = 4


def foreign(text: str, longest: int = LONGEST) -> str:
    """Prepare a text of a service, a file or a person for showing.

    Control and invisible characters become visible marks, long stacks of accents and long texts are
    cut, and the whole is isolated so that it cannot turn the text around it (reliability §5.3).
    """
    return _ISOLATE + visible(text, longest) + _END_ISOLATE if text else ""


def visible(text: str, longest: int = LONGEST) -> str:
    """Do as `foreign` does, without isolating: for a control that shows nothing else."""
    if text.isascii() and text.isprintable():
        return text if len(text) <= longest else text[: longest - 1] + "…"
    shown: list[str] = []
    marks, before = 0, ""
    for character in text[: longest * (_MOST_MARKS + 1)]:
        category = unicodedata.category(character)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks <= _MOST_MARKS:
            shown.append(_mark_of(character, before) if category in _INVISIBLE else character)
        before = character
    cut = "".join(shown)
    return cut if len(cut) <= longest else cut[: longest - 1] + "…"


def name_of(person: Person) -> str:
    """Name a person for showing: the address, with the name before it where there is one."""
    if person.name:
        return f"{foreign(person.name, 80)} {foreign(f'<{person.address}>')}"
    return foreign(person.address)


def unmarked(text: str) -> str:
    """Keep ``&`` from becoming a keyboard shortcut on a button, a menu or a tab."""
    return text.replace("&", "&&")


def plain_label(text: str = "", parent: QWidget | None = None) -> QLabel:
    """Make a label that never reads its text as markup."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    return label


def set_tool_tip(widget: QWidget, text: str) -> None:
    """Set a tool tip; Qt reads them as markup, so it is escaped."""
    widget.setToolTip(tool_tip(text))


def tool_tip(text: str) -> str:
    """Escape a text for a tool tip."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{escaped}</qt>" if text else ""


def _mark_of(character: str, before: str) -> str:
    if character == "\t":
        return " "
    if character in "\n\r\u2028\u2029":
        return " ⏎ "
    if character in "\u200c\u200d" and before > "\u02ff":
        return character  # joins emoji, and letters of scripts that need it
    return f"[U+{ord(character):04X}]"
