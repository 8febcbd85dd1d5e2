"""Installs the Debian package in a bare Debian and does with it what people do: use it, upgrade it, remove it.

`python -m tests.packaging.bare_debian [PACKAGE]`, as root; see packaging/README.md. It makes namespaces of its own,
and all it starts and mounts goes with them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.packaging.bare_root import BareRoot
from tests.packaging.bare_story import BareDebian, say

CHECKOUT: Final = Path(__file__).resolve().parents[2]
NEEDED: Final = ("debootstrap", "unshare", "Xvfb", "xdotool", "import", "dpkg-deb")


def main() -> int:
    built = sorted((CHECKOUT / "dist").glob("drive-share_*_amd64.deb"))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", nargs="?", type=Path, default=built[-1] if built else None)
    parser.add_argument("--mirror", default="", help="of Debian, for the first time")
    parser.add_argument("--archive", type=Path, default=CHECKOUT / "build" / "bare-debian.tar", help="the bare system")
    parser.add_argument("--pictures", type=Path, default=CHECKOUT / "build" / "bare-debian")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    lacking = [program for program in NEEDED if shutil.which(program) is None]
    if lacking or asked.package is None or os.geteuid() != 0:
        say(f"needs root, a package (packaging/build-deb), and these programs: {' '.join(lacking) or 'all here'}")
        return 2
    if not asked.inside:
        own = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
        again = [sys.executable, "-m", "tests.packaging.bare_debian", *sys.argv[1:], "--inside"]
        return subprocess.run([*own, *again], check=False, cwd=CHECKOUT).returncode
    asked.pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bare-debian-", ignore_cleanup_errors=True) as folder:
        root = BareRoot.unpack(Path(folder, "root"), asked.archive, asked.mirror)
        try:
            BareDebian(root, asked.package.resolve(), asked.pictures).all()
        finally:
            root.unmount()
    return 0


if __name__ == "__main__":
    sys.exit(main())
