"""What the share window does beside inviting: clipboard, browser, files, and the answers to its notices."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.outward import copy_text
from drive_share_gui.ui.plain_text import visible
from drive_share_gui.ui.share_presenter import SharePresenter
from drive_share_gui.ui.translation import translate
from drive_share_gui.ui.web_link import read_web_link
from drive_share_gui.ui.web_page import open_page

if TYPE_CHECKING:
    from collections.abc import Callable


class ShareCommands(QObject):
    """Belongs to the window."""

    link_copied = Signal()
    window_left = Signal()
    test_wanted = Signal()
    """Somebody wants to know what stands between this computer and the drive."""
    sign_in_wanted = Signal()
    """The account's sign-in has expired, and somebody wants to renew it."""
    menus_answered = Signal(bool)
    """Whether somebody wants entries in the menus of file managers, who was asked."""

    def __init__(self, presenter: SharePresenter, window: QWidget) -> None:
        super().__init__(window)
        self._presenter = presenter
        self._window = window

    def copy_link(self) -> None:
        """Copy the web address of the item; of several, a line each."""
        state = self._presenter.state
        if state.item is not None:
            self.copy("\n".join(read_web_link(item.web_url).url for item in (state.item, *state.others)))
            self.link_copied.emit()

    def copy(self, text: str) -> None:
        """Put a text on the clipboard, without signs that would do something where it is pasted."""
        copy_text(text, self._window)

    def copy_results(self) -> None:
        """Copy the whole list as text."""
        from drive_share_gui.ui.result_wording import list_rows  # noqa: PLC0415 - not needed to start

        state = self._presenter.state
        self.copy(list_rows(state.rows, state.now))

    def open_mails(self) -> None:
        """Show the folder with the practice drive's mails."""
        outbox = self._presenter.connection.outbox
        if outbox is None or not QDesktopServices.openUrl(QUrl.fromLocalFile(outbox)):
            self._presenter.name_outbox()

    def ask_for_people_file(self) -> None:
        """Let a file with people be chosen."""
        dialog = self._file_dialog(translate("Files", "Add people from a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [translate("Files", "Lists of people (*.csv *.txt)"), translate("Files", "All files (*)")]
        )
        dialog.fileSelected.connect(self._on_people_file)
        dialog.open()

    def ask_where_to_export(self) -> None:
        """Let a file for the results be named."""
        dialog = self._file_dialog(translate("Files", "Save the results"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([translate("Files", "Table (*.csv)"), translate("Files", "JSON (*.json)")])
        dialog.setDefaultSuffix("csv")
        dialog.filterSelected.connect(partial(_follow_filter, dialog))
        item = self._presenter.state.item
        stem = visible(item.name, 80).rpartition(".")[0] or visible(item.name, 80) if item else ""
        dialog.selectFile(translate("Files", "Shared {name}.csv").format(name=stem.replace("/", "_")))
        dialog.fileSelected.connect(self._on_export_file)
        dialog.open()

    def ask_what_to_forget(self) -> None:
        """Let the person say how much of what is kept here is to be forgotten."""
        self._presenter.forgetting.ask()

    def do(self, action: str) -> None:
        """Do what a notice offered."""
        acts: dict[str, Callable[[], None]] = {
            Label.DISMISS.plain: self._presenter.dismiss,
            Label.TRY_AGAIN.plain: self._presenter.finding.again,
            Label.STOP_SENDING.plain: self._stop,
            Label.CLOSE_WINDOW.plain: self.window_left.emit,
            Label.CHECK_NOW.plain: self._check,
            Label.OPEN.plain: self._open_page,
            Label.COPY_ADDRESS.plain: self._copy_page,
            Label.SHOW.plain: self._presenter.show_earlier,
            Label.TEST_CONNECTION.plain: self.test_wanted.emit,
            Label.LOG_IN_TO_PROXY.plain: self.test_wanted.emit,
            Label.SIGN_IN_AGAIN.plain: self.sign_in_wanted.emit,
            Label.ADD_TO_MENUS.plain: partial(self._answer_menus, wanted=True),
            Label.NO_THANKS.plain: partial(self._answer_menus, wanted=False),
            Label.START_FRESH.plain: self._presenter.drafting.start_fresh,
            Label.BRING_BACK.plain: self._presenter.drafting.bring_back,
            Label.HIDE.plain: self._presenter.drafting.dismiss,
            Label.FORGET_NOW.plain: self._presenter.forgetting.forget,
            Label.FORGET_DRAFT.plain: self._presenter.forgetting.forget,
            Label.FORGET_EVERYTHING.plain: self._presenter.forgetting.forget_everything,
        }
        acts[action]()

    def _answer_menus(self, *, wanted: bool) -> None:
        self._presenter.dismiss()
        self.menus_answered.emit(wanted)

    def _on_people_file(self, name: str) -> None:
        self._presenter.filling.add_people_file(Path(name))

    def _on_export_file(self, name: str) -> None:
        self._presenter.export(Path(name))

    def _stop(self) -> None:
        self._presenter.sending.stop()
        self._presenter.dismiss()

    def _check(self) -> None:
        self._presenter.dismiss()
        self._presenter.sending.check_now()

    def _open_page(self) -> None:
        page = self._presenter.state.page
        if page is None or open_page(page):
            self._presenter.dismiss()

    def _copy_page(self) -> None:
        page = self._presenter.state.page
        if page is not None:
            self.copy(page.url)
        self._presenter.dismiss()

    def _file_dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog


def _follow_filter(dialog: QFileDialog, chosen: str) -> None:
    dialog.setDefaultSuffix("json" if "json" in chosen else "csv")
