"""The extension inside a file manager: in sight for what is synced, without a word otherwise, and never in the way."""

import ast
import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import quote_from_bytes

import pytest

from drive_share_gui.adapters.file_managers.computer import Computer
from drive_share_gui.adapters.file_managers.extension import extension
from tests.adapters.menu_ground import WORDS, Ground
from tests.file_managers.hostile_names import HOSTILE_NAMES

STAND_IN: Final = """
class _Module: pass
import sys
class _Item:
    def __init__(self, **told): self.told = told
    def connect(self, signal, call, files): self.click = lambda: call(self, files)
class _Provider: pass
gi, repository = _Module(), _Module()
gi.repository = repository
repository.GObject = _Module()
repository.GObject.GObject = type("GObject", (), {})
repository.Nautilus = _Module()
repository.Nautilus.MenuItem, repository.Nautilus.MenuProvider = _Item, _Provider
sys.modules.update({"gi": gi, "gi.repository": repository})
"""
"""What the extension uses of GNOME's objects."""
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


def synced(folder: Path) -> Computer:
    """A computer whose folder `One Drive` is synced."""
    computer = Ground(folder).computer()
    computer.folder_list.write_text(json.dumps({"folders": [str(folder / "One Drive")]}), "utf-8")
    return computer


@pytest.mark.parametrize(
    ("uri", "is_offered"),
    [
        ("file://{here}/One%20Drive/Budget.xlsx", True),
        ("file://{here}/One%20Drive/deep/down", True),
        ("file://{here}/One%20Drive", False),
        ("file://{here}/One%20Drive%20of%20Joe/Budget.xlsx", False),
        ("file://{here}/Budget.xlsx", False),
        ("file://server{here}/One%20Drive/Budget.xlsx", False),
        ("smb://server{here}/One%20Drive/Budget.xlsx", False),
        ("trash:///Budget.xlsx", False),
        ("onedrive://ann@contoso.example/abc", True),
        ("onedrive://ann@contoso.example/", False),
        ("onedrive://ann@contoso.example", False),
    ],
)
def test_it_is_offered_for_what_lies_in_a_synced_folder(tmp_path: Path, uri: str, *, is_offered: bool) -> None:
    said = ask(synced(tmp_path), f"print(json.dumps(ask([{uri.format(here=tmp_path)!r}])))")
    assert json.loads(said) == ([WORDS.label] if is_offered else [])


def test_one_file_outside_hides_it(tmp_path: Path) -> None:
    inside, outside = f"file://{tmp_path}/One%20Drive/a", f"file://{tmp_path}/a"
    assert ask(synced(tmp_path), f"print(ask([{inside!r}, {outside!r}]), ask([]))") == "[] []"


def test_the_folder_that_is_open_can_be_shared_in_both_versions_of_the_interface(tmp_path: Path) -> None:
    uri = f"file://{tmp_path}/One%20Drive/deep"
    question = (
        f"new, old = provider.get_background_items(File({uri!r})), "
        f"provider.get_background_items('window', File({uri!r}))\n"
        f"print(len(new), len(old), len(ask([{uri!r}], False, 'window')))"
    )
    assert ask(synced(tmp_path), question) == "1 1 1"


def test_without_the_list_or_with_a_broken_one_there_is_no_entry_and_no_trouble(tmp_path: Path) -> None:
    computer = synced(tmp_path)
    uri = f"file://{tmp_path}/One%20Drive/a"
    for content in (b"{", b"[]", b'{"folders": 3}', b'{"folders": [3]}', b"\xff"):
        computer.folder_list.write_bytes(content)
        assert ask(computer, f"print(ask([{uri!r}]))") == "[]"
    computer.folder_list.unlink()
    assert ask(computer, f"print(ask([{uri!r}]))") == "[]"


def test_a_changed_list_counts_after_a_second_at_most(tmp_path: Path) -> None:
    uri = f"file://{tmp_path}/Other/a"
    other = json.dumps({"folders": [f"{tmp_path}/Other"]})
    question = (
        f"before = ask([{uri!r}])\n"
        f"open(FOLDERS, 'w').write({other!r})\n"
        f"at_once = ask([{uri!r}])\n"
        "time.monotonic = lambda now=time.monotonic() + REST: now\n"
        f"print(len(before), len(at_once), len(ask([{uri!r}])))"
    )
    assert ask(synced(tmp_path), question) == "0 0 1"


def test_a_program_that_is_gone_raises_nothing(tmp_path: Path) -> None:
    computer = replace(synced(tmp_path), command=(str(tmp_path / "gone"),))
    assert ask(computer, f"print(len(ask(['file://{tmp_path}/One%20Drive/a'], True)))") == "1"


def test_hostile_names_arrive_whole_and_together(tmp_path: Path) -> None:
    ground = Ground(tmp_path)
    computer = synced(tmp_path)
    folder = tmp_path / "One Drive"
    paths = [os.fsencode(folder) + b"/" + name for name in HOSTILE_NAMES]
    uris = [f"file://{quote_from_bytes(path)}" for path in paths]
    ask(computer, f"ask({uris!r}, True)")
    end = time.monotonic() + 10
    while not ground.calls and time.monotonic() < end:
        pass
    assert ground.calls == [[b"--open", *paths]]


def test_it_is_plain_enough_for_an_old_python(tmp_path: Path) -> None:
    tree = ast.parse(source(synced(tmp_path)), feature_version=(3, 6))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert modules == {"urllib.parse", "gi.repository"}


def test_nothing_that_a_folder_or_program_is_called_becomes_code(tmp_path: Path) -> None:
    named = "/a'\"\\\n@LABEL@/\udcff"
    computer = replace(synced(tmp_path), command=(named,), folder_list=Path(named))
    said = ask(computer, "print(ascii([COMMAND, FOLDERS, LABEL]))")
    assert ast.literal_eval(said) == [[named, "--open"], named, WORDS.label]


def test_a_thousand_files_cost_less_than_looking_at_twenty_of_them(tmp_path: Path) -> None:
    """The promise is a millisecond a call; counted in looks, for a busy computer is slow."""
    question = (
        "looks = []\nclass Counted(File):\n    def get_uri(self): looks.append(1); return self.uri\n"
        f"files = [Counted('file://{tmp_path}/One%20Drive/a')] * 1000\n"
        "items = provider.get_file_items(files)\n"
        "print(len(items), len(looks) < 20, len(provider.get_file_items(files + files)))"
    )
    assert ask(synced(tmp_path), question) == "1 True 0"
