"""The offer of menu entries by one file: once for each place it lies in, and only where entries are wanting."""

import os
from dataclasses import replace
from pathlib import Path

from drive_share_gui.adapters.file_managers.one_file_offer import OneFileOffer
from drive_share_gui.application.local_ports import EntryState, FileManagers, MenuEntry
from drive_share_gui.domain.failure import NotSaved, SharingError
from tests.application.fake_file_managers import NEMO, FakeFileManagers

FILE = os.fsdecode(b"/home/ann/Drive\nShare\xff.run")


def offer(note: Path, state: EntryState = EntryState.NOT_INSTALLED, file: str = FILE) -> OneFileOffer:
    entries: list[MenuEntry] = [replace(NEMO, state=state)]
    return OneFileOffer(file, note, lambda: FakeFileManagers(entries))


def test_it_is_made_once_for_each_place_of_the_file(tmp_path: Path) -> None:
    note = tmp_path / "menus-offered"
    assert offer(note).is_due()
    offer(note).settle()
    assert not offer(note).is_due()
    assert offer(note, EntryState.OUTDATED, file="/media/Drive Share.run").is_due()


def test_it_is_not_made_where_nothing_is_wanting(tmp_path: Path) -> None:
    for state in (EntryState.INSTALLED, EntryState.NO_FILE_MANAGER, EntryState.PART_MISSING, EntryState.LEFT_ALONE):
        assert not offer(tmp_path / "menus-offered", state).is_due()


def test_without_a_home_nothing_is_offered_and_nothing_fails(tmp_path: Path) -> None:
    def nowhere() -> FileManagers:
        raise SharingError(NotSaved())

    (tmp_path / "home").touch()
    homeless = OneFileOffer(FILE, tmp_path / "home" / "menus-offered", nowhere)
    homeless.settle()
    assert not homeless.is_due()
