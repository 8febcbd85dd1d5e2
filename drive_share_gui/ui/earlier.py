"""Invitations of earlier starts that are not settled, and what else the journal has to say once it is open."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from drive_share_gui.application.connection import Connection
from drive_share_gui.application.journal_ports import Journal
from drive_share_gui.application.ports import Clock
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.ui.background import Runner
from drive_share_gui.ui.result_rows import ResultRow, needs_a_look
from drive_share_gui.ui.settling import Settling
from drive_share_gui.ui.settling_work import in_other_hands
from drive_share_gui.ui.share_state import SetAside, Standing, StillOpen
from drive_share_gui.ui.trouble import Trouble


@dataclass(frozen=True, slots=True)
class _Found:
    """What was in the journal."""

    journal: Journal
    rows: tuple[Row, ...]
    elsewhere: frozenset[str]


class Earlier(QObject):
    """Reads the journal behind the window; what is said of it can be dismissed, one thing after the other."""

    changed = Signal()

    def __init__(self, connection: Connection, runner: Runner, clock: Clock, settling: Settling) -> None:
        super().__init__()
        self._connection = connection
        self._runner = runner
        self._settling = settling
        self._began = clock.now()
        self._names: tuple[str, ...] = ()
        self._set_aside = ""
        self._beside: Standing | None = None
        self._dismissed: set[type[object]] = set()

    @property
    def rows(self) -> tuple[ResultRow, ...]:
        """Those that were found, as they are now."""
        return self._settling.rows(self._names)

    def begin(self) -> None:
        """Read the journal, and get ready to keep messages, so that the first Share need not wait for that."""
        self._runner.run(self._read, self._on_read, self._on_not_read)

    def read_again(self) -> None:
        """Leave out what is settled by now, and take in what came to light since."""
        self._runner.run(self._read, self._on_read, self._on_not_read)

    @property
    def standing(self) -> Standing | None:
        """The one thing to be said, if any."""
        still_open = sum(row.is_unknown or needs_a_look(row) for row in self.rows if not row.is_elsewhere)
        told: tuple[Standing | None, ...] = (
            SetAside(self._set_aside) if self._set_aside else None,
            StillOpen(still_open) if still_open else None,
            self._beside,
        )
        return next((one for one in told if one is not None and type(one) not in self._dismissed), None)

    def tell(self, standing: Standing) -> None:
        """Say something besides that has nothing to do with the journal."""
        self._beside = standing
        self.changed.emit()

    def dismiss(self, standing: Standing) -> None:
        """Say it no more while the program runs."""
        self._dismissed.add(type(standing))
        self.changed.emit()

    def _read(self) -> _Found:
        """Find what was begun before this window, of this account."""
        book = self._connection.book()
        rows = book.journal.rows(book.account_id) if book.account_id else ()
        still_open = tuple(row for row in rows if not row.state.is_settled and row.created < self._began)
        return _Found(book.journal, still_open, in_other_hands(still_open))

    def _on_read(self, found: _Found) -> None:
        self._set_aside = found.journal.set_aside or ""
        self._names = tuple(row.row_id for row in found.rows)
        self._settling.watch(found.rows, found.elsewhere)
        self.changed.emit()

    def _on_not_read(self, _trouble: Trouble) -> None:
        """Say nothing: whoever shares hears of it then."""
