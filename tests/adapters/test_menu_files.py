"""The files of entries as the readers of file managers see them: GLib's key files, GLib's commands, a shell, Python."""

import os
import shutil
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path

import pytest

from drive_share_gui.adapters.file_managers.computer import opening_command, portable_file
from drive_share_gui.adapters.file_managers.dolphin import dolphin
from drive_share_gui.adapters.file_managers.nemo import action
from drive_share_gui.adapters.file_managers.pcmanfm import action as pcmanfm_action
from drive_share_gui.adapters.file_managers.pcmanfm import pcmanfm
from drive_share_gui.adapters.file_managers.quoting import exec_command, key_value, shell_command
from drive_share_gui.adapters.file_managers.script import script
from tests.adapters.menu_ground import Ground
from tests.file_managers.hostile_names import HOSTILE_NAMES

WORDS = ("/a b/it's", "$HOME", "`x`", 'say "hi"', "back\\slash", "100%", "", "~", "#", "ü")


class KeyFile(RawConfigParser):
    """Keeps the case of keys."""

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def read_key_file(text: bytes, group: str) -> dict[str, str]:
    """Read a group by the rules of the Desktop Entry Specification, in a second way than GLib's."""
    parser = KeyFile(delimiters=("=",), comment_prefixes=("#",), strict=True)
    parser.read_string(text.decode())
    return {key: unescaped(value) for key, value in parser.items(group)}


def unescaped(value: str) -> str:
    signs = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
    parts = iter(value.split("\\"))
    text = next(parts)
    for part in parts:
        text += signs[part[0]] + part[1:] if part else "\\" + next(parts)
    return text


def read_by_shell(command: str) -> list[str]:
    """Give the words of a command, its fields taken out, as a real shell reads it."""
    said = subprocess.run(["sh", "-c", f"printf '%s\\0' {command}"], capture_output=True, text=True, check=True)
    return [word.replace("%%", "%") for word in said.stdout.split("\0")[:-1] if word != "%F"]


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no sh")


def test_a_shell_reads_the_words_it_was_given() -> None:
    assert read_by_shell(shell_command(WORDS)) == list(WORDS)


def test_an_exec_line_gives_the_words_back() -> None:
    assert read_by_shell(exec_command(WORDS)) == list(WORDS)


@pytest.mark.parametrize("text", ["plain", " leading", "a\\b", "two\nlines\tand\rmore", "ü…"])
def test_a_key_file_gives_the_value_back(text: str) -> None:
    assert unescaped(key_value(text)) == text


def test_every_key_file_starts_the_program_with_the_paths_behind_the_option(tmp_path: Path) -> None:
    ground = Ground(tmp_path)
    computer = ground.computer()
    wanted = [str(ground.program), "--open"]
    nemo_says = read_key_file(action(computer).content, "Nemo Action")
    actions = read_key_file(pcmanfm_action(computer, None).content, "X-Action-Profile selection")
    menu = read_key_file(dolphin(computer).files[0].content, "Desktop Action driveShare")
    for told in (nemo_says["Exec"], actions["Exec"]):
        assert told.endswith(" %F")
        assert read_by_shell(told) == wanted
    assert read_by_shell(menu["Exec"]) == ["/usr/bin/env", *wanted]
    assert nemo_says["Name"] == menu["Name"] == "Share with OneDrive…"


def test_pcmanfm_is_told_no_schemes(tmp_path: Path) -> None:
    assert b"Schemes" not in pcmanfm(Ground(tmp_path).computer()).files[0].content


def folders_of(text: bytes, group: str, key: str) -> list[str]:
    """Read a list as GLib does."""
    value = read_key_file(text.replace(b"\\;", b"\\\\u003b"), group)[key]
    return [one.replace("\\u003b", ";") for one in value.split(";")[:-1]]


def test_an_action_is_for_synced_folders_where_the_file_manager_can_tell(tmp_path: Path) -> None:
    computer = Ground(tmp_path).computer()
    profile = "X-Action-Profile selection"
    assert folders_of(pcmanfm(computer).files[0].content, profile, "Folders") == ["/dev/null"]
    assert folders_of(action(computer).content, "Nemo Action", "Locations") == ["/dev/null/*"]
    computer.folder_list.write_text('{"folders": ["/home/ann/One;Drive", "/srv/~x"]}', "utf-8")
    assert folders_of(pcmanfm(computer).files[0].content, profile, "Folders") == ["/home/ann/One;Drive", "/srv/~x"]
    assert folders_of(action(computer).content, "Nemo Action", "Locations") == [
        "/home/ann/One;Driv?",
        "/home/ann/One;Drive/*",
        "/srv/??",
        "/srv/?x/*",
    ]


