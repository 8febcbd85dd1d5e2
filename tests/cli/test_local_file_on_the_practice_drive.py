"""From a file in a folder of the client “onedrive” to people who have access, over real HTTP: all five answers."""

import os
from pathlib import Path
from typing import TypeAlias

import pytest

from drive_share_gui.cli.status import Status
from drive_share_gui.practice.running import RunningPracticeDrive
from tests.adapters.sync_folders.client_store import Row, kept_open, make_store
from tests.cli.conftest import DriveShare

BUDGET = "path:/Documents/Budget.xlsx"
Folder: TypeAlias = Path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Give the folder of a person with this client; its store is not there yet, so paths are gone by."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    settings = tmp_path / ".config/onedrive"
    settings.mkdir(parents=True)
    (settings / "config").write_text('sync_dir = "~/My OneDrive"\n', "utf-8")
    folder = tmp_path / "My OneDrive"
    (folder / "Documents").mkdir(parents=True)
    (folder / "Documents" / "Budget.xlsx").touch()
    return folder


def test_a_local_file_is_shared_with_people(
    folder: Folder, drive: RunningPracticeDrive, drive_share: DriveShare
) -> None:
    ended = drive_share("invite", "--path", str(folder / "Documents/Budget.xlsx"), "--to", "ann@example.org")
    assert ended.status == Status.EVERYONE
    assert "another name" not in ended.err
    assert [row["email"] for row in drive.ledger()] == ["ann@example.org"]


def test_every_way_to_name_a_local_file_finds_the_same_item(
    folder: Folder, drive_share: DriveShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    budget = drive_share("find", BUDGET, "--json").said["item"]
    path = str(folder / "Documents/Budget.xlsx")
    monkeypatch.chdir(folder / "Documents")
    for words in (
        ("--path", path),
        ("--path", "Budget.xlsx"),
        ("--path", "./Budget.xlsx"),
        (path,),
        (f"file:{path}",),
        ((folder / "Documents/Budget.xlsx").as_uri(),),
        ("file:Budget.xlsx",),
    ):
        assert drive_share("find", *words, "--json").said == {"item": budget, "error": None}


def test_a_name_that_differs_is_said_before_anybody_is_invited(
    folder: Folder, drive: RunningPracticeDrive, drive_share: DriveShare
) -> None:
    budget = drive_share("find", BUDGET, "--json").said["item"]
    (folder / "Old name.xlsx").touch()
    store = make_store(folder.parent / ".config/onedrive", [Row(budget["drive_id"], "root!1", "root", "root", None)])
    with kept_open(store, [Row(budget["drive_id"], budget["id"], "Old name.xlsx", "file", "root!1")]):
        ended = drive_share("invite", "--path", str(folder / "Old name.xlsx"), "--to", "ann@example.org")
    assert ended.status == Status.EVERYONE
    assert "· here called Old name.xlsx" in ended.err
    assert "Note: On this computer it has another name. Make sure that it is the one you mean." in ended.err
    assert len(drive.ledger()) == 1


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("../else.txt", "notInOneDrive:otherPlace"),
        ("Nothing.txt", "notInOneDrive:nothingThere"),
        ("pipe", "notInOneDrive:noOrdinaryFile"),
        ("New.docx", "notUploadedYet"),
        (".", "driveRoot"),
        ('quote".docx', "unusableReference:illegalSign"),
    ],
)
def test_every_other_answer_sends_nothing(
    folder: Folder, drive: RunningPracticeDrive, drive_share: DriveShare, path: str, code: str
) -> None:
    (folder / "New.docx").touch()
    (folder / 'quote".docx').touch()
    os.mkfifo(folder / "pipe")
    ended = drive_share("invite", f"--path={folder}/{path}", "--to", "ann@example.org", "--json")
    assert ended.said["error"]["code"] == code
    assert ended.status in {Status.NOTHING_SENT, Status.BAD_INPUT}
    assert drive.ledger() == []
