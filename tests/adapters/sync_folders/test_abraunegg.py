"""The client “onedrive”: where its accounts are, and what it says of their files."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from drive_share_gui.adapters.sync_folders.abraunegg import Abraunegg, AbrauneggFolder
from drive_share_gui.domain.failure import ReferenceProblem, SharingError, UnusableReference
from drive_share_gui.domain.item import ById, ByPath
from drive_share_gui.domain.local_file import (
    DriveRoot,
    Located,
    NotInOneDrive,
    NotUploadedYet,
    Outside,
    SyncClient,
    SyncFolder,
)
from tests.adapters.sync_folders.client_store import DRIVE, LENT, make_store

OWN = DRIVE.upper()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "ann"
    (home / ".config").mkdir(parents=True)
    return home


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def kept(home: Path, **environ: str) -> list[AbrauneggFolder]:
    return list(Abraunegg(environ, home).kept_folders())


def paths(home: Path, **environ: str) -> list[str]:
    return [one.folder.path for one in kept(home, **environ)]


def test_without_settings_there_is_no_client(home: Path) -> None:
    assert kept(home) == []


def test_settings_of_nothing_mean_the_usual_folder(home: Path) -> None:
    make_store(home / ".config/onedrive")
    (only,) = kept(home)
    assert only.folder == SyncFolder(SyncClient.ABRAUNEGG, f"{home}/OneDrive")


def test_the_settings_name_folder_and_drive(home: Path) -> None:
    write(
        home / ".config/onedrive/config",
        '# sync_dir = "~/Wrong"\nsync_dir = "~/My Drive"\n  drive_id = "b!Library"\nskip_file = "~*|.~*"\n',
    )
    (only,) = kept(home)
    assert (only.folder.path, only.folder.drive_id) == (f"{home}/My Drive", "b!Library")


def test_settings_elsewhere_are_found(home: Path, tmp_path: Path) -> None:
    write(tmp_path / "xdg/onedrive/config", f'sync_dir = "{tmp_path}/Drive"\n')
    assert paths(home, XDG_CONFIG_HOME=str(tmp_path / "xdg")) == [f"{tmp_path}/Drive"]


def test_several_accounts_are_found_by_their_services_and_by_onedrivegui(home: Path, tmp_path: Path) -> None:
    config = home / ".config"
    for name in ("onedrive", "onedrive/accounts/Work", "od school", "od-drop", "od-gui", "od-none"):
        write(config / name / "config", f'sync_dir = "~/{name.rpartition("/")[2]}"\n')
    write(tmp_path / "lists/other/config", 'sync_dir = "~/other"\n')
    units = config / "systemd/user"
    write(
        units / "onedrive-school.service",
        '[Service]\nExecStart=/usr/bin/onedrive --monitor --confdir="%h/.config/od school"\n',
    )
    write(
        units / "onedrive.service.d/override.conf",
        "[Service]\nExecStart=/usr/bin/onedrive -m --confdir ~/.config/od-drop\n",
    )
    write(units / "unrelated.service", f"[Service]\nExecStart=/usr/bin/other --confdir={config}/od-none\n")
    write(
        config / "onedrive-gui/profiles",
        f"[ann@example.org]\nconfig_file = ~/.config/od-gui/config\naccount_type = personal\n"
        f"[bob%20x]\nconfig_file = {tmp_path}/lists/other/config\n[empty]\n",
    )
    assert sorted(paths(home)) == sorted(
        f"{home}/{name}" for name in ("onedrive", "od school", "od-drop", "od-gui", "Work", "other")
    )


def test_damaged_settings_are_read_as_far_as_they_go(home: Path) -> None:
    file = write(home / ".config/onedrive/config", "")
    file.write_bytes(b'\xff\xfe\0sync_dir = "~/no end\nsync_dir = "~/Drive"\n' + b"x" * 300_000)
    write(home / ".config/onedrive-gui/profiles", "[a]\n[a]\nno equals sign\n")
    assert paths(home) == [f"{home}/Drive"]


def test_a_pipe_in_place_of_the_settings_keeps_nobody_waiting(home: Path) -> None:
    make_store(home / ".config/onedrive")
    os.mkfifo(home / ".config/onedrive/config")
    assert paths(home) == [f"{home}/OneDrive"]


@pytest.mark.skipif(not shutil.which("onedrive"), reason="the client itself is not on this computer")
def test_the_client_itself_reads_its_settings_in_the_same_way(home: Path) -> None:
    write(home / ".config/onedrive/config", 'sync_dir = "~/My Drive"\nskip_dotfiles = "true"\n')
    environ = {"HOME": str(home), "PATH": os.environ["PATH"]}
    done = subprocess.run(["onedrive", "--display-config"], env=environ, capture_output=True, text=True, check=False)
    said = next(line for line in done.stdout.splitlines() if "'sync_dir'" in line)
    assert paths(home) == [said.partition(" = ")[2].strip()]


@pytest.mark.parametrize(
    ("names", "place"),
    [
        (("Documents", "Budget.xlsx"), ById(f"{OWN}!3", DRIVE)),
        (("From Bob", "Plan.docx"), ById("01BOBSFILE", LENT)),
        (("Files Shared With Me", "Bob (bob@contoso.example)", "List.xlsx"), ById("01BOBSLIST", LENT)),
    ],
)
def test_the_store_gives_the_id(home: Path, names: tuple[str, ...], place: ById) -> None:
    make_store(home / ".config/onedrive")
    (only,) = kept(home)
    assert only.locate(names) == Located(only.folder, place, names[-1])


def test_what_the_store_does_not_hold_is_not_uploaded(home: Path) -> None:
    make_store(home / ".config/onedrive")
    (only,) = kept(home)
    assert only.locate(("New.docx",)) == NotUploadedYet(SyncClient.ABRAUNEGG)


@pytest.mark.parametrize("names", [("Files Shared With Me",), ("Files Shared With Me", "Bob (bob@contoso.example)")])
def test_folders_the_client_made_for_files_of_others_are_on_no_drive(home: Path, names: tuple[str, ...]) -> None:
    make_store(home / ".config/onedrive")
    (only,) = kept(home)
    assert only.locate(names) == NotInOneDrive(Outside.MADE_BY_CLIENT)


def test_the_root_cannot_be_shared(home: Path) -> None:
    make_store(home / ".config/onedrive")
    (only,) = kept(home)
    assert only.locate(()) == DriveRoot()


def test_without_a_store_that_can_be_read_the_path_is_gone_by(home: Path) -> None:
    write(home / ".config/onedrive/config", 'drive_id = "b!Library"\n')
    (only,) = kept(home)
    for held in (None, b"", b"no store at all" * 99):
        if held is not None:
            (home / ".config/onedrive/items.sqlite3").write_bytes(held)
        assert only.locate(("a", "b.txt")) == Located(only.folder, ByPath(("a", "b.txt"), "b!Library"), "b.txt")


def test_a_name_that_no_drive_has_is_refused(home: Path) -> None:
    make_store(home / ".config/onedrive")
    (only,) = kept(home)
    with pytest.raises(SharingError) as raised:
        only.locate(('a"b',))
    assert raised.value.failure == UnusableReference(ReferenceProblem.ILLEGAL_SIGN, 'a"b')


def test_tokens_are_never_opened(home: Path) -> None:
    make_store(home / ".config/onedrive")
    write(home / ".config/onedrive/refresh_token", "secret")
    os.utime(home / ".config/onedrive/refresh_token", (1, 1))
    (only,) = kept(home)
    only.locate(("Documents",))
    assert (home / ".config/onedrive/refresh_token").stat().st_atime == 1
