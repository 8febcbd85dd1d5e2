"""The Flatpak: nothing goes in that is not pinned, and it may do nothing it does not need."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

import pytest

from tests.test_house import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

NAME: Final = "io.github.drive_share.DriveShare"
MANIFEST: Final = CHECKOUT / "packaging" / "flatpak" / f"{NAME}.yml"
DESKTOP: Final = CHECKOUT / "resources" / "desktop"
BUILT: Final = CHECKOUT / "build" / "flatpak"
OWN: Final = re.compile(r"drive_share_gui-.*\.whl|drive-share\.svg|io\.github\..*\.(desktop|service|metainfo\.xml)")
MAY: Final = {
    "--share=network",
    "--socket=wayland",
    "--socket=fallback-x11",
    "--share=ipc",
    "--device=dri",
    "--talk-name=org.freedesktop.secrets",
    "--unset-env=QT_PLUGIN_PATH",
}


def run(*command: str | Path) -> str:
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"needs {command[0]}")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_may_do_no_more_than_declared() -> None:
    lines = MANIFEST.read_text("utf-8").splitlines()
    assert {line.strip(" -") for line in lines if line.startswith("  - --")} == {one.strip("-") for one in MAY}


def test_the_builder_understands_it(tmp_path: Path) -> None:
    (tmp_path / "sources.json").write_text("[]", "utf-8")
    shutil.copyfile(MANIFEST, tmp_path / MANIFEST.name)
    read = json.loads(run("flatpak-builder", "--show-manifest", tmp_path / MANIFEST.name))
    assert read["id"] == NAME
    assert set(read["finish-args"]) == MAY


def test_its_desktop_files_are_valid() -> None:
    run("desktop-file-validate", DESKTOP / f"{NAME}.desktop")
    run("appstreamcli", "validate", "--no-net", DESKTOP / f"{NAME}.metainfo.xml")


@pytest.mark.skipif(not BUILT.exists(), reason="packaging/flatpak/sources was never run here.")
def test_every_source_has_its_hash_and_every_wheel_of_others_the_pinned_one() -> None:
    pinned = set(re.findall("--hash=sha256:([0-9a-f]{64})", (CHECKOUT / "packaging" / "app.txt").read_text("utf-8")))
    sources = json.loads((BUILT / "sources.json").read_text("utf-8"))
    foreign = {one["path"]: one["sha256"] for one in sources if not OWN.fullmatch(one["path"])}
    del foreign["requirements.txt"]
    assert {name for name, sum_ in foreign.items() if sum_ not in pinned} == set()
    assert all("sha256" in one and set(one) == {"type", "path", "sha256"} for one in sources)
    assert any(name.startswith("pyside6_essentials-") for name in foreign)
    needed = (BUILT / "requirements.txt").read_text("utf-8").splitlines()
    assert len(foreign) == len(needed)
