"""People from a CSV file, each refused line with its number."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from drive_share_gui.domain.failure import ListProblem, SharingError, UnreadableList
from drive_share_gui.domain.mail_address import Unusable
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.recipients import Leftover, Recipients, collect, read_entry
from drive_share_gui.domain.spreadsheet_cell import plain_cell

MAX_BYTES: Final = 5_000_000
MAX_ROWS: Final = 10_000

_ADDRESS_HEADINGS: Final = frozenset(
    {"email", "e-mail", "mail", "address", "email address", "e-mail address", "mail address", "recipient"}
)
_NAME_HEADINGS: Final = frozenset({"name", "display name", "full name"})


def parse_recipient_file(data: bytes) -> Recipients:
    """Read people from the bytes of a CSV or plain text file.

    UTF-8 with or without mark, or UTF-16 with mark. With a heading row the column called "email"
    counts (and "name"); without one, the first cell of a row that contains an ``@``.
    Raises SharingError(UnreadableList) where the file as a whole cannot be taken.
    """
    text = _text(data)
    rows = list(_rows(text))
    address, name, first = _columns(rows)
    return collect(_read_row(cells, line, address, name) for line, cells in rows[first:])


def _text(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise SharingError(UnreadableList(ListProblem.TOO_LARGE))
    if data.startswith(b"PK\x03\x04"):
        raise SharingError(UnreadableList(ListProblem.SPREADSHEET))
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SharingError(UnreadableList(ListProblem.ENCODING)) from error
    if "\0" in text:
        raise SharingError(UnreadableList(ListProblem.ENCODING))
    return text


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    sample = text[:4096].partition("\n")[0]
    delimiter = max(",;\t", key=sample.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)
    taken = 0
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise SharingError(UnreadableList(ListProblem.QUOTES, line)) from error
        if not any(cell.strip() for cell in cells):
            continue
        taken += 1
        if taken > MAX_ROWS:
            raise SharingError(UnreadableList(ListProblem.TOO_MANY_ROWS))
        yield line, cells


def _columns(rows: list[tuple[int, list[str]]]) -> tuple[int | None, int | None, int]:
    """Find the address and name columns and the first row of people."""
    if not rows or any("@" in cell for cell in rows[0][1]):
        return None, None, 0
    headings = [cell.strip().lower() for cell in rows[0][1]]
    address = next((i for i, heading in enumerate(headings) if heading in _ADDRESS_HEADINGS), None)
    if address is None:
        return None, None, 0
    return address, next((i for i, heading in enumerate(headings) if heading in _NAME_HEADINGS), None), 1


def _read_row(cells: list[str], line: int, address: int | None, name: int | None) -> Person | Leftover:
    if address is None:
        address = next((i for i, cell in enumerate(cells) if "@" in cell), 0)
    cell = plain_cell(cells[address].strip()) if address < len(cells) else ""
    if not cell:
        return Leftover(", ".join(cells), Unusable.EMPTY, line=line)
    entry = read_entry(cell)
    if isinstance(entry, Leftover):
        return Leftover(entry.text, entry.why, entry.suggestion, line)
    if name is not None and name < len(cells) and not entry.name:
        return Person(entry.address, plain_cell(cells[name].strip()).strip(), entry.notes)
    return entry
