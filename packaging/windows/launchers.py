"""Compiles the two programs that start the app: one for terminals, and one that opens no console."""

import shutil
import subprocess
from pathlib import Path
from typing import Final

from python_archive import TAG

_PREFIX: Final = "x86_64-w64-mingw32-"
_LINKED: Final = "-Wl,--no-insert-timestamp,--dynamicbase,--nxcompat,--high-entropy-va"
_HERE: Final = Path(__file__).parent


def build_launchers(folder: Path, work: Path, version: str, numbers: str) -> None:
    """Put both into the folder; the icon lies in `work` already."""
    for name in ("launcher.c", "launcher.rc", "launcher.manifest"):
        shutil.copyfile(_HERE / name, work / name)
    for name, words in {"drive-share": [], "drive-share-gui": ["-mwindows", "-DWINDOWED"]}.items():
        meant = [f'-DVERSION=\\"{version}\\"', f"-DNUMBERS={numbers.replace('.', ',')}", f'-DNAME=\\"{name}.exe\\"']
        subprocess.run([f"{_PREFIX}windres", *meant, "launcher.rc", "launcher.o"], cwd=work, check=True)
        command = [f"{_PREFIX}gcc", "-Os", "-s", "-municode", "-Wall", "-Wextra", "-Werror", *words,
                   f'-DPYTHON=L"python{TAG}.dll"', _LINKED,
                   "-o", str((folder / f"{name}.exe").absolute()), "launcher.c", "launcher.o", "-lshell32"]  # fmt: skip
        subprocess.run(command, cwd=work, check=True)
