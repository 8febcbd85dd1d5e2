"""Entries of file managers as a whole: put, known again, out of date, taken away, and nobody else's touched."""

import errno
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from drive_share_gui.adapters.file_managers.computer import Computer
from drive_share_gui.adapters.file_managers.entries import Entries, entries_of
from drive_share_gui.adapters.file_managers.entry import Entry
from drive_share_gui.adapters.file_managers.for_everyone import files_for_everyone
from drive_share_gui.application.local_ports import EntryState, MenuEntry
from drive_share_gui.domain.failure import NotSaved, SharingError
from drive_share_gui.domain.local_file import Location, NotInOneDrive, SyncClient, SyncFolder
from tests.adapters.menu_ground import ALL, Ground, files_below

FOLDER = SyncFolder(SyncClient.ABRAUNEGG, "/home/ann/OneDrive", account="ann@contoso.example")


class OneFolder:
    """One folder that is kept in sync."""

    def folders(self) -> tuple[SyncFolder, ...]:
        return (FOLDER,)

    def locate(self, path: str) -> Location:
        del path
        return NotInOneDrive()


class Full:
    """An entry on a disk that is full."""

    name = "full"

    def stand(self) -> MenuEntry:
        return MenuEntry("full", "Full", EntryState.NOT_INSTALLED)

    def put(self) -> None:
        raise OSError(errno.ENOSPC, "full")

    def take(self) -> None:
        raise OSError(errno.ENOSPC, "full")


def entries(computer: Computer, more: Sequence[Entry] = ()) -> Entries:
    return Entries(lambda: [*more, *entries_of(computer)], OneFolder(), computer.folder_list)


def states(told: Sequence[MenuEntry]) -> set[EntryState]:
    return {entry.state for entry in told}


def test_everything_is_put_and_taken_away_without_a_trace(tmp_path: Path) -> None:
    computer = Ground(tmp_path).computer()
    before = files_below(tmp_path)
    managers = entries(computer)
    assert states(managers.status()) == {EntryState.NOT_INSTALLED}
    assert states(managers.install()) == {EntryState.INSTALLED}
    assert states(managers.remove()) == {EntryState.NOT_INSTALLED}
    assert files_below(tmp_path) == before


def test_putting_again_and_taking_again_changes_nothing(tmp_path: Path) -> None:
    managers = entries(Ground(tmp_path).computer())
    managers.install()
    once = files_below(tmp_path)
    times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    managers.install()
    assert files_below(tmp_path) == once
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == times
    managers.remove()
    assert states(managers.remove()) == {EntryState.NOT_INSTALLED}


def test_only_the_named_ones_are_put_and_taken(tmp_path: Path) -> None:
    managers = entries(Ground(tmp_path).computer())
    put = {entry.name for entry in managers.install(("nemo", "thunar")) if entry.state is EntryState.INSTALLED}
    assert put == {"nemo", "thunar"}
    left = {entry.name for entry in managers.remove(("nemo",)) if entry.state is EntryState.INSTALLED}
    assert left == {"thunar"}


def test_what_is_not_on_this_computer_gets_no_entry(tmp_path: Path) -> None:
    told = entries(Ground(tmp_path, programs=("dolphin",)).computer()).install()
    assert {entry.name: entry.state for entry in told if entry.state is not EntryState.NO_FILE_MANAGER} == {
        "dolphin": EntryState.INSTALLED
    }
    assert list(files_below(tmp_path / "data")) == ["kio/servicemenus/drive-share.desktop"]


def test_an_entry_that_starts_a_program_elsewhere_is_out_of_date_until_it_is_put_again(tmp_path: Path) -> None:
    computer = Ground(tmp_path).computer()
    entries(computer).install()
    moved = entries(replace(computer, command=("/opt/drive-share/drive-share",)))
    assert states(moved.status()) == {EntryState.OUTDATED}
    assert states(moved.install()) == {EntryState.INSTALLED}
    assert moved.remove()
    assert not any("drive" in name.lower() for name in files_below(tmp_path / "data"))


@pytest.mark.parametrize(
    ("release", "package", "command"),
    [
        ("ID=linuxmint\nID_LIKE='ubuntu debian'\n", "python3-nautilus", "sudo apt install python3-nautilus"),
        ("ID=fedora\n", "nautilus-python", "sudo dnf install nautilus-python"),
        ("ID=manjaro\nID_LIKE=arch\n", "python-nautilus", "sudo pacman -S python-nautilus"),
        (
            'ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n',
            "python3-nautilus",
            "sudo zypper install 'python3*-nautilus'",
        ),
        ("ID=guix\n", "nautilus-python", ""),
    ],
)
def test_the_missing_package_is_named_as_this_system_names_it(
    tmp_path: Path, release: str, package: str, command: str
) -> None:
    computer = Ground(tmp_path, programs=("nautilus",), bindings=(), release=release).computer()
    files = entries(computer).install()[0]
    assert (files.state, files.missing, files.mend) == (EntryState.PART_MISSING, package, command)
    assert files.restart == "nautilus -q"


@pytest.mark.parametrize("name", ["nautilus", "caja"])
def test_a_script_stands_in_until_the_extension_can_be_loaded(tmp_path: Path, name: str) -> None:
    entries(Ground(tmp_path, programs=(name,), bindings=()).computer()).install()
    stand_in = tmp_path / "data" / name / "scripts" / "Share with OneDrive…"
    assert stand_in.stat().st_mode & 0o111
    now = entries(Ground(tmp_path, programs=(name,)).computer())
    assert EntryState.OUTDATED in states(now.status())
    assert EntryState.INSTALLED in states(now.install())
    assert not stand_in.exists()


