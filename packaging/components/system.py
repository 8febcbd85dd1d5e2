"""Libraries that were taken from the computer that built, and Python itself."""

import platform
import re
import struct
import subprocess
import sys
import sysconfig
from functools import cache
from pathlib import Path
from typing import Final

from part import Part

BUILD_ID: Final = re.compile(rb"\x04\0\0\0\x14\0\0\0\x03\0\0\0GNU\0(.{20})", re.DOTALL)
PE_VERSION: Final = b"\xbd\x04\xef\xfe"
PYTHON: Final = re.compile(
    r"(^|/)(libpython3[^/]*\.so[^/]*|base_library\.zip|lib-dynload/[^/]*|python3\d*\.(dll|zip|_pth)|pythonw?\.exe|Python)$"
)
BESIDE_PYTHON: Final = re.compile(r"\.(pyd|cat)$|^LICENSE\.txt$")
WITH_PYTHON: Final = {
    "libcrypto-3.dll": ("OpenSSL", "Apache-2.0"),
    "libssl-3.dll": ("OpenSSL", "Apache-2.0"),
    "libffi-8.dll": ("libffi", "MIT"),
    "sqlite3.dll": ("SQLite", "blessing"),
    "vcruntime140.dll": ("Microsoft Visual C++ runtime", ""),
    "vcruntime140_1.dll": ("Microsoft Visual C++ runtime", ""),
}
"""What Python brings for Windows."""


def python_files(files: frozenset[str]) -> frozenset[str]:
    """Give the files of Python itself."""
    homes = {Path(file).parent for file in files if re.search(r"(^|/)python3\d+\.dll$", file)}
    beside = {file for file in files if Path(file).parent in homes and BESIDE_PYTHON.search(Path(file).name)}
    return frozenset({file for file in files if PYTHON.search(file)} | beside)


def python(folder: Path, files: frozenset[str]) -> Part:
    """Describe Python itself: the one that runs this, or the one of another system that lies in the folder."""
    windows = next((file for file in files if re.search(r"(^|/)python3\d+\.dll$", file)), "")
    version = _python_for_windows(folder / windows) if windows else platform.python_version()
    text = Path(sysconfig.get_path("stdlib"), "LICENSE.txt")
    notices = (("LICENSE", text.read_text("utf-8")),) if text.exists() else ()
    return Part("CPython", version, f"pkg:generic/cpython@{version}", "platform", "Python-2.0.1", files, notices)


def library(folder: Path, file: str) -> Part | None:
    """Describe a library of the system that built; None where nothing here has it."""
    name = Path(file).name
    if name.lower() in WITH_PYTHON:
        title, licence = WITH_PYTHON[name.lower()]
        version = ".".join(map(str, _pe_version(folder / file))) or "unknown"
        purl = f"pkg:generic/{title.lower().replace(' ', '-').replace('+', 'p')}@{version}"
        return Part(title, version, purl, "library", licence, frozenset({file}))
    mine = _build_id(folder / file)
    for package, place in _packages_with(name):
        if mine and _build_id(place) == mine:
            return _package(package, file)
    return None


def _build_id(path: Path) -> bytes:
    """Give what marks one linking of a library; it stays when symbols are stripped."""
    found = BUILD_ID.search(path.read_bytes())
    return found[1] if found else b""


def _asked(*command: str) -> list[str]:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return []
    return done.stdout.splitlines()


def _packages_with(name: str) -> list[tuple[str, Path]]:
    """Give the packages of this system that have a file of this name, or a link to one, and where."""
    found: list[tuple[str, Path]] = []
    for line in _asked("dpkg-query", "--search", f"*/{name}*"):
        packages, _, place = line.partition(": ")
        path = Path(place)
        if path.is_file():
            found += [(package, path) for package in packages.split(", ")]
    return found


def _package(name: str, file: str) -> Part:
    words = "${Package} ${Version} ${Architecture} ${source:Package} ${source:Version}"
    package, version, architecture, *_ = _asked("dpkg-query", "--show", f"--showformat={words}", name)[0].split()
    told = platform.freedesktop_os_release()
    place = f"?arch={architecture}&distro={told.get('VERSION_CODENAME', 'unknown')}"
    purl = f"pkg:deb/{told['ID']}/{package}@{version.replace('+', '%2B').replace(':', '%3A')}{place}"
    text = Path("/usr/share/doc", package, "copyright")
    notices = (("copyright", text.read_text("utf-8", errors="replace")),) if text.exists() else ()
    return Part(package, version, purl, "library", "", frozenset({file}), notices)


@cache
def _pe_version(path: Path) -> tuple[int, ...]:
    """Give the product version that a file for Windows carries; nothing where it carries none."""
    data = path.read_bytes()
    place = data.find(PE_VERSION)
    if place < 0:
        return ()
    high, low = struct.unpack_from("<II", data, place + 16)
    return high >> 16, high & 0xFFFF, low >> 16, low & 0xFFFF


def _python_for_windows(path: Path) -> str:
    """Read a version as CPython writes it for Windows: the third number is 1000 times the last one of three."""
    major, minor, third, _ = _pe_version(path) or sys.exit(f"{path} does not say its version.")
    return f"{major}.{minor}.{third // 1000}"
