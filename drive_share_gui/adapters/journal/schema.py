"""The tables of the journal, and the steps from every older form to the present one."""

from typing import Final

from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.journal_row import Kept

APPLICATION_ID: Final = 0x44726976
"""Marks the file as ours ("Driv")."""


def _any_of(words: type[State] | type[Kept]) -> str:
    return ", ".join(f"'{word.value}'" for word in words)


def _invitations(owner_rule: str) -> str:
    return f"""
    CREATE TABLE invitation (
        number INTEGER PRIMARY KEY,
        row_id TEXT NOT NULL UNIQUE,
        send_id TEXT NOT NULL,
        account_id TEXT NOT NULL,
        drive_id TEXT NOT NULL,
        item_id TEXT NOT NULL,
        item TEXT NOT NULL,
        address TEXT NOT NULL,
        address_key TEXT NOT NULL,
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        options TEXT NOT NULL,
        kept TEXT NOT NULL CHECK (kept IN ({_any_of(Kept)})),
        message BLOB,
        password BLOB,
        state TEXT NOT NULL CHECK (state IN ({_any_of(State)})),
        attempts INTEGER NOT NULL CHECK (attempts >= 0),
        owner TEXT,
        not_after TEXT,
        quiet_window REAL NOT NULL,
        not_before TEXT,
        check_after TEXT,
        looks INTEGER NOT NULL CHECK (looks >= 0),
        last_look TEXT,
        baseline TEXT,
        in_doubt INTEGER NOT NULL CHECK (in_doubt IN (0, 1)),
        permission_id TEXT,
        roles TEXT,
        made_by_us INTEGER,
        mail TEXT,
        mail_trouble TEXT,
        failure TEXT,
        request_id TEXT NOT NULL,
        clicks TEXT NOT NULL,
        created TEXT NOT NULL,
        updated TEXT NOT NULL,
        revision INTEGER NOT NULL,
        UNIQUE (send_id, address_key),
        CHECK (state NOT IN ('done', 'done_no_mail', 'already') OR coalesce(permission_id, '') <> ''),
        CHECK ({owner_rule})
    )
    """


_BY_ITEM: Final = "CREATE INDEX invitation_by_item ON invitation (account_id, drive_id, item_id, state)"
_FIRST: Final = (
    _invitations("(state = 'sending') = (owner IS NOT NULL)"),
    _BY_ITEM,
    f"""
    CREATE TABLE draft (
        account_id TEXT NOT NULL,
        drive_id TEXT NOT NULL,
        item_id TEXT NOT NULL,
        people TEXT NOT NULL,
        leftovers TEXT NOT NULL,
        role TEXT NOT NULL,
        options TEXT NOT NULL,
        kept TEXT NOT NULL CHECK (kept IN ({_any_of(Kept)})),
        message BLOB,
        password BLOB,
        saved TEXT NOT NULL,
        PRIMARY KEY (account_id, drive_id, item_id)
    )
    """,
    "CREATE TABLE chore (name TEXT PRIMARY KEY)",
)

_DRAFTS_OF_MANY_WINDOWS: Final = (
    "DROP TABLE draft",
    f"""
    CREATE TABLE draft (
        account_id TEXT NOT NULL,
        drive_id TEXT NOT NULL,
        item_id TEXT NOT NULL,
        writer TEXT NOT NULL,
        people TEXT NOT NULL,
        leftovers TEXT NOT NULL,
        pending TEXT NOT NULL,
        role TEXT NOT NULL,
        options TEXT NOT NULL,
        kept TEXT NOT NULL CHECK (kept IN ({_any_of(Kept)})),
        message BLOB,
        password BLOB,
        saved TEXT NOT NULL,
        PRIMARY KEY (account_id, drive_id, item_id, writer)
    )
    """,
)
"""Nothing wrote drafts before it."""

_IN_HAND_BEFORE_SENDING: Final = (
    "ALTER TABLE invitation RENAME TO invitation_before",
    _invitations(
        "(state = 'sending' OR owner IS NULL OR state IN ('queued', 'waiting'))"
        " AND (state <> 'sending' OR owner IS NOT NULL)"
    ),
    "INSERT INTO invitation SELECT * FROM invitation_before",
    "DROP TABLE invitation_before",
    _BY_ITEM,
)
"""Who is to send a row has it in hand before it is sent."""

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (_FIRST, _DRAFTS_OF_MANY_WINDOWS, _IN_HAND_BEFORE_SENDING)
"""The n-th entry leads from version n to n + 1. Published entries never change; new ones are added at the end."""
