"""The entries that became nobody, each with its reason and what can be done about it."""

from typing import Final, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from drive_share_gui.domain.recipients import Leftover
from drive_share_gui.ui.action_view import ACTIONS
from drive_share_gui.ui.form_wording import describe_entry, name_entry
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.plain_text import foreign, tool_tip
from drive_share_gui.ui.translation import translate
from drive_share_gui.ui.wording import describe_leftover

Index: TypeAlias = QModelIndex | QPersistentModelIndex
ENTRY: Final = Qt.ItemDataRole.UserRole
REASON: Final = Qt.ItemDataRole.UserRole + 1
_NOWHERE: Final = QModelIndex()


class LeftoversModel(QAbstractTableModel):
    """Columns: the entry with its reason; the spelling offered; the way off the list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._leftovers: tuple[Leftover, ...] = ()

    @property
    def leftovers(self) -> tuple[Leftover, ...]:
        """The entries, in their order."""
        return self._leftovers

    def show_leftovers(self, leftovers: tuple[Leftover, ...]) -> None:
        """Show these entries."""
        if leftovers != self._leftovers:
            self.beginResetModel()
            self._leftovers = leftovers
            self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the entries."""
        return 0 if parent.isValid() else len(self._leftovers)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what a cell shows."""
        if not index.isValid() or not 0 <= index.row() < len(self._leftovers):
            return None
        leftover = self._leftovers[index.row()]
        shown = (describe_entry(leftover), use_spelling(leftover), Label.REMOVE.plain)[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shown
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{shown} {use_spelling(leftover)}".strip() if index.column() == 0 else shown
            case Qt.ItemDataRole.ToolTipRole:
                return tool_tip(shown)
            case _ if role == ACTIONS:
                return tuple(action for action in (use_spelling(leftover), Label.REMOVE.plain) if action)
            case _:
                return {ENTRY: name_entry(leftover), REASON: describe_leftover(leftover.why)}.get(role)


def use_spelling(leftover: Leftover) -> str:
    """Name the offer of another spelling; empty where there is none."""
    if not leftover.suggestion:
        return ""
    return translate("Form", "Use {address}").format(address=foreign(leftover.suggestion, 60))
