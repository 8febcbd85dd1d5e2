"""Shows text of others as what it is: characters, never markup, in a direction of its own."""

import unicodedata
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from drive_share_gui.domain.person import Person

LONGEST: Final = 300
"""Characters of one foreign string that a window shows; the rest is behind the ellipsis."""

_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Zl", "Zp"})
_BLANKS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters that show nothing."""
_REPLACED: Final = "\ufffd"
"""What stands for half a character."""
_MOST_MARKS: Final = 4
_ENDS: Final = 6
"""Folders that are named at each end of a long way."""


def foreign(text: str, longest: int = LONGEST) -> str:
    """Prepare a text of a service, a file or a person for showing.

    Control and invisible characters become visible marks, long stacks of accents and long texts are
    cut, and the whole is isolated so that it cannot turn the text around it (reliability §5.3).
    """
    return _ISOLATE + visible(text, longest) + _END_ISOLATE if text else ""


def visible(text: str, longest: int = LONGEST) -> str:
    """Do as `foreign` does, without isolating: for a control that shows nothing else."""
    head = text[: longest * (_MOST_MARKS + 1)]
    whole = len(head) == len(text)
    if head.isascii() and head.isprintable():
        return text if len(text) <= longest else head[: longest - 1] + "…"
    shown: list[str] = []
    marks, before = 0, ""
    for character in head:
        category = unicodedata.category(character)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks <= _MOST_MARKS:
            shown.append(_shown(character, category, before))
        before = character
    cut = "".join(shown)
    return cut if whole and len(cut) <= longest else cut[: longest - 1] + "…"


def foreign_way(names: Sequence[str], joint: str, longest: int = LONGEST) -> str:
    """Name the folders on the way to something; of very many only the first and the last ones."""
    first = [foreign(name, longest) for name in names[:_ENDS]]
    left = names[_ENDS:]
    last = [foreign(name, longest) for name in left[-_ENDS:]]
    return joint.join([*first, *(["…"] if len(left) > len(last) else []), *last])


def pasteable(text: str) -> str:
    """Take out of a text what acts unseen where it is pasted: control characters and turns of direction."""
    return "".join(
        sign for sign in text if sign in "\n\t\u200c\u200d" or unicodedata.category(sign) not in {"Cc", "Cf", "Cs"}
    )


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


def _shown(character: str, category: str, before: str) -> str:
    if category == "Cs":
        return _REPLACED
    return _mark_of(character, before) if category in _INVISIBLE or character in _BLANKS else character


def _mark_of(character: str, before: str) -> str:
    if character == "\t":
        return " "
    if character in "\n\r\u2028\u2029":
        return " ⏎ "
    if character in "\u200c\u200d" and before > "\u02ff":
        return character  # joins emoji, and letters of scripts that need it
    return f"[U+{ord(character):04X}]"
