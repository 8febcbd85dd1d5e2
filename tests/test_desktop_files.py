"""What desktops get: an entry, a service, a description, icons; and names of files that arrive to the letter."""

import json
import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from drive_share_gui import __version__
from drive_share_gui.application.opening import DESKTOP_ENTRY
from drive_share_gui.cli.command_line import SERVE, Dialog, read_command
from drive_share_gui.domain.local_path import as_typed

RESOURCES = Path(__file__).parents[1] / "resources"
DESKTOP = RESOURCES / "desktop"
ENTRY = DESKTOP / f"{DESKTOP_ENTRY}.desktop"
HOSTILE = (
    "a b.txt",
    'dq"x.txt',
    "sq'x.txt",
    "$(id).txt",
    "`id`.txt",
    "a;b&c|d.txt",
    "new\nline.txt",
    "%U %f.txt",
    "back\\slash.txt",
    "bidi\u202egpj.txt",
    "-rf",
    "--platform=minimal",
    "-platformpluginpath",
    "-stylesheet=x.qss",
    "-qwindowtitle",
    "--service-url=https:x",
    "é日本.txt",
    "invite",
    "drive-share:?item=id:1",
)


def keys(path: Path, group: str) -> dict[str, str]:
    lines = path.read_text("utf-8").splitlines()
    assert lines[0] == f"[{group}]"
    return {key: value for key, _, value in (line.partition("=") for line in lines[1:])}


def needs(tool: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(tool) is None, reason=f"There is no {tool} here.")


@needs("desktop-file-validate")
def test_the_desktop_entry_is_valid() -> None:
    subprocess.run(["desktop-file-validate", ENTRY], check=True)


@needs("appstreamcli")
def test_the_description_for_software_centres_is_valid() -> None:
    subprocess.run(
        ["appstreamcli", "validate", "--no-net", "--pedantic", DESKTOP / f"{DESKTOP_ENTRY}.metainfo.xml"], check=True
    )


def test_entry_service_and_description_are_about_one_program() -> None:
    entry = keys(ENTRY, "Desktop Entry")
    service = keys(DESKTOP / f"{DESKTOP_ENTRY}.service", "D-BUS Service")
    about = ET.parse(DESKTOP / f"{DESKTOP_ENTRY}.metainfo.xml").getroot()  # noqa: S314 - our own file
    assert entry["DBusActivatable"] == "true"
    assert service["Name"] == DESKTOP_ENTRY == about.findtext("id")
    assert about.findtext("launchable") == ENTRY.name
    assert read_command(service["Exec"].split()[1:]) == Dialog(serves=True)
    assert SERVE in service["Exec"]
    release = about.find("releases/release")
    assert release is not None
    assert release.get("version") == __version__


def test_there_is_an_icon_in_every_size() -> None:
    sizes = {int(folder.name.partition("x")[0]) for folder in (RESOURCES / "icons" / "hicolor").iterdir()}
    assert {16, 22, 24, 32, 48, 64, 128, 256, 512} <= sizes
    for size in sizes:
        icon = RESOURCES / "icons" / "hicolor" / f"{size}x{size}" / "apps" / "drive-share.png"
        assert struct.unpack(">4xII", icon.read_bytes()[12:24]) == (size, size)


@needs("gio")
def test_hostile_names_arrive_through_the_entry_as_one_item_each(tmp_path: Path) -> None:
    program, heard = tmp_path / "drive-share", tmp_path / "heard.json"
    program.write_text(
        f"#!{sys.executable}\nimport json, sys\n"
        f"with open({str(heard)!r}, 'x') as file:\n    json.dump(sys.argv[1:], file)\n"
    )
    program.chmod(0o755)
    without_bus = ENTRY.read_text("utf-8").replace("DBusActivatable=true\n", "")
    (tmp_path / "test.desktop").write_text(without_bus, "utf-8")
    folder = tmp_path / "files"
    folder.mkdir()
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    for name in HOSTILE:
        path = folder / name
        path.touch()
        launched = subprocess.run(
            ["gio", "launch", tmp_path / "test.desktop", path], env=environment, check=True, capture_output=True
        )
        assert launched.returncode == 0
        words = json.loads(heard.read_text("utf-8"))
        assert read_command(words) == Dialog(as_typed(str(path)))
        heard.unlink()
