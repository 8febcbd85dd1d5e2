"""Says who is signed in, and which of them a window is for."""

from collections.abc import Callable
from dataclasses import dataclass

from drive_share_gui.application.accounts import Accounts
from drive_share_gui.application.connection import Connection
from drive_share_gui.domain.account import Account
from drive_share_gui.domain.account_choice import account_for
from drive_share_gui.domain.failure import Failure, SharingError
from drive_share_gui.domain.item import ItemReference


@dataclass(frozen=True, slots=True)
class Known:
    """Who is signed in, and who is meant."""

    accounts: tuple[Account, ...] = ()
    are_lasting: bool = True
    current: Account | None = None
    failure: Failure | None = None
    """Why nobody is meant."""

    def who_else_has(self, reference: ItemReference) -> Account | None:
        """Give the only account that can have what was named, where that is another than the one that is meant."""
        account = account_for(reference, self.accounts, used=())
        return account if self.current is not None and account != self.current else None


def find_out(accounts: Callable[[], Accounts], connection: Connection) -> Known:
    """Find out who is signed in, and whom the connection is for. Raises SharingError."""
    here = accounts()
    signed_in, are_lasting = here.signed_in(), here.are_lasting
    try:
        return Known(signed_in, are_lasting, connection.account())
    except SharingError as error:
        return Known(signed_in, are_lasting, None, error.failure)
