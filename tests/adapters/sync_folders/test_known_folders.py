"""From a path to its item: the innermost folder wins, and nothing dangerous is touched (reliability §5.7)."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from drive_share_gui.adapters.sync_folders import KnownFolders
from drive_share_gui.adapters.sync_folders.abraunegg import Abraunegg
from drive_share_gui.adapters.sync_folders.gvfs import Gvfs
from drive_share_gui.adapters.sync_folders.kept_folder import KeptFolder, PlainFolder
from drive_share_gui.adapters.sync_folders.mounts import Mount, is_far
from drive_share_gui.adapters.sync_folders.path_rules import LINUX
from drive_share_gui.domain.failure import ReferenceProblem, SharingError, UnusableReference
from drive_share_gui.domain.item import ById, ByPath
from drive_share_gui.domain.local_file import (
    DriveRoot,
    Located,
    Location,
    NotInOneDrive,
    NotUploadedYet,
    Outside,
    SyncClient,
    SyncFolder,
)
from tests.adapters.sync_folders.client_store import DRIVE, ROWS, Row, kept_open, make_store
from tests.adapters.sync_folders.hostile_names import HOSTILE

OWN = DRIVE.upper()
NO_DRIVE_HAS = {
    'quote".txt': ReferenceProblem.ILLEGAL_SIGN,
    "line\nbreak.txt": ReferenceProblem.CONTROL_CHARACTER,
    "back\\slash.txt": ReferenceProblem.ILLEGAL_SIGN,
}


@dataclass
class Folders:
    """A client with these folders."""

    paths: Iterable[str]
    is_on_disk: bool = True

    def kept_folders(self) -> Iterator[KeptFolder]:
        for path in self.paths:
            yield PlainFolder(SyncFolder(SyncClient.MICROSOFT, path), self.is_on_disk)


def known(*paths: str | Path, far: tuple[str, ...] = ()) -> KnownFolders:
    table = tuple(Mount(path, "nfs4", "server:/") for path in far)
    return KnownFolders([Folders(list(map(str, paths)))], LINUX, lambda path: is_far(path, table))


def place(location: Location) -> object:
    assert isinstance(location, Located)
    return location.place


def problem_of(here: KnownFolders, path: str) -> ReferenceProblem:
    with pytest.raises(SharingError) as raised:
        here.locate(path)
    assert isinstance(raised.value.failure, UnusableReference)
    return raised.value.failure.problem


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    folder = tmp_path / "OneDrive"
    folder.mkdir()
    return folder


@pytest.fixture
def client(tmp_path: Path, drive: Path) -> KnownFolders:
    """Give a client whose store knows some files."""
    make_store(tmp_path / ".config/onedrive")
    assert drive.name == "OneDrive"
    return KnownFolders([Abraunegg({}, tmp_path)], LINUX, lambda _: False)


def test_the_innermost_folder_wins(drive: Path) -> None:
    (drive / "Team").mkdir()
    (drive / "Team" / "a.txt").touch()
    here = known(drive, drive / "Team", drive.parent)
    assert place(here.locate(f"{drive}/Team/a.txt")) == ByPath(("a.txt",))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_the_items_name_or_is_refused(drive: Path, name: str) -> None:
    (drive / name).touch()
    here = known(drive)
    if name in NO_DRIVE_HAS:
        assert problem_of(here, f"{drive}/{name}") is NO_DRIVE_HAS[name]
    else:
        location = here.locate(f"{drive}/{name}")
        assert isinstance(location, Located)
        assert (location.place, location.name) == (ByPath((name,)), name)


@pytest.mark.parametrize("name", sorted(set(HOSTILE) - NO_DRIVE_HAS.keys()))
def test_a_hostile_name_is_found_in_the_store_of_a_running_client(tmp_path: Path, drive: Path, name: str) -> None:
    (drive / name).touch()
    store = make_store(tmp_path / ".config/onedrive")
    here = KnownFolders([Abraunegg({}, tmp_path)], LINUX, lambda _: False)
    with kept_open(store, [Row(DRIVE, f"{OWN}!42", name, "file", f"{OWN}!1")]):
        assert place(here.locate(f"{drive}/{name}")) == ById(f"{OWN}!42", DRIVE)


def test_a_name_that_is_no_text_is_refused(client: KnownFolders, drive: Path) -> None:
    (drive / os.fsdecode(b"caf\xe9.txt")).touch()
    assert problem_of(client, str(drive / os.fsdecode(b"caf\xe9.txt"))) is ReferenceProblem.NAME_NOT_TEXT


@pytest.mark.parametrize("marks", ["\ufffd", "\ufffd\ufffd"])
def test_a_name_that_is_no_text_is_refused_alike_where_a_program_put_marks_for_its_bytes(
    client: KnownFolders, drive: Path, marks: str
) -> None:
    folder = drive / os.fsdecode(b"caf\xe9\xff")
    folder.mkdir()
    (folder / "menu.txt").touch()
    (drive / "text \ufffd.txt").touch()
    assert problem_of(client, f"{drive}/caf{marks}") is ReferenceProblem.NAME_NOT_TEXT
    assert problem_of(client, f"{drive}/caf{marks}/menu.txt") is ReferenceProblem.NAME_NOT_TEXT
    for other in (f"caf{marks}e", "caf", f"menu{marks}", "text \ufffd\ufffd.txt", f"Documents/{marks}"):
        assert client.locate(f"{drive}/{other}") == NotInOneDrive(Outside.NOTHING_THERE)
    assert client.locate(f"{drive}/text \ufffd.txt") == NotUploadedYet(SyncClient.ABRAUNEGG)


def test_an_endless_path_is_refused(client: KnownFolders, drive: Path) -> None:
    assert problem_of(client, f"{drive}/" + "d/" * 2_500) is ReferenceProblem.LOCAL_PATH_TOO_LONG
    assert problem_of(client, "") is ReferenceProblem.EMPTY
    assert problem_of(client, f"{drive}/a\0b") is ReferenceProblem.CONTROL_CHARACTER


def test_what_is_known_to_the_store_is_there_and_the_rest_is_told_apart(client: KnownFolders, drive: Path) -> None:
    (drive / "New.docx").touch()
    assert place(client.locate(f"{drive}/Documents/Budget.xlsx")) == ById(f"{OWN}!3", DRIVE)
    assert client.locate(f"{drive}/New.docx") == NotUploadedYet(SyncClient.ABRAUNEGG)
    assert client.locate(f"{drive}/Nothing.docx") == NotInOneDrive(Outside.NOTHING_THERE)
    assert client.locate(f"{drive}/") == DriveRoot()
    assert client.locate(f"{drive.parent}/else.txt") == NotInOneDrive()


@pytest.mark.parametrize(
    "text", ["a.txt", "./a.txt", "~/OneDrive/a.txt", "http://x/OneDrive/a", "C:\\a", "//host/share/a"]
)
def test_what_is_no_path_here_is_in_no_folder(client: KnownFolders, text: str) -> None:
    assert client.locate(text) == NotInOneDrive()


def test_pipes_and_devices_are_nothing_that_is_kept_and_are_not_opened(drive: Path) -> None:
    os.mkfifo(drive / "pipe")
    (drive / "device").symlink_to("/dev/zero")
    here = known(drive)
    assert here.locate(f"{drive}/pipe") == NotInOneDrive(Outside.NO_ORDINARY_FILE)
    assert here.locate(f"{drive}/device") == NotInOneDrive()


def test_a_link_out_of_the_folder_is_not_kept_unless_the_client_says_so(
    tmp_path: Path, client: KnownFolders, drive: Path
) -> None:
    (tmp_path / "secret.txt").touch()
    (drive / "link.txt").symlink_to(tmp_path / "secret.txt")
    (drive / "inner.txt").symlink_to("New.docx")
    (drive / "New.docx").touch()
    assert client.locate(f"{drive}/link.txt") == NotInOneDrive()
    assert known(drive).locate(f"{drive}/link.txt") == NotInOneDrive()
    assert place(known(drive).locate(f"{drive}/inner.txt")) == ByPath(("inner.txt",))
    linked = Row(DRIVE, f"{OWN}!77", "link.txt", "file", f"{OWN}!1")
    (tmp_path / ".config/onedrive/items.sqlite3").unlink()
    make_store(tmp_path / ".config/onedrive", (*ROWS, linked))
    assert place(client.locate(f"{drive}/link.txt")) == ById(f"{OWN}!77", DRIVE)


def test_a_link_into_the_folder_and_a_folder_behind_a_link_are_found(tmp_path: Path, drive: Path) -> None:
    (drive / "a.txt").touch()
    (tmp_path / "Desktop").mkdir()
    (tmp_path / "Desktop" / "shortcut").symlink_to(drive / "a.txt")
    (tmp_path / "Cloud").symlink_to(drive)
    assert place(known(drive).locate(f"{tmp_path}/Desktop/shortcut")) == ByPath(("a.txt",))
    assert place(known(tmp_path / "Cloud").locate(f"{drive}/a.txt")) == ByPath(("a.txt",))
    assert place(known(tmp_path / "Cloud").locate(f"{tmp_path}/Cloud/a.txt")) == ByPath(("a.txt",))


class TouchedError(AssertionError):
    """Something on a network was looked at."""


@pytest.mark.parametrize("path", ["/net/server/a.txt", "/net/OneDrive/../server/a", "/net/OneDrive/a.txt"])
def test_nothing_on_a_network_is_touched(monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    def refuse(touched: Path, *_: object) -> os.stat_result:
        if str(touched).startswith("/net"):
            raise TouchedError
        return os.stat_result(range(10))

    monkeypatch.setattr(Path, "lstat", refuse)
    monkeypatch.setattr(Path, "readlink", refuse)
    here = known("/net/OneDrive", far=("/net",))
    expected = path == "/net/OneDrive/a.txt"
    assert isinstance(here.locate(path), Located) is expected


def test_an_address_of_gnome_goes_to_gnome(tmp_path: Path) -> None:
    here = KnownFolders([], LINUX, lambda _: False, Gvfs(tuple, {"PATH": str(tmp_path)}))
    assert place(here.locate("onedrive://ann@contoso.example/OneDrive/a%20b")) == ByPath(("a b",))
    assert here.locate("onedrive://ann@contoso.example/") == DriveRoot()


def test_a_thousand_paths_are_located_one_after_the_other(drive: Path) -> None:
    (drive / "a.txt").touch()
    here = known(drive)
    assert sum(isinstance(here.locate(f"{drive}/a.txt"), Located) for _ in range(1_000)) == 1_000
