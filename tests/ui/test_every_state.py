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
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from tests.ui.share_shown import Shown


SMALL = (1024, 600)
FRAME = 40
"""Height of a window's title, generously."""
INSIDE = ("qt_", "qcompleter")


@pytest.fixture(params=STATES)
def window(request: pytest.FixtureRequest, qtbot: QtBot) -> QWidget:
    """The window in a state, after all that Qt does at once."""
    made: Shown = STATES[request.param]()
    qtbot.addWidget(made.window)
    return made.window


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


def nameless_for_the_keyboard(window: QWidget) -> list[str]:
    return [repr(w) for w in own(window) if takes_keys(w) and w.isEnabled() and not name_of(w)]


def labels_that_are_not_plain(window: QWidget) -> list[str]:
    labels = [w for w in window.findChildren(QLabel) if not w.objectName().startswith(INSIDE)]
    return [repr(label) for label in labels if label.textFormat() is not Qt.TextFormat.PlainText]


def markup_shown(window: QWidget) -> list[str]:
    tips = [w.toolTip() for w in own(window)]
    buttons = [w.text() for w in own(window) if isinstance(w, QAbstractButton)]
    return [tip for tip in tips if "<b>" in tip or "<img" in tip] + [text for text in buttons if HOSTILE in text]


def hidden_signs(window: QWidget) -> list[str]:
    texts = [w.text() for w in own(window) if isinstance(w, QLabel)] + [window.windowTitle()]
    return [text for text in texts if "\u202e" in text or "\u200b" in text]


def labels_cut_off(window: QWidget) -> list[str]:
    """A label that does not wrap has room for its text, or shortens it by itself."""
    return [
        w.text()
        for w in own(window)
        if type(w).__name__ == "TintedLabel"
        and isinstance(w, QLabel)
        and not w.wordWrap()
        and w.fontMetrics().horizontalAdvance(w.text().replace("&", "")) > w.width() + 1
    ]


def buttons_too_tight(window: QWidget) -> list[str]:
    buttons = [w for w in own(window) if isinstance(w, Button) and w.text()]
    return [w.text() for w in buttons if w.width() < w.minimumSizeHint().width()]


SAID = (nameless_for_the_keyboard, labels_that_are_not_plain, markup_shown, hidden_signs)
DRAWN = (labels_cut_off, buttons_too_tight)


def offences(window: QWidget, rules: tuple[Callable[[QWidget], list[str]], ...]) -> dict[str, list[str]]:
    """Give what breaks a rule, by the rule."""
    return {rule.__name__: found for rule in rules if (found := rule(window))}


@pytest.mark.usefixtures("listened_to")
def test_everything_is_named_plain_and_has_room_on_a_small_screen_too(window: QWidget) -> None:
    least = window.minimumSizeHint()
    assert least.width() <= SMALL[0]
    assert least.height() <= SMALL[1] - FRAME
    assert window.findChildren(QLabel)
    assert offences(window, SAID) == {}
    window.grab()
    assert offences(window, (*SAID, *DRAWN)) == {}


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
