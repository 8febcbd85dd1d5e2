"""Connects what is done in the parts of the share window with whoever decides about it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from drive_share_gui.ui.bottom_row import BottomRow
from drive_share_gui.ui.form_presenter import FormPresenter
from drive_share_gui.ui.share_commands import ShareCommands
from drive_share_gui.ui.share_form import ShareForm
from drive_share_gui.ui.share_presenter import SharePresenter
from drive_share_gui.ui.suggester import Suggester

if TYPE_CHECKING:
    from drive_share_gui.ui.earlier_page import EarlierPage
    from drive_share_gui.ui.results_page import ResultsPage


def order_stops(stops: Sequence[QWidget]) -> None:
    """Let the Tab key follow the eye."""
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def connect_form(form: ShareForm, filling: FormPresenter, suggester: Suggester, commands: ShareCommands) -> None:
    """Connect everything that can be filled in."""
    people = form.people
    people.typed.connect(filling.type_person)
    people.typed.connect(suggester.type_text)
    suggester.suggested.connect(people.show_suggestions)
    people.added.connect(filling.add_people)
    people.person_added.connect(filling.add_person)
    people.file_added.connect(filling.add_people_file)
    people.file_wanted.connect(commands.ask_for_people_file)
    people.person_removed.connect(filling.remove_person)
    people.leftover_removed.connect(filling.remove_leftover)
    people.spelling_taken.connect(filling.take_spelling)
    form.role_chosen.connect(filling.set_role)
    form.message.typed.connect(filling.set_message)
    form.options.changed.connect(filling.set_options)
    form.options.forget_wanted.connect(commands.ask_what_to_forget)


def connect_foot(foot: BottomRow, presenter: SharePresenter, commands: ShareCommands) -> None:
    """Connect the foot of the window, but for its Close."""
    foot.share_wanted.connect(presenter.share)
    foot.more_wanted.connect(presenter.share_with_more)
    foot.results_wanted.connect(presenter.show_results)
    foot.link_wanted.connect(commands.copy_link)
    commands.link_copied.connect(foot.say_copied)


def connect_results(page: "ResultsPage", presenter: SharePresenter, commands: ShareCommands) -> None:
    """Connect what can be done with results."""
    page.stop_wanted.connect(presenter.sending.stop)
    page.undo_wanted.connect(presenter.sending.undo)
    page.again_wanted.connect(presenter.sending.try_again)
    page.export_wanted.connect(commands.ask_where_to_export)
    page.copy_wanted.connect(commands.copy_results)
    page.details.copy_wanted.connect(commands.copy)
    page.view.page_wanted.connect(presenter.show_page)
    page.view.edit_wanted.connect(presenter.edit)
    page.decided.connect(presenter.settling.decide)


def connect_earlier(page: "EarlierPage", presenter: SharePresenter) -> None:
    """Connect what can be done with invitations of earlier starts."""
    page.decided.connect(presenter.settling.decide)
    page.view.page_wanted.connect(presenter.show_page)
    page.stop_wanted.connect(presenter.sending.stop)
    page.left.connect(presenter.leave_earlier)
