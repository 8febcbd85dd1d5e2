"""A click on the entry of an extension: the program that runs is asked, or it is started; nothing waits or breaks."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import quote_from_bytes

import pytest

from drive_share_gui.application.opening import DESKTOP_ENTRY
from tests.adapters.extension_ground import ask, first_calls, synced
from tests.adapters.menu_ground import Ground
from tests.file_managers.hostile_names import HOSTILE_NAMES


def test_the_program_that_runs_is_asked_and_no_other_started(tmp_path: Path) -> None:
    ground = Ground(tmp_path)
    uris = [f"file://{tmp_path}/One%20Drive/a", f"file://{tmp_path}/One%20Drive/b%FF"]
    question = f"Gio.answer = 'opened'\nask({uris!r}, True)\nprint(json.dumps(Gio.calls))"
    said = json.loads(ask(synced(tmp_path), question))
    path = "/" + DESKTOP_ENTRY.replace(".", "/")
    called: list[object] = [
        DESKTOP_ENTRY,
        path,
        "org.freedesktop.Application",
        "Open",
        [uris, {}],
        None,
        "running only",
        5000,
        None,
    ]
    assert said == [called]
    assert ground.calls == []


def test_nothing_waits_for_a_program_that_does_not_answer(tmp_path: Path) -> None:
    uri = f"file://{tmp_path}/One%20Drive/a"
    assert ask(synced(tmp_path), f"Gio.answer = ''\nask([{uri!r}], True)\nprint(len(Gio.calls))") == "1"
    assert Ground(tmp_path).calls == []


@pytest.mark.parametrize("fails", ["bus_get", "bus_get_finish", "call", "call_finish"])
def test_the_program_is_started_wherever_asking_fails(tmp_path: Path, fails: str) -> None:
    ground = Ground(tmp_path)
    path = tmp_path / "One Drive/a"
    ask(synced(tmp_path), f"Gio.fails = {fails!r}\nask(['file://{quote_from_bytes(os.fsencode(path))}'], True)")
    assert first_calls(ground) == [[b"--open", os.fsencode(path)]]


DISPLAY: Final = """
class Display:
    def get_app_launch_context(self): return self
    def get_startup_notify_id(self, told, files): return "a token"
repository.Gdk, repository.Gdk.Display = _Module(), _Module()
repository.Gdk.Display.get_default = Display
Manager._version = "4.0"
Gio.AppInfo, Gio.AppInfoCreateFlags = _Module(), _Module()
Gio.AppInfo.create_from_commandline = lambda *told: told
Gio.AppInfoCreateFlags.SUPPORTS_STARTUP_NOTIFICATION = 2
"""
"""A display of GTK's, and what else a token takes."""


def test_what_lets_the_window_come_to_the_front_is_handed_on(tmp_path: Path) -> None:
    uri = f"file://{tmp_path}/One%20Drive/a"
    said = ask(synced(tmp_path), f"{DISPLAY}\nask([{uri!r}], True)\nprint(json.dumps(Gio.calls[0][4][1]))")
    assert json.loads(said) == {"activation-token": "a token", "desktop-startup-id": "a token"}


def test_a_program_that_is_started_gets_the_token_too(tmp_path: Path) -> None:
    ground = Ground(tmp_path)
    noting = f'printf "2\\0%s\\0%s\\0" "$XDG_ACTIVATION_TOKEN" "$DESKTOP_STARTUP_ID" >> {ground.log}'
    computer = replace(synced(tmp_path), command=("/bin/sh", "-c", noting))
    ask(computer, f"{DISPLAY}\nask(['file://{tmp_path}/One%20Drive/a'], True)")
    assert first_calls(ground) == [[b"a token", b"a token"]]


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
    assert first_calls(ground) == [[b"--open", *paths]]
