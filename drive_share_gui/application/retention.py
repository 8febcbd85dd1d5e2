"""How long what is kept on this computer stays there unasked."""

import contextlib
from datetime import timedelta
from typing import Final

from drive_share_gui.application.journal_ports import Drafts, Journal
from drive_share_gui.domain.failure import SharingError

SETTLED_KEPT: Final = timedelta(days=30)
"""How long a settled invitation is listed: what is not settled stays until it is (reliability §4, Privacy)."""
DRAFTS_KEPT: Final = timedelta(days=90)
"""How long what was typed waits to be taken up again."""


def purge(journal: Journal, drafts: Drafts) -> None:
    """Erase what has been kept long enough; where that does not go, the next start does it."""
    with contextlib.suppress(SharingError):
        journal.purge(SETTLED_KEPT)
        drafts.purge(DRAFTS_KEPT)
