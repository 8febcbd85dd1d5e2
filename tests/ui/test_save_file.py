"""A file is written whole or not at all, and what was there before survives."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drive_share_gui.domain.failure import NotSaved, SharingError
from drive_share_gui.ui.save_file import save_file


def test_the_text_is_there_in_utf_8_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "results.csv"
    path.write_text("before", "utf-8")
    save_file(path, "é\r\n")
    assert path.read_bytes() == "é\r\n".encode()
    assert [file.name for file in tmp_path.iterdir()] == ["results.csv"]


def test_a_folder_that_is_not_there_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(SharingError) as caught:
        save_file(tmp_path / "nowhere" / "x.csv", "x")
    assert caught.value.failure == NotSaved()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="This system has no device that is always full.")
def test_a_full_disk_is_told_apart_and_leaves_the_old_file(tmp_path: Path) -> None:
    """The device that is always full takes the place of the disk: writing to it ends as on a full one."""
    path = tmp_path / "x.csv"
    path.write_text("before", "utf-8")
    with pytest.raises(SharingError) as caught:
        save_file(
            path, "x" * 10, open_beside=lambda _folder: (os.open("/dev/full", os.O_WRONLY), str(tmp_path / "part"))
        )
    assert caught.value.failure == NotSaved(disk_full=True)
    assert path.read_text("utf-8") == "before"
