"""The Debian package: files only where they belong, owned by root, nothing run as root, and every library asked for."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Final

import pytest

from tests.test_house import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

TOOLS: Final = CHECKOUT / "build" / "environment" / "bin" / "python"
NEEDS: Final = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from needs import needs_of
needs = needs_of(Path(sys.argv[2]))
print(needs.c_library, *needs.libraries)
"""
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


def test_it_runs_nothing_as_root() -> None:
    control: list[str | Path] = ["dpkg-deb", "--ctrl-tarfile", BUILT[-1]]
    archive = subprocess.run(control, capture_output=True, check=True).stdout
    names = subprocess.run(["tar", "-t"], input=archive, capture_output=True, check=True).stdout.decode().split()
    assert {name.removeprefix("./") for name in names} - {""} == {"control", "md5sums"}


def depends() -> str:
    asked: list[str | Path] = ["dpkg-deb", "--field", BUILT[-1], "Depends"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout


def needs() -> list[str]:
    """The C library's version that is needed, and the names of libraries."""
    command: list[str | Path] = [
        TOOLS,
        "-c",
        NEEDS,
        CHECKOUT / "packaging" / "linux",
        CHECKOUT / "dist" / "drive-share",
    ]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.skipif(not TOOLS.exists(), reason="packaging/build-deb was never run here.")
def test_it_asks_for_the_c_library_it_needs() -> None:
    assert f"libc6 (>= {needs()[0]})" in depends()


@pytest.mark.skipif(not TOOLS.exists(), reason="packaging/build-deb was never run here.")
def test_it_asks_for_every_library_that_it_does_not_bring() -> None:
    packages = {name.strip().partition(" ")[0] for one in depends().split(",") for name in one.split("|")}
    owners: dict[str, str] = {}
    for library in needs()[1:]:
        found = subprocess.run(["dpkg-query", "--search", f"*/{library}"], capture_output=True, text=True, check=False)
        owners[library] = found.stdout.partition(":")[0]
    here = {library: owner for library, owner in owners.items() if owner}
    assert here
    assert {library: owner for library, owner in here.items() if owner not in packages} == {}


@pytest.mark.timeout(400)
@pytest.mark.skipif(shutil.which("lintian") is None, reason="needs lintian")
def test_lintian_finds_nothing_that_is_not_explained() -> None:
    command: list[str | Path] = ["lintian", "--allow-root", "--fail-on", "error,warning", BUILT[-1]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_every_reason_to_pass_over_something_is_told() -> None:
    lines = (CHECKOUT / "packaging" / "linux" / "lintian-overrides").read_text("utf-8").splitlines()
    kinds = ["#" if line.startswith("#") else "tag" for line in lines]
    assert kinds[0] == "#"
    assert all(line.startswith(("# ", "drive-share: ")) for line in lines)
