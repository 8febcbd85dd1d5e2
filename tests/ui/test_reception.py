"""What comes in over the local socket: a request for a window, or nothing that does any harm."""

from __future__ import annotations

import json
import os
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drive_share_gui.application.opening import MAX_BYTES, Asked, Reply, write_message
from drive_share_gui.ui import reception
from drive_share_gui.ui.reception import Reception

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="On Windows a pipe takes the place of the socket.")
ASKED = Asked(("--", "id:1"))
MEGABYTE = bytes(1_000_000)


@dataclass
class Place:
    """A meeting point where everybody is who they should be, or nobody."""

    address: str
    lock: str = ""
    are_strangers: bool = False

    def hand_over(self, asked: Asked) -> Reply:
        del asked
        return Reply.NOBODY

    def clear_dead_lock(self) -> None:
        raise AssertionError

    def is_own(self, descriptor: int) -> bool:
        os.fstat(descriptor)
        return not self.are_strangers


@dataclass
class Inside:
    """A reception, and what it let in."""

    place: Place
    opens: bool = True
    let_in: list[Asked] = field(default_factory=list[Asked])

    def __post_init__(self) -> None:
        self.reception = Reception(self.place, self.open_for)

    def open_for(self, asked: Asked) -> bool:
        self.let_in.append(asked)
        return self.opens

    def come(self) -> socket.socket:
        guest = socket.socket(socket.AF_UNIX)
        guest.settimeout(10)
        guest.connect(self.place.address)
        guest.setblocking(False)
        return guest


@pytest.fixture
def inside(tmp_path: Path, qtbot: QtBot) -> Iterator[Inside]:
    del qtbot
    inside = Inside(Place(str(tmp_path / "s")))
    yield inside
    inside.reception.close()


def answer(guest: socket.socket, qtbot: QtBot, patience: int = 5_000) -> bytes:
    """Wait for the answer, or for the end."""
    heard: list[bytes] = []

    def listen() -> bool:
        try:
            heard.append(guest.recv(100))
        except BlockingIOError:
            return False
        except ConnectionError:
            heard.append(b"")
        return True

    qtbot.waitUntil(listen, timeout=patience)
    return heard[0]


def works(inside: Inside, qtbot: QtBot) -> bool:
    """Whether a good message still opens a window."""
    with inside.come() as guest:
        guest.send(write_message(ASKED) or b"")
        return answer(guest, qtbot) == b"opened\n" and inside.let_in[-1] == ASKED


def test_a_request_opens_a_window_and_is_answered(inside: Inside, qtbot: QtBot) -> None:
    assert inside.reception.is_listening
    assert works(inside, qtbot)
    assert inside.let_in == [ASKED]


def test_a_request_that_opens_nothing_is_refused(inside: Inside, qtbot: QtBot) -> None:
    inside.opens = False
    with inside.come() as guest:
        guest.send(write_message(ASKED) or b"")
        assert answer(guest, qtbot) == b"refused\n"


def test_only_this_user_can_reach_the_socket(inside: Inside) -> None:
    assert Path(inside.place.address).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "line",
    [
        b"\x00\xff garbage \x80\n",
        b"\xff\xfe\n",
        b"{\n",
        b"[" * 50_000 + b"\n",
        json.dumps({"words": ["id:1"], "token": ""}).encode() + b"\n",
        json.dumps({"version": 2, "words": ["id:1"], "token": ""}).encode() + b"\n",
        b"\n",
    ],
)
def test_what_is_no_request_is_refused(line: bytes, inside: Inside, qtbot: QtBot) -> None:
    with inside.come() as guest:
        guest.send(line)
        assert answer(guest, qtbot) == b"refused\n"
    assert inside.let_in == []
    assert works(inside, qtbot)


def test_a_line_without_an_end_is_cut_off_long_before_a_gigabyte(inside: Inside, qtbot: QtBot) -> None:
    sent = 0
    with inside.come() as guest:

        def is_cut_off() -> bool:
            nonlocal sent
            try:
                while True:
                    sent += guest.send(MEGABYTE)
            except BlockingIOError:
                return False
            except ConnectionError:
                return True

        qtbot.waitUntil(is_cut_off)
    assert sent < 2_000_000 + MAX_BYTES
    assert inside.let_in == []
    assert works(inside, qtbot)


def test_whoever_says_nothing_is_dropped_after_some_seconds(inside: Inside, qtbot: QtBot) -> None:
    with inside.come() as guest, inside.come() as slow:
        slow.send(b'{"version":')
        assert answer(guest, qtbot, reception.SILENCE + 3_000) == b""
        assert answer(slow, qtbot) == b""
    assert reception.SILENCE <= 5_000
    assert works(inside, qtbot)


def test_a_thousand_connections_keep_nobody_out(inside: Inside, qtbot: QtBot) -> None:
    guests: list[socket.socket] = []
    for _ in range(40):
        guests.extend(inside.come() for _ in range(25))
        qtbot.waitUntil(lambda: works(inside, qtbot))
    assert len(guests) == 1_000
    for guest in guests:
        guest.close()


def test_strangers_are_not_heard(tmp_path: Path, qtbot: QtBot) -> None:
    inside = Inside(Place(str(tmp_path / "t"), are_strangers=True))
    with inside.come() as guest:
        guest.send(write_message(ASKED) or b"")
        assert answer(guest, qtbot) == b""
    assert inside.let_in == []
    inside.reception.close()


def test_the_socket_of_a_process_that_was_killed_is_in_nobodys_way(tmp_path: Path, qtbot: QtBot) -> None:
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(tmp_path / "u"))
    inside = Inside(Place(str(tmp_path / "u")))
    assert works(inside, qtbot)
    inside.reception.close()


def test_after_the_end_nobody_is_heard(inside: Inside) -> None:
    inside.reception.close()
    with socket.socket(socket.AF_UNIX) as guest, pytest.raises(OSError, match=r"."):
        guest.connect(inside.place.address)
