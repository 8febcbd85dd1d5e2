"""The extension inside a file manager: in sight for what is synced, without a word otherwise, and never in the way."""

import ast
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from drive_share_gui.adapters.file_managers.extension import extension
from drive_share_gui.adapters.folder_list import FILE_NAME
from drive_share_gui.application.opening import MOST_ITEMS
from tests.adapters.extension_ground import STAND_IN, ask, source, synced
from tests.adapters.menu_ground import WORDS, Ground


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


def test_more_than_one_dialog_takes_is_told_and_not_opened(tmp_path: Path) -> None:
    uris = [f"file://{tmp_path}/One%20Drive/{place}" for place in range(MOST_ITEMS + 1)]
    assert ask(synced(tmp_path), f"print(ask({uris[1:]!r}), ask({uris!r}, True), Gio.calls)") == (
        f"['{WORDS.label}'] ['{WORDS.too_many}'] []"
    )


def test_one_for_everyone_reads_the_list_of_whoever_runs_it(tmp_path: Path) -> None:
    computer = Ground(tmp_path).computer()
    content = extension(computer, "Nemo", "Nautilus", for_everyone=True).content.decode()
    homes = (
        {"DRIVE_SHARE_HOME": f"{tmp_path}/a", "XDG_DATA_HOME": "/b"},
        {"XDG_DATA_HOME": f"{tmp_path}/a", "HOME": "/c"},
        {"HOME": f"{tmp_path}/a"},
    )
    program = f"{STAND_IN}\n{content}\nprint(FOLDERS)"
    for home, way in zip(homes, ("", "drive-share/", ".local/share/drive-share/"), strict=True):
        said = subprocess.run([sys.executable, "-c", program], env=home, capture_output=True, text=True, check=True)
        assert said.stdout.strip() == f"{tmp_path}/a/{way}{FILE_NAME}"


def test_it_is_plain_enough_for_an_old_python(tmp_path: Path) -> None:
    tree = ast.parse(source(synced(tmp_path)), feature_version=(3, 6))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert modules == {"urllib.parse", "gi.repository"}
    assert {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names} == {
        "gi",
        "json",
        "os",
        "subprocess",
        "time",
    }


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
        "print(len(items), len(looks) < 20)"
    )
    assert ask(synced(tmp_path), question) == "1 True"
