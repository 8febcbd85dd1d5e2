"""The Debian package: files only where they belong, owned by root, nothing run as root, and every library asked for."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Final

import pytest

from tests.test_house import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

BUILT: Final = sorted((CHECKOUT / "dist").glob("drive-share_*_amd64.deb"))
PLACES: Final = ("./opt/drive-share/", "./usr/share/", "./usr/bin/drive-share")

pytestmark = [
    pytest.mark.skipif(not BUILT, reason="packaging/build-deb was never run here."),
    pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="needs dpkg-deb"),
]


def listed() -> list[list[str]]:
    """Rights, owner and name of everything in the package but folders."""
    lines = subprocess.run(["dpkg-deb", "--contents", BUILT[-1]], capture_output=True, text=True, check=True).stdout
    rows = (line.split(maxsplit=5) for line in lines.splitlines())
    return [[rights, owner, name] for rights, owner, _, _, _, name in rows if not rights.startswith("d")]


def test_files_lie_only_where_they_were_declared() -> None:
    assert [name for _, _, name in listed() if not name.startswith(PLACES)] == []


def test_everything_belongs_to_root_and_nobody_else_may_change_it() -> None:
    rows = [(rights, owner) for rights, owner, _ in listed() if not rights.startswith("l")]
    assert {owner for _, owner in rows} == {"root/root"}
    assert {rights for rights, _ in rows} <= {"-rw-r--r--", "-rwxr-xr-x"}


def test_command_icon_man_page_and_completions_are_where_they_are_looked_for() -> None:
    names = {name.split(" -> ")[0] for _, _, name in listed()}
    assert {
        "./usr/bin/drive-share",
        "./usr/share/icons/hicolor/scalable/apps/drive-share.svg",
        "./usr/share/man/man1/drive-share.1.gz",
        "./usr/share/bash-completion/completions/drive-share",
        "./usr/share/zsh/vendor-completions/_drive-share",
        "./usr/share/fish/vendor_completions.d/drive-share.fish",
        "./usr/share/doc/drive-share/copyright",
    } <= names


def test_it_runs_nothing_as_root() -> None:
    control: list[str | Path] = ["dpkg-deb", "--ctrl-tarfile", BUILT[-1]]
    archive = subprocess.run(control, capture_output=True, check=True).stdout
    names = subprocess.run(["tar", "-t"], input=archive, capture_output=True, check=True).stdout.decode().split()
    assert {name.removeprefix("./") for name in names} - {""} == {"control", "md5sums"}
