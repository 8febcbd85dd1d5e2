"""The chips of the people on the list: wrapped in lines, removed by mouse or keyboard."""

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QWidget

from drive_share_gui.domain.person import Person
from drive_share_gui.ui.chip_delegate import ChipDelegate
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.people_model import PERSON, PeopleModel
from drive_share_gui.ui.scroll_bar import SlimScrollBar
from drive_share_gui.ui.theme import SPACE
from drive_share_gui.ui.translation import translate

GAP = SPACE // 2
_BATCH = 300


class ChipView(QListView):
    """A list of people, each removable; says when the keyboard wants to go on to the text behind it."""

    removal_wanted = Signal(Person)
    left_behind = Signal()
    """The right arrow on the last chip: on to the text."""

    def __init__(self, model: PeopleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips = ChipDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self._chips)
        model.modelAboutToBeReset.connect(self._chips.forget)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setSpacing(GAP // 2)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBar(SlimScrollBar(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(Label.PEOPLE.plain)
        self.setAccessibleDescription(translate("Form", "Delete removes a person."))
        self.setTabKeyNavigation(False)

    def end(self) -> QRect:
        """Give the place of the last chip, scrolled to or not; empty where there is none."""
        model = self.model()
        last = model.index(model.rowCount() - 1, 0)
        if not last.isValid():
            return QRect()
        self.executeDelayedItemsLayout()
        return self.visualRect(last).translated(0, self.verticalOffset())

    def focus_last(self) -> None:
        """Go to the last chip."""
        model = self.model()
        last = model.index(model.rowCount() - 1, 0)
        if last.isValid():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.setCurrentIndex(last)

    def changeEvent(self, event: QEvent) -> None:
        """Measure the chips anew in another font."""
        if event.type() is QEvent.Type.FontChange:
            self._chips.forget()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Take what the field gives."""
        return QSize(0, 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Lead a click beside the chips to the line behind them."""
        if self.indexAt(event.position().toPoint()).isValid():
            super().mousePressEvent(event)
        else:
            self.left_behind.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remove the person whose cross was clicked."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        if index.isValid() and self._chips.is_removal(self.visualRect(index), point):
            self._remove([index])
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove with Delete and Backspace; leave towards the text at the end."""
        key = event.key()
        if key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._remove(self.selectedIndexes())
            return
        forwards = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
        if key == forwards and self.currentIndex().row() == self.model().rowCount() - 1:
            self.left_behind.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the last chip, the one added last."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.focus_last()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave no chip marked."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.clearSelection()

    def _remove(self, indexes: list[QModelIndex]) -> None:
        people = [index.data(PERSON) for index in indexes]
        row = min((index.row() for index in indexes), default=0)
        for person in people:
            if isinstance(person, Person):
                self.removal_wanted.emit(person)
        left = self.model().rowCount()
        if left and self.hasFocus():
            self.setCurrentIndex(self.model().index(min(row, left - 1), 0))
        elif not left:
            self.left_behind.emit()
