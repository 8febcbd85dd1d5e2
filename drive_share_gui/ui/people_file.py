"""Reads a file of people from this computer, no more of it than such a file may hold."""

from pathlib import Path

from drive_share_gui.domain.failure import ListProblem, SharingError, UnreadableList
from drive_share_gui.domain.recipient_file import MAX_BYTES, parse_recipient_file
from drive_share_gui.domain.recipients import Recipients


def read_people_file(path: Path) -> Recipients:
    """Read people from a CSV or text file; may block. Raises SharingError(UnreadableList)."""
    try:
        if not path.is_file():  # a pipe or a device could keep us waiting for ever
            raise SharingError(UnreadableList(ListProblem.NO_FILE))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise SharingError(UnreadableList(ListProblem.NO_FILE)) from error
    return parse_recipient_file(data)
