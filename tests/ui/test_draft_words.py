"""What the window says about drafts, and that each of its buttons does what it says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from drive_share_gui.application.keep_draft import DraftFile, Earlier, Typed
from drive_share_gui.domain.failure import NotSaved
from drive_share_gui.domain.keeping import Elsewhere, HandledElsewhere, JournalProblem, NotJournaled
from drive_share_gui.ui.banner import Tone
from drive_share_gui.ui.draft_news import Forgotten, NotForgotten, NotKept, Offered, Restored, WhatToForget
from drive_share_gui.ui.draft_words import notice_about
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.trouble import OwnMistake
from tests.ui.pictures import STATES

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from drive_share_gui.ui.draft_news import DraftNews
    from tests.ui.share_shown import Shown

NOON = datetime(2026, 11, 12, 12, 5).astimezone()
"""As the clock on the wall shows it here."""


def earlier(*, is_for_item: bool = True, lost: bool = False, locked: bool = False) -> Earlier:
    return Earlier(DraftFile(), Typed(), NOON.astimezone(UTC), is_for_item, lost, locked)


@pytest.mark.parametrize(
    ("news", "words"),
    [
        (Restored(earlier(), NOON), "Restored what you typed at 12:05."),
        (Restored(earlier(), NOON + timedelta(days=1)), "Restored what you typed on 12 Nov."),
        (
            Restored(earlier(lost=True), NOON),
            (
                "Restored what you typed at 12:05. "
                "Its message is missing: without a keyring it was kept only while Drive Share ran."
            ),
        ),
        (
            Restored(earlier(lost=True, locked=True), NOON),
            (
                "Restored what you typed at 12:05. "
                "Its message cannot be read now, because the keyring cannot be used. It comes back once it can."
            ),
        ),
        (Offered(earlier(), NOON + timedelta(days=1)), "What you typed on 12 Nov for this item is still here."),
        (
            Offered(earlier(is_for_item=False), NOON),
            "What you typed at 12:05, before an item was picked, is still here.",
        ),
    ],
)
def test_it_is_said_when_what_comes_back_was_typed_and_what_of_it_is_missing(news: DraftNews, words: str) -> None:
    notice = notice_about(news)
    assert (notice.text, notice.tone) == (words, Tone.CALM)


TROUBLES = [*map(NotJournaled, JournalProblem), HandledElsewhere(Elsewhere.ROW), NotSaved(), OwnMistake("KeyError")]


@pytest.mark.parametrize("trouble", TROUBLES)
def test_trouble_with_keeping_or_forgetting_is_said_in_a_sentence_that_never_speaks_of_sending(
    trouble: NotJournaled | HandledElsewhere | NotSaved | OwnMistake,
) -> None:
    for news in (NotKept(trouble), NotForgotten(trouble)):
        notice = notice_about(news)
        assert notice.text.endswith(".")
        assert "nothing was sent" not in notice.text
        assert notice.actions == (Label.HIDE.plain,)


def news_in(shown: Shown) -> DraftNews | None:
    return shown.presenter.state.draft


def press(shown: Shown, label: Label) -> None:
    """Press a button of the bar."""
    (button,) = [b for b in shown.dialog.banner.buttons() if b.text() == label.plain]
    button.click()


def shown_in(qtbot: QtBot, state: str) -> Shown:
    shown = STATES[state]()
    qtbot.addWidget(shown.window)
    return shown


def test_the_bar_of_a_restored_draft_starts_fresh_brings_back_and_hides(qtbot: QtBot) -> None:
    shown = shown_in(qtbot, "restored")
    message = shown.dialog.form.message.editor
    before = message.toPlainText()
    assert before
    press(shown, Label.START_FRESH)
    assert (message.toPlainText(), shown.people.chips.model().rowCount()) == ("", 0)
    press(shown, Label.BRING_BACK)
    assert (message.toPlainText(), shown.people.chips.model().rowCount()) == (before, 2)
    press(shown, Label.HIDE)
    assert shown.dialog.banner.notice is None


def test_the_bar_forgets_and_says_so(qtbot: QtBot) -> None:
    shown = shown_in(qtbot, "restored")
    press(shown, Label.FORGET_NOW)
    assert news_in(shown) == Forgotten()
    assert shown.dialog.form.message.editor.toPlainText() == ""
    assert not shown.dialog.form.message.editor.document().isUndoAvailable()
    assert not shown.people.edit.isUndoAvailable()


@pytest.mark.parametrize(
    ("label", "forgotten"), [(Label.FORGET_DRAFT, Forgotten()), (Label.FORGET_EVERYTHING, Forgotten(everything=True))]
)
def test_the_options_lead_to_forgetting_as_much_as_the_person_says(
    label: Label,
    forgotten: Forgotten,
    qtbot: QtBot,
) -> None:
    shown = shown_in(qtbot, "filled")
    shown.presenter.drafting.begin()
    options = shown.dialog.form.options
    options.set_open(True)
    assert options.form is not None
    options.form.forget.click()
    assert news_in(shown) == WhatToForget()
    press(shown, label)
    assert news_in(shown) == forgotten


def test_a_message_that_ends_with_the_program_says_so_at_its_field_as_long_as_there_is_one(qtbot: QtBot) -> None:
    shown = shown_in(qtbot, "forgetting")
    field = shown.dialog.form.message
    assert field.keeping.isVisible()
    assert "only while Drive Share runs" in field.keeping.text()
    shown.presenter.filling.set_message("")
    assert not field.keeping.isVisible()
