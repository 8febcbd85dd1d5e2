"""The people on the list, as rows for a view; each row also speaks for itself."""

from typing import Final, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from drive_share_gui.domain.person import Person
from drive_share_gui.ui.form_wording import describe_notes, is_outside
from drive_share_gui.ui.plain_text import foreign, name_of, tool_tip
from drive_share_gui.ui.translation import translate

Index: TypeAlias = QModelIndex | QPersistentModelIndex
PERSON: Final = Qt.ItemDataRole.UserRole
IS_OUTSIDE: Final = Qt.ItemDataRole.UserRole + 1
_NOWHERE: Final = QModelIndex()


class PeopleModel(QAbstractListModel):
    """Shows what it was given last; rows come and go one by one where that is all that changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[Person, ...] = ()
        self._own_domain = ""

    @property
    def people(self) -> tuple[Person, ...]:
        """The people, in their order."""
        return self._people

    def show_people(self, people: tuple[Person, ...], own_domain: str) -> None:
        """Show these people; `own_domain` tells who is outside."""
        if own_domain != self._own_domain:
            self._own_domain = own_domain
            self._reset(people)
        elif people is not self._people and people != self._people:
            self._change_to(people)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Count the people."""
        return 0 if parent.isValid() else len(self._people)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a person, or what is said of one."""
        if not index.isValid() or not 0 <= index.row() < len(self._people):
            return None
        person = self._people[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return foreign(person.name or person.address, 60)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                text = self._read_aloud(person)
                return text if role == Qt.ItemDataRole.AccessibleTextRole else tool_tip(text)
            case _ if role == IS_OUTSIDE:
                return is_outside(person, self._own_domain)
            case _:
                return person if role == PERSON else None

    def _read_aloud(self, person: Person) -> str:
        parts = [foreign(person.name, 80), foreign(person.address)]
        if is_outside(person, self._own_domain):
            parts.append(translate("Form", "outside {domain}").format(domain=foreign(self._own_domain, 60)))
        parts.append(describe_notes(person))
        return ", ".join(part for part in parts if part)

    def _change_to(self, people: tuple[Person, ...]) -> None:
        old = self._people
        count = len(old)
        if len(people) > count and people[:count] == old:
            self.beginInsertRows(QModelIndex(), count, len(people) - 1)
            self._people = people
            self.endInsertRows()
            return
        gone = next((row for row, (a, b) in enumerate(zip(old, people, strict=False)) if a is not b), len(people))
        if len(people) == count - 1 and old[gone + 1 :] == people[gone:]:
            self.beginRemoveRows(QModelIndex(), gone, gone)
            self._people = people
            self.endRemoveRows()
            return
        self._reset(people)

    def _reset(self, people: tuple[Person, ...]) -> None:
        self.beginResetModel()
        self._people = people
        self.endResetModel()


class SuggestionsModel(PeopleModel):
    """People to choose from: each with name and address, since both help to tell them apart."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what the list under the line shows."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole} and index.isValid():
            return name_of(self.people[index.row()])
        return super().data(index, role)