def test_pcmanfm_which_misses_files_right_inside_a_named_folder_shows_it_everywhere(tmp_path: Path) -> None:
    computer = Ground(tmp_path, programs=("pcmanfm", "pcmanfm-qt")).computer()
    assert b"Folders" not in pcmanfm(computer).files[0].content


def test_a_service_menu_may_be_executed(tmp_path: Path) -> None:
    entry = dolphin(Ground(tmp_path).computer())
    entry.put()
    assert os.access(entry.files[0].path, os.X_OK)


def test_glib_reads_the_key_files(tmp_path: Path) -> None:
    reader = (
        "import sys\nfrom gi.repository import GLib\nfile = GLib.KeyFile()\n"
        "file.load_from_file(sys.argv[1], GLib.KeyFileFlags.NONE)\n"
        "sys.stdout.write(repr(GLib.shell_parse_argv(file.get_string(sys.argv[2], 'Exec'))[1]))"
    )
    python = "/usr/bin/python3"
    if subprocess.run([python, "-c", "import gi"], capture_output=True, check=False).returncode:
        pytest.skip("the system's Python has no gi")
    ground = Ground(tmp_path)
    computer = ground.computer()
    files = {"Nemo Action": action(computer), "X-Action-Profile selection": pcmanfm(computer).files[0]}
    for group, file in files.items():
        file.put()
        told = subprocess.run([python, "-c", reader, file.path, group], capture_output=True, text=True, check=True)
        assert told.stdout == repr([str(ground.program).replace("%", "%%"), "--open", "%F"])


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not here")
def test_the_validator_objects_to_the_kind_of_a_service_menu_only(tmp_path: Path) -> None:
    file = dolphin(Ground(tmp_path).computer()).files[0]
    file.put()
    said = subprocess.run(["desktop-file-validate", file.path], capture_output=True, text=True, check=False)
    errors = [line for line in (said.stdout + said.stderr).splitlines() if "error" in line]
    assert [error for error in errors if '"Service"' not in error and "MimeType" not in error] == []


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_the_script_hands_relative_names_on_as_whole_paths(tmp_path: Path, name: bytes) -> None:
    ground = Ground(tmp_path)
    file = script(ground.computer(), "nautilus")
    file.put()
    folder = tmp_path / "One Drive"
    folder.mkdir()
    subprocess.run([os.fsencode(file.path), name, b"/absolute"], cwd=folder, check=True)
    subprocess.run([file.path], cwd=folder, check=True)
    here = os.fsencode(folder)
    assert ground.calls == [[b"--open", here + b"/" + name, b"/absolute"], [b"--open", here]]
    assert not list(tmp_path.rglob("hit*"))


def test_an_image_is_started_by_the_name_it_was_downloaded_under(tmp_path: Path) -> None:
    environ = {"APPIMAGE": "/home/ann/Drive Share.AppImage", "APPDIR": str(tmp_path)}
    inside, outside = tmp_path / "usr/bin/drive-share", Path("/opt/drive-share/drive-share")
    assert opening_command(environ, inside, "drive-share", frozen=True) == ("/home/ann/Drive Share.AppImage",)
    assert opening_command(environ, outside, "drive-share", frozen=True) == ("/opt/drive-share/drive-share",)


def test_an_app_of_macos_is_portable_once_it_lies_where_it_stays() -> None:
    inside = "Drive Share.app/Contents/MacOS/drive-share"
    installed, passing = Path("/Applications", inside), Path("/private/var/folders/x/AppTranslocation/y/d", inside)
    assert portable_file({}, installed, "darwin") == str(installed)
    assert portable_file({}, passing, "darwin") == ""
    assert portable_file({}, Path("/opt/drive-share/drive-share"), "linux") == ""
    one_file = {"APPIMAGE": "/home/ann/Drive Share.AppImage", "APPDIR": "/run/mount"}
    assert portable_file(one_file, Path("/run/mount/drive-share"), "linux") == "/home/ann/Drive Share.AppImage"


def test_a_virtual_environment_is_started_by_its_own_script(tmp_path: Path) -> None:
    scripts = tmp_path / "bin"
    scripts.mkdir()
    (scripts / "drive-share").touch()
    started = opening_command({"APPIMAGE": "/other"}, scripts / "python", "/anything", frozen=False)
    assert started == (str(scripts / "drive-share"),)


def test_a_package_is_started_by_the_name_on_the_path(tmp_path: Path) -> None:
    program = tmp_path / "drive-share"
    program.touch()
    assert opening_command({}, Path("/usr/bin/python3"), str(program), frozen=False) == (str(program),)


def test_where_two_programs_were_installed_the_one_without_a_console_is_started(tmp_path: Path) -> None:
    windowed = tmp_path / "drive-share-gui.exe"
    windowed.touch()
    for name in ("drive-share.exe", "drive-share-gui.exe"):
        assert opening_command({}, tmp_path / name, name, frozen=True) == (str(windowed),)
