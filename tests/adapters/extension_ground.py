"""The extension of file managers, run in a Python of its own with stand-ins for GNOME's objects."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.file_managers.computer import Computer
from drive_share_gui.adapters.file_managers.extension import extension
from tests.adapters.menu_ground import Ground

STAND_IN: Final = """
class _Module: pass
import sys
class _Item:
    def __init__(self, **told): self.told, self.click = told, lambda: None
    def connect(self, signal, call, files): self.click = lambda: call(self, files)
class _Provider: pass
class _Bus:
    answer, fails, calls = "unknown", "", []
    def step(self, name):
        if self.fails == name: raise RuntimeError(name)
    def bus_get(self, kind, _, then): self.step("bus_get"); then(None, "bus")
    def bus_get_finish(self, result): self.step("bus_get_finish"); return self
    def call(self, *told):
        self.step("call")
        self.calls.append(told[:-1])
        if self.answer: told[-1](self, self.answer)
    def call_finish(self, result):
        if result != "opened": raise RuntimeError(result)
gi, repository = _Module(), _Module()
gi.repository = repository
gi.require_version = lambda *version: None
repository.Gio, repository.GLib = _Bus(), _Module()
repository.Gio.BusType, repository.Gio.DBusCallFlags = _Module(), _Module()
repository.Gio.BusType.SESSION, repository.Gio.DBusCallFlags.NO_AUTO_START = "session", "running only"
repository.GLib.Variant = lambda kind, value: value
repository.GObject = _Module()
repository.GObject.GObject = type("GObject", (), {})
repository.Nautilus = _Module()
repository.Nautilus.MenuItem, repository.Nautilus.MenuProvider = _Item, _Provider
sys.modules.update({"gi": gi, "gi.repository": repository})
"""
"""What the extension uses of GNOME's objects; the bus answers at once or never, `fails` names what breaks."""
ASKING: Final = """
import json, time
class File:
    def __init__(self, uri): self.uri = uri
    def get_uri(self): return self.uri
provider = DriveShare()
def ask(uris, click=False, *first):
    items = provider.get_file_items(*first, [File(uri) for uri in uris])
    if click:
        for item in items: item.click()
    return [item.told["label"] for item in items]
"""


def source(computer: Computer) -> str:
    return extension(computer, "GNOME Files", "Nautilus").content.decode()


def ask(computer: Computer, question: str) -> str:
    """Run a question in the extension, in a Python of its own; give what it prints."""
    program = "\n".join((STAND_IN, source(computer), ASKING, question))
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (said.returncode, said.stderr) == (0, "")
    return said.stdout.strip()


def first_calls(ground: Ground) -> list[list[bytes]]:
    """Wait until the program was called."""
    end = time.monotonic() + 10
    while not ground.calls and time.monotonic() < end:
        pass
    return ground.calls


def synced(folder: Path) -> Computer:
    """A computer whose folder `One Drive` is synced."""
    computer = Ground(folder).computer()
    computer.folder_list.write_text(json.dumps({"folders": [str(folder / "One Drive")]}), "utf-8")
    return computer
