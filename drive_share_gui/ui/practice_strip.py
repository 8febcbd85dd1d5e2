"""The calm, permanent mark of the practice drive, and the way to the mails it would have sent."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from drive_share_gui.ui.buttons import Button, Rank
from drive_share_gui.ui.icons import Sign, draw_sign
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.theme import MARGIN, SPACE, theme_of
from drive_share_gui.ui.tinted_label import Tint, TintedLabel

_SIGN = 20


class PracticeStrip(QWidget):
    """A band along the top of the window."""

    mails_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark = TintedLabel(Tint.TEXT, self)
        mark.setText(Label.PRACTICE_MARK.text)
        self.open_mails = Button(Label.OPEN_MAILS.text, Rank.LINK, self)
        self.open_mails.clicked.connect(self.mails_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, SPACE // 2, MARGIN, SPACE // 2)
        row.addSpacing(_SIGN + SPACE)
        row.addWidget(mark)
        row.addStretch()
        row.addWidget(self.open_mails)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the band and its sign."""
        del event
        theme = theme_of(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.tint)
        left = self.width() - MARGIN - _SIGN if self.isRightToLeft() else MARGIN
        draw_sign(painter, Sign.FLASK, QRectF(left, (self.height() - _SIGN) / 2, _SIGN, _SIGN), theme.link)
