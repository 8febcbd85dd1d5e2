"""The app for macOS, as far as it can be looked at elsewhere: its definition, icon, Quick Action and wheels."""

from __future__ import annotations

import os
import plistlib
import re
import shutil
import struct
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from drive_share_gui.adapters.file_managers.finder import finder
from tests.adapters.menu_ground import Ground
from tests.test_house import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

MACOS: Final = CHECKOUT / "packaging" / "macos"
INFORMATION: Final = plistlib.loads((MACOS / "Info.plist").read_bytes())
UV: Final = CHECKOUT / "build" / "environment" / "bin" / "uv"
PNG: Final = b"\x89PNG\r\n\x1a\n"
WIDTHS: Final = {
    b"icp4": 16,
    b"ic11": 32,
    b"icp5": 32,
    b"ic12": 64,
    b"ic07": 128,
    b"ic13": 256,
    b"ic08": 256,
    b"ic14": 512,
    b"ic09": 512,
    b"ic10": 1024,
}
OUT_OF_REACH: Final = re.compile("connect|dns|timed? ?out|network|resolve host", re.IGNORECASE)


def test_the_bundle_takes_links_files_and_folders() -> None:
    (links,) = INFORMATION["CFBundleURLTypes"]
    (files,) = INFORMATION["CFBundleDocumentTypes"]
    assert links["CFBundleURLSchemes"] == ["drive-share"]
    assert files["LSItemContentTypes"] == ["public.item"]
    assert files["LSHandlerRank"] == "Alternate", "nothing of anybody's opens in it by itself"


def test_it_asks_the_system_for_nothing_but_what_its_libraries_need() -> None:
    entitlements = plistlib.loads((MACOS / "entitlements.plist").read_bytes())
    assert entitlements == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


@pytest.mark.skipif(shutil.which("xmllint") is None, reason="needs xmllint (libxml2-utils)")
def test_every_list_of_properties_is_well_formed(tmp_path: Path) -> None:
    ground = Ground(tmp_path)
    entry = finder(ground.computer(), tmp_path)
    entry.put()
    made = [file.path for file in entry.files]
    assert {path.name for path in made} == {"Info.plist", "document.wflow"}
    linted = subprocess.run(["xmllint", "--nonet", "--noout", *MACOS.glob("*.plist"), *made], check=False)
    assert linted.returncode == 0


def test_the_quick_action_hands_over_what_is_selected_and_runs_nothing_else(tmp_path: Path) -> None:
    ground = Ground(tmp_path)
    entry = finder(ground.computer(), tmp_path)
    entry.put()
    information, workflow = (plistlib.loads(file.path.read_bytes()) for file in entry.files)
    (service,) = information["NSServices"]
    assert service["NSSendFileTypes"] == ["public.item"]
    (action,) = (step["action"]["ActionParameters"] for step in workflow["actions"])
    command = action["COMMAND_STRING"]
    hostile = "-a'$(touch hit)\n\".docx"
    subprocess.run(["/bin/sh", "-c", command, "-", hostile], check=True, cwd=tmp_path)
    assert ground.calls == [[b"--open", os.fsencode(hostile)]]
    assert not (tmp_path / "hit").exists()


def test_the_icon_has_every_size_sharp(tmp_path: Path) -> None:
    file = tmp_path / "drive-share.icns"
    subprocess.run([sys.executable, CHECKOUT / "packaging" / "icons", file], check=True)
    data = file.read_bytes()
    name, length = struct.unpack(">4sI", data[:8])
    assert (name, length) == (b"icns", len(data))
    widths: dict[bytes, int] = {}
    place = 8
    while place < len(data):
        name, length = struct.unpack(">4sI", data[place : place + 8])
        image = data[place + 8 : place + length]
        assert image.startswith(PNG)
        width, height = struct.unpack(">II", image[16:24])
        assert width == height
        widths[name] = width
        place += length
    assert widths == WIDTHS


@pytest.mark.skipif(not UV.exists(), reason="needs uv in build/environment (packaging/environment build)")
@pytest.mark.parametrize("processor", ["x86_64", "aarch64"])
def test_everything_pinned_has_a_wheel_for_this_processor(processor: str, tmp_path: Path) -> None:
    """Resolved as if for that computer, at the oldest macOS the bundle takes; it needs the package registry."""
    lowest = INFORMATION["LSMinimumSystemVersion"]
    pins = CHECKOUT / "packaging" / "app.txt"
    command = [
        str(UV),
        "pip",
        "install",
        "--dry-run",
        "--target",
        str(tmp_path / "packages"),
        "--require-hashes",
        "--no-deps",
    ]
    command += ["--python-platform", f"{processor}-apple-darwin", "--python-version", "3.13", "--only-binary", ":all:"]
    environ = os.environ | {"MACOSX_DEPLOYMENT_TARGET": lowest, "UV_CACHE_DIR": str(tmp_path / "cache")}
    done = subprocess.run([*command, "-r", pins], capture_output=True, text=True, check=False, env=environ)
    if done.returncode and OUT_OF_REACH.search(done.stderr):
        pytest.skip("The package registry is out of reach.")
    assert done.returncode == 0, done.stderr
    assert "pyside6-essentials" in done.stderr
