"""Builds the app's folder for Windows and both installers of it, on Linux; packaging/build-windows calls this."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from icon import icon
from launchers import build_launchers
from listing import Listing, identity, number
from msi_summary import settle
from packages import compile_module, install, repack_library
from python_archive import LIBRARY, TAG, BuildError, unpack

from drive_share_gui import __version__

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
UNUSED = {"python.exe", "pythonw.exe", "python.cat", "_msi.pyd", "winsound.pyd", "_wmi.pyd"}
NUMBERS = f"{__version__}.0"
MAKENSIS, WIXL, MSIBUILD = "makensis", "wixl", "msibuild"
REMOVE_OLD_FIRST = "UPDATE `InstallExecuteSequence` SET `Sequence` = 1450 WHERE `Action` = 'RemoveExistingProducts'"
"""Else an upgrade would take files of the older version away after it put its own there."""


def main() -> None:
    """Build what was asked for."""
    parser = argparse.ArgumentParser("packaging/windows")
    parser.add_argument("dist", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("wheel", type=Path)
    asked = parser.parse_args()
    folder = asked.dist / "drive-share-windows"
    for stale in (folder, asked.work):
        shutil.rmtree(stale, ignore_errors=True)
    asked.work.mkdir(parents=True)
    build_folder(folder, asked.work, asked.wheel)
    listing = Listing(folder, asked.work)
    setup, msi = (asked.dist / f"drive-share-{__version__}-x64{ending}" for ending in ("-setup.exe", ".msi"))
    build_setup(listing, setup, asked.work)
    build_msi(listing, msi, asked.work)
    for installer in (setup, msi):
        list_components(folder, "--of", installer, "-o", installer.with_name(f"{installer.name}.cdx.json"))


def build_folder(folder: Path, work: Path, wheel: Path) -> None:
    """Lay out everything that is installed."""
    uv = str(Path(sys.executable).with_name("uv"))
    archive = os.environ.get("PYTHON_FOR_WINDOWS")
    unpack(folder, Path(archive) if archive else None, uv)
    for name in UNUSED:
        (folder / name).unlink(missing_ok=True)
    repack_library(folder / LIBRARY)
    (folder / f"python{TAG}._pth").write_text(f"{LIBRARY}\n.\npackages\n", "ascii")
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE")
    packages = folder / "packages"
    install(uv, ROOT / "packaging" / "app.txt", wheel, packages)
    compile_module(HERE / "start.py", packages / "drive_share_start.pyc")
    (work / "drive-share.ico").write_bytes(icon(ROOT / "resources" / "icons" / "hicolor"))
    build_launchers(folder, work, __version__, NUMBERS)
    list_components(folder, "--notices", folder / "NOTICES", "-o", folder / "components.cdx.json")
    when = int(os.environ["SOURCE_DATE_EPOCH"])
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
        os.utime(path, (when, when))


def list_components(folder: Path, *words: str | Path) -> None:
    """List what the folder contains."""
    subprocess.run([sys.executable, ROOT / "packaging" / "components", folder, *words], check=True)


def build_setup(listing: Listing, target: Path, work: Path) -> None:
    """Pack the installer that a person double-clicks."""
    (work / "files.nsh").write_text(listing.for_nsis(), "utf-8")
    shutil.copyfile(HERE / "setup.nsi", work / "setup.nsi")
    meant = {
        "OUTPUT": target.absolute(),
        "VERSION": __version__,
        "NUMBERS": NUMBERS,
        "KILOBYTES": listing.kilobytes,
        "PYTHON": f"python{TAG}.dll",
    }
    words = [f"-D{name}={value}" for name, value in meant.items()]
    subprocess.run([MAKENSIS, "-WX", "-V2", *words, "setup.nsi"], cwd=work, check=True)


def build_msi(listing: Listing, target: Path, work: Path) -> None:
    """Pack the installer that administrators hand out."""
    (work / "files.wxs").write_text(listing.for_wix(), "utf-8")
    shutil.copyfile(HERE / "installer.wxs", work / "installer.wxs")
    meant = {
        "VERSION": __version__,
        "PRODUCT": number(f"product {__version__}"),
        "PROGRAM": identity("drive-share-gui.exe"),
    }
    words = [word for name, value in meant.items() for word in ("-D", f"{name}={value}")]
    target.unlink(missing_ok=True)
    subprocess.run(
        [WIXL, "-a", "x64", *words, "-o", target.absolute(), "installer.wxs", "files.wxs"], cwd=work, check=True
    )
    subprocess.run([MSIBUILD, target, "-q", REMOVE_OLD_FIRST], check=True)
    settle(target, number(f"package {__version__} {listing.digest}"), int(os.environ["SOURCE_DATE_EPOCH"]))


if __name__ == "__main__":
    try:
        main()
    except BuildError as error:
        sys.exit(f"drive-share: {error}")
