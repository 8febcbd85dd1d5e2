"""A bare Debian of its own in a folder: made by debootstrap once, then unpacked anew, with one person in it."""

from __future__ import annotations

import os
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

RELEASE: Final = "bookworm"
PERSON: Final = "ann"
MOUNTS: Final = ("proc", "dev", "sys", "tmp", "run")
"""Nothing in them outlasts a start of the computer."""
FILE_SYSTEMS: Final = (
    *(("proc", "proc"), ("devpts", "dev/pts"), ("tmpfs", "dev/shm")),
    *(("tmpfs", "run"), ("tmpfs", "tmp")),
)
NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
KEPT_BY_THE_SYSTEM: Final = ("var/log/", "var/cache/", "var/lib/apt/", "var/lib/dpkg/", "etc/ld.so.cache")
"""What apt and dpkg write about every package, and caches."""


@dataclass(frozen=True, slots=True)
class BareRoot:
    """One Debian; commands in it run as root unless a person is named."""

    place: Path

    @classmethod
    def unpack(cls, place: Path, archive: Path, mirror: str) -> BareRoot:
        """Make it, from an archive of an earlier one where there is one; `mirror` "" is Debian's own."""
        if not archive.exists():
            made = place.with_suffix(".made")
            command = ["debootstrap", "--variant=minbase", RELEASE, str(made), *([mirror] if mirror else ())]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            archive.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run(["tar", "-C", made, "-cf", archive, "."], check=True)
        place.mkdir(parents=True)
        subprocess.run(["tar", "-C", place, "-xf", archive], check=True)
        root = cls(place)
        root.mount()
        root.run("useradd", "--create-home", "--shell", "/bin/bash", PERSON)
        return root

    def mount(self) -> None:
        """Give it what a running system has; whoever calls has a mount namespace that goes away."""
        for kind, name in FILE_SYSTEMS:
            (self.place / name).mkdir(exist_ok=True)
            subprocess.run(["mount", "-t", kind, kind, self.place / name], check=True)
        running = self.place / "run/user/1000"
        running.mkdir(parents=True)
        os.chown(running, 1000, 1000)
        running.chmod(0o700)

    def unmount(self) -> None:
        """Take that away, so that the folder can be removed."""
        for _, name in FILE_SYSTEMS:
            subprocess.run(["umount", "--lazy", self.place / name], check=False)

    def run(self, *words: str, person: str = "", offline: bool = False, environ: Mapping[str, str] = NOTHING) -> str:
        """Run a command to its end and give what it prints; fails with what it said."""
        command = [*(("unshare", "--net") if offline else ()), *self.command(words, person)]
        surroundings = self.surroundings(person, environ)
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=surroundings)
        if done.returncode:
            message = f"{' '.join(words)} ended with {done.returncode}:\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
            raise AssertionError(message)
        return done.stdout

    def start(self, *words: str, environ: Mapping[str, str] = NOTHING) -> subprocess.Popen[bytes]:
        """Start something of the person's that goes on; what it says is in the person's home."""
        with (self.home / f"{Path(words[0]).name}.output").open("ab") as output:
            surroundings = self.surroundings(PERSON, environ)
            return subprocess.Popen(self.command(words, PERSON), stdout=output, stderr=output, env=surroundings)

    def command(self, words: Iterable[str], person: str) -> list[str | Path]:
        """Give the command that runs `words` in it."""
        who = [f"--userspec={person}:{person}"] if person else []
        at_home = ("sh", "-c", 'cd; exec "$@"', "sh") if person else ()
        return ["chroot", *who, self.place, *at_home, *words]

    @staticmethod
    def surroundings(person: str, environ: Mapping[str, str]) -> dict[str, str]:
        """Give what a new log-in has, and nothing of this computer's."""
        fixed = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"}
        fixed |= {"DEBIAN_FRONTEND": "noninteractive", "HOME": f"/home/{person}" if person else "/root"}
        return {**fixed, **({"XDG_RUNTIME_DIR": "/run/user/1000"} if person else {}), **environ}

    @property
    def home(self) -> Path:
        """The person's."""
        return self.place / "home" / PERSON

    def install(self, *packages: str, offline: bool = False) -> None:
        """Install with apt."""
        self.run("apt-get", "install", "-y", "-q", "--no-install-recommends", *packages, offline=offline)

    def files(self) -> dict[str, tuple[int, int, int]]:
        """Give kind and rights, size and time of everything in it but what the system keeps for itself."""
        found: dict[str, tuple[int, int, int]] = {}
        for folder, names, files in os.walk(self.place):
            if Path(folder) == self.place:
                names[:] = [name for name in names if name not in MOUNTS]
            for name in (*names, *files):
                path = Path(folder, name)
                way = path.relative_to(self.place).as_posix()
                told = path.lstat()
                if not way.startswith(KEPT_BY_THE_SYSTEM):
                    is_folder = stat.S_ISDIR(told.st_mode)
                    found[way] = (told.st_mode, 0 if is_folder else told.st_size, 0 if is_folder else told.st_mtime_ns)
        return found