def test_nemo_gets_an_action_as_long_as_it_loads_no_extensions(tmp_path: Path) -> None:
    told = entries(Ground(tmp_path, programs=("nemo",), bindings=()).computer()).install()
    assert EntryState.INSTALLED in states(told)
    assert list(files_below(tmp_path / "data")) == ["nemo/actions/drive-share.nemo_action"]
    entries(Ground(tmp_path, programs=("nemo",)).computer()).install()
    assert list(files_below(tmp_path / "data")) == ["nemo-python/extensions/drive_share.py"]


def test_what_python_made_of_an_extension_goes_with_it(tmp_path: Path) -> None:
    managers = entries(Ground(tmp_path, programs=("nemo",)).computer())
    managers.install()
    made = tmp_path / "data/nemo-python/extensions/__pycache__"
    made.mkdir()
    ours, theirs = made / "drive_share.cpython-311.pyc", made / "other.cpython-311.pyc"
    ours.touch()
    theirs.touch()
    managers.remove()
    assert list(made.iterdir()) == [theirs]


def test_the_list_for_extensions_holds_the_folders_and_nobodys_name(tmp_path: Path) -> None:
    computer = Ground(tmp_path).computer()
    entries(computer).install(("nemo",))
    assert json.loads(computer.folder_list.read_bytes()) == {"folders": ["/home/ann/OneDrive"]}
    assert computer.folder_list.stat().st_mode & 0o077 == 0


def test_when_other_folders_are_synced_what_stood_right_still_does_and_nothing_else_is_touched(tmp_path: Path) -> None:
    computer = Ground(tmp_path).computer()
    entries(computer).install(("pcmanfm-qt", "dolphin"))
    others = replace(computer, command=("/opt/drive-share/drive-share",))
    entries(others).install(("dolphin",))
    computer.folder_list.write_text('{"folders": ["/old"]}', "utf-8")
    entries(computer).install(("pcmanfm-qt",))
    action = tmp_path / "data/file-manager/actions/drive-share.desktop"
    action.write_text(action.read_text("utf-8").replace("/home/ann/OneDrive", "/old"), "utf-8")
    computer.folder_list.write_text('{"folders": ["/old"]}', "utf-8")
    managers = entries(computer)
    before = {entry.name: entry.state for entry in managers.status()}
    assert (before["pcmanfm-qt"], before["dolphin"]) == (EntryState.INSTALLED, EntryState.OUTDATED)
    managers.refresh()
    assert {entry.name: entry.state for entry in managers.status()} == before
    assert "Folders=/home/ann/OneDrive;" in action.read_text("utf-8")


def test_a_disk_that_fails_one_entry_is_told_when_all_others_are_done(tmp_path: Path) -> None:
    managers = entries(Ground(tmp_path).computer(), [Full()])
    with pytest.raises(SharingError) as told:
        managers.install()
    assert told.value.failure == NotSaved(disk_full=True)
    assert [entry.state for entry in managers.status()] == [
        EntryState.NOT_INSTALLED,
        *[EntryState.INSTALLED] * len(ALL),
    ]


def brought(folder: Path, computer: Computer) -> None:
    """Let a package put its entries there for everyone."""
    for way, content in files_for_everyone("/usr/bin/drive-share", computer.words).items():
        path = folder / "usr" / way
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def test_what_a_package_brings_for_everyone_is_not_put_a_second_time(tmp_path: Path) -> None:
    computer = Ground(tmp_path).computer()
    brought(tmp_path, computer)
    managers = entries(computer)
    told = {entry.name: entry.state for entry in managers.status()}
    assert told.pop("thunar") is EntryState.NOT_INSTALLED
    assert set(told.values()) == {EntryState.FOR_EVERYONE}
    managers.install()
    assert files_below(tmp_path / "data") == {}
    assert computer.folder_list.exists()
    managers.remove()
    assert computer.folder_list.exists()


def test_an_entry_that_is_there_twice_is_said_and_this_users_taken_away(tmp_path: Path) -> None:
    computer = Ground(tmp_path).computer()
    managers = entries(computer)
    managers.install()
    brought(tmp_path, computer)
    assert {entry.state for entry in managers.status() if entry.name != "thunar"} == {EntryState.TWICE}
    assert {entry.state for entry in managers.install() if entry.name != "thunar"} == {EntryState.FOR_EVERYONE}
    assert files_below(tmp_path / "data") == {}


def test_a_person_gets_what_stands_in_for_an_extension_that_cannot_be_loaded(tmp_path: Path) -> None:
    computer = Ground(tmp_path, bindings=()).computer()
    brought(tmp_path, computer)
    managers = entries(computer)
    states_now = {entry.name: entry.state for entry in managers.status()}
    assert [states_now[name] for name in ("nautilus", "nemo", "caja")] == [EntryState.NOT_INSTALLED] * 3
    states_then = {entry.name: entry.state for entry in managers.install()}
    assert [states_then[name] for name in ("nautilus", "nemo", "caja")] == [
        EntryState.PART_MISSING,
        EntryState.INSTALLED,
        EntryState.PART_MISSING,
    ]
    assert set(files_below(tmp_path / "data")) == {
        "nautilus/scripts/Share with OneDrive…",
        "caja/scripts/Share with OneDrive…",
        "nemo/actions/drive-share.nemo_action",
    }
