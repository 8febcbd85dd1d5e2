"""Typing people key by key: what became a chip does not stay in the line."""

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.share_shown import Shown


def test_an_entry_that_was_taken_leaves_the_line_and_is_taken_once(qtbot: QtBot) -> None:
    shown = Shown().begin()
    qtbot.addWidget(shown.window)
    QTest.keyClicks(shown.people.edit, 'ann@contoso.com, "Bob Stone" <bob@fabrikam.com>; joe')
    form = shown.presenter.state.form
    assert [person.address for person in form.people] == ["ann@contoso.com", "bob@fabrikam.com"]
    assert form.folded == ()
    assert shown.people.edit.text().strip() == "joe"
