"""What is mounted where on Linux, and which of it lies on a network or may keep one waiting."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.sync_folders.path_rules import LINUX

MOUNTINFO: Final = Path("/proc/self/mountinfo")
_ESCAPE: Final = re.compile(rb"\\([0-7]{3})")
_FAR: Final = frozenset({"autofs", "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "davfs", "9p"})
_POINT: Final = 4
"""Which field of a line is the mount point (proc_pid_mountinfo(5))."""


@dataclass(frozen=True, slots=True)
class Mount:
    """One mounted file system."""

    point: str
    kind: str
    """Its type, such as `ext4` or `fuse.rclone`."""
    source: str

    @property
    def is_far(self) -> bool:
        """Whether touching it may wait for a network, or for a program that does not answer."""
        return self.kind in _FAR or (self.kind.startswith("fuse") and self.kind != "fuseblk")


def mounts(table: Path = MOUNTINFO) -> tuple[Mount, ...]:
    """List what is mounted, what hides something before it last; empty where nobody can tell."""
    try:
        lines = table.read_bytes().splitlines()
    except OSError:
        return ()
    return tuple(mount for mount in map(_mount, lines) if mount is not None)


def is_far(path: str, mounted: tuple[Mount, ...]) -> bool:
    """Whether `path` lies on a far file system, by text alone."""
    here: Mount | None = None
    for mount in mounted:
        if LINUX.below(mount.point, path) is not None and (here is None or len(mount.point) >= len(here.point)):
            here = mount
    return here is not None and here.is_far


def _mount(line: bytes) -> Mount | None:
    before, _, after = line.partition(b" - ")
    fields, rest = before.split(b" "), after.split(b" ")
    if len(fields) <= _POINT or len(rest) < 2:  # noqa: PLR2004 - type and source
        return None
    return Mount(_text(fields[_POINT]), _text(rest[0]), _text(rest[1]))


def _text(field: bytes) -> str:
    return os.fsdecode(_ESCAPE.sub(lambda match: bytes([int(match[1], 8) & 0xFF]), field))
