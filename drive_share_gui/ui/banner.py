"""A notice within the window: what happened, and what can be done about it, in place of a message box."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from drive_share_gui.ui.announcement import announce
from drive_share_gui.ui.buttons import Button, Rank
from drive_share_gui.ui.icons import Sign, draw_badge
from drive_share_gui.ui.plain_text import plain_label, unmarked
from drive_share_gui.ui.theme import RADIUS, SPACE, theme_of

_BADGE = 20
_NARROWEST = 380
"""Width below which a notice would take more height than a small screen has."""


class Tone(Enum):
    """How serious a notice is."""

    CALM = auto()
    CAUTION = auto()
    PROBLEM = auto()


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence, and the names of the things that can be done about it."""

    text: str
    tone: Tone = Tone.PROBLEM
    actions: tuple[str, ...] = ()


class Banner(QFrame):
    """Shows one notice at a time; hidden without one."""

    chosen = Signal(str)
    """Which of the notice's actions was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice: Notice | None = None
        self._label = plain_label(parent=self)
        self._label.setWordWrap(True)
        self._label.setMinimumWidth(_NARROWEST)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(SPACE)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, SPACE + 2, 2 * SPACE, SPACE + 2)
        row.setSpacing(0)
        row.addSpacing(_BADGE + SPACE)
        column = QVBoxLayout()
        column.setSpacing(SPACE // 2)
        row.addLayout(column, 1)
        column.addWidget(self._label)
        column.addLayout(self._buttons)
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """What it shows."""
        return self._notice

    def show_notice(self, notice: Notice | None) -> None:
        """Show `notice` and say it aloud once, or hide."""
        if notice == self._notice:
            return
        self._notice = notice
        while (old := self._buttons.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if notice is not None:
            self._label.setText(notice.text)
            for action in notice.actions:
                self._add_button(action)
            self._buttons.addStretch()
            announce(self, notice.text)
        self.setVisible(notice is not None)
        self.update()

    def buttons(self) -> list[Button]:
        """The buttons of the present notice."""
        found = (self._buttons.itemAt(i) for i in range(self._buttons.count()))
        return [w for item in found if item is not None and isinstance(w := item.widget(), Button)]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tinted ground and the sign of the tone."""
        del event
        theme = theme_of(self.palette())
        tone = self._notice.tone if self._notice else Tone.CALM
        back, colour, sign = {
            Tone.CALM: (theme.tint, theme.accent, Sign.INFORMATION),
            Tone.CAUTION: (theme.caution_tint, theme.caution, Sign.CAUTION),
            Tone.PROBLEM: (theme.problem_tint, theme.problem, Sign.CAUTION),
        }[tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(back)
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        line = self.fontMetrics().height()
        badge = QRectF(1.5 * SPACE, SPACE + 2 + (line - _BADGE) / 2, _BADGE, _BADGE)
        if self.isRightToLeft():
            badge.moveRight(self.width() - 1.5 * SPACE)
        draw_badge(painter, sign, badge, colour, theme.window)

    def _add_button(self, action: str) -> None:
        button = Button(unmarked(action), Rank.LINK, self)
        button.clicked.connect(lambda: self.chosen.emit(action))
        self._buttons.addWidget(button)
