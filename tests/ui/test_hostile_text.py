"""Text of others is characters wherever it comes out: every widget of every state is walked (reliability §5.3)."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QWidget

from drive_share_gui.ui.plain_text import LONGEST
from tests.ui.hostile_text import MARK, SHOWN, Said, texts_of, tips_of, widgets_of
from tests.ui.share_shown import Shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

MARKUP = [
    f"<b>{MARK}<br/>",
    f'{MARK} &lt;b&gt; <a href="file:///etc/passwd">x</a>',
    f'</qt><img src="file://///host/share/x.png">{MARK}',
]
MNEMONIC = f"R&D {MARK}&x.docx"
HALF = f"{MARK}\ud800{MARK}\udfff"
SIGNS = f"{HALF}\u202egpj.exe\u2066\u2067\u2068\u2069\u2069\u200b\u00ad\u2028\u2029\x00\x1b[2J\r\n\ufeff\u3164{MARK}"
LONG = f"{MARK} " * 250_000
STACK = MARK + "\u0301" * 10_000
HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2067\u3164\ufeff\ud800-\udfff]"
)
ISOLATED = re.compile("\u2068[^\u2068\u2069]*\u2069")
MOST_SECONDS = 1.0
"""Of the processor, to lay the window out anew and to draw it."""
MOST_SIGNS = 16 * LONGEST
"""In one text: a sentence with some foreign strings in it, the folders on a way, the names of a list."""


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    """Let Qt believe that a screen reader runs."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def opened(name: str, text: str, qtbot: QtBot) -> QWidget:
    """Show a state and give its window."""
    shown = SHOWN[name](text)
    qtbot.addWidget(shown.window)
    if isinstance(shown, Shown):
        qtbot.addWidget(shown.dialog)
    shown.window.grab()
    return shown.window


def naked(said: Said) -> bool:
    """Whether a foreign text could turn the direction of what stands around it."""
    around = ISOLATED.sub("", said.text)
    return (MARK in around and around != said.text) or said.text.count("\u2068") != said.text.count("\u2069")


def has_buddy(label: QLabel) -> bool:
    """Whether a label leads to another widget: only then is its ``&`` a shortcut."""
    return label.buddy() is not None  # pyright: ignore[reportUnnecessaryComparison] - PySide6 hides that it is optional


@pytest.mark.parametrize("text", MARKUP)
@pytest.mark.parametrize("name", SHOWN)
def test_markup_is_shown_as_characters_everywhere(name: str, text: str, qtbot: QtBot) -> None:
    window = opened(name, text, qtbot)
    labels = [one for one in widgets_of(window) if isinstance(one, QLabel)]
    assert [one.text() for one in labels if one.textFormat() is not Qt.TextFormat.PlainText] == []
    assert [said for said in tips_of(window) if not re.fullmatch(r"<qt>[^<>]*</qt>|[^<>&]*", said.text)] == []
    assert any(MARK in said.text for said in texts_of(window))


@pytest.mark.parametrize("name", SHOWN)
def test_no_letter_of_a_foreign_text_becomes_a_shortcut(name: str, qtbot: QtBot) -> None:
    window = opened(name, MNEMONIC, qtbot)
    buttons = [one.text() for one in widgets_of(window) if isinstance(one, QAbstractButton)]
    actions = [action.text() for one in widgets_of(window) for action in one.actions()]
    labels = [one.text() for one in widgets_of(window) if isinstance(one, QLabel) and has_buddy(one)]
    read = [text for text in (*buttons, *actions, *labels) if MARK in text]
    assert [text for text in read if not QKeySequence.mnemonic(text).isEmpty()] == []


@pytest.mark.parametrize("text", [SIGNS, f"\u202e{MARK}\u2066"], ids=["signs", "turns"])
@pytest.mark.parametrize("name", SHOWN)
def test_signs_that_hide_or_turn_are_marks_and_every_foreign_text_is_isolated(
    name: str, text: str, qtbot: QtBot
) -> None:
    window = opened(name, text, qtbot)
    said = texts_of(window) + tips_of(window)
    assert [one for one in said if HIDDEN.search(one.text)] == []
    assert [one for one in said if naked(one)] == []


@pytest.mark.parametrize("text", [LONG, STACK], ids=["1 MB", "accents"])
@pytest.mark.parametrize("name", SHOWN)
def test_a_text_without_end_is_cut_and_stalls_nothing(name: str, text: str, qtbot: QtBot) -> None:
    window = opened(name, text, qtbot)
    began = time.process_time()
    window.resize(window.width() + 7, window.height() + 7)
    window.grab()
    spent = time.process_time() - began
    said = texts_of(window) + tips_of(window)
    assert [(one.where, len(one.text)) for one in said if len(one.text) > MOST_SIGNS] == []
    assert spent < MOST_SECONDS


def test_folders_that_have_no_room_are_named_in_a_menu_without_shortcuts(qtbot: QtBot) -> None:
    window = opened("browsing", MNEMONIC, qtbot)
    trail = next(one for one in widgets_of(window) if type(one).__name__ == "Trail")
    next(one for one in trail.findChildren(QAbstractButton) if one.text() == "…").click()
    menus = [one for one in widgets_of(window) if isinstance(one, QMenu) and one.isVisible()]
    actions = [action.text() for menu in menus for action in menu.actions()]
    for menu in menus:
        menu.close()
    assert len(actions) >= 2
    assert [text for text in actions if not QKeySequence.mnemonic(text).isEmpty()] == []


def test_the_walker_finds_what_it_looks_for(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    QLabel(MARKUP[0], window).setToolTip(MARKUP[0])
    assert [said.text for said in tips_of(window)] == [MARKUP[0]]
    assert MARKUP[0] in [said.text for said in texts_of(window)]
    assert naked(Said("", f"From {MARK} \u2068x\u2069"))
    assert not naked(Said("", f"From \u2068{MARK}\u2069"))
