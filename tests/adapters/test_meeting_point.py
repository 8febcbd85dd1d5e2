"""Where the starts of one session meet, and who is believed there."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from drive_share_gui.adapters.meeting_point import SessionMeeting, meeting_point
from drive_share_gui.application.opening import Asked, Reply, read_message

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="On Windows a pipe takes the place of the socket.")
ASKED = Asked(("--", "id:1"))


@pytest.fixture
def runtime(tmp_path: Path) -> Path:
    folder = tmp_path / "r"
    folder.mkdir(mode=0o700)
    return folder


@contextmanager
def answering(point: SessionMeeting, answer: bytes) -> Iterator[list[bytes]]:
    """Listen as another process would, for one message."""
    heard: list[bytes] = []
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(point.address)
        server.listen()

        def serve() -> None:
            line, _ = server.accept()
            with line:
                heard.append(line.recv(65_536))
                line.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield heard
        thread.join()


def point_in(runtime: Path, **more: str) -> SessionMeeting | None:
    return meeting_point({"XDG_RUNTIME_DIR": str(runtime), **more}, lambda: runtime / "home")


def point_of(runtime: Path) -> SessionMeeting:
    point = point_in(runtime)
    assert point is not None
    return point


def test_the_place_is_this_users_alone(runtime: Path) -> None:
    point = point_of(runtime)
    folder = Path(point.address).parent
    assert folder == runtime / "drive-share"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert Path(point.lock).parent == folder


def test_without_a_folder_of_the_system_it_is_in_the_programs_own(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    point = meeting_point({}, lambda: tmp_path)
    assert point is not None
    assert Path(point.address).parent == tmp_path / "run"


def test_a_folder_others_can_enter_is_no_place_to_meet(runtime: Path) -> None:
    (runtime / "drive-share").mkdir(mode=0o700)
    (runtime / "drive-share").chmod(0o755)
    assert point_in(runtime) is None


def test_a_link_to_a_folder_is_no_place_to_meet(runtime: Path) -> None:
    (runtime / "elsewhere").mkdir(mode=0o700)
    (runtime / "drive-share").symlink_to(runtime / "elsewhere")
    assert point_in(runtime) is None


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="Only root can give a folder away.")
def test_a_folder_of_somebody_else_is_no_place_to_meet(runtime: Path) -> None:
    (runtime / "drive-share").mkdir(mode=0o700)
    os.chown(runtime / "drive-share", 12345, 12345)
    assert point_in(runtime) is None


def test_sessions_and_homes_of_their_own_meet_apart(runtime: Path) -> None:
    places = [point_in(runtime), point_in(runtime, DISPLAY=":1"), point_in(runtime, DRIVE_SHARE_HOME="x")]
    assert len({place.address for place in places if place is not None}) == 3


def test_an_address_too_long_for_the_system_is_none(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 100)
    deep.mkdir(mode=0o700)
    assert point_in(deep) is None


@pytest.mark.parametrize(
    ("answer", "reply"), [(b"opened\n", Reply.OPENED), (b"refused\n", Reply.REFUSED), (b"", Reply.NOBODY)]
)
def test_what_is_answered_is_what_became_of_it(runtime: Path, answer: bytes, reply: Reply) -> None:
    point = point_of(runtime)
    with answering(point, answer) as heard:
        assert point.hand_over(ASKED) is reply
    assert read_message(heard[0]) == ASKED


def test_where_nobody_listens_nobody_answers(runtime: Path) -> None:
    point = point_of(runtime)
    assert point.hand_over(ASKED) is Reply.NOBODY
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(point.address)
    assert point.hand_over(ASKED) is Reply.NOBODY


def test_what_is_too_long_to_be_handed_over_is_for_a_process_of_its_own(runtime: Path) -> None:
    point = point_of(runtime)
    Path(point.address).touch()
    assert point.hand_over(Asked(("x" * 70_000,))) is Reply.REFUSED


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="Only root can be somebody else.")
def test_a_stranger_at_either_end_is_known_as_one(runtime: Path) -> None:
    point = point_of(runtime)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(point.address)
        listen = "import os, socket, sys; os.setuid(12345); socket.socket(fileno=int(sys.argv[1])).listen()"
        number = server.fileno()  # from here on the socket is the stranger's
        subprocess.run([sys.executable, "-c", listen, str(number)], check=True, pass_fds=[number])
        assert point.hand_over(ASKED) is Reply.REFUSED
