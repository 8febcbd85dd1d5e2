"""Python for Windows with everything the checks need, whole and unpruned, to run the tests of the app in Wine."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Final

from tests.packaging.wine.ground import dos
from tests.test_house import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = CHECKOUT / "build" / "wine-python"
TOOLS: Final = CHECKOUT / "build" / "environment" / "bin"
UNPACK: Final = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from python_archive import TAG, unpack
unpack(Path(sys.argv[2]), None, sys.argv[3])
print(TAG)
"""
PLATFORM: Final = "x86_64-pc-windows-msvc"
UNANSWERED: Final = "_wmi.pyd"
"""Python asks Windows' management service with it, for its version; that of Wine does not answer for minutes."""


def python_for_tests() -> Path:
    """Make it where it is not there yet, and give the program."""
    program = FOLDER / "python.exe"
    if not (FOLDER / "whole").exists():
        subprocess.run(["rm", "-rf", FOLDER], check=True)
        uv = TOOLS / "uv"
        words: list[str | Path] = [TOOLS / "python", "-c", UNPACK, CHECKOUT / "packaging" / "windows", FOLDER, uv]
        tag = subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()
        (FOLDER / UNANSWERED).unlink(missing_ok=True)
        lines = [f"python{tag}.zip", ".", "site-packages", dos(CHECKOUT), "import site", ""]
        (FOLDER / f"python{tag}._pth").write_text("\n".join(lines), encoding="utf-8")
        install: list[str | Path] = [uv, "pip", "install", "-q", "--no-config", "--python-platform", PLATFORM,
                   "--python-version", f"{tag[0]}.{tag[1:]}", "--only-binary", ":all:", "--no-deps", "--require-hashes",
                   "--target", FOLDER / "site-packages", "-r", CHECKOUT / "packaging" / "checks.txt"]  # fmt: skip
        subprocess.run(install, check=True)
        (FOLDER / "whole").touch()
    return program
