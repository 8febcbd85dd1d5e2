"""What holds for the window in every state: named for those who hear it, plain text, room on a small screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLibraryInfo, Qt, QTranslator
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)

from drive_share_gui.ui.buttons import Button
from tests.ui.pictures import HOSTILE, STATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.ui.share_shown import Shown

SMALL = (1024, 600)
FRAME = 40
"""Height of a window's title, generously."""
INSIDE = ("qt_", "qcompleter")


@pytest.fixture(params=STATES)
def shown(request: pytest.FixtureRequest, qtbot: QtBot) -> Shown:
    made: Shown = STATES[request.param]()
    qtbot.addWidget(made.window)
    return made


@pytest.fixture
def listened_to() -> Iterator[None]:
    """Let Qt believe that a screen reader runs."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def arabic(qtbot: QtBot) -> Iterator[None]:
    """Let the system speak Arabic: the words of Qt, and everything from right to left."""
    del qtbot
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    translator = QTranslator()
    assert translator.load("qtbase_ar", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    application.installTranslator(translator)
    yield
    application.removeTranslator(translator)
    application.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)


def own(window: QWidget) -> list[QWidget]:
    """All visible widgets that are ours, not parts of Qt's own."""
    return [w for w in window.findChildren(QWidget) if w.isVisible() and not w.objectName().startswith(INSIDE)]


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).replace("&", "").strip()


def takes_keys(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and not isinstance(widget, QScrollBar)


@pytest.mark.usefixtures("listened_to")
def test_everything_the_keyboard_reaches_has_a_name(shown: Shown) -> None:
    nameless = [repr(w) for w in own(shown.window) if takes_keys(w) and w.isEnabled() and not name_of(w)]
    assert nameless == []


def test_every_label_shows_plain_text_only(shown: Shown) -> None:
    labels = [w for w in shown.window.findChildren(QLabel) if not w.objectName().startswith(INSIDE)]
    assert labels
    assert [repr(label) for label in labels if label.textFormat() is not Qt.TextFormat.PlainText] == []


def test_nothing_is_shown_as_markup_whatever_the_service_says(shown: Shown) -> None:
    tips = [w.toolTip() for w in own(shown.window)]
    assert [tip for tip in tips if "<b>" in tip or "<img" in tip] == []
    buttons = [w.text() for w in own(shown.window) if isinstance(w, QAbstractButton)]
    assert [text for text in buttons if HOSTILE in text] == []


def test_no_hidden_sign_of_a_foreign_text_reaches_the_window(shown: Shown) -> None:
    texts = [w.text() for w in own(shown.window) if isinstance(w, QLabel)] + [shown.window.windowTitle()]
    assert [text for text in texts if "\u202e" in text or "\u200b" in text] == []


def test_the_window_fits_a_small_screen(shown: Shown) -> None:
    least = shown.window.minimumSizeHint()
    assert least.width() <= SMALL[0]
    assert least.height() <= SMALL[1] - FRAME


def test_no_text_of_ours_is_cut_off_unless_it_says_so(shown: Shown) -> None:
    """A label that does not wrap has room for its text, or shortens it by itself."""
    shown.window.grab()
    cut = [
        w.text()
        for w in own(shown.window)
        if type(w).__name__ == "TintedLabel"
        and isinstance(w, QLabel)
        and not w.wordWrap()
        and w.fontMetrics().horizontalAdvance(w.text().replace("&", "")) > w.width() + 1
    ]
    assert cut == []


def test_every_button_has_room_for_its_words(shown: Shown) -> None:
    shown.window.grab()
    buttons = [w for w in own(shown.window) if isinstance(w, Button) and w.text()]
    tight = [w.text() for w in buttons if w.width() < w.minimumSizeHint().width()]
    assert tight == []


@pytest.mark.usefixtures("arabic")
@pytest.mark.parametrize("name", STATES)
def test_everything_is_mirrored_from_right_to_left(name: str, qtbot: QtBot) -> None:
    made = STATES[name]()
    qtbot.addWidget(made.window)
    made.window.grab()
    assert made.window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    if made.dialog.header.isVisible():
        assert made.dialog.header.name.x() > made.dialog.header.change.x()
    if made.dialog.foot.copy_link.isVisible():
        assert made.dialog.foot.copy_link.x() > made.dialog.foot.close_window.x()
    if made.people.isVisible() and made.presenter.state.form.people:
        first = made.people.chips.visualRect(made.people.chips.model().index(0, 0))
        assert first.center().x() > made.people.chips.width() / 2


@pytest.mark.usefixtures("listened_to")
def test_rows_of_results_are_read_as_sentences(qtbot: QtBot) -> None:
    shown = STATES["results"]()
    qtbot.addWidget(shown.window)
    interface = QAccessible.queryAccessibleInterface(shown.page.view)
    spoken = [interface.child(number).text(QAccessible.Text.Name) for number in range(interface.childCount())]
    plain = [text.translate({0x2068: None, 0x2069: None}) for text in spoken]
    assert "bob@fabrikam.com: Can view · no e-mail: your mailbox is full" in plain
    assert any(text.startswith("dora@contoso.com: Not sure yet") for text in plain)
    assert plain[plain.index("bob@fabrikam.com: Can view · no e-mail: your mailbox is full") + 1] == "Fix…"


@pytest.mark.usefixtures("listened_to")
def test_fields_are_labelled_by_their_headings(qtbot: QtBot) -> None:
    shown = STATES["options"]()
    qtbot.addWidget(shown.window)
    fields = [w for w in own(shown.window) if isinstance(w, QLineEdit | QPlainTextEdit) and takes_keys(w)]
    assert len(fields) == 3
    for field in fields:
        relations = QAccessible.queryAccessibleInterface(field).relations()
        assert [one for one, kind in relations if kind & QAccessible.RelationFlag.Label]
