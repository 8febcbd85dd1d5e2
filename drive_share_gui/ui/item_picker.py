"""The item picker: one field for a path, an ID, a link or a dropped file, and the drive to look through."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from drive_share_gui.application.find_item import Found
from drive_share_gui.domain.item import Item, ItemKind
from drive_share_gui.ui.browse_choice import ChoiceBar
from drive_share_gui.ui.browse_panel import BrowsePanel
from drive_share_gui.ui.browse_spot import Folder
from drive_share_gui.ui.item_drop import read_drop
from drive_share_gui.ui.item_field import ItemField
from drive_share_gui.ui.pick_presenter import PickPresenter
from drive_share_gui.ui.pick_state import Drop, PickState
from drive_share_gui.ui.picker_labels import root_words
from drive_share_gui.ui.theme import MARGIN, RADIUS, SPACE, theme_of


class ItemPicker(QWidget):
    """Says which item was picked, once the service has described it; draws what its presenter publishes.

    It begins to read the drive when it is first shown. The presenter belongs to nobody's window:
    work that is still under way when this one closes ends unheard.
    """

    picked = Signal(Found)
    dismissed = Signal()

    def __init__(self, presenter: PickPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._begun = False
        self._dragging = False
        self.field = ItemField(self)
        self.panel = BrowsePanel(presenter.walk, self)
        self.bar = ChoiceBar(self)
        self.setAcceptDrops(True)
        self.setFocusProxy(self.field.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 2 * SPACE, MARGIN, 2 * SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self.field)
        column.addWidget(self.panel, 1)
        column.addWidget(self.bar)
        self._connect()
        self._render(presenter.state)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the first sight of it, and again after it was dismissed."""
        super().showEvent(event)
        self.field.line.selectAll()
        if not self._begun:
            self._begun = True
            self._presenter.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape; keep Return from pressing a button of the window around it."""
        if event.key() == Qt.Key.Key_Escape:
            self._dismiss()
        elif event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, links and texts."""
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()
            self._set_dragging(dragging=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        del event
        self._set_dragging(dragging=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Look up what was dropped, or say why not."""
        self._set_dragging(dragging=False)
        event.acceptProposedAction()
        dropped = read_drop(event.mimeData())
        if isinstance(dropped, Drop):
            self._presenter.refuse_drop(dropped)
        else:
            self._presenter.take_drop(*dropped)
        self.field.line.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a frame while something is held over it."""
        del event
        if self._dragging:
            theme = theme_of(self.palette())
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.accent, 2, Qt.PenStyle.DashLine))
            painter.setBrush(theme.tint)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), RADIUS, RADIUS)

    def _connect(self) -> None:
        presenter = self._presenter
        presenter.changed.connect(self._render)
        presenter.picked.connect(self.picked)
        self.field.edited.connect(presenter.type_text)
        self.field.look_up_wanted.connect(presenter.look_up)
        self.panel.opened.connect(presenter.open)
        self.panel.chosen.connect(presenter.choose)
        self.panel.here_chosen.connect(presenter.choose_here)
        self.panel.selected.connect(self._show_choice)
        self.bar.choose_wanted.connect(self._choose)
        self.bar.cancelled.connect(self._dismiss)
        for keys, act in (
            ("Alt+Up", presenter.walk.go_up),
            ("Ctrl+F", self.panel.search.line.setFocus),
            ("Ctrl+L", self.field.line.setFocus),
        ):
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _render(self, state: PickState) -> None:
        self.field.show_state(state)
        self.panel.show_state(state)
        self._show_choice()

    def _show_choice(self) -> None:
        """Show what Choose would choose: the item selected, else the folder one is in."""
        shelf = self._presenter.state.shelf
        item = self._selected()
        if item is not None:
            self.bar.show_choice(item.name, item.kind)
        elif shelf.may_choose_here and isinstance(shelf.spot, Folder):
            name = shelf.spot.way[-1].name if shelf.spot.way else root_words(shelf.drive).plain
            self.bar.show_choice(name, ItemKind.FOLDER)
        else:
            self.bar.show_choice("", ItemKind.FILE)

    def _selected(self) -> Item | None:
        return None if self._presenter.state.shelf.loading else self.panel.view.selected_item()

    def _choose(self) -> None:
        item = self._selected()
        if item is not None:
            self._presenter.choose(item)
        else:
            self._presenter.choose_here()

    def _dismiss(self) -> None:
        self._begun = False
        self._presenter.rest()
        self.dismissed.emit()

    def _set_dragging(self, *, dragging: bool) -> None:
        self._dragging = dragging
        self.update()
