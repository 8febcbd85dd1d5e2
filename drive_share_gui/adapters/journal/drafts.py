"""Drafts: what is typed for an item and not sent yet, in the journal's file."""

from collections.abc import Collection
from dataclasses import astuple, replace
from datetime import timedelta
from sqlite3 import Connection
from typing import Final

from drive_share_gui.adapters.journal.database import Database, note_wipe
from drive_share_gui.adapters.journal.kept_texts import KeptTexts, Sealed
from drive_share_gui.adapters.journal.record import Column, Record, storable, time_text
from drive_share_gui.adapters.journal.row_parts import options_text, read_options
from drive_share_gui.application.journal_ports import DraftKey, SavedDraft
from drive_share_gui.application.ports import Clock
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.journal_row import Kept, Texts
from drive_share_gui.domain.keeping import NoKeyring
from drive_share_gui.domain.permission import Role

_COLUMNS: Final = ("people", "leftovers", "pending", "role", "options", "kept", "message", "password", "saved")
_ONE: Final = "WHERE account_id = ? AND drive_id = ? AND item_id = ? AND writer = ?"
_LOAD: Final = f"SELECT {', '.join(_COLUMNS)} FROM draft {_ONE}"  # noqa: S608 - of our own words
_SAVE: Final = (
    "INSERT OR REPLACE INTO draft (account_id, drive_id, item_id, writer,"
    " people, leftovers, pending, role, options, kept, message, password, saved) VALUES"
    " (:account_id, :drive_id, :item_id, :writer,"
    " :people, :leftovers, :pending, :role, :options, :kept, :message, :password, :saved)"
)
_KEYS: Final = (
    "SELECT account_id, drive_id, item_id, writer FROM draft"
    " WHERE account_id = ? AND drive_id = ? AND item_id = ? ORDER BY saved DESC"
)

_OLD: Final = "SELECT account_id, drive_id, item_id, writer FROM draft WHERE saved < ?"


class SqliteDrafts:
    """`Drafts` beside the journal: people and choices lie in the file, message and password only sealed."""

    def __init__(self, database: Database, texts: KeptTexts, clock: Clock) -> None:
        """Write into `database`."""
        self._database: Final = database
        self._texts: Final = texts
        self._clock: Final = clock

    def save(self, key: DraftKey, draft: SavedDraft, instead_of: Collection[DraftKey] = ()) -> bool:
        """Keep a draft; false where its message is only kept until the program ends.

        The keyring may take its time, once. What needs no sealing does not wait for that.
        """
        texts = Texts(draft.message, draft.options.password)
        if texts and not self._texts.is_quick:
            self._write(key, draft, Sealed(Kept.IN_MEMORY), ())
        sealed = self._texts.keep(_name(key), texts)
        gone = [one for one in instead_of if one != key]
        self._write(key, draft, sealed, gone)
        for one in gone:
            self._texts.drop(_name(one))
        return sealed.kept is not Kept.IN_MEMORY

    def load(self, key: DraftKey) -> SavedDraft | None:
        """Give the draft back, if there is one."""
        with self._database.reading() as connection:
            found = connection.execute(_LOAD, astuple(key)).fetchone()
            if found is None:
                return None
            columns: dict[str, Column] = dict(zip(_COLUMNS, found, strict=True))
            message, password = columns.pop("message"), columns.pop("password")
            draft, kept = _read(Record(columns))
        sealed = Sealed(
            kept,
            message if isinstance(message, bytes) else None,
            password if isinstance(password, bytes) else None,
        )
        try:
            texts = self._texts.give(_name(key), sealed)
        except SharingError as error:
            return replace(draft, message_lost=True, message_locked=isinstance(error.failure, NoKeyring))
        return replace(draft, message=texts.message, options=replace(draft.options, password=texts.password))

    def keys(self, account_id: str, drive_id: str = "", item_id: str = "") -> tuple[DraftKey, ...]:
        """Name all drafts for an item, or for none yet; the newest first."""
        with self._database.reading() as connection:
            found = connection.execute(_KEYS, (account_id, drive_id, item_id)).fetchall()
        return tuple(DraftKey(*key) for key in found)

    def drop(self, *keys: DraftKey) -> None:
        """Take drafts away; harmless where there are none."""
        self._drop(keys)

    def forget(self, *keys: DraftKey) -> None:
        """Take drafts away so that no byte of them stays in any file."""
        self._drop(keys, wipe=True)
        self._database.wipe()

    def purge(self, older_than: timedelta) -> int:
        """Erase drafts that were last saved longer ago than that; give how many there were."""
        before = time_text(self._clock.now() - older_than)
        with self._database.reading() as connection:
            old = [DraftKey(*key) for key in connection.execute(_OLD, (before,)).fetchall()]
        if old:
            self.forget(*old)
        return len(old)

    def _write(self, key: DraftKey, draft: SavedDraft, sealed: Sealed, gone: Collection[DraftKey]) -> None:
        columns: dict[str, Column] = {
            "account_id": key.account_id,
            "drive_id": key.drive_id,
            "item_id": key.item_id,
            "writer": key.writer,
            "people": draft.people,
            "leftovers": draft.leftovers,
            "pending": draft.pending,
            "role": draft.role.value,
            "options": options_text(draft.options),
            "kept": sealed.kept.value,
            "message": sealed.message,
            "password": sealed.password,
            "saved": time_text(self._clock.now()),
        }
        with self._database.writing() as connection:
            connection.execute(_SAVE, storable(columns))
            _delete(connection, gone)

    def _drop(self, keys: Collection[DraftKey], *, wipe: bool = False) -> None:
        with self._database.writing() as connection:
            _delete(connection, keys)
            if wipe:
                note_wipe(connection)
        for key in keys:
            self._texts.drop(_name(key))


def _delete(connection: Connection, keys: Collection[DraftKey]) -> None:
    connection.executemany(f"DELETE FROM draft {_ONE}", map(astuple, keys))  # noqa: S608 - of our own words


def _read(record: Record) -> tuple[SavedDraft, Kept]:
    draft = SavedDraft(
        people=record.text("people"),
        leftovers=record.text("leftovers"),
        pending=record.text("pending"),
        role=record.value("role", Role),
        options=read_options(record.text("options")),
        saved=record.time("saved"),
    )
    return draft, record.value("kept", Kept)


def _name(key: DraftKey) -> str:
    """Name a draft so that no two keys share a name."""
    return repr(("draft", *astuple(key)))
