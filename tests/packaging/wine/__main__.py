"""Tries what was built for Windows, in Wine: python -m tests.packaging.wine [installers] [tests].

It needs dist/ as packaging/build-windows leaves it, and takes some ten minutes; the tests of the app another hour.
"""

import subprocess
import sys
from pathlib import Path
from typing import Final

CHECKOUT: Final = Path(__file__).resolve().parents[3]
TRIALS: Final = {"installers": "trial_of_installers.py", "tests": "trial_of_tests.py"}


def main(words: list[str]) -> int:
    """Run the named trials, or all."""
    subprocess.run([CHECKOUT / "packaging" / "environment", "checks", "qt", "xvfb", "wine"], check=True)
    files = [Path(__file__).with_name(TRIALS[word]) for word in words or TRIALS]
    screen = ["xvfb-run", "-a", "-s", "-screen 0 1280x900x24"]
    pytest = [sys.executable, "-m", "pytest", "-v", "-s", "-p", "no:cacheprovider", "--timeout", "0", *map(str, files)]
    return subprocess.run([*screen, *pytest], cwd=CHECKOUT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
