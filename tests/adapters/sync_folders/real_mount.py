"""Real FUSE mounts, where this computer allows them."""

import os
import shutil
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

NO_FUSE = not (os.access("/dev/fuse", os.R_OK | os.W_OK) and shutil.which("fusermount"))
needs_bindfs = pytest.mark.skipif(NO_FUSE or not shutil.which("bindfs"), reason="needs FUSE and bindfs")
needs_rclone = pytest.mark.skipif(NO_FUSE or not shutil.which("rclone"), reason="needs FUSE and rclone")


@contextmanager
def mounted(*words: str | Path, at: Path) -> Generator[Path]:
    """Run what mounts something at `at`, and take the mount away afterwards."""
    done = subprocess.run(words, capture_output=True, check=False, timeout=30)
    if done.returncode != 0:
        pytest.skip(f"nothing can be mounted here: {done.stderr.decode(errors='replace')[:200]}")
    try:
        yield at
    finally:
        subprocess.run(["fusermount", "-u", "-z", at], check=True, timeout=30)
