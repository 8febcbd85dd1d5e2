"""Builds the folder and the packages for Linux once more, elsewhere, and names every file that comes out different.

`python -m tests.packaging.two_builds [folder|deb|rpm|arch ...]` compares with what is in dist, built from the same
commit: a clone in a folder of another name is built by a person with another home, other rights for new files and
another time zone.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

CHECKOUT: Final = Path(__file__).resolve().parents[2]
PATTERNS: Final = {
    "folder": "drive-share/**/*",
    "deb": "drive-share_*.deb*",
    "rpm": "drive-share-*.rpm*",
    "arch": "drive-share-*.zst*",
}


def digests(dist: Path, kind: str) -> dict[str, str]:
    """What every file holds, and its rights; of links, where they lead."""
    return {path.relative_to(dist).as_posix(): digest(path) for path in dist.glob(PATTERNS[kind])}


def digest(path: Path) -> str:
    if path.is_symlink():
        return str(path.readlink())
    content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
    return f"{content} {path.stat().st_mode:o}"


def build(scratch: Path, kinds: list[str]) -> Path:
    """Build from a clone; give where the results lie."""
    clone = scratch / "a clone with a longer name"
    subprocess.run(["git", "clone", "-q", str(CHECKOUT), str(clone)], check=True)
    home = scratch / "home"
    home.mkdir()
    environ = {"PATH": os.environ["PATH"], "HOME": str(home), "TZ": "Pacific/Kiritimati", "LANG": "C"}
    for kind in kinds:
        command: list[str | Path] = ["sh", "-c", 'umask 077; exec "$0"', clone / "packaging" / f"build-{kind}"]
        subprocess.run(command, check=True, env=environ | kept(), cwd=scratch)
    return clone / "dist"


def kept() -> dict[str, str]:
    """What tells pip how this computer reaches the package index."""
    return {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "REQUESTS_"))}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", choices=[[], *PATTERNS], help="what to compare; everything unless named")
    kinds = parser.parse_args().kinds or list(PATTERNS)
    with tempfile.TemporaryDirectory(prefix="two-builds-") as scratch:
        there = build(Path(scratch), kinds)
        different = 0
        for kind in kinds:
            first, second = digests(CHECKOUT / "dist", kind), digests(there, kind)
            names = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
            different += len(names)
            told = "the same" if first and not names else "different" if first else "not built here"
            sys.stdout.writelines(f"{line}\n" for line in (f"{kind}: {len(first)} files, {told}", *names))
    return min(different, 1)


if __name__ == "__main__":
    sys.exit(main())
