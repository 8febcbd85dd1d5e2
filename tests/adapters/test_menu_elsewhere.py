"""Entries of Windows and macOS, as far as they can be read here: registry, shortcut, workflow."""

import plistlib
import shutil
import struct
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from drive_share_gui.adapters.file_managers.explorer import ExplorerEntry, verb_command
from drive_share_gui.adapters.file_managers.finder import finder
from drive_share_gui.adapters.file_managers.send_to import send_to
from drive_share_gui.adapters.file_managers.shell_link import shell_link
from drive_share_gui.application.local_ports import EntryState
from tests.adapters.menu_ground import Ground
from tests.file_managers.hostile_names import HOSTILE_NAMES

PROGRAM = r"C:\Program Files\Drive Share\drive-share-gui.exe"
OTHERS = {r"Software\Classes\*\shell\Other": {"": "Other"}, r"Software\Classes\Directory\shell": {"": "open"}}


@dataclass
class Keys:
    """A registry in memory; a key with keys below it cannot be deleted, as in a real one."""

    keys: dict[str, Mapping[str, str]] = field(default_factory=lambda: dict[str, Mapping[str, str]](OTHERS))
    writes: int = 0

    def read(self, key: str) -> Mapping[str, str] | None:
        return self.keys.get(key)

    def write(self, key: str, texts: Mapping[str, str]) -> None:
        self.keys[key] = texts
        self.writes += 1

    def delete(self, key: str) -> None:
        if any(other.startswith(key + "\\") for other in self.keys):
            raise PermissionError(key)
        self.keys.pop(key, None)


def explorer(folder: Path, keys: Keys, program: str = PROGRAM) -> ExplorerEntry:
    return ExplorerEntry(replace(Ground(folder).computer(), command=(program,)), keys)


def test_the_verb_of_windows_stands_for_files_and_folders(tmp_path: Path) -> None:
    keys = Keys()
    entry = explorer(tmp_path, keys)
    entry.put()
    assert entry.stand().state is EntryState.INSTALLED
    for kind in ("*", "Directory"):
        verb = rf"Software\Classes\{kind}\shell\DriveShare"
        assert keys.keys[verb][""] == "Share with OneDrive…"
        assert keys.keys[verb]["MultiSelectModel"] == "Single"
        assert keys.keys[verb + r"\command"] == {"": f'"{PROGRAM}" --open "%1\\."'}


def test_putting_the_verb_again_writes_nothing_and_taking_it_leaves_the_keys_of_others(tmp_path: Path) -> None:
    keys = Keys()
    entry = explorer(tmp_path, keys)
    entry.put()
    once = keys.writes
    entry.put()
    assert keys.writes == once
    entry.take()
    entry.take()
    assert keys.keys == OTHERS
    assert entry.stand().state is EntryState.NOT_INSTALLED


def test_a_program_that_moved_makes_the_verb_out_of_date(tmp_path: Path) -> None:
    keys = Keys()
    explorer(tmp_path, keys, r"D:\old.exe").put()
    entry = explorer(tmp_path, keys)
    assert entry.stand().state is EntryState.OUTDATED
    entry.put()
    assert entry.stand().state is EntryState.INSTALLED


def split_as_windows_does(command: str) -> list[str]:
    """Part a command line by the rules of Microsoft's C runtime."""
    words, word, quoted, backslashes, begun = list[str](), "", False, 0, False
    for sign in command + " ":
        if sign == "\\":
            backslashes, begun = backslashes + 1, True
            continue
        if sign == '"':
            word += "\\" * (backslashes // 2)
            if backslashes % 2:
                word += '"'
            else:
                quoted = not quoted
            begun = True
        elif sign == " " and not quoted:
            word += "\\" * backslashes
            if begun:
                words.append(word)
            word, begun = "", False
        else:
            word, begun = word + "\\" * backslashes + sign, True
        backslashes = 0
    return words


@pytest.mark.parametrize(
    "path",
    [
        "C:\\",
        "C:\\Users\\Ann\\OneDrive\\a b.docx",
        "C:\\100%PATH%^&.txt",
        "\\\\?\\C:\\x" + "y" * 300,
        "\\\\host\\share\\x",
    ],
)
def test_windows_hands_over_one_argument_whatever_the_path(path: str) -> None:
    started = verb_command((PROGRAM, "--open")).replace("%1", path)
    assert split_as_windows_does(started) == [PROGRAM, "--open", f"{path}\\."]


def test_the_shortcut_names_the_program_and_what_goes_before_the_files(tmp_path: Path) -> None:
    entry = send_to(replace(Ground(tmp_path).computer(), command=(PROGRAM,)), tmp_path)
    entry.put()
    assert entry.stand().state is EntryState.INSTALLED
    link = (tmp_path / "Microsoft/Windows/SendTo/Share with OneDrive.lnk").read_bytes()
    size, flags = struct.unpack("<I16xI", link[:24])
    assert (size, flags & 0x2A4) == (0x4C, 0x2A4)
    texts, place = list[str](), size
    for _ in range(2):
        (length,) = struct.unpack_from("<H", link, place)
        texts.append(link[place + 2 : place + 2 + 2 * length].decode("utf-16-le"))
        place += 2 + 2 * length
    assert texts[1] == "--open"
    assert struct.unpack_from("<II", link, place) == (0x314, 0xA0000001)
    assert link[place + 268 : place + 788].decode("utf-16-le").rstrip("\0") == PROGRAM
    assert link[place + 788 :] == b"\0\0\0\0"


def test_a_path_no_shortcut_can_hold_is_refused() -> None:
    with pytest.raises(OSError, match="too long"):
        shell_link("C:\\" + "x" * 260, "--open", "")


def test_the_quick_action_hands_every_file_over_as_one_argument(tmp_path: Path) -> None:
    ground = Ground(tmp_path)
    services = tmp_path / "Services"
    entry = finder(ground.computer(), services)
    entry.put()
    contents = services / "Share with OneDrive….workflow/Contents"
    info = plistlib.loads((contents / "Info.plist").read_bytes())
    assert info["NSServices"][0]["NSMenuItem"] == {"default": "Share with OneDrive…"}
    flow = plistlib.loads((contents / "document.wflow").read_bytes())
    asked = flow["actions"][0]["action"]["ActionParameters"]
    assert asked["inputMethod"] == 1
    shell = shutil.which("sh")
    if shell is not None:
        paths = [b"/One Drive/" + name for name in HOSTILE_NAMES]
        subprocess.run([shell, "-c", asked["COMMAND_STRING"], "-", *paths], check=True)
        assert ground.calls == [[b"--open", *paths]]
    entry.put()
    assert entry.stand().state is EntryState.INSTALLED
    other = services / "Other.workflow"
    other.mkdir()
    entry.take()
    entry.take()
    assert list(services.iterdir()) == [other]
    assert entry.stand().state is EntryState.NOT_INSTALLED
