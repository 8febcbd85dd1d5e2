"""The way to register the app people sign in as: each step with what to paste, and a field for what comes of it."""

from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from drive_share_gui.domain.cloud import Cloud
from drive_share_gui.ui.field_frame import FieldFrame
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.outward import CopyButton, PageButton
from drive_share_gui.ui.registration_words import (
    describe_cloud,
    describe_id,
    describe_tenant,
    registration_steps,
)
from drive_share_gui.ui.scroll_page import ScrollPage
from drive_share_gui.ui.sign_in_state import Entry
from drive_share_gui.ui.theme import SPACE
from drive_share_gui.ui.tinted_label import Tint, TintedLabel, heading

_NUMBER_WIDTH: Final = 3 * SPACE
_ONE_LINE: Final = 40
"""Signs of what is to be pasted that surely fit beside its button."""


class RegisterPanel(ScrollPage):
    """Draws an entry; the steps scroll where the screen is small."""

    entered = Signal(Entry)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry = Entry()
        inside = self._inside = QWidget(self)
        self.steps = [StepRow(number, inside) for number in range(1, len(registration_steps()) + 1)]
        self.id_frame, self.tenant_frame = FieldFrame(inside), FieldFrame(inside)
        self.client_id = _line(self.id_frame, Label.CLIENT_ID)
        self.id_hint = TintedLabel(Tint.QUIET, inside, small=True)
        self.tenant = _line(self.tenant_frame, Label.TENANT)
        self.tenant.setPlaceholderText("common")
        self.tenant_hint = TintedLabel(Tint.QUIET, inside, small=True)
        self.cloud = QComboBox(inside)
        self.cloud.setAccessibleName(Label.CLOUD.plain)
        for cloud in Cloud:
            self.cloud.addItem(describe_cloud(cloud), cloud)
        self.cloud.setMinimumHeight(self.fontMetrics().height() + 2 * SPACE)
        self._lay_out(inside)
        self.hold(inside)
        for line in (self.client_id, self.tenant):
            line.textChanged.connect(self._on_entered)
        self.cloud.currentIndexChanged.connect(self._on_entered)
        self.show_entry(self._entry)

    def lacking(self) -> int:
        """Count the pixels of height without which not all of it is seen."""
        wanted = max(self._inside.heightForWidth(self.viewport().width()), self._inside.minimumSizeHint().height())
        return max(0, wanted - self.viewport().height())

    def show_fields(self) -> None:
        """Scroll to what is to be entered, where it does not fit."""
        self.ensureWidgetVisible(self.tenant_hint)

    def show_entry(self, entry: Entry) -> None:
        """Draw what is entered, and what is not right about it yet."""
        self._entry = entry
        for line, text in ((self.client_id, entry.client_id), (self.tenant, entry.tenant)):
            if line.text() != text:
                with QSignalBlocker(line):
                    line.setText(text)
        with QSignalBlocker(self.cloud):
            self.cloud.setCurrentIndex(list(Cloud).index(entry.cloud))
        for row, step in zip(self.steps, registration_steps(entry.cloud), strict=True):
            row.show_step(step.text, step.paste, step.page)
        said_of_id = describe_id(entry.client_id.strip(), is_right=entry.has_id)
        said_of_tenant = describe_tenant(is_right=entry.has_tenant)
        for line, frame, hint, (text, is_wrong) in (
            (self.client_id, self.id_frame, self.id_hint, said_of_id),
            (self.tenant, self.tenant_frame, self.tenant_hint, said_of_tenant),
        ):
            hint.setText(text)
            hint.set_tint(Tint.PROBLEM if is_wrong else Tint.QUIET)
            frame.set_problem(is_wrong)
            line.setAccessibleDescription(text)

    def _on_entered(self) -> None:
        cloud = list(Cloud)[self.cloud.currentIndex()]
        self.entered.emit(Entry(self.client_id.text(), self.tenant.text(), cloud))

    def _lay_out(self, inside: QWidget) -> None:
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 2 * SPACE, 0)
        column.setSpacing(SPACE)
        for row in self.steps:
            column.addWidget(row)
        column.addSpacing(SPACE)
        column.addWidget(heading(Label.CLIENT_ID, self.client_id, inside))
        column.addWidget(_framed(self.client_id, self.id_frame))
        column.addWidget(self.id_hint)
        columns = QHBoxLayout()
        columns.setSpacing(2 * SPACE)
        self.tenant_hint.setWordWrap(True)
        for parts in (
            (heading(Label.TENANT, self.tenant, inside), _framed(self.tenant, self.tenant_frame), self.tenant_hint),
            (heading(Label.CLOUD, self.cloud, inside), self.cloud),
        ):
            part = QVBoxLayout()
            part.setSpacing(SPACE // 2)
            for widget in parts:
                part.addWidget(widget)
            part.addStretch()
            columns.addLayout(part, 1)
        column.addLayout(columns)
        column.addStretch()


class StepRow(QWidget):
    """One step: its number, what to do, and what to paste there."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        numeral = TintedLabel(Tint.QUIET, self)
        numeral.setText(f"{number}.")
        numeral.setFixedWidth(_NUMBER_WIDTH)
        self._text = TintedLabel(Tint.TEXT, self)
        self._text.setWordWrap(True)
        self._paste = TintedLabel(Tint.TEXT, self)
        self._paste.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._paste.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = CopyButton(self)
        self.page = PageButton(self)
        what = QHBoxLayout()
        what.setSpacing(SPACE)
        for part in (self._paste, self.page, self.copy):
            what.addWidget(part)
        what.addStretch()
        self._what = what
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._text)
        texts.addLayout(what)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(numeral, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)

    def show_step(self, text: str, paste: str, page: str) -> None:
        """Draw the step; `page` is one to open."""
        self._text.setText(text)
        self._paste.setText(paste)
        self._paste.setVisible(bool(paste))
        is_long = len(paste) > _ONE_LINE
        self._paste.setWordWrap(is_long)
        self._what.setStretch(0, 1 if is_long else 0)
        self.copy.offer(paste, paste)
        self.copy.setVisible(bool(paste))
        self.page.offer(page)


def _line(parent: QWidget, label: Label) -> QLineEdit:
    line = QLineEdit(parent)
    line.setFrame(False)
    line.setAccessibleName(label.plain)
    return line


def _framed(line: QLineEdit, frame: FieldFrame) -> FieldFrame:
    """Put a line into its frame."""
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
    inside.addWidget(line)
    return frame
