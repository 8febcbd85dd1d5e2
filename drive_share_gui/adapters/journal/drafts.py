"""Drafts: what is typed for an item and not sent yet, in the journal's file."""

from dataclasses import replace
from typing import Final

from drive_share_gui.adapters.journal.database import Database
from drive_share_gui.adapters.journal.kept_texts import KeptTexts, Sealed
from drive_share_gui.adapters.journal.record import Column, Record, storable, time_text
from drive_share_gui.adapters.journal.row_parts import options_text, read_options
from drive_share_gui.application.journal_ports import DraftKey, SavedDraft
from drive_share_gui.application.ports import Clock
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.journal_row import Kept, Texts
from drive_share_gui.domain.permission import Role

_COLUMNS: Final = ("people", "leftovers", "role", "options", "kept", "message", "password", "saved")
_LOAD: Final = (
    "SELECT people, leftovers, role, options, kept, message, password, saved FROM draft"
    " WHERE account_id = ? AND drive_id = ? AND item_id = ?"
)
_SAVE: Final = (
    "INSERT OR REPLACE INTO draft"
    " (account_id, drive_id, item_id, people, leftovers, role, options, kept, message, password, saved) VALUES"
    " (:account_id, :drive_id, :item_id, :people, :leftovers, :role, :options, :kept, :message, :password, :saved)"
)
_DROP: Final = "DELETE FROM draft WHERE account_id = ? AND drive_id = ? AND item_id = ?"


class SqliteDrafts:
    """`Drafts` beside the journal: people and choices lie in the file, message and password only sealed."""

    def __init__(self, database: Database, texts: KeptTexts, clock: Clock) -> None:
        """Write into `database`."""
        self._database: Final = database
        self._texts: Final = texts
        self._clock: Final = clock

    def save(self, key: DraftKey, draft: SavedDraft) -> bool:
        """Keep a draft; false where its message is only kept until the program ends."""
        sealed = self._texts.keep(_name(key), Texts(draft.message, draft.options.password))
        columns: dict[str, Column] = {
            "account_id": key.account_id,
            "drive_id": key.drive_id,
            "item_id": key.item_id,
            "people": draft.people,
            "leftovers": draft.leftovers,
            "role": draft.role.value,
            "options": options_text(draft.options),
            "kept": sealed.kept.value,
            "message": sealed.message,
            "password": sealed.password,
            "saved": time_text(self._clock.now()),
        }
        with self._database.writing() as connection:
            connection.execute(_SAVE, storable(columns))
        return sealed.kept is not Kept.IN_MEMORY

    def load(self, key: DraftKey) -> SavedDraft | None:
        """Give the draft back, if there is one."""
        with self._database.reading() as connection:
            found = connection.execute(_LOAD, (key.account_id, key.drive_id, key.item_id)).fetchone()
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
        except SharingError:
            return replace(draft, message_lost=True)
        return replace(draft, message=texts.message, options=replace(draft.options, password=texts.password))

    def drop(self, key: DraftKey) -> None:
        """Take a draft away; harmless where there is none."""
        self._texts.drop(_name(key))
        with self._database.writing() as connection:
            connection.execute(_DROP, (key.account_id, key.drive_id, key.item_id))


def _read(record: Record) -> tuple[SavedDraft, Kept]:
    draft = SavedDraft(
        people=record.text("people"),
        leftovers=record.text("leftovers"),
        role=record.value("role", Role),
        options=read_options(record.text("options")),
        saved=record.time("saved"),
    )
    return draft, record.value("kept", Kept)


def _name(key: DraftKey) -> str:
    """Name a draft so that no two keys share a name."""
    return repr(("draft", key.account_id, key.drive_id, key.item_id))
