"""Asks another program something, for a limited time; whatever goes wrong, it said nothing."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from typing import Final

_MOST: Final = 65_536
"""Characters of an answer that are read."""
_PASSED_ON: Final = (
    "DBUS_SESSION_BUS_ADDRESS",
    "HOME",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "NO_PROXY",
    "PATH",
    "RCLONE_CONFIG",
    "TMPDIR",
    "XDG_CONFIG_HOME",
    "XDG_RUNTIME_DIR",
    "http_proxy",
    "https_proxy",
    "no_proxy",
)
"""All a program gets to see of our environment."""


def said(words: Sequence[str], environ: Mapping[str, str], seconds: float) -> str | None:
    """Give what the program printed; None where it is not here, failed, or took longer than `seconds`."""
    program = shutil.which(words[0], path=environ.get("PATH"))
    if program is None:
        return None
    seen = {name: environ[name] for name in _PASSED_ON if name in environ}
    try:
        done = subprocess.run(  # noqa: S603 - a program by its full path, no shell
            [program, *words[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**seen, "LC_ALL": "C.UTF-8"},
            timeout=seconds,
            check=True,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return done.stdout[:_MOST].decode("utf-8", "replace")
