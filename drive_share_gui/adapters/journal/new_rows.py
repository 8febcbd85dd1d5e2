"""The rows one press of Share begins with, and what is kept of the texts that go with them."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from drive_share_gui.adapters.journal.kept_texts import KeptTexts, Sealed
from drive_share_gui.domain.invitation import Invitation
from drive_share_gui.domain.journal_row import Owner, Row, Texts
from drive_share_gui.domain.person import Person


@dataclass(frozen=True, slots=True)
class New:
    """A row that is to be written, with its texts as they lie in the file."""

    row: Row
    sealed: Sealed


def new_rows(account_id: str, invitation: Invitation, kept: KeptTexts, owner: Owner, now: datetime) -> list[New]:
    """Make a row for everybody, in the hands of `owner`; the texts are in `kept` from here on."""
    options = invitation.options
    shared = str(uuid.uuid4())
    texts = Texts(invitation.message, options.password)

    def new(person: Person) -> New:
        row_id = str(uuid.uuid4())
        sealed = kept.keep(row_id, texts)
        row = Row(
            row_id=row_id,
            send_id=shared if options.together else str(uuid.uuid4()),
            account_id=account_id,
            item=invitation.item,
            person=person,
            role=invitation.role,
            options=replace(options, password=""),
            created=now,
            updated=now,
            kept=sealed.kept,
            owner=owner,
        )
        return New(row, sealed)

    return [new(person) for person in invitation.people]
