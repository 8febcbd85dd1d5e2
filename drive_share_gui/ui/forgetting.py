"""Erases what is typed, or everything this program keeps, so that no byte of it is left in any file."""

from collections.abc import Callable
from functools import partial

from drive_share_gui.application.connection import Connection
from drive_share_gui.application.keep_draft import DraftFile
from drive_share_gui.application.ports import RecentItems
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.keeping import HandledElsewhere
from drive_share_gui.ui.draft_news import Forgotten, NotForgotten, Offered, WhatToForget
from drive_share_gui.ui.drafting import Drafting
from drive_share_gui.ui.trouble import Trouble


class Forgetting:
    """Forgets at once what the person names, the form that shows it included."""

    def __init__(
        self, drafting: Drafting, connection: Connection, recent: RecentItems, read_again: Callable[[], None]
    ) -> None:
        """Forget what `drafting` keeps; after everything was forgotten, `read_again` what is left."""
        self._drafting = drafting
        self._connection = connection
        self._recent = recent
        self._read_again = read_again

    def ask(self) -> None:
        """Let the person say how much."""
        self._drafting.tell(WhatToForget())

    def forget(self) -> None:
        """Erase what was spoken of last: a draft that was offered, that of the form, or all for this item."""
        drafting = self._drafting
        match drafting.news:
            case Offered():
                files = drafting.give_up_offer()
            case WhatToForget():
                files = drafting.give_up_all()
            case _:
                files = drafting.give_up_form()
        self._erase(files, Forgotten())

    def forget_everything(self) -> None:
        """Erase every draft, every list of invitations, those that cannot be read too, and the items shared lately."""
        self._drafting.tell(None)
        work = partial(_forget_everything, self._connection, self._recent)
        self._drafting.in_order.run(work, self._on_everything_forgotten, self._on_not_forgotten)

    def _on_everything_forgotten(self, _nothing: None) -> None:
        """Empty the form as well, and erase what was typed and saved in the meantime."""
        self._read_again()
        self._erase(self._drafting.give_up_all(), Forgotten(everything=True))

    def _erase(self, files: tuple[DraftFile, ...], news: Forgotten) -> None:
        self._drafting.tell(None)
        work = partial(_forget, self._connection, files)
        self._drafting.in_order.run(work, partial(self._on_forgotten, news), self._on_not_forgotten)

    def _on_forgotten(self, news: Forgotten, _nothing: None) -> None:
        self._drafting.tell(news)

    def _on_not_forgotten(self, trouble: Trouble) -> None:
        self._drafting.tell(NotForgotten(trouble))


def _forget(connection: Connection, files: tuple[DraftFile, ...]) -> None:
    for file in files:
        file.forget(connection.drafts())


def _forget_everything(connection: Connection, recent: RecentItems) -> None:
    """Erase all or nothing: where an invitation is being sent, nothing."""
    try:
        connection.book().journal.forget()
    except SharingError as error:
        if not isinstance(error.failure, HandledElsewhere):
            recent.forget()
        raise
    recent.forget()
