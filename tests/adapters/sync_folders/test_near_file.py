"""Looking at a file without opening it."""

import os
from pathlib import Path

import pytest

from drive_share_gui.adapters.sync_folders.near_file import Sight, followed, look_at


def nothing_is_far(_: str) -> bool:
    return False


def test_a_pipe_is_seen_without_being_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert look_at(str(tmp_path / "pipe")) is Sight.SOMETHING_ELSE
    assert look_at("/dev/null") is Sight.SOMETHING_ELSE


def test_files_folders_and_links_are_what_can_be_shared(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("nowhere")
    for name in ("", "file", "link"):
        assert look_at(str(tmp_path / name)) is Sight.FILE_OR_FOLDER
    assert look_at(str(tmp_path / "none")) is Sight.NOTHING
    assert look_at(str(tmp_path / "file" / "below")) is Sight.NOTHING
    assert look_at(str(tmp_path / ("n" * 300))) is Sight.FILE_OR_FOLDER


@pytest.mark.parametrize(
    ("path", "end"),
    [
        ("real/file", "real/file"),
        ("link/file", "real/file"),
        ("real/../link/./file", "real/file"),
        ("absolute/file", "real/file"),
        ("up/file", "real/file"),
        ("none/file", "none/file"),
    ],
)
def test_links_are_followed_step_by_step(tmp_path: Path, path: str, end: str) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "absolute").symlink_to(tmp_path / "real")
    (tmp_path / "up").symlink_to("real/../link")
    assert followed(f"{tmp_path}/{path}", nothing_is_far) == str(tmp_path.resolve() / end)


def test_links_that_lead_in_a_circle_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert followed(f"{tmp_path}/a/x", nothing_is_far) == f"{tmp_path}/a/x"


def test_nothing_on_a_network_is_touched(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/far/away")
    asked: list[str] = []

    def is_far(path: str) -> bool:
        asked.append(path)
        return path.startswith("/far")

    assert followed(f"{tmp_path}/link/a/../b", is_far) == "/far/away/b"
    assert "/far" in asked
    assert "/far/away" not in asked
