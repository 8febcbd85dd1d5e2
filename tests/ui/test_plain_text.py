"""Text of others is shown as characters, whatever it contains (reliability §5.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from drive_share_gui.ui.plain_text import foreign, foreign_way, pasteable, plain_label, set_tool_tip, visible

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

HOSTILE = ["<b>x", "<br/>", "&lt;b&gt;", '<img src="/etc/hostname.png">', 'a & <a href="file:///etc/passwd">b</a>']


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_is_shown_as_characters(text: str, qtbot: QtBot) -> None:
    label = plain_label(text)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert visible(text) == text
    set_tool_tip(label, text)
    assert "<b>" not in label.toolTip()
    assert "<img" not in label.toolTip()
    assert "<a " not in label.toolTip()


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u2069", "\u200b", "\u00ad", "\x00", "\ufeff", "\u3164"])
def test_what_does_not_show_becomes_a_visible_mark(sign: str) -> None:
    shown = visible(f"a{sign}b")
    assert sign not in shown
    assert f"{ord(sign):04X}" in shown


def test_a_foreign_text_cannot_turn_the_sentence_around_it() -> None:
    assert foreign("x\u202e") == "\u2068x[U+202E]\u2069"
    assert foreign("") == ""


def test_lines_a_million_characters_and_ten_thousand_accents_stay_small() -> None:
    assert visible("a\r\nb") == "a ⏎  ⏎ b"
    assert len(visible("a" * 1_000_000)) == 300
    assert visible("a" + "\u0301" * 10_000) == "a" + "\u0301" * 4 + "…"


def test_half_a_character_becomes_the_sign_for_it() -> None:
    assert visible("a\ud800b\udfff") == "a\ufffdb\ufffd"


@pytest.mark.parametrize("letter", ["a", "\u0301", "\u202e", "é", "\x00", "\ud800", "👨\u200d"])
def test_a_text_that_was_cut_says_so(letter: str) -> None:
    assert visible(letter * 500_000).endswith("…")
    assert len(visible(letter * 500_000)) <= 300
    assert not visible(letter).endswith("…")


def test_of_a_hundred_thousand_folders_the_first_and_last_are_named() -> None:
    names = [str(number) for number in range(100_000)]
    way = foreign_way(names, "/").translate({0x2068: None, 0x2069: None})
    assert way == "0/1/2/3/4/5/…/99994/99995/99996/99997/99998/99999"
    assert foreign_way(names[:12], "/").count("/") == 11


def test_what_is_pasted_elsewhere_does_nothing_there() -> None:
    assert pasteable("a\x1b[2J\rb\nc\u202e\u2068d\ud800") == "a[2Jb\ncd"
    assert pasteable("👨\u200d👩") == "👨\u200d👩"


def test_joined_emoji_stay_whole_and_a_joiner_in_an_address_shows() -> None:
    family = "👨\u200d👩\u200d👧"
    assert visible(family) == family
    assert visible("a\u200db@x.org") == "a[U+200D]b@x.org"
