"""What the app needs on Windows, and of Qt no more than it uses."""

import csv
import py_compile
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Final

_PLATFORM: Final = "x86_64-pc-windows-msvc"
_QT: Final = re.compile(
    r"""
    (__init__|_config|_git_pyside_version)\.py
    | Qt(Core|Gui|Network|Widgets)\.pyd | Qt6(Core|Gui|Network|Widgets)\.dll | pyside6\.abi3\.dll
    | (msvcp140|vcruntime140)(_1|_2)?\.dll
    | plugins/(platforms/(qwindows|qoffscreen)|styles/qmodernwindowsstyle)\.dll
    """,
    re.VERBOSE,
)
"""Of PySide6; whatever it does not name stays out."""
_UNUSED: Final = re.compile(
    r"""
    bin/ | .*\.(pyi|lib|typed|h)$ | .*/(include|tests?)/ | .*/__pycache__/ | \.lock$
    | .*\.dist-info/(INSTALLER|REQUESTED|WHEEL|direct_url\.json|uv_cache\.json)$
    | shiboken6/(concrt140|vcamp140|vccorlib140|vcomp140|msvcp140_codecvt_ids)\.dll
    """,
    re.VERBOSE,
)
_UNUSED_LIBRARY: Final = re.compile(
    r"(distutils|ensurepip|idlelib|lib2to3|msilib|pydoc_data|tkinter|turtledemo|unittest|venv)/|(doctest|pdb|pydoc|turtle)\."
)
"""Of Python's own modules."""
_ZIP_TIME: Final = (1980, 1, 1, 0, 0, 0)


def install(uv: str, pins: Path, wheel: Path, into: Path) -> None:
    """Install what is pinned, and the app, as if this were Windows; keep what is used and compile it."""
    target = [uv, "pip", "install", "-q", "--no-config", "--python-platform", _PLATFORM, "--link-mode", "copy",
              "--python-version", f"{sys.version_info.major}.{sys.version_info.minor}", "--only-binary", ":all:",
              "--no-deps", "--target", str(into)]  # fmt: skip
    subprocess.run([*target, "--require-hashes", "-r", str(pins)], check=True)
    subprocess.run([*target, str(wheel)], check=True)
    for path in sorted(into.rglob("*")):
        name = path.relative_to(into).as_posix()
        if path.is_file() and not _is_used(name):
            path.unlink()
    for path in sorted(into.rglob("*.py")):
        compile_module(path, path.with_suffix(".pyc"))
        path.unlink()
    _remove_empty(into)
    for record in sorted(into.glob("*.dist-info/RECORD")):
        _record_what_is_there(record)


def compile_module(source: Path, compiled: Path) -> None:
    """Compile a module, the same wherever it is built."""
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile.compile(str(source), str(compiled), compiled.stem, doraise=True, invalidation_mode=unchecked)


def repack_library(path: Path) -> None:
    """Leave out of Python's own modules what nobody here uses; uncompressed, since the installer compresses better."""
    packed = path.with_suffix(".new")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(packed, "w") as new:
        for name in sorted(old.namelist()):
            if not name.endswith("/") and not _UNUSED_LIBRARY.match(name):
                new.writestr(zipfile.ZipInfo(name, _ZIP_TIME), old.read(name))
    packed.replace(path)


def _record_what_is_there(record: Path) -> None:
    """Have a package name the files of it that are left, compiled ones as they are now."""
    with record.open(encoding="utf-8", newline="") as lines:
        named = {re.sub(r"\.py$", ".pyc", name) for name, *_ in csv.reader(lines)}
    left = sorted(name for name in named if (record.parents[1] / name).is_file())
    with record.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows((name, "", "") for name in left)


def _is_used(name: str) -> bool:
    package, _, inside = name.partition("/")
    if package == "PySide6":
        return _QT.fullmatch(inside) is not None
    return _UNUSED.match(name) is None


def _remove_empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
