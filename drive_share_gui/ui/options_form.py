"""The unfolded options of an invitation, as far as the drive takes them."""

from datetime import UTC, datetime
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QDateTime, QLocale, QSignalBlocker, Qt, QTime, Signal
from PySide6.QtWidgets import QDateTimeEdit, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from drive_share_gui.domain.invitation import Options
from drive_share_gui.domain.item import Drive
from drive_share_gui.ui.buttons import Button, Rank
from drive_share_gui.ui.choices import TickBox
from drive_share_gui.ui.draft_words import describe_keeping
from drive_share_gui.ui.field_frame import FieldFrame
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.theme import SPACE
from drive_share_gui.ui.tinted_label import Tint, TintedLabel

_DAYS: Final = 30
"""From now until access ends where somebody only ticks that it does."""
_INDENT: Final = 3 * SPACE


class OptionsForm(QWidget):
    """Ticks and fields; says what is chosen whenever one of them changes."""

    changed = Signal(Options)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = Options()
        self.require_sign_in = TickBox(Label.REQUIRE_SIGN_IN.text, self)
        self.send_mail = TickBox(Label.SEND_MAIL.text, self)
        self.expires = TickBox(Label.EXPIRES.text, self)
        self.until = QDateTimeEdit(_in_some_days(), self)
        self.until.setCalendarPopup(True)
        self.until.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # dates keep their order, also in Arabic
        self.until.setDisplayFormat(QLocale().dateTimeFormat(QLocale.FormatType.ShortFormat))
        self.until.setAccessibleName(Label.EXPIRES.plain)
        self.password = QLineEdit(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(Label.PASSWORD.plain)
        self.password.setFrame(False)
        self.together = TickBox(Label.TOGETHER.text, self)
        self.send_anyway = TickBox(Label.SEND_ANYWAY.text, self)
        self.forget = Button(Label.ASK_TO_FORGET.text, Rank.LINK, self)
        self._password_row = QWidget(self)
        self._expiry_row = QWidget(self)
        self._lay_out()
        for box in (self.require_sign_in, self.send_mail, self.expires, self.together, self.send_anyway):
            box.toggled.connect(self._on_changed)
        self.until.dateTimeChanged.connect(self._on_changed)
        self.password.textChanged.connect(self._on_changed)

    def show_options(self, options: Options, drive: Drive | None) -> None:
        """Show these choices, and only what the drive takes."""
        self._options = options
        blockers = [QSignalBlocker(part) for part in self._choices()]
        self.require_sign_in.setChecked(options.require_sign_in)
        self.send_mail.setChecked(options.send_mail)
        self.together.setChecked(options.together)
        self.send_anyway.setChecked(options.send_anyway)
        self.expires.setChecked(options.expires is not None)
        self.until.setEnabled(options.expires is not None)
        if options.expires is not None:
            self.until.setDateTime(QDateTime.fromSecsSinceEpoch(round(options.expires.timestamp())))
        if options.password != self.password.text():
            self.password.setText(options.password)
        self._expiry_row.setVisible((drive is not None and drive.takes_expiry) or options.expires is not None)
        self._password_row.setVisible((drive is not None and drive.takes_password) or bool(options.password))
        for blocker in blockers:
            blocker.unblock()

    def order_after(self, before: QWidget) -> None:
        """Let the Tab key come here after `before`."""
        for one, other in pairwise((before, *self._choices(), self.forget)):
            QWidget.setTabOrder(one, other)

    def _choices(self) -> tuple[QWidget, ...]:
        first = (self.require_sign_in, self.send_mail, self.expires, self.until)
        return *first, self.password, self.together, self.send_anyway

    def _lay_out(self) -> None:
        until = QHBoxLayout(self._expiry_row)
        until.setContentsMargins(0, 0, 0, 0)
        until.setSpacing(SPACE)
        until.addWidget(self.expires)
        until.addWidget(self.until)
        until.addStretch()
        frame = FieldFrame(self._password_row)
        inside = QHBoxLayout(frame)
        inside.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        inside.addWidget(self.password)
        label = TintedLabel(Tint.TEXT, self._password_row)
        label.setBuddy(self.password)
        label.setText(Label.PASSWORD.text)
        secret = QHBoxLayout(self._password_row)
        secret.setContentsMargins(0, 0, 0, 0)
        secret.setSpacing(SPACE)
        secret.addWidget(label)
        secret.addWidget(frame, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addSpacing(_INDENT)
        column = QVBoxLayout()
        column.setSpacing(SPACE)
        whole.addLayout(column, 1)
        for widget in (self.require_sign_in, self.send_mail, self._expiry_row, self._password_row):
            column.addWidget(widget)
        column.addWidget(self.together)
        column.addWidget(self.send_anyway)
        kept = QHBoxLayout()
        kept.setSpacing(SPACE)
        words = TintedLabel(Tint.QUIET, self, small=True)
        words.setText(describe_keeping())
        kept.addWidget(words)
        kept.addWidget(self.forget)
        kept.addStretch()
        column.addLayout(kept)

    def _on_changed(self) -> None:
        self.until.setEnabled(self.expires.isChecked())
        moment = datetime.fromtimestamp(self.until.dateTime().toSecsSinceEpoch(), UTC)
        self._options = Options(
            require_sign_in=self.require_sign_in.isChecked(),
            send_mail=self.send_mail.isChecked(),
            expires=moment if self.expires.isChecked() else None,
            password=self.password.text(),
            together=self.together.isChecked(),
            send_anyway=self.send_anyway.isChecked(),
        )
        self.changed.emit(self._options)


def _in_some_days() -> QDateTime:
    return QDateTime(QDateTime.currentDateTime().date().addDays(_DAYS), QTime(23, 59))
