"""Reading people from files, with the line of everybody who could not be read."""

import pytest

from drive_share_gui.domain.failure import ListProblem, SharingError, UnreadableList
from drive_share_gui.domain.mail_address import Unusable
from drive_share_gui.domain.recipient_file import MAX_BYTES, MAX_ROWS, parse_recipient_file
from drive_share_gui.domain.spreadsheet_cell import safe_cell


def addresses(data: bytes) -> list[str]:
    return [person.address for person in parse_recipient_file(data).people]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_heading_names_the_columns_in_every_usual_encoding(encoding: str) -> None:
    data = "Name,Team,E-mail\r\nÄnne Lee,Finance,aenne@example.org\r\n".encode(encoding)
    found = parse_recipient_file(data)
    assert [(person.name, person.address) for person in found.people] == [("Änne Lee", "aenne@example.org")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_without_a_heading_the_first_cell_with_an_at_counts(delimiter: str) -> None:
    rows = [["Ann", "ann@example.org"], ["Bob", "bob@example.org"]]
    assert addresses("\n".join(delimiter.join(row) for row in rows).encode()) == ["ann@example.org", "bob@example.org"]


def test_a_plain_list_of_lines_is_a_file_too() -> None:
    assert addresses(b"ann@example.org\n\nbob@example.org\n") == ["ann@example.org", "bob@example.org"]


def test_a_line_that_cannot_be_read_is_listed_with_its_number() -> None:
    found = parse_recipient_file(b'email\nann@example.org\n"two\nlines@"\njoe@\n')
    assert [(entry.line, entry.why) for entry in found.leftovers] == [(3, Unusable.INVISIBLE), (5, Unusable.NO_DOMAIN)]


def test_a_line_without_an_address_is_listed_not_skipped() -> None:
    found = parse_recipient_file(b"name,email\nAnn,\nBob,bob@example.org\n")
    assert [(entry.text, entry.line) for entry in found.leftovers] == [("Ann, ", 2)]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"x" * (MAX_BYTES + 1), ListProblem.TOO_LARGE),
        (b"ann@example.org\n" * (MAX_ROWS + 1), ListProblem.TOO_MANY_ROWS),
        (b"ann@ex\xffmple.org", ListProblem.ENCODING),
        (b"ann@example.org\0", ListProblem.ENCODING),
        (b"PK\x03\x04workbook", ListProblem.SPREADSHEET),
        (b'email\n"ann@example.org\nbob@example.org\n', ListProblem.QUOTES),
        (b"email\n" + b"a" * 140_000 + b"\n", ListProblem.QUOTES),
    ],
)
def test_a_file_that_is_no_list_is_refused_as_a_whole(data: bytes, problem: ListProblem) -> None:
    with pytest.raises(SharingError) as caught:
        parse_recipient_file(data)
    assert isinstance(caught.value.failure, UnreadableList)
    assert caught.value.failure.problem is problem


def test_an_unclosed_quote_is_reported_with_the_line_it_starts_on() -> None:
    with pytest.raises(SharingError) as caught:
        parse_recipient_file(b'email\nann@example.org\n"bob@example.org\ncarl@example.org\n')
    assert caught.value.failure == UnreadableList(ListProblem.QUOTES, 3)


@pytest.mark.parametrize("address", ["+ann@example.org", "=1+1@example.org", "-ann@example.org", "'+ann@example.org"])
def test_an_address_that_was_written_so_that_no_spreadsheet_runs_it_is_read_as_it_was(address: str) -> None:
    found = parse_recipient_file(f'"email","name"\r\n"{safe_cell(address)}","{safe_cell("=cmd()")}"\r\n'.encode())
    assert [(person.address, person.name) for person in found.people] == [(address, "=cmd()")]
