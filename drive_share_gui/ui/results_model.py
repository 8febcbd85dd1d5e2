"""The results as rows for a view: who, what became of it, what can be done now; rows of items above their people."""

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from drive_share_gui.application.look_up import OPEN_TO_LOOKS
from drive_share_gui.domain.item import ById, Item
from drive_share_gui.domain.refusal import Refusal
from drive_share_gui.ui.action_view import ACTIONS
from drive_share_gui.ui.item_header import describe_place
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.plain_text import foreign, name_of, tool_tip
from drive_share_gui.ui.result_rows import ResultRow
from drive_share_gui.ui.result_wording import describe_row, read_row

Index: TypeAlias = QModelIndex | QPersistentModelIndex
Line: TypeAlias = ResultRow | Item
"""A person, or the item that the people after it were invited to."""
ROW: Final = Qt.ItemDataRole.UserRole
STATUS: Final = Qt.ItemDataRole.UserRole + 1
"""Role of column 0: what became of it, in words."""
_NOWHERE: Final = QModelIndex()


class ResultsModel(QAbstractTableModel):
    """Columns: the person; what can be done. Only rows that are other objects than before are drawn anew."""

    def __init__(self, parent: QObject | None = None, *, are_earlier: bool = False) -> None:
        super().__init__(parent)
        self._are_earlier = are_earlier
        self._rows: tuple[Line, ...] = ()
        self._now = 0.0

    @property
    def rows(self) -> tuple[Line, ...]:
        """The rows, in their order."""
        return self._rows

    def show_rows(self, rows: tuple[Line, ...], now: float) -> None:
        """Show these rows; waits are counted from `now`."""
        before, then = self._rows, self._now
        self._now = now
        if len(rows) != len(before) or (rows and _who(rows[0]) != _who(before[0])):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        self._rows = rows
        counts = int(now) != int(then)
        for first, last in _changed(before, rows, waits=counts):
            self.dataChanged.emit(self.index(first, 0), self.index(last, 1))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the people."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a cell shows; column 0 read alone says everything."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if isinstance(row, Item):
            return None if index.column() else _item(row, role)
        if role == ACTIONS:
            return tuple(action.plain for action in actions_of(row, are_earlier=self._are_earlier))
        return self._action(row, role) if index.column() else self._person(row, role)

    def _person(self, row: ResultRow, role: int) -> object:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return name_of(row.person)
            case Qt.ItemDataRole.AccessibleTextRole:
                return read_row(row, self._now)
            case Qt.ItemDataRole.ToolTipRole:
                return tool_tip(read_row(row, self._now))
            case _ if role == STATUS:
                return describe_row(row, self._now)
            case _:
                return row if role == ROW else None

    def _action(self, row: ResultRow, role: int) -> object:
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        actions = [action for action in actions_of(row, are_earlier=self._are_earlier) if action is not Label.FORGET]
        return Label.DECIDE.plain if len(actions) > 1 else next((action.plain for action in actions), "")


def by_item(rows: Iterable[ResultRow]) -> tuple[Line, ...]:
    """Put the people of each item under it."""
    groups: dict[ById, list[Line]] = {}
    for row in rows:
        item = row.invitation.item
        groups.setdefault(item.place, [item]).append(row)
    return tuple(line for group in groups.values() for line in group)


def actions_of(row: ResultRow, *, are_earlier: bool = False) -> tuple[Label, ...]:
    """Name what can be done about a row: no second invitation where the outcome is unknown, before the person is asked.

    What was begun earlier can also be sent from the journal, left or forgotten one by one.
    """
    if not row.is_here:
        return ()
    if are_earlier:
        unsent = (Label.SEND, Label.LEAVE) if row.never_went_out else ()
        return (*_about_doubt(row), *unsent, Label.FORGET)
    return _about_doubt(row) or _about_outcome(row)


def _about_doubt(row: ResultRow) -> tuple[Label, ...]:
    can_be_seen = row.journaled is not None and row.journaled.state in OPEN_TO_LOOKS
    if row.asks:
        elsewhere = (Label.LOOK_ON_WEBSITE,) if row.web_page else ()
        return (*elsewhere, *((Label.CHECK_AGAIN,) if can_be_seen else ()), Label.SEND_AGAIN, Label.LEAVE)
    return (Label.CHECK_NOW,) if row.is_unknown and can_be_seen else ()


def _about_outcome(row: ResultRow) -> tuple[Label, ...]:
    outcome = row.outcome
    if row.web_page:
        return (Label.FIX,)
    if row.may_be_sent_again and row.taken_back is None:
        refused = row.receipt is not None and isinstance(getattr(outcome, "failure", None), Refusal)
        return (Label.EDIT,) if refused else ()
    return ()


def _who(line: Line) -> str:
    return line.place.item_id if isinstance(line, Item) else line.person.key


def _item(item: Item, role: int) -> object:
    match role:
        case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
            return foreign(item.name or item.place.item_id)
        case Qt.ItemDataRole.ToolTipRole:
            return tool_tip(foreign(item.path))
        case _ if role == STATUS:
            return describe_place(item, None)
        case _:
            return item if role == ROW else None


def _changed(before: tuple[Line, ...], after: tuple[Line, ...], *, waits: bool) -> Iterator[tuple[int, int]]:
    """Give the ranges of rows that are to be drawn anew."""
    first = last = -2
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        if old is new and not (waits and isinstance(new, ResultRow) and new.due is not None):
            continue
        if number != last + 1:
            if last >= 0:
                yield first, last
            first = number
        last = number
    if last >= 0:
        yield first, last
