"""What a person has forgotten is in no file any more: a draft at once, and where that is asked for, everything."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drive_share_gui.adapters.recent_items import RecentItemsFile
from drive_share_gui.domain.failure import NoAnswer, Silence
from drive_share_gui.domain.keeping import Elsewhere, HandledElsewhere
from drive_share_gui.ui.draft_news import Forgotten, NotForgotten, Offered, Restored
from drive_share_gui.ui.form import Form
from drive_share_gui.ui.share_presenter import SharePresenter
from tests.adapters.journal_ground import DEPARTURE, LastingMemory, invitation
from tests.adapters.test_journal_erasing import found_in
from tests.ui.share_shown import SHEET, Behind, ShareDrive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drive_share_gui.ui.draft_news import DraftNews

pytestmark = pytest.mark.usefixtures("qapp")

ITEM_NAME = "Kanarie-Fusionsplan für Übermorgen.xlsx"
SECRETS = ("kanarie-ann@contoso.com", "Kanarie Ännchen", "kanarie-leftover", "kanarie-pend", "kanarie-message")


class Kept(Behind):
    """A window that keeps what is typed, with a record of shared items beside the journal."""

    def __init__(self, home: Path, keyring: LastingMemory, *, begun: bool = True) -> None:
        super().__init__(ShareDrive(item=replace(SHEET, name=ITEM_NAME)))
        home.mkdir(mode=0o700, exist_ok=True)
        self.connection.keyring = keyring
        self.presenter = SharePresenter(self.connection, self.runner, self.clock, RecentItemsFile(home))
        self.presenter.drafting.begin()
        if begun:
            self.begin()

    def news(self) -> DraftNews | None:
        return self.presenter.state.draft

    def type_secrets(self) -> None:
        """Type them in several strokes, each saved."""
        filling, drafting = self.presenter.filling, self.presenter.drafting
        filling.add_people("Kanarie Ännchen <kanarie-ann@contoso.com>; kanarie-leftover@")
        for length in range(len("kanarie-pend")):
            filling.type_person("kanarie-pend"[: length + 1])
            drafting.save()
        filling.set_message("kanarie-message " * 50)
        drafting.save()

    def close(self) -> None:
        self.presenter.drafting.save()
        self.connection.store.close()


@pytest.fixture
def keyring() -> LastingMemory:
    return LastingMemory()


@pytest.fixture
def kept(drive_share_home: Path, keyring: LastingMemory) -> Iterator[Kept]:
    kept = Kept(drive_share_home, keyring)
    yield kept
    kept.connection.store.close()


def test_the_restored_draft_is_forgotten_from_the_form_and_from_every_file(
    drive_share_home: Path, keyring: LastingMemory, kept: Kept
) -> None:
    kept.type_secrets()
    kept.close()
    assert found_in(drive_share_home, *SECRETS)
    after = Kept(drive_share_home, keyring)
    assert isinstance(after.news(), Restored)
    after.presenter.forgetting.forget()
    assert after.news() == Forgotten()
    assert after.presenter.state.form == Form()
    assert found_in(drive_share_home, *SECRETS) == set()
    after.close()
    assert found_in(drive_share_home, *SECRETS) == set()


def test_what_was_added_to_a_restored_draft_goes_with_it(
    drive_share_home: Path, keyring: LastingMemory, kept: Kept
) -> None:
    kept.type_secrets()
    kept.close()
    after = Kept(drive_share_home, keyring)
    after.presenter.filling.set_message("kanarie-message, and more")
    after.presenter.drafting.save()
    after.presenter.filling.set_message("kanarie-message, and a little more")
    after.presenter.forgetting.forget()
    after.close()
    assert found_in(drive_share_home, *SECRETS) == set()


def test_a_draft_that_is_offered_is_forgotten_and_what_is_typed_stays(
    drive_share_home: Path, keyring: LastingMemory, kept: Kept
) -> None:
    kept.type_secrets()
    kept.close()
    after = Kept(drive_share_home, keyring)
    after.presenter.drafting.start_fresh()
    after.presenter.filling.set_message("stays")
    assert isinstance(after.news(), Offered)
    after.presenter.forgetting.forget()
    after.close()
    assert found_in(drive_share_home, *SECRETS) == set()
    assert Kept(drive_share_home, keyring).presenter.state.form.message == "stays"


def test_of_all_that_is_typed_for_an_item_nothing_stays_where_the_person_is_asked_first(
    drive_share_home: Path, kept: Kept
) -> None:
    kept.type_secrets()
    kept.presenter.drafting.start_fresh()
    kept.presenter.filling.set_message("kanarie-message, another")
    kept.presenter.forgetting.ask()
    kept.presenter.forgetting.forget()
    kept.close()
    assert found_in(drive_share_home, *SECRETS) == set()


def test_everything_is_in_no_file_any_more_the_name_of_the_item_neither(drive_share_home: Path, kept: Kept) -> None:
    kept.type_secrets()
    kept.presenter.drafting.start_fresh()
    kept.presenter.filling.set_message("kanarie-message")
    kept.invite("kanarie-ann@contoso.com, kanarie-leftover@contoso.com", NoAnswer(Silence.TIMEOUT))
    kept.presenter.share_with_more()
    kept.presenter.filling.type_person("kanarie-pend")
    kept.presenter.drafting.save()
    assert found_in(drive_share_home, ITEM_NAME, "Fusionsplan")
    kept.presenter.forgetting.ask()
    kept.presenter.forgetting.forget_everything()
    assert kept.news() == Forgotten(everything=True)
    assert kept.presenter.state.form == Form()
    assert kept.connection.store.journal.rows() == ()
    assert found_in(drive_share_home, *SECRETS, ITEM_NAME, "Fusionsplan") == set()
    kept.close()
    assert found_in(drive_share_home, *SECRETS, ITEM_NAME, "Fusionsplan") == set()


def test_while_an_invitation_is_being_sent_nothing_is_forgotten_and_the_form_stays(
    drive_share_home: Path, kept: Kept
) -> None:
    journal = kept.connection.store.journal
    journal.claim(journal.queue("ann", invitation(item=kept.drive.item)).rows, DEPARTURE)
    kept.presenter.filling.type_person("kanarie-pend")
    kept.presenter.drafting.save()
    kept.presenter.forgetting.forget_everything()
    assert kept.news() == NotForgotten(HandledElsewhere(Elsewhere.ROW))
    assert kept.presenter.state.form.pending == "kanarie-pend"
    assert found_in(drive_share_home, "kanarie-pend", ITEM_NAME)


def test_a_draft_that_was_read_before_it_was_forgotten_does_not_come_back(
    drive_share_home: Path, keyring: LastingMemory, kept: Kept
) -> None:
    kept.type_secrets()
    kept.close()
    after = Kept(drive_share_home, keyring, begun=False)
    after.runner.hold = True
    after.begin()
    after.runner.jobs.pop(0)()
    look = after.runner.jobs.pop(0)
    after.presenter.forgetting.forget_everything()
    after.runner.release()
    look()
    assert after.news() == Forgotten(everything=True)
    assert after.presenter.state.form == Form()
