"""The entry in the menus of file managers: how it stands in each, and buttons that put it there or take it away."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from drive_share_gui.application.local_ports import EntryState, FileManagers, MenuEntry
from drive_share_gui.ui.announcement import announce
from drive_share_gui.ui.background import Runner
from drive_share_gui.ui.buttons import Button, Rank
from drive_share_gui.ui.form_wording import describe_trouble
from drive_share_gui.ui.integration_words import describe_entry, describe_restart, explain_menus
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.outward import CopyButton
from drive_share_gui.ui.scroll_page import ScrollPage
from drive_share_gui.ui.theme import MARGIN, SPACE, scaled
from drive_share_gui.ui.tinted_label import Tint, TintedLabel
from drive_share_gui.ui.trouble import Trouble

_THERE: Final = frozenset({EntryState.INSTALLED, EntryState.OUTDATED, EntryState.PART_MISSING, EntryState.TWICE})
_WANTING: Final = frozenset({EntryState.NOT_INSTALLED, EntryState.OUTDATED})
_DOUBTFUL: Final = frozenset({EntryState.OUTDATED, EntryState.PART_MISSING, EntryState.TWICE})

_Work = Callable[[FileManagers], tuple[MenuEntry, ...]]


class IntegrationPage(QWidget):
    """Looks, installs and removes behind the window; what is not on this computer is not shown."""

    left = Signal()

    def __init__(self, managers: Callable[[], FileManagers], runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._managers: Final = managers
        self._runner: Final = runner
        self.rows: list[EntryRow] = []
        self._known: dict[str, EntryState] = {}
        self._adds = False
        self._title = TintedLabel(Tint.TEXT, self)
        self._title.setFont(scaled(self.font(), 1.25, bold=True))
        self._title.setText(Label.FILE_MANAGERS.plain.rstrip("…"))
        self._promise = TintedLabel(Tint.QUIET, self)
        self._promise.setWordWrap(True)
        self._promise.setText(explain_menus(None))
        self.news = TintedLabel(Tint.TEXT, self)
        self.news.setWordWrap(True)
        self.install_all = Button(Label.INSTALL_ALL.text, Rank.MAIN, self)
        self.done = Button(Label.DONE.text, Rank.PLAIN, self)
        self._inside = QWidget(self)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, SPACE, 2 * SPACE, 0)
        self._column.setSpacing(2 * SPACE)
        self._column.addStretch()
        self._lay_out()
        self.install_all.clicked.connect(lambda: self._do(lambda managers: managers.install()))
        self.done.clicked.connect(self.left)

    def look(self) -> None:
        """Find out how the entries stand."""
        self._known = {}
        self._do(lambda managers: managers.status())

    def add_all(self) -> None:
        """Find out, then put the entries everywhere: that was asked for already."""
        self._adds = True
        self.look()

    def _do(self, work: _Work) -> None:
        self._inside.setEnabled(False)
        self.install_all.setEnabled(False)
        self._runner.run(lambda: work(self._managers()), self._show, self._on_failed)

    def _install(self, name: str) -> None:
        self._do(lambda managers: managers.install((name,)))

    def _remove(self, name: str) -> None:
        self._do(lambda managers: managers.remove((name,)))

    def _show(self, entries: Sequence[MenuEntry]) -> None:
        here = [entry for entry in entries if entry.state is not EntryState.NO_FILE_MANAGER]
        while len(self.rows) < len(here):
            self._add_row()
        for row, entry in zip(self.rows, here, strict=False):
            row.show_entry(entry)
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(here))
        changed = [entry for entry in here if self._known.get(entry.name, entry.state) is not entry.state]
        self._known = {entry.name: entry.state for entry in here}
        self._promise.setText(explain_menus(len(here)))
        self._say("\n".join(filter(None, map(describe_restart, changed))), Tint.TEXT)
        self._inside.setEnabled(True)
        self.install_all.setEnabled(any(entry.state in _WANTING for entry in here))
        if self._adds:
            self._adds = False
            self.install_all.click()

    def _on_failed(self, trouble: Trouble) -> None:
        self._inside.setEnabled(True)
        self.install_all.setEnabled(True)
        self._say(describe_trouble(trouble), Tint.PROBLEM)

    def _say(self, text: str, tint: Tint) -> None:
        self.news.set_tint(tint)
        self.news.setText(text)
        self.news.setVisible(bool(text))
        if text:
            announce(self, text)

    def _add_row(self) -> None:
        row = EntryRow(self._inside)
        row.install_wanted.connect(self._install)
        row.remove_wanted.connect(self._remove)
        self._column.insertWidget(len(self.rows), row)
        self.rows.append(row)

    def _lay_out(self) -> None:
        page = ScrollPage(self)
        page.hold(self._inside)
        bottom = QHBoxLayout()
        bottom.addWidget(self.install_all)
        bottom.addStretch()
        bottom.addWidget(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 2 * SPACE)
        column.setSpacing(SPACE)
        for part in (self._title, self._promise):
            column.addWidget(part)
        column.addWidget(page, 1)
        column.addWidget(self.news)
        column.addLayout(bottom)


class EntryRow(QWidget):
    """One file manager: its name, how the entry stands there, what is missing, and what can be done."""

    install_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self.title = TintedLabel(Tint.TEXT, self)
        self.title.setFont(scaled(self.font(), 1, bold=True))
        self.state = TintedLabel(Tint.QUIET, self)
        self.state.setWordWrap(True)
        self.command = TintedLabel(Tint.TEXT, self)
        self.command.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.command.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = CopyButton(self)
        self.install = Button(Label.INSTALL.plain, Rank.LINK, self)
        self.remove = Button(Label.REMOVE.plain, Rank.LINK, self)
        self.install.clicked.connect(lambda: self.install_wanted.emit(self._name))
        self.remove.clicked.connect(lambda: self.remove_wanted.emit(self._name))
        mend = QHBoxLayout()
        mend.setSpacing(SPACE)
        for part in (self.command, self.copy):
            mend.addWidget(part)
        mend.addStretch()
        texts = QVBoxLayout()
        texts.setSpacing(0)
        for text in (self.title, self.state):
            texts.addWidget(text)
        texts.addLayout(mend)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addLayout(texts, 1)
        for button in (self.install, self.remove):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def show_entry(self, entry: MenuEntry) -> None:
        """Draw how it stands."""
        self._name = entry.name
        self.title.setText(entry.title)
        self.state.setText(describe_entry(entry))
        self.state.set_tint(Tint.CAUTION if entry.state in _DOUBTFUL else Tint.QUIET)
        for part in (self.command, self.copy):
            part.setVisible(bool(entry.mend))
        self.command.setText(entry.mend)
        self.copy.offer(entry.mend, entry.mend)
        again = entry.state is EntryState.OUTDATED
        label = Label.INSTALL_AGAIN if again else Label.INSTALL
        self.install.setText(label.plain)
        self.install.updateGeometry()
        self.install.setVisible(entry.state in _WANTING)
        self.remove.setVisible(entry.state in _THERE)
        for button, said in ((self.install, label), (self.remove, Label.REMOVE)):
            button.setAccessibleName(f"{said.plain}: {entry.title}")
