"""The packages for Linux: what all of them hold, and that each starts from where it puts the program."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

import pytest

from tests.test_house import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

DIST: Final = CHECKOUT / "dist"
PATTERNS: Final = {"deb": "*.deb", "rpm": "*.rpm", "archlinux": "*.pkg.tar.zst"}
BUILT: Final = {
    form: found[-1] for form, name in PATTERNS.items() if (found := sorted(DIST.glob(f"drive-share{name}")))
}
NAME: Final = "io.github.drive_share.DriveShare"
SHARED: Final = (
    f"applications/{NAME}.desktop",
    f"metainfo/{NAME}.metainfo.xml",
    f"dbus-1/services/{NAME}.service",
    "icons/hicolor/scalable/apps/drive-share.svg",
    "icons/hicolor/48x48/apps/drive-share.png",
    "man/man1/drive-share.1.gz",
    "bash-completion/completions/drive-share",
    "fish/vendor_completions.d/drive-share.fish",
    "nautilus-python/extensions/drive_share.py",
    "kio/servicemenus/drive-share.desktop",
)
OWN: Final = {
    "deb": ("zsh/vendor-completions/_drive-share", "doc/drive-share/copyright", "doc/drive-share/changelog.gz"),
    "rpm": ("zsh/site-functions/_drive-share", "licenses/drive-share/LICENSE"),
    "archlinux": ("zsh/site-functions/_drive-share", "licenses/drive-share/LICENSE"),
}
NEEDED: Final = {"deb": "dpkg-deb", "rpm": "rpm", "archlinux": "zstd"}
MOST_BYTES: Final = 45_000_000

pytestmark = [pytest.mark.skipif(not BUILT, reason="packaging/build-deb, build-rpm or build-arch was never run here.")]


def said(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module", params=sorted(BUILT))
def form(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if shutil.which(NEEDED[name]) is None:
        pytest.skip(f"needs {NEEDED[name]}")
    return name


@pytest.fixture(scope="module")
def root(form: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package installed, by its own program where that can be had."""
    folder, package = tmp_path_factory.mktemp(form), BUILT[form]
    if form == "deb":
        said("dpkg-deb", "-x", package, folder)
    elif form == "rpm":
        there: list[str | Path] = ["rpm", "--root", folder, "--dbpath", "/var/lib/rpm"]
        said(*there, "--initdb")
        said(*there, "--install", "--nodeps", package)
    else:
        said("tar", "--zstd", "-xf", package, "-C", folder)
    return folder


def test_everything_is_where_a_desktop_looks_for_it(form: str, root: Path) -> None:
    assert [name for name in (*SHARED, *OWN[form]) if not (root / "usr/share" / name).is_file()] == []


def test_nothing_is_for_everybody_to_change(root: Path) -> None:
    paths = [path for place in ("opt", "usr") for path in (root / place).rglob("*") if not path.is_symlink()]
    assert [path for path in paths if path.stat().st_mode & 0o6022] == []


def test_files_lie_only_where_they_were_declared(form: str, root: Path) -> None:
    own = {"rpm": {"var"}, "archlinux": {".PKGINFO", ".MTREE"}}
    assert {path.name for path in root.iterdir()} <= {"usr", "opt"} | own.get(form, set[str]())
    assert {path.name for path in (root / "opt").iterdir()} == {"drive-share"}
    assert {path.name for path in (root / "usr").iterdir() if path.name != "lib"} == {"bin", "share"}


def test_the_command_and_the_service_name_the_program_that_is_installed(root: Path) -> None:
    link = root / "usr/bin/drive-share"
    assert str(link.readlink()) == "/opt/drive-share/drive-share"
    assert (root / "opt/drive-share/drive-share").stat().st_mode & 0o777 == 0o755
    service = (root / "usr/share/dbus-1/services" / f"{NAME}.service").read_text("utf-8")
    assert "\nExec=/usr/bin/drive-share --dbus-service\n" in service


def test_it_invites_from_there(root: Path, tmp_path: Path) -> None:
    words = ("invite", "path:/Documents/Budget.xlsx", "--practice", "--to", "ann@example.org")
    environ = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    program = root / "opt/drive-share/drive-share"
    done = subprocess.run([program, *words], capture_output=True, text=True, check=False, env=environ, cwd=tmp_path)
    assert (done.returncode, done.stdout.split(" ")[0]) == (0, "ann@example.org"), done.stderr


def test_no_library_looks_into_a_folder_of_the_computer_that_built(root: Path) -> None:
    libraries = [path for path in (root / "opt").rglob("*.so*") if path.is_file() and not path.is_symlink()]
    told = said("objdump", "-p", *libraries)
    folders = {part for line in re.findall(r"R(?:UN)?PATH +(\S+)", told) for part in line.split(":")}
    assert [folder for folder in folders if not folder.startswith("$ORIGIN")] == []


def test_the_download_is_small(form: str) -> None:
    assert BUILT[form].stat().st_size < MOST_BYTES


@pytest.mark.skipif("rpm" not in BUILT or shutil.which("rpm") is None, reason="needs a package for rpm, and rpm")
def test_rpm_finds_its_package_whole_asks_for_libraries_and_runs_nothing() -> None:
    package = BUILT["rpm"]
    assert said("rpm", "-K", package).strip().endswith("digests OK")
    assert {"libxcb-cursor.so.0()(64bit)", "libEGL.so.1()(64bit)"} <= set(said("rpm", "-qpR", package).splitlines())
    assert said("rpm", "-qp", "--scripts", package) == ""


@pytest.mark.skipif(
    "archlinux" not in BUILT or shutil.which("zstd") is None, reason="needs a package for Arch, and zstd"
)
def test_arch_knows_the_package_its_files_and_what_it_depends_on() -> None:
    package = BUILT["archlinux"]
    told = said("tar", "--zstd", "-xOf", package, ".PKGINFO").splitlines()
    assert {"pkgname = drive-share", "arch = x86_64", "license = MIT", "depend = xcb-util-cursor"} <= set(told)
    names = said("tar", "--zstd", "-tf", package).splitlines()
    assert {name for name in names if name.startswith(".")} == {".PKGINFO", ".MTREE"}
    tree = subprocess.run(["tar", "--zstd", "-xOf", package, ".MTREE"], capture_output=True, check=True).stdout
    assert tree.startswith(b"\x1f\x8b")
