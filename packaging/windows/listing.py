"""Every file of the app's folder, in the words of both installers: what they bring is all they take away."""

import hashlib
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.sax.saxutils import quoteattr

_OURS: Final = uuid.UUID("9d4fd0a0-6f3d-5d0b-9a55-6a3a5a5d1b6e")
"""What every other number of ours for Windows Installer is made from, and the upgrade code itself."""


def number(name: str) -> str:
    """Give a number of Windows Installer for something of ours, the same at every build."""
    return str(uuid.uuid5(_OURS, name)).upper()


def identity(name: str) -> str:
    """Name a file or folder in the tables of Windows Installer."""
    return f"f{uuid.uuid5(_OURS, name).hex}"


class Listing:
    """What lies in a folder that is to be installed."""

    def __init__(self, folder: Path, seen_from: Path) -> None:
        """Look at it once; both installers are packed from within `seen_from`."""
        self._seen_from = seen_from.absolute()
        self.folder = folder.absolute()
        self.files = sorted(path for path in folder.absolute().rglob("*") if path.is_file())
        self.folders = sorted(path for path in folder.absolute().rglob("*") if path.is_dir())

    @property
    def kilobytes(self) -> int:
        """How much room it takes."""
        return sum(path.stat().st_size for path in self.files) // 1024

    @property
    def digest(self) -> str:
        """Stand for all of it."""
        all_of_it = hashlib.sha256()
        for path in self.files:
            all_of_it.update(self._name(path).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        return all_of_it.hexdigest()

    def for_nsis(self) -> str:
        """Give two macros: InstallFiles and RemoveFiles."""
        lines = ["!macro InstallFiles"]
        for folder in [self.folder, *self.folders]:
            lines.append(f'SetOutPath "{self._there(folder)}"')
            lines += [f'File "{self._source(path)}"' for path in self.files if path.parent == folder]
        lines += ["!macroend", "!macro RemoveFiles"]
        lines += [f'Delete "{self._there(path)}"' for path in self.files]
        lines += [f'RMDir "{self._there(path)}"' for path in reversed(self.folders)]
        return "\n".join([*lines, "!macroend", ""])

    def for_wix(self) -> str:
        """Give a fragment with the group of components `Files`: one a folder, and in it what lies there."""
        lines = ['<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi"><Fragment><DirectoryRef Id="INSTALLDIR">']
        lines += self._wix_folder(self.folder)
        lines.append('</DirectoryRef><ComponentGroup Id="Files">')
        with_files = [folder for folder in (self.folder, *self.folders) if self._inside(folder)]
        lines += [f'<ComponentRef Id="c{identity(self._name(folder))}"/>' for folder in with_files]
        return "\n".join([*lines, "</ComponentGroup></Fragment></Wix>", ""])

    def _wix_folder(self, folder: Path) -> Iterator[str]:
        name = self._name(folder)
        first = True
        for path in self._inside(folder):
            if first:
                yield f'<Component Id="c{identity(name)}" Guid="{number(name)}" Win64="yes">'
                if folder != self.folder:
                    yield f'<RemoveFolder Id="r{identity(name)}" On="uninstall"/>'
            key = ' KeyPath="yes"' if first else ""
            source = quoteattr(self._source(path))
            yield f'<File Id="{identity(self._name(path))}" Name={quoteattr(path.name)} Source={source}{key}/>'
            first = False
        if not first:
            yield "</Component>"
        for below in (other for other in self.folders if other.parent == folder):
            yield f'<Directory Id="{identity(self._name(below))}" Name={quoteattr(below.name)}>'
            yield from self._wix_folder(below)
            yield "</Directory>"

    def _inside(self, folder: Path) -> list[Path]:
        return [path for path in self.files if path.parent == folder]

    def _source(self, path: Path) -> str:
        return os.path.relpath(path, self._seen_from)

    def _name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def _there(self, path: Path) -> str:
        """Say where it lies once it is installed."""
        return "\\".join(("$INSTDIR", *path.relative_to(self.folder).parts))
