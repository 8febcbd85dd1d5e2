"""What a person does with the Debian package in a bare Debian: use it, upgrade it, remove it."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

from tests.packaging.bare_desktop import BareDesktop
from tests.packaging.bare_root import PERSON

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.packaging.bare_root import BareRoot

DESKTOP: Final = (
    *("dbus", "dbus-x11", "openbox", "caja", "python3-caja", "libglib2.0-bin", "desktop-file-utils"),
    *("at-spi2-core", "gir1.2-atspi-2.0", "python3-gi", "adwaita-icon-theme"),
)
PLACES: Final = ("opt/drive-share", "usr/share/", "usr/bin/drive-share")
MADE_BY_OTHERS: Final = ("mimeinfo.cache", "icon-theme.cache", "/__pycache__", ".pyc", "fontconfig")
"""What other packages' triggers write of everything that is installed."""
ENTRY: Final = "Share with OneDrive…"
ITEM: Final = "path:/Documents/Budget.xlsx"
FOREIGN: Final = ("httpx", "sitecustomize", "usercustomize", "msal", "drive_share_gui", "PySide6")
SITES: Final = (".", ".local/lib/python3.11/site-packages", ".local/lib/python3.13/site-packages")


class BareDebian:
    """One run, from a bare system to a bare system."""

    def __init__(self, root: BareRoot, package: Path, pictures: Path) -> None:
        """Take the package into the system."""
        self.root = root
        self.package = f"/root/{package.name}"
        shutil.copy(package, root.place / "root")
        self.desktop = BareDesktop(root, pictures)

    def all(self) -> None:
        """Do all, in the order a person would."""
        self.get_what_it_asks_for()
        self.root.install("procps")
        before = self.root.files()
        self.install_without_network(before)
        self.use_the_command()
        self.refuse_foreign_modules()
        self.root.run("apt-get", "purge", "-y", "-q", "drive-share")
        self.expect_as_before(before)
        self.root.install(*DESKTOP)
        self.upgrade()
        self.desktop.begin()
        self.open_from_the_desktop()
        self.share()
        self.open_from_a_file_manager()
        self.remove()

    def get_what_it_asks_for(self) -> None:
        """Install what the package depends on, and nothing else, so that its own files can be told apart."""
        self.root.run("apt-get", "update", "-q")
        asked = self.root.run("dpkg-deb", "-f", self.package, "Depends").strip()
        self.root.run("apt-get", "satisfy", "-y", "-q", "--no-install-recommends", asked)
        say("what it depends on is installed")

    def install_without_network(self, before: dict[str, tuple[int, int, int]]) -> None:
        """Install it where there is no network; its files lie where they were declared, for nobody to change."""
        self.root.install(self.package, offline=True)
        after = self.root.files()
        new = {name for name in after.keys() - before.keys() if not is_of_others(name)}
        listed = {line[1:] for line in self.root.run("dpkg", "-L", "drive-share").splitlines()}
        expect("files that the package does not list", new - listed)
        expect("files elsewhere", [name for name in new if not (name.startswith(PLACES) or f"{name}/" in PLACES)])
        rights = {name: after[name][0] for name in new}
        expect("files for everybody to change", [name for name, mode in rights.items() if is_open(mode)])
        expect(
            "files that give rights", [name for name, mode in rights.items() if mode & (stat.S_ISUID | stat.S_ISGID)]
        )
        scripts = (self.root.place / "var/lib/dpkg/info").glob("drive-share.*")
        expect("scripts run as root", [path.name for path in scripts if path.suffix not in {".list", ".md5sums"}])
        say(f"installed without a network, {len(new)} files and folders, all where they were declared")

    def use_the_command(self) -> None:
        """Invite on the practice drive, and draw the dialog."""
        run = self.root.run
        said = run("drive-share", "invite", ITEM, "--practice", "--to", "ann@example.org", person=PERSON)
        assert said.startswith("ann@example.org"), said
        drawn = ("drive-share", "--practice", "--picture", "dialog.png", ITEM)
        run(*drawn, person=PERSON, environ={"QT_QPA_PLATFORM": "offscreen"})
        assert (self.root.home / "dialog.png").read_bytes().startswith(b"\x89PNG")
        say("invited on the practice drive, with nothing but what it depends on")

    def refuse_foreign_modules(self) -> None:
        """Lay modules where Python would look, and see none of them run."""
        trace = self.root.home / "trace"
        for site in SITES:
            folder = self.root.home / site
            folder.mkdir(parents=True, exist_ok=True)
            for name in FOREIGN:
                (folder / f"{name}.py").write_text(f"open('/home/{PERSON}/trace', 'w').close()\n", "utf-8")
            (folder / "hostile.pth").write_text(f"import os; open('/home/{PERSON}/trace', 'w')\n", "utf-8")
        home = f"/home/{PERSON}"
        lures = {"PYTHONPATH": home, "PYTHONHOME": home, "PYTHONSTARTUP": f"{home}/httpx.py", "LD_LIBRARY_PATH": home}
        said = self.root.run(
            "drive-share", "invite", ITEM, "--practice", "--to", "bob@example.org", person=PERSON, environ=lures
        )
        assert said.startswith("bob@example.org"), said
        assert not trace.exists(), "a foreign module ran"
        for name in FOREIGN:
            (self.root.home / f"{name}.py").unlink()
        say("no module from outside was taken in")

    def expect_as_before(self, before: dict[str, tuple[int, int, int]]) -> None:
        """Find nothing of it, and nothing else changed."""
        after = self.root.files()
        names = (before.keys() ^ after.keys()) | {
            name for name in before.keys() & after.keys() if before[name] != after[name]
        }
        names -= {"opt"}  # dpkg takes it away with the last package in it
        expect(
            "left behind", [name for name in names if not name.startswith(f"home/{PERSON}") and not is_of_others(name)]
        )
        assert (self.root.home / ".local/share/drive-share").is_dir(), "what the person wrote is gone"
        say("purged: nothing left but what belongs to the person")

    def upgrade(self) -> None:
        """Install an older version with a file that is gone now, and then this one over it."""
        older = self.root.place / "root/older"
        subprocess.run(["dpkg-deb", "-R", self.root.place / self.package[1:], older], check=True)
        control = older / "DEBIAN/control"
        text = control.read_text("utf-8")
        version = next(line.split()[1] for line in text.splitlines() if line.startswith("Version:"))
        control.write_text(text.replace(f"Version: {version}", "Version: 0.0.1~older"), "utf-8")
        (older / "opt/drive-share/_internal/httpx.py").write_text("raise SystemExit(99)\n", "utf-8")
        subprocess.run(["dpkg-deb", "-Zgzip", "-z1", "-b", older, f"{older}.deb"], check=True, capture_output=True)
        self.root.install("/root/older.deb", offline=True)
        self.root.install(self.package, offline=True)
        told = self.root.run("dpkg-query", "-W", "-f", "${Version}", "drive-share")
        assert told == version, told
        assert not (self.root.place / "opt/drive-share/_internal/httpx.py").exists(), (
            "a file of the older version stays"
        )
        said = self.root.run("drive-share", "journal", person=PERSON)
        assert "ann@example.org" in said, said
        say(f"upgraded from 0.0.1 to {version}; the journal is still read")

    def open_from_the_desktop(self) -> None:
        """Start it from its entry, as a menu of applications does."""
        entry = "/usr/share/applications/io.github.drive_share.DriveShare.desktop"
        self.root.run("desktop-file-validate", entry)
        self.desktop.start("gio", "launch", entry)
        window = self.desktop.window("^Share$")
        self.desktop.rest(3)
        self.desktop.picture("from-the-desktop")
        self.desktop.keys(window, "Escape")
        say("started from its desktop entry")

    def share(self) -> None:
        """Press the button that shares, on the practice drive."""
        self.desktop.start("drive-share", "--practice", "--to", "eve@example.org", ITEM)
        window = self.desktop.window("Budget.xlsx")
        self.desktop.rest(4)
        self.desktop.keys(window, "ctrl+Return")
        self.desktop.rest(4)
        self.desktop.picture("shared")
        self.desktop.until(lambda: "eve@example.org" in self.journal(), "the invitation in the journal")
        self.desktop.keys(window, "Escape")
        say("shared in the dialog")

    def journal(self) -> str:
        """Give what was sent lately."""
        return self.root.run("drive-share", "journal", person=PERSON)

    def open_from_a_file_manager(self) -> None:
        """Right-click on a file that is kept in sync, and see the dialog open for it."""
        documents = self.root.home / "OneDrive/Documents"
        documents.mkdir(parents=True)
        (documents / "Plan.docx").write_bytes(b"content")
        listed = self.root.home / ".local/share/drive-share/sync-folders.json"
        listed.write_text(json.dumps({"folders": [f"/home/{PERSON}/OneDrive"]}), "utf-8")
        for path in (listed, documents.parent, documents, documents / "Plan.docx"):
            os.chown(path, 1000, 1000)
        self.desktop.start("caja", "--no-desktop", "--browser", f"/home/{PERSON}/OneDrive/Documents")
        window = self.desktop.window("Documents")
        self.desktop.choose(window, "caja", ENTRY)
        self.desktop.window("^Share$")  # nobody is signed in yet, so the item cannot be found
        self.desktop.rest(3)
        self.desktop.picture("from-the-file-manager")
        running = self.root.run("pgrep", "-af", "drive-share")
        assert f"--open /home/{PERSON}/OneDrive/Documents/Plan.docx" in running, running
        say("opened by a right-click in Caja, by the entry for everyone")

    def remove(self) -> None:
        """Remove it while it runs, then purge it; the person's own stays."""
        self.root.run("apt-get", "remove", "-y", "-q", "drive-share")
        expect("after removal", self.own_files())
        self.root.run("dpkg", "--purge", "drive-share")  # apt knows no package that left nothing behind
        expect("after purge", self.own_files())
        expect(
            "folder", [name for name in ("opt/drive-share", "opt") if (self.root.place / name / "drive-share").exists()]
        )
        assert (self.root.home / ".local/share/drive-share").is_dir(), "what the person wrote is gone"
        say("removed and purged while it ran; the person's own stayed")

    def own_files(self) -> list[str]:
        """Name everything outside of the home that carries our name."""
        names = (name.lower() for name in self.root.files() if not name.startswith(("home/", "root/")))
        return [name for name in names if "drive-share" in name or "drive_share" in name]


def is_of_others(name: str) -> bool:
    return any(part in name for part in MADE_BY_OTHERS)


def is_open(mode: int) -> bool:
    return not stat.S_ISLNK(mode) and bool(mode & 0o022)


def expect(what: str, found: Iterable[str]) -> None:
    """Fail where there is any."""
    names = sorted(found)
    assert not names, f"{what}: {names[:20]}"


def say(line: str) -> None:
    sys.stdout.write(f"{time.strftime('%H:%M:%S')} {line}\n")
    sys.stdout.flush()
