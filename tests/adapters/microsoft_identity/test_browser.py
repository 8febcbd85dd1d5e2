"""The browser is a program of its own that is given one address, and nothing else of ours."""

import os
import stat
import sys
from pathlib import Path

import pytest

from drive_share_gui.adapters.microsoft_identity import open_in_browser

URL = "https://login.example/common/oauth2/v2.0/authorize?client_id=1&state=s%20t&x=$(touch+here);`id`"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="What opens a page is another program elsewhere.")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs that is the only one, and a display."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.delenv("BROWSER", raising=False)
    return tmp_path


def install(programs: Path, script: str) -> None:
    opener = programs / "xdg-open"
    opener.write_text(f"#!/bin/sh\ncd {programs}\n{script}\n")
    opener.chmod(stat.S_IRWXU)


def test_it_is_given_the_address_and_inherits_no_file_of_ours(programs: Path) -> None:
    install(
        programs, 'echo noise; printf "%s\\n" "$@" > said; for fd in /proc/self/fd/*; do echo "${fd##*/}"; done > fds'
    )
    reading, writing = os.pipe()
    os.set_inheritable(writing, True)
    try:
        assert open_in_browser(URL) is True
    finally:
        os.close(reading)
        os.close(writing)
    assert (programs / "said").read_text() == f"{URL}\n"
    assert str(writing) not in (programs / "fds").read_text().split()
    assert not (programs / "here").exists()


def test_a_program_that_fails_or_is_missing_is_no_browser(programs: Path) -> None:
    assert open_in_browser(URL) is False
    install(programs, "exit 3")
    assert open_in_browser(URL) is False


def test_without_a_display_nothing_is_started(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(programs, "touch started")
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert open_in_browser(URL) is False
    assert not (programs / "started").exists()


def test_one_that_stays_is_taken_to_show_the_page(programs: Path) -> None:
    os.mkfifo(programs / "wait")
    install(programs, "read line < wait")
    assert open_in_browser(URL, patience=0.1) is True
    (programs / "wait").write_text("go\n")
