"""Reading people, message, password and date: completely or not at all."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from drive_share_gui.cli.status import Status
from drive_share_gui.cli.typed import read_expiry
from tests.cli.terminal import OneItem, Ran, Terminal


def invite(*words: str, stdin: bytes = b"") -> tuple[Ran, OneItem]:
    service = OneItem()
    return Terminal(service, stdin=stdin).run("invite", "id:1", *words), service


def emails(service: OneItem) -> list[str]:
    return [person.address for request in service.requests for person in request.people]


def test_people_come_from_options_and_files_in_the_order_named(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes("\ufeffname,email\r\nCarl,carl@z.org\r\nDora,dora@z.org\r\n".encode())
    words = ["--to", "ann@x.org, bob@y.org", "--to", '"Eve" <eve@z.org>', "--to-file", str(file)]
    _, service = invite(*words)
    assert emails(service) == ["ann@x.org", "bob@y.org", "eve@z.org", "carl@z.org", "dora@z.org"]


def test_people_come_from_standard_input() -> None:
    _, service = invite("--to-file", "-", stdin=b"ann@x.org\nbob@y.org\n")
    assert emails(service) == ["ann@x.org", "bob@y.org"]


def test_somebody_named_twice_is_invited_once_and_told() -> None:
    ran, service = invite("--to", "ann@x.org", "--to", "ANN@x.org", "--json")
    assert emails(service) == ["ann@x.org"]
    assert (ran.status, ran.said["leftovers"]) == (
        Status.EVERYONE,
        [{"text": "ANN@x.org", "reason": "in the list already"}],
    )
    assert "Named twice: ANN@x.org" in ran.err


def test_one_unusable_entry_keeps_everything_from_being_sent() -> None:
    ran, service = invite("--to", "ann@x.org, joe@, bob\uff20evil.org", "--json")
    assert (ran.status, service.asked, service.requests) == (Status.BAD_INPUT, [], [])
    assert ran.said["leftovers"] == [
        {"text": "joe@", "reason": "no complete domain after the @"},
        {
            "text": "bob\uff20evil.org",
            "reason": "a character that only looks like an ordinary one; perhaps bob@evil.org is meant",
        },
    ]
    assert ran.said["error"]["code"] == "unreadEntries"


def test_a_refused_line_of_a_file_has_its_number(tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("email\nann@x.org\nnobody\n", "utf-8")
    ran, _ = invite("--to-file", str(file), "--json")
    assert ran.said["leftovers"] == [{"text": "nobody", "reason": "line 3: no @ in it"}]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04rest", "unreadableList:spreadsheet"),
        (b"ann@x.org\n\xff\xff", "unreadableList:encoding"),
        (b'email\n"ann@x.org\n', "unreadableList:quotes"),
        (b"a" * 5_000_001, "unreadableList:tooLarge"),
        (None, "unreadableList:noFile"),
    ],
)
def test_an_unreadable_file_of_people_sends_nothing(tmp_path: Path, content: bytes | None, code: str) -> None:
    file = tmp_path / "people.csv"
    if content is not None:
        file.write_bytes(content)
    ran, service = invite("--to", "ann@x.org", "--to-file", str(file), "--json")
    assert (ran.status, ran.said["error"]["code"], service.asked) == (Status.BAD_INPUT, code, [])


def test_the_message_comes_from_a_file_without_its_last_line_end(tmp_path: Path) -> None:
    file = tmp_path / "message.txt"
    file.write_bytes("\ufeffHello,\r\nplease look.\r\n".encode())
    _, service = invite("--to", "ann@x.org", "--message-file", str(file))
    assert service.requests[0].message == "Hello,\nplease look."


def test_the_message_comes_from_standard_input() -> None:
    _, service = invite("--to", "ann@x.org", "--message-file", "-", stdin="Grüße\n".encode())
    assert service.requests[0].message == "Grüße"


@pytest.mark.parametrize(
    ("message", "status"), [("x" * 2000, 0), ("x" * 2001, 2), ("😀" * 1000, 0), ("😀" * 1000 + "x", 2)]
)
def test_a_message_has_at_most_2000_utf16_units(message: str, status: int) -> None:
    ran, service = invite("--to", "ann@x.org", "--message", message)
    assert (ran.status, len(service.requests)) == (status, 1 if status == 0 else 0)


@pytest.mark.parametrize(
    "words",
    [
        ["--to", "ann@x.org", "--message-file", "no-such-file"],
        ["--to", "ann@x.org", "--message", "a", "--message-file", "b"],
        ["--to", "ann@x.org", "--message", "a broken byte \udcff"],
        ["--to-file", "-", "--message-file", "-"],
        ["--to-file", "-", "--password-stdin"],
        ["--to-file", "-", "--to-file", "-"],
        ["--to", "ann@x.org", "--message-file", "-", "--password-stdin"],
        ["--to", "ann@x.org", "--password-stdin"],
        ["--to", "ann@x.org", "--expires", "tomorrow"],
        ["--to", "ann@x.org", "--expires", "2026-11-21"],
        ["--to", "ann@x.org", "--wait", "soon"],
        ["--to", "ann@x.org", "--wait", "-1"],
        ["--to", "ann@x.org", "--wait", "nan"],
        ["--to", "ann@x.org", "--role", "owner"],
        ["--to", "ann@x.org", "--practice", "--service-url", "https://x.org"],
        ["--to", "ann@x.org", "--token", "secret"],
        ["--to", "ann@x.org", "another item"],
        [],
        ["--to", ""],
    ],
)
def test_bad_usage_sends_nothing_and_is_json_where_that_was_asked_for(words: list[str]) -> None:
    ran, service = invite(*words, "--json")
    assert (ran.status, service.asked) == (Status.BAD_INPUT, [])
    assert ran.said["error"]["text"]
    assert (ran.said["item"], ran.said["people"], ran.said["summary"]["not_sent"]) == (None, [], 0)
    assert ran.err.strip()


def test_a_message_that_is_not_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "message.txt"
    file.write_bytes(b"\xff\xfe\x00")
    ran, _ = invite("--to", "ann@x.org", "--message-file", str(file))
    assert ran.status == Status.BAD_INPUT
    assert "not plain text" in ran.err


@pytest.mark.parametrize("text", ["", " ", "path:/a/../b", "id:..", "http://x.org/a", "path:/a:b"])
def test_an_item_that_cannot_be_one_is_refused_before_a_drive_is_asked(text: str) -> None:
    ran = Terminal().run("invite", text, "--to", "ann@x.org", "--json")
    assert ran.status == Status.BAD_INPUT
    assert ran.said["error"]["code"].startswith("unusableReference:")
    assert ran.line.opened == 0


def test_a_bare_date_means_the_end_of_that_day_here() -> None:
    read = read_expiry("2027-01-31")
    assert read == datetime(2027, 1, 31, 23, 59, 59).astimezone()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2027-01-31T18:00+01:00", datetime(2027, 1, 31, 17, tzinfo=UTC)),
        ("2027-01-31 18:00Z", datetime(2027, 1, 31, 18, tzinfo=UTC)),
        ("2027-01-31T18:00", datetime(2027, 1, 31, 18).astimezone()),
    ],
)
def test_a_date_time_means_that_moment(text: str, moment: datetime) -> None:
    assert read_expiry(text) == moment


def test_it_is_told_how_a_date_was_read() -> None:
    ran, _ = invite("--to", "ann@x.org", "--expires", "2027-01-31T18:00+01:00")
    assert "Ends: 2027-01-31 18:00:00+01:00" in ran.err
