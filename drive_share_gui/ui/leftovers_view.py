"""Lists the entries that became nobody, under the field they were typed into."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from drive_share_gui.domain.recipients import Leftover
from drive_share_gui.ui.action_view import ActionView
from drive_share_gui.ui.icons import Sign, draw_badge
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.leftovers_model import ENTRY, REASON, LeftoversModel, use_spelling
from drive_share_gui.ui.scroll_bar import SlimScrollBar
from drive_share_gui.ui.theme import ICON, LEADING, RADIUS, SPACE, theme_of
from drive_share_gui.ui.translation import translate

_MOST_ROWS = 4


class LeftoversView(ActionView):
    """At most four rows high; hidden without an entry."""

    removal_wanted = Signal(Leftover)
    spelling_wanted = Signal(Leftover)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = LeftoversModel(self)
        self.setModel(self._model)
        self.setVerticalScrollBar(SlimScrollBar(self, in_field=False))
        remove = self.fontMetrics().horizontalAdvance(Label.REMOVE.plain) + 2 * SPACE
        self.arrange_columns(LeftoverDelegate(self), (0, remove))
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(translate("Form", "Entries that are not addresses"))
        self.setAccessibleDescription(translate("Form", "Return takes the spelling offered, Delete removes."))
        self.chosen.connect(self._on_chosen)
        self.hide()

    def show_leftovers(self, leftovers: tuple[Leftover, ...]) -> None:
        """Show these entries."""
        self._model.show_leftovers(leftovers)
        rows = min(len(leftovers), _MOST_ROWS)
        self.setFixedHeight(rows * self._row_height())
        self.setVisible(rows > 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove with Delete."""
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self._on_chosen(self.currentIndex().row(), Label.REMOVE.plain)
            return
        super().keyPressEvent(event)

    def _row_height(self) -> int:
        return self.fontMetrics().height() + SPACE

    def _on_chosen(self, row: int, action: str) -> None:
        if not 0 <= row < len(self._model.leftovers):
            return
        leftover = self._model.leftovers[row]
        if action == use_spelling(leftover):
            self.spelling_wanted.emit(leftover)
        else:
            self.removal_wanted.emit(leftover)
        left = self._model.rowCount()
        if left and self.hasFocus():
            self.setCurrentIndex(self._model.index(min(row, left - 1), 0))


class LeftoverDelegate(QStyledItemDelegate):
    """Draws one entry: a sign, what was typed, and why it is nobody."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Take one line."""
        del index
        return QSize(0, option.fontMetrics.height() + SPACE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row; the current one on a ground of its own."""
        theme = theme_of(QApplication.palette())
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.link)
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        mirrored = QApplication.isRightToLeft()
        left = rect.right() - ICON if mirrored else rect.left()
        badge = QRectF(left, rect.center().y() - ICON / 2 + 1, ICON, ICON)
        draw_badge(painter, Sign.CAUTION, badge, theme.problem, theme.window)
        gap = ICON + SPACE
        area = rect.adjusted(0, 0, -gap, 0) if mirrored else rect.adjusted(gap, 0, 0, 0)
        metrics, reason = painter.fontMetrics(), f": {index.data(REASON)}"
        room = max(area.width() - metrics.horizontalAdvance(reason), area.width() // 3)
        text = metrics.elidedText(str(index.data(ENTRY)), Qt.TextElideMode.ElideMiddle, room)
        painter.setPen(theme.text)
        painter.drawText(area, LEADING, metrics.elidedText(text + reason, Qt.TextElideMode.ElideRight, area.width()))
        painter.restore()
