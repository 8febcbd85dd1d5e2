"""Tells one process from every other that ever was, so that what a dead one left behind can be taken over."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Final

from drive_share_gui.domain.journal_row import Owner

_PROC: Final = Path("/proc")
_ENDED: Final = frozenset("ZXx")
"""States of a process that runs no more and was not collected by its parent yet (proc(5))."""


def this_process() -> Owner:
    """Name the process that runs this."""
    return _process(os.getpid())


def is_running(owner: Owner) -> bool | None:
    """Whether that process still runs; None where nobody can tell, as in another container."""
    computer, _, numbers = owner.boot_id.partition("/")
    here, _, our_numbers = boot_id().partition("/")
    if computer != here:
        return False
    if numbers != our_numbers or not owner.started:
        return None
    return _started(owner.pid) == owner.started


@cache
def boot_id() -> str:
    """Name this run of the computer, and the name space of its process numbers where there are several.

    Empty on Windows, where the time a process began is enough.
    """
    if sys.platform == "win32":
        return ""
    if sys.platform == "darwin":
        return _said("/usr/sbin/sysctl", "-n", "kern.bootsessionuuid")
    try:
        computer = (_PROC / "sys/kernel/random/boot_id").read_text("ascii").strip()
        return f"{computer}/{(_PROC / 'self/ns/pid').readlink()}"
    except OSError:
        return ""


@cache
def _process(pid: int) -> Owner:
    return Owner(pid, boot_id(), _started(pid))


def _started(pid: int) -> str:
    """Say when a process began; empty where there is none of this number that still runs."""
    if sys.platform == "win32":
        return _started_on_windows(pid)
    if sys.platform == "darwin":
        return _said("/bin/ps", "-o", "lstart=", "-p", str(pid))
    try:
        fields = (_PROC / str(pid) / "stat").read_bytes().rpartition(b")")[2].decode("ascii").split()
    except OSError:
        return ""
    return "" if fields[0] in _ENDED else fields[19]


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"LC_ALL": "C"})  # noqa: S603 - ours
    return done.stdout.strip()


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    def _started_on_windows(pid: int) -> str:
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = wintypes.HANDLE
        query_limited_information, still_active = 0x1000, 259
        handle = kernel.OpenProcess(query_limited_information, False, pid)
        if not handle:
            return ""
        try:
            times = [wintypes.FILETIME() for _ in range(4)]
            code = wintypes.DWORD()
            known = kernel.GetProcessTimes(wintypes.HANDLE(handle), *map(ctypes.byref, times))
            known = known and kernel.GetExitCodeProcess(wintypes.HANDLE(handle), ctypes.byref(code))
            runs = bool(known) and code.value == still_active
            return f"{times[0].dwHighDateTime}.{times[0].dwLowDateTime}" if runs else ""
        finally:
            kernel.CloseHandle(wintypes.HANDLE(handle))
