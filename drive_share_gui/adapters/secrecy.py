"""Keeps what this process knows to itself: no key log, no token in the environment of children, no memory on disk."""

import contextlib
import sys
from collections.abc import MutableMapping
from pathlib import Path
from typing import Final

KEY_LOG: Final = "SSLKEYLOGFILE"
_CORE_CONTENT: Final = Path("/proc/self/coredump_filter")
_SET_DUMPABLE: Final = 4
"""Number of the call in Linux's <linux/prctl.h>."""


def take_secret(environ: MutableMapping[str, str], name: str) -> str:
    """Give the secret named `name` and take it out of what children inherit; the wish to log keys goes too."""
    environ.pop(KEY_LOG, None)
    return environ.pop(name, "").strip()


def write_no_core(*, speaks_to_portals: bool) -> None:
    """Let no crash write this process's memory down, as far as the system has a way to say so.

    A core has no size, and where somebody writes one all the same (a program behind ``core_pattern``
    does as it likes), nothing of the memory is in it: core(5). Whoever does not speak to the
    desktop's portals also becomes unreadable for other processes of this user; the portals look at
    who asks through ``/proc`` and would refuse every file dialog (reliability §5.11).
    """
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such limit
        import resource  # noqa: PLC0415 - not everywhere

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            _CORE_CONTENT.write_text("0", "ascii")
        if not speaks_to_portals:
            _become_unreadable()


def _become_unreadable() -> None:
    with contextlib.suppress(ImportError, AttributeError, OSError):  # a C library without prctl(2)
        import ctypes  # noqa: PLC0415 - 3 ms the window does without

        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)
