"""Writes everything a Flatpak is built from into a folder: sources.py FOLDER WHEEL.

The wheels are downloaded as they are pinned, here and not by the build, which has no network: so this tree has to name
nothing but their hashes.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from pinned import pinned

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
NAME = "io.github.drive_share.DriveShare"
RESOURCES = [
    *(ROOT / "resources/desktop" / f"{NAME}.{kind}" for kind in ("desktop", "metainfo.xml", "service")),
    ROOT / "resources/drive-share.svg",
]
PLATFORMS = [f"manylinux_2_{number}_x86_64" for number in (34, 28, 17, 12, 5)] + ["manylinux2014_x86_64"]
OPTIONS = [
    "--no-deps",
    "--require-hashes",
    "--only-binary",
    ":all:",
    "--implementation",
    "cp",
    "--python-version",
    "3.13",
]


def download(requirements: Path, folder: Path) -> None:
    """Have pip fetch what is pinned, for the Python inside; it fails where a hash differs."""
    platforms = [word for platform in PLATFORMS for word in ("--platform", platform)]
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", *OPTIONS, *platforms]
    subprocess.run([*command, "--dest", str(folder), "-r", str(requirements)], check=True)


def described(files: Iterable[Path]) -> list[dict[str, str]]:
    """Describe files to flatpak-builder, each with the hash it has to have."""
    paths = sorted(files, key=lambda path: path.name)
    return [
        {"type": "file", "path": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()} for path in paths
    ]


def main() -> None:
    """Make the folder anew."""
    folder, wheel = Path(sys.argv[1]), Path(sys.argv[2])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    needed = pinned((ROOT / "packaging/app.txt").read_text("utf-8"))
    lines = [" ".join([name, *(f"--hash=sha256:{one}" for one in hashes)]) for name, hashes in needed]
    requirements = folder / "requirements.txt"
    requirements.write_text("\n".join([*lines, ""]), "utf-8")
    download(requirements, folder)
    for file in (wheel, *RESOURCES):
        shutil.copyfile(file, folder / file.name)
    (folder / "sources.json").write_text(json.dumps(described(folder.iterdir()), indent=1) + "\n", "utf-8")
    shutil.copyfile(HERE / f"{NAME}.yml", folder / f"{NAME}.yml")


if __name__ == "__main__":
    main()
