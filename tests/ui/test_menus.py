"""The offer of menu entries: made where it is due, settled by either answer, and in nobody's way."""

from pytestqt.qtbot import QtBot

from drive_share_gui.domain.failure import Hurdle, Unreachable
from drive_share_gui.ui.integration_page import IntegrationPage
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.menus import Menus
from drive_share_gui.ui.share_state import MenusOffered
from tests.ui.menus_shown import MenusOfferedShown


def shown_to(qtbot: QtBot, *, is_due: bool = True) -> MenusOfferedShown:
    shown = MenusOfferedShown(is_due=is_due)
    qtbot.addWidget(shown.window)
    qtbot.waitUntil(lambda: shown.was_asked)
    return shown


def offered(shown: MenusOfferedShown) -> bool:
    return isinstance(shown.presenter.state.standing, MenusOffered)


def test_yes_puts_the_entries_everywhere_and_shows_how_they_stand(qtbot: QtBot) -> None:
    shown = shown_to(qtbot)
    assert offered(shown)
    shown.dialog.commands.do(Label.ADD_TO_MENUS.plain)
    (page,) = shown.window.findChildren(IntegrationPage)
    assert shown.managers.asked == [("install", ())]
    assert "caja -q" in page.news.text()
    assert (offered(shown), shown.due) == (False, False)
    page.done.click()
    assert shown.dialog.isVisibleTo(shown.window)


def test_no_changes_nothing_and_is_remembered(qtbot: QtBot) -> None:
    shown = shown_to(qtbot)
    shown.dialog.commands.do(Label.NO_THANKS.plain)
    assert (offered(shown), shown.due, shown.managers.asked) == (False, False, [])


def test_nothing_is_offered_where_it_is_not_due(qtbot: QtBot) -> None:
    assert not offered(shown_to(qtbot, is_due=False))


def test_nothing_is_offered_by_a_program_that_was_installed(qtbot: QtBot) -> None:
    shown = shown_to(qtbot, is_due=False)
    installed = Menus(shown.window, lambda: shown.managers, None, shown.runner, shown.back)
    installed.offer_in(shown.presenter, shown.dialog.commands, 0)
    shown.dialog.commands.menus_answered.emit(False)
    assert not offered(shown)


def test_what_went_wrong_goes_before_the_offer(qtbot: QtBot) -> None:
    shown = shown_to(qtbot)
    shown.presenter.finding.trouble = Unreachable(Hurdle.REFUSED)
    shown.presenter.filling.set_message("x")
    notice = shown.dialog.banner.notice
    assert notice is not None
    assert Label.ADD_TO_MENUS.plain not in notice.actions
    shown.dialog.commands.do(Label.DISMISS.plain)
    notice = shown.dialog.banner.notice
    assert notice is not None
    assert notice.actions == (Label.ADD_TO_MENUS.plain, Label.NO_THANKS.plain)
