"""Who is signed in: a list, and for each account a secret of its own, in the keyring or for this run only."""

import contextlib
import hashlib
import json
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from drive_share_gui.adapters.credentials import MemoryCredentials
from drive_share_gui.adapters.strict_json import UnreadableError, read_json
from drive_share_gui.application.journal_ports import CredentialStore
from drive_share_gui.domain.account import Account, Registration
from drive_share_gui.domain.cloud import Cloud
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.keeping import KeyringProblem, NoKeyring

LIST: Final = "accounts"
_LOG: Final = logging.getLogger(__name__)
_NOBODY_THERE: Final = (NoKeyring(KeyringProblem.NONE_HERE), NoKeyring(KeyringProblem.FORGETFUL))
_Result = TypeVar("_Result")


class _Entry(BaseModel):
    """One account in the list."""

    model_config = ConfigDict(extra="ignore")

    id: str
    username: str
    tenant_id: str
    client_id: str
    tenant: str
    cloud: Cloud


class _List(BaseModel):
    model_config = ConfigDict(extra="ignore")

    accounts: list[_Entry]


class _Secret(BaseModel):
    model_config = ConfigDict(extra="ignore")

    refresh_token: str


@dataclass(frozen=True, slots=True)
class Grant:
    """What an account can be signed in with again, without asking anybody."""

    refresh_token: str = field(repr=False)

    @property
    def mark(self) -> str:
        """Tell it from others without telling it."""
        return hashlib.sha256(self.refresh_token.encode()).hexdigest()


class SignedIn:
    """The accounts and their grants; safe to use from several threads.

    Where the keyring fails, what is new is kept in memory for this run, and the keyring is not
    asked again until somebody signs in: each time might ask the person to unlock it. Changes of
    the list are for one process at a time; see to that.
    """

    def __init__(self, store: CredentialStore) -> None:
        """Keep them in `store`; nothing is asked of it yet."""
        self._store: Final = store
        self._memory: Final = MemoryCredentials()
        self._changing: Final = threading.RLock()
        self._trouble: NoKeyring | None = None

    @property
    def is_lasting(self) -> bool:
        """Whether who signs in stays signed in after this run, as far as is known."""
        if self._store.is_lasting and self._trouble is None:
            with contextlib.suppress(SharingError):
                self._asked(lambda: self._store.load(LIST))
        return self._store.is_lasting and self._trouble is None

    def accounts(self) -> tuple[Account, ...]:
        """Give them, who signed in last first.

        Raises SharingError(NoKeyring) where a keyring that knows them may be there, and cannot be
        asked now; a list nobody can read counts as empty, and the log says so.
        """
        here = _read_list(self._memory.load(LIST))
        try:
            kept = _read_list(self._asked(lambda: self._store.load(LIST)))
        except SharingError as error:
            if not here and _may_know_somebody(error):
                raise
            return here
        ours = {account.account_id for account in here}
        return (*here, *(account for account in kept if account.account_id not in ours))

    def grant(self, account: Account) -> Grant | None:
        """Give the grant of an account; None where there is none, or none that can be read."""
        name = _name(account)
        text = self._memory.load(name) or self._asked(lambda: self._store.load(name))
        if text is None:
            return None
        try:
            return Grant(_Secret.model_validate(read_json(text.encode())).refresh_token)
        except (UnreadableError, ValidationError, ValueError):
            _LOG.warning("The secret of an account cannot be read: somebody has to sign in again.")
            return None

    def add(self, account: Account, grant: Grant) -> None:
        """Put an account first, with its grant."""
        with self._changing:
            self._trouble = None
            try:
                kept = [other for other in _read_list(self._store.load(LIST)) if other.account_id != account.account_id]
                self._store.save(LIST, _written([account, *kept]))
                self._store.save(_name(account), _secret(grant))
            except SharingError as error:
                self._note(error)
                here = [other for other in _read_list(self._memory.load(LIST)) if other != account]
                self._memory.save(LIST, _written([account, *here]))
                self._memory.save(_name(account), _secret(grant))
            else:
                self._forget_here(account)

    def replace(self, account: Account, grant: Grant) -> None:
        """Keep a newer grant; in memory where the keyring does not take it any more."""
        name = _name(account)
        with self._changing:
            if self._memory.load(name) is None:
                try:
                    self._asked(lambda: self._store.save(name, _secret(grant)))
                except SharingError:
                    self._memory.save(LIST, _written([account, *_read_list(self._memory.load(LIST))]))
                else:
                    return
            self._memory.save(name, _secret(grant))

    def remove(self, account: Account) -> None:
        """Remove an account and its grant; harmless where there is none. Raises SharingError(NoKeyring)."""
        with self._changing:
            self._forget_here(account)
            try:
                self._store.delete(_name(account))
                text = self._store.load(LIST)
                kept = [other for other in _read_list(text) if other.account_id != account.account_id]
                if kept:
                    self._store.save(LIST, _written(kept))
                elif text is not None:
                    self._store.delete(LIST)
            except SharingError as error:
                if _may_know_somebody(error):
                    raise

    def _forget_here(self, account: Account) -> None:
        self._memory.delete(_name(account))
        here = [other for other in _read_list(self._memory.load(LIST)) if other.account_id != account.account_id]
        if here:
            self._memory.save(LIST, _written(here))
        else:
            self._memory.delete(LIST)

    def _asked(self, action: Callable[[], _Result]) -> _Result:
        if self._trouble is not None:
            raise SharingError(self._trouble)
        try:
            return action()
        except SharingError as error:
            self._note(error)
            raise

    def _note(self, error: SharingError) -> None:
        failure = error.failure
        self._trouble = failure if isinstance(failure, NoKeyring) else NoKeyring(KeyringProblem.TROUBLE)


def _may_know_somebody(error: SharingError) -> bool:
    """Whether there is a keyring that keeps things, and only cannot be asked now."""
    return error.failure not in _NOBODY_THERE


def _read_list(text: str | None) -> tuple[Account, ...]:
    if text is None:
        return ()
    try:
        entries = _List.model_validate(read_json(text.encode(errors="replace"))).accounts
    except (UnreadableError, ValidationError):
        _LOG.warning("The list of accounts cannot be read: everybody has to sign in again.")
        return ()
    return tuple(
        Account(one.id, one.username, Registration(one.client_id, one.tenant, one.cloud), one.tenant_id)
        for one in entries
    )


def _written(accounts: list[Account]) -> str:
    entries = [
        _Entry(
            id=one.account_id,
            username=one.username,
            tenant_id=one.tenant_id,
            client_id=one.registration.client_id,
            tenant=one.registration.tenant,
            cloud=one.registration.cloud,
        )
        for one in accounts
    ]
    return _List(accounts=entries).model_dump_json()


def _secret(grant: Grant) -> str:
    return json.dumps({"refresh_token": grant.refresh_token})


def _name(account: Account) -> str:
    return f"account/{account.account_id}"
