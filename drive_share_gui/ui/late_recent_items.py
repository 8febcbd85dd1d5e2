"""The items shared lately, from a record that is opened when it is first needed, on a worker thread."""

import threading
from collections.abc import Callable

from drive_share_gui.application.ports import RecentItems
from drive_share_gui.domain.account import Account
from drive_share_gui.domain.account_choice import Used
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.item import Item


class LateRecentItems:
    """Keeps the promise of RecentItems."""

    def __init__(self, make: Callable[[], RecentItems], account: Callable[[], Account | None] = lambda: None) -> None:
        """Open the record with `make`, once, for the items of this account alone; None where none is needed."""
        self._make = make
        self._account = account
        self._lock = threading.Lock()
        self._record: RecentItems | None = None

    def load(self, account_id: str = "") -> tuple[Item, ...]:
        """Read them."""
        return self._open().load(account_id or self._account_id())

    def used(self) -> tuple[Used, ...]:
        """Give those that an account was needed for."""
        return self._open().used()

    def add(self, item: Item, account_id: str = "") -> None:
        """Put an item first."""
        self._open().add(item, account_id or self._account_id())

    def _account_id(self) -> str:
        try:
            account = self._account()
        except SharingError:
            return ""
        return account.account_id if account is not None else ""

    def forget(self) -> None:
        """Leave none of them in any file."""
        self._open().forget()

    def _open(self) -> RecentItems:
        with self._lock:
            if self._record is None:
                self._record = self._make()
            return self._record
