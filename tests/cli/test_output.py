"""Both streams, also when they are full, closed or missing."""

import errno
import io

from drive_share_gui.cli.output import Output
from tests.cli.terminal import Screen


class Broken(io.StringIO):
    """A stream that cannot be written."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    def write(self, _text: str, /) -> int:
        raise OSError(self._number, "No space left on device")


def test_an_answer_a_full_disk_does_not_take_is_on_standard_error() -> None:
    err = io.StringIO()
    output = Output(Broken(errno.ENOSPC), err)
    output.answer("ann@x.org  can view")
    output.answer("bob@x.org  can view")
    assert output.close() is not None
    assert err.getvalue().splitlines() == [
        "Standard output cannot be written (No space left on device). This belongs there:",
        "ann@x.org  can view",
        "bob@x.org  can view",
    ]


def test_a_reader_that_went_away_is_no_trouble() -> None:
    err = io.StringIO()
    output = Output(Broken(errno.EPIPE), err)
    output.answer("ann@x.org  can view")
    assert output.close() is None
    assert err.getvalue() == ""


def test_a_program_without_streams_writes_nowhere() -> None:
    output = Output(None, None)
    output.answer("a")
    output.tell("b")
    assert output.close() is None


def test_a_closed_standard_error_keeps_nothing_from_being_answered() -> None:
    out, err = io.StringIO(), io.StringIO()
    output = Output(out, err)
    err.close()
    output.tell("b")
    output.answer("c")
    assert out.getvalue() == "c\n"


def test_lines_do_not_run_into_the_bar() -> None:
    out, err = io.StringIO(), Screen()
    output = Output(out, err)
    output.show("[##..]")
    output.answer("ann")
    output.show("")
    assert (out.getvalue(), err.getvalue()) == ("ann\n", "[##..]\r\x1b[K[##..]\r\x1b[K")


def test_a_bar_is_drawn_for_somebody_who_watches_only() -> None:
    err = io.StringIO()
    Output(None, err).show("[##..]")
    assert err.getvalue() == ""


def test_what_a_stream_has_no_sign_for_is_an_escape() -> None:
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="latin-1")
    Output(out, None).answer("25 kB · 日")
    assert raw.getvalue() == b"25 kB \xb7 \\u65e5\n"


def test_a_stream_that_lacks_letters_is_known() -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    assert not Output(out, None).can_hold("Übersicht")
    assert Output(io.StringIO(), None).can_hold("Übersicht")
    assert not Output(io.StringIO(), None).can_hold("\udcff")
