"""JSON is read strictly, and what is read can always be written down again."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drive_share_gui.adapters.strict_json import MAX_DEPTH, MAX_VALUES, Json, UnreadableError, read_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_json_is_read_as_it_is(value: Json) -> None:
    assert read_json(json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")) == value


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"NaN",
        b"[Infinity]",
        b'{"a":-Infinity}',
        b'{"a":1,"a":1}',
        b'[{"a":{"b":1,"b":2}}]',
        b"9" * 5000,
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1),
        b"\xef\xbb\xbf{}",
        "{}".encode("utf-16"),
        b'"\xff"',
        b'"\xed\xa0\x80"',
        b"'a'",
        b"{} {}",
        b"<html>",
    ],
)
def test_what_is_not_json_or_can_be_read_in_two_ways_is_not_read(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_json(data)


@pytest.mark.parametrize("piece", [b"{}", b"[]", b"7", b'{"id":"1"}'])
def test_far_too_many_values_are_not_read(piece: bytes) -> None:
    many = b",".join([piece] * (MAX_VALUES // 3))
    read_json(b"[" + many + b"]")
    with pytest.raises(UnreadableError):
        read_json(b"[" + b",".join([many] * 4) + b"]")


def test_as_many_levels_as_a_service_uses_are_read() -> None:
    assert read_json(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH)


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b'"\\ud83d\\ude00"', "😀"),
        (b'"a\\ud800"', "a\ufffd"),
        (b'"\\udc00\\ud800"', "\ufffd\ufffd"),
        (b'{"\\ud800":["\\udfff"]}', {"\ufffd": ["\ufffd"]}),
    ],
)
def test_half_a_surrogate_pair_becomes_a_replacement_sign(data: bytes, value: Json) -> None:
    assert read_json(data) == value
