"""Opens the drive a person named, the practice drive included, once and on demand."""

import contextlib
import threading
from typing import Final

from drive_share_gui.application.account_journal import AccountJournal
from drive_share_gui.application.accounts import account_named
from drive_share_gui.application.connection import DEADLINE, QUIET_WINDOW, Where
from drive_share_gui.application.find_local_file import LocalFiles
from drive_share_gui.application.keep_draft import AccountDrafts
from drive_share_gui.application.local_file_service import LocalFileService
from drive_share_gui.application.ports import SharingService
from drive_share_gui.application.retention import purge
from drive_share_gui.application.sign_in_ports import TokenSource
from drive_share_gui.application.way_out import WayOut
from drive_share_gui.application.ways import OpenJournal, Ways
from drive_share_gui.domain.account import Account
from drive_share_gui.domain.cloud import Cloud
from drive_share_gui.domain.failure import Cancelled, NoAccount, SharingError
from drive_share_gui.domain.local_file import Located, NoAccountFor
from drive_share_gui.domain.service_address import ServiceAddress, service_address
from drive_share_gui.domain.signing_in import NoSuchAccount

_PLACEHOLDER: Final = "http://127.0.0.1/v1.0"
"""Stands for the practice drive's address as long as it does not run."""
_PRACTICE_ACCOUNT: Final = "practice"
_NO_TOKEN: Final = "none"  # noqa: S105 - stands for a token where nothing is sent


class DriveConnection:
    """The way to one drive (a `Connection`), for any number of threads."""

    def __init__(self, where: Where, token: str, ways: Ways) -> None:
        """Go where it says, with this token; nothing is started yet."""
        self._where: Final = where
        self._token: Final = token
        self._ways: Final = ways
        self._lock: Final = threading.Lock()
        self._journal_lock: Final = threading.Lock()
        self._started: Final = contextlib.ExitStack()
        self._service: SharingService | None = None
        self._outbox: str | None = None
        self._account_lock: Final = threading.Lock()
        self._practice_address = ServiceAddress(_PLACEHOLDER)
        self._account: Account | None = None
        self._local_files: Final = LocalFiles(ways.folders)
        self._opened: OpenJournal | None = None
        self._closed = False

    @property
    def is_practice(self) -> bool:
        """Whether it is the practice drive."""
        return self._where.practice

    @property
    def outbox(self) -> str | None:
        """The folder with the mails of the practice drive, once it runs."""
        return self._outbox

    @property
    def quiet_window(self) -> float:
        """Seconds to wait before looking for the trace of an unanswered request."""
        try:
            here = self.is_practice or self._address().is_loopback
        except SharingError:
            here = False
        return self._ways.loopback_quiet_window if here else QUIET_WINDOW

    def open(self) -> SharingService:
        """Give the service, starting what it needs the first time. Raises SharingError."""
        with self._lock:
            if self._closed:
                raise SharingError(Cancelled())
            if self._service is None:
                service = self._practice() if self.is_practice else self._named()
                self._service = LocalFileService(service, self.locate)
            return self._service

    def locate(self, path: str) -> Located:
        """Say where on this drive a local file is. Raises SharingError."""
        return self._local_files.located(path, self.account())

    def book(self) -> AccountJournal:
        """Give the journal in the name of this drive's account. Raises SharingError(NotJournaled)."""
        return AccountJournal(self._open_journal().journal, self._account_id(), DEADLINE, self.quiet_window)

    def drafts(self) -> AccountDrafts:
        """Give the drafts of this drive's account. Raises SharingError(NotJournaled)."""
        return AccountDrafts(self._open_journal().drafts, self._account_id())

    def _open_journal(self) -> OpenJournal:
        with self._journal_lock:  # what is typed is kept while the drive is being started
            if self._closed:
                raise SharingError(Cancelled())
            if self._opened is None:
                self._opened = self._ways.open_journal()
                self._started.callback(self._opened.close)
                self._opened.journal.adopt()
                purge(self._opened.journal, self._opened.drafts)
            return self._opened

    def account(self) -> Account | None:
        """Name the account: the one that was named, that fits, or that signed in last. Raises SharingError."""
        where = self._where
        if where.practice or where.service_url is not None or (where.everywhere and not where.names_one):
            return None
        with self._account_lock:  # whoever signs in meanwhile changes nothing: rows and requests are one account's
            if self._account is None:
                self._account = self._chosen_account()
            return self._account

    def _chosen_account(self) -> Account:
        where, accounts = self._where, self._ways.sign_in().accounts()
        if where.account is None and where.wanted is not None:
            fits = self._local_files.account_for(where.wanted, accounts, self._ways.used(), asks=where.asks)
            if fits is not None:
                return fits
            if where.asks and accounts:
                raise SharingError(NoAccount(several=True))
        return account_named(accounts, where.account)

    def _account_id(self) -> str:
        """Name whom rows belong to: the account, or where there is none the drive's address."""
        account = self.account()
        if account is not None:
            return account.account_id
        return _PRACTICE_ACCOUNT if self.is_practice else (self._where.service_url or "").strip().rstrip("/")

    def offline(self) -> SharingService:
        """Give a service that must not be used for more than `preview`; it needs no token yet."""
        account = self.account()
        if account is not None:
            return self._connected(_graph_of(account), _NO_TOKEN)
        if not self.is_practice:
            return self._connected(self._address(), self._token or _NO_TOKEN)
        return self._connected(ServiceAddress(_PLACEHOLDER, self._where.dialect), _NO_TOKEN)

    def way_out(self) -> WayOut:
        """Give the way to the drive's service. Raises SharingError."""
        if self.is_practice:
            self.open()
            return self._ways.way_out(self._practice_address)
        try:
            account = self.account()
        except SharingError as error:
            if not isinstance(error.failure, NoAccount | NoSuchAccount | NoAccountFor):
                raise
            return self._ways.way_out(ServiceAddress(Cloud.GLOBAL.graph_url))
        return self._ways.way_out(self._address() if account is None else _graph_of(account))

    def close(self) -> None:
        """End what was started."""
        with self._lock, self._journal_lock:
            self._closed = True
            self._started.close()

    def _practice(self) -> SharingService:
        drive = self._ways.start_practice()
        self._started.callback(drive.close)
        self._outbox = str(drive.outbox)
        self._practice_address = service_address(drive.base_url, self._where.dialect, drive.token)
        return self._connected(self._practice_address, drive.token)

    def _named(self) -> SharingService:
        account = self.account()
        if account is not None:
            return self._connected(_graph_of(account), self._ways.sign_in().tokens(account))
        address = self._address()
        if not self._token:
            raise SharingError(NoAccount(token_missing=True))
        return self._connected(address, self._token)

    def _address(self) -> ServiceAddress:
        if self._where.service_url is None:
            raise SharingError(NoAccount())
        return service_address(self._where.service_url, self._where.dialect, self._token)

    def _connected(self, address: ServiceAddress, token: str | TokenSource) -> SharingService:
        service = self._ways.connect(address, token)
        self._started.callback(service.close)
        return service


def _graph_of(account: Account) -> ServiceAddress:
    return ServiceAddress(account.registration.cloud.graph_url)
