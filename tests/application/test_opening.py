"""What one start of the program may say to another, and what is read as nothing."""

import json

import pytest

from drive_share_gui.application.opening import MAX_BYTES, Asked, read_message, usable_token, write_message

GOOD = {"version": 1, "words": ["--", "id:1"], "token": "t"}


@pytest.mark.parametrize("name", ["a", "-rf", "a\nb", "\udcff", "\u202e", 'q"\\', "日本"])
def test_what_is_written_is_read_again(name: str) -> None:
    asked = Asked(("--practice", "--", name), "gnome-1_TIME12")
    line = write_message(asked)
    assert line is not None
    assert line.count(b"\n") == 1
    assert read_message(line) == asked


def test_what_is_too_long_is_not_written() -> None:
    assert write_message(Asked(("x" * MAX_BYTES,))) is None


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"\xff\xfe\n",
        b"{}\n",
        b"[" * 60_000 + b"\n",
        b'{"version":1}\n',
        json.dumps(GOOD | {"version": 2}).encode(),
        json.dumps(GOOD | {"version": True}).encode(),
        json.dumps(GOOD | {"version": "1"}).encode(),
        json.dumps({"words": [], "token": ""}).encode(),
        json.dumps(GOOD | {"words": "id:1"}).encode(),
        json.dumps(GOOD | {"words": ["id:1", 2]}).encode(),
        json.dumps(GOOD | {"words": ["x"] * 1_001}).encode(),
        json.dumps(GOOD | {"token": None}).encode(),
    ],
)
def test_anything_else_is_nothing(line: bytes) -> None:
    assert read_message(line) is None


@pytest.mark.parametrize("token", ["a\0b", "a\nb", "é", "x" * 1_001])
def test_a_token_that_is_none_is_left_out(token: str) -> None:
    assert usable_token(token) == ""
    assert read_message(json.dumps(GOOD | {"token": token}).encode()) == Asked(("--", "id:1"), "")
