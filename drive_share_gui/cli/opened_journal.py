"""Opens the journal for a verb, and says where the last one is if it could not be read."""

from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.connection import Connection
from drive_share_gui.cli.harmless import harmless
from drive_share_gui.cli.output import Output


def opened_journal(connection: Connection, output: Output) -> AccountJournal:
    """Give the journal of a connection. Raises SharingError(NotJournaled)."""
    book = connection.book()
    if book.journal.set_aside:
        output.tell(
            "The journal could not be read. It was set aside, nothing is sent from it, and a new one begins. "
            f"The old one: {harmless(book.journal.set_aside)}"
        )
    return book
