"""From a local file to the item it is a copy of, with the right account, confirmed by the service."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final
from unicodedata import normalize

from drive_share_gui.application.local_ports import SyncFolders
from drive_share_gui.application.ports import SharingService
from drive_share_gui.domain.account import Account
from drive_share_gui.domain.account_choice import Used, account_for
from drive_share_gui.domain.failure import ReferenceProblem, SharingError, UnusableReference
from drive_share_gui.domain.item import ById, ByLocalFile, ByPath, Item, ItemReference
from drive_share_gui.domain.local_file import (
    DriveRoot,
    Located,
    Location,
    NoAccountFor,
    NotInOneDrive,
    NotUploadedYet,
    SyncFolder,
)
from drive_share_gui.domain.refusal import Reason, Refusal


@dataclass(frozen=True, slots=True)
class NoFolders:
    """No sync client at all (a `SyncFolders`)."""

    def folders(self) -> tuple[SyncFolder, ...]:
        """Name none."""
        return ()

    def locate(self, path: str) -> Location:
        """Say that nothing is known of it. Raises SharingError(UnusableReference)."""
        raise SharingError(UnusableReference(ReferenceProblem.LOCAL_FILE, path))


class LocalFiles:
    """The local files of one connection; safe to use from several threads."""

    def __init__(self, folders: Callable[[], SyncFolders]) -> None:
        """Ask for the folders when they are first needed."""
        self._folders: Final = folders
        self._lock: Final = threading.Lock()
        self._ready: dict[str, Location] = {}
        """Located for choosing an account, and looked for right after."""

    def account_for(
        self, wanted: ItemReference, accounts: Sequence[Account], used: Sequence[Used], *, asks: bool
    ) -> Account | None:
        """Choose by the item as `account_choice` does, or by the folder of a local file; None for nobody in particular.

        Anybody will do for a local file that leads nowhere: that is said when it is looked for.
        Raises SharingError(NoAccountFor) where its folder is nobody's here, or, unless the person can be asked,
        nobody knows whose it is.
        """
        if not isinstance(wanted, ByLocalFile):
            return account_for(wanted, accounts, used)
        anybody = accounts[0] if accounts else None
        try:
            location = self._folders().locate(wanted.path)
        except SharingError:
            return anybody
        with self._lock:
            self._ready = {wanted.path: location}
        if not isinstance(location, Located):
            return anybody
        fits = _account_of(location, accounts, used)
        if fits is None and accounts and not asks:
            raise SharingError(NoAccountFor(location.folder.account))
        return fits

    def located(self, path: str, account: Account | None) -> Located:
        """Say where on a drive of `account` it is; None for a drive that was named without one.

        Raises SharingError: NotInOneDrive, NotUploadedYet, NoAccountFor, DriveRoot, UnusableReference.
        """
        with self._lock:
            location = self._ready.pop(path, None)
        location = location or self._folders().locate(path)
        if not isinstance(location, Located):
            raise SharingError(location)
        if account is not None and not _belongs(location, account):
            raise SharingError(NoAccountFor(location.folder.account))
        return location


def _account_of(located: Located, accounts: Sequence[Account], used: Sequence[Used]) -> Account | None:
    """Choose the account of the folder a file is in; None where the person has to say.

    Raises SharingError(NoAccountFor) where it is known to be none of these.
    """
    folder = located.folder
    named = next((account for account in accounts if folder.account and account.answers_to(folder.account)), None)
    likely = [account for account in accounts if _belongs(located, account)]
    if named is None and not likely and (accounts or folder.account):
        raise SharingError(NoAccountFor(folder.account))
    return named or account_for(located.place, likely, () if _is_on_own_drive(located) else used)


def confirmed(service: SharingService, located: Located) -> Item:
    """Fetch the item; a local name that is another is kept with it, for the person to see.

    Raises SharingError: NotUploadedYet where nothing is at that path, DriveRoot, and as `find` does.
    """
    try:
        item = service.find(located.place)
    except SharingError as error:
        gone = isinstance(error.failure, Refusal) and error.failure.reason is Reason.ITEM_GONE
        if gone and not isinstance(located.place, ById):
            raise SharingError(NotUploadedYet(located.folder.client), error.request_id) from error
        raise
    if item.is_root:
        raise SharingError(DriveRoot())
    return item if _key(item.name) == _key(located.name) else replace(item, local_name=located.name)


def is_in_a_folder(folders: SyncFolders, path: str) -> bool:
    """Whether a path, which could also be one on the drive, lies in a folder that is kept in sync."""
    try:
        return not isinstance(folders.locate(path), NotInOneDrive)
    except SharingError:
        return False


def _belongs(located: Located, account: Account) -> bool:
    """Whether the place means the same for `account`: a path on one's own drive does for its owner alone."""
    if not _is_on_own_drive(located):
        return True
    folder = located.folder
    if folder.account:
        return account.answers_to(folder.account)
    return folder.is_personal in {None, account.is_personal}


def _is_on_own_drive(located: Located) -> bool:
    return isinstance(located.place, ByPath) and located.place.drive_id is None


def _key(name: str) -> str:
    """Compare names as drives do, which tell neither case nor ways to compose an accent apart."""
    return normalize("NFC", name).casefold()
