"""The page that tests the connection names the step, lets the proxy be told who is there, and goes on after that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from drive_share_gui.application.try_connection import Mark, Step
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import Hurdle, NoAccount, Unreachable
from drive_share_gui.domain.outcome import Invited
from drive_share_gui.domain.proxy import ProxyLogin
from drive_share_gui.ui.connection_page import ConnectionPage
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.share_state import Phase
from tests.application.fake_sign_in import ANN_SIGNED_IN
from tests.application.fake_way_out import PROXY
from tests.ui.share_shown import ShareDrive, Shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    Show = Callable[[Shown], Shown]

LOGIN = ProxyLogin("CONTOSO\\ann", "s3cret")
AT_THE_PROXY = Unreachable(Hurdle.PROXY_LOGIN)


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def keep(shown: Shown) -> Shown:
        qtbot.addWidget(shown.window)
        return shown

    return keep


def page_of(shown: Shown) -> ConnectionPage:
    shown.dialog.commands.do(Label.TEST_CONNECTION.plain)
    [page] = shown.window.findChildren(ConnectionPage)
    return page


def offered(shown: Shown) -> tuple[str, ...]:
    notice = shown.dialog.banner.notice
    return notice.actions if notice else ()


def log_in(page: ConnectionPage, login: ProxyLogin) -> None:
    page.login.user.setText(login.user)
    page.login.password.setText(login.password)
    page.login.log_in.click()


@pytest.mark.parametrize(
    ("hurdle", "label"),
    [
        (Hurdle.NETWORK, Label.TEST_CONNECTION),
        (Hurdle.CAPTIVE_PORTAL, Label.TEST_CONNECTION),
        (Hurdle.PROXY, Label.TEST_CONNECTION),
        (Hurdle.PROXY_LOGIN, Label.LOG_IN_TO_PROXY),
    ],
)
def test_a_drive_out_of_reach_offers_the_test(show: Show, hurdle: Hurdle, label: Label) -> None:
    shown = show(Shown(ShareDrive(find_failure=Unreachable(hurdle))).begin())
    assert offered(shown) == (Label.TRY_AGAIN.plain, label.plain, Label.DISMISS.plain)


def test_the_menu_of_the_account_offers_it_at_any_time(show: Show) -> None:
    shown = show(Shown().begin())
    shown.dialog.header.account.show_accounts(ANN_SIGNED_IN)
    actions = {action.text(): action for action in shown.dialog.header.account.make_menu().actions()}
    actions[Label.TEST_CONNECTION.text].trigger()
    assert shown.window.findChildren(ConnectionPage)


def test_each_step_has_a_line_that_says_how_it_went(show: Show) -> None:
    shown = show(Shown().begin())
    shown.connection.way.failure = Unreachable(Hurdle.CERTIFICATE)
    page = page_of(shown)
    assert page.isVisible()
    assert not shown.dialog.isVisible()
    assert [line.mark for line in page.lines.values()] == [
        Mark.NOT_NEEDED,
        Mark.PASSED,
        Mark.PASSED,
        Mark.FAILED,
        *3 * [Mark.NOT_TRIED],
    ]
    assert "certificate" in page.lines[Step.CERTIFICATE].text.text()
    assert not page.login.isVisible()


def test_while_it_is_tried_nothing_is_claimed_and_the_page_can_be_left(show: Show) -> None:
    shown = show(Shown().begin())
    shown.runner.hold = True
    page = page_of(shown)
    assert {line.mark for line in page.lines.values()} == {None}
    assert not page.again.isEnabled()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert shown.dialog.isVisible()
    shown.runner.release()
    assert shown.dialog.isVisible()


def test_what_keeps_everything_from_being_tried_is_said(show: Show) -> None:
    shown = show(Shown().begin())
    shown.connection.way_failure = NoAccount(token_missing=True)
    page = page_of(shown)
    assert page.banner.notice is not None


def test_the_proxy_is_told_who_is_there_and_the_item_is_looked_for_again(show: Show) -> None:
    drive = ShareDrive(find_failure=AT_THE_PROXY)
    shown = show(Shown(drive).begin())
    way = shown.connection.way
    way.address, way.wanted = PROXY, LOGIN
    page = page_of(shown)
    assert page.login.isVisible()
    assert page.login.password.echoMode() is QLineEdit.EchoMode.Password
    assert "proxy.example:8080" in page.login.hint.text()
    log_in(page, ProxyLogin("CONTOSO\\ann", "wrong"))
    assert page.login.isVisible()
    assert page.login.hint.text() == "The proxy does not take this user name and password."
    assert way.saved == [], "what is wrong is not kept"
    log_in(page, LOGIN)
    assert way.saved[-1] == LOGIN
    assert page.trial.state.is_open
    assert not page.login.isVisible()
    assert page.login.password.text() == "", "it is not kept where it is not needed any more"
    drive.find_failure = None
    page.done.click()
    assert shown.dialog.isVisible()
    assert (shown.presenter.state.phase, shown.presenter.state.trouble) == (Phase.EDITING, None)


def test_what_cannot_be_a_login_is_said_and_not_sent(show: Show) -> None:
    shown = show(Shown().begin())
    way = shown.connection.way
    way.address, way.wanted = PROXY, LOGIN
    page = page_of(shown)
    log_in(page, ProxyLogin("", "x"))
    assert (way.saved, way.knocks) == ([], 1)
    assert "user name is needed" in page.login.hint.text()


def test_a_login_that_ends_with_the_program_is_said_to(show: Show) -> None:
    shown = show(Shown().begin())
    way = shown.connection.way
    way.address, way.wanted, way.has_keyring = PROXY, LOGIN, False
    page = page_of(shown)
    log_in(page, LOGIN)
    assert "no keyring" in page.summary.text()
    page.trial.begin()
    assert "no keyring" in page.summary.text()


def test_people_who_wait_for_the_proxy_are_invited_once_it_knows_who_is_there(show: Show) -> None:
    shown = show(Shown().begin())
    shown.invite("ann@contoso.com, bob@fabrikam.com", AT_THE_PROXY)
    states = {row.journaled.state for row in shown.presenter.state.rows if row.journaled}
    assert states == {State.NEEDS_PROXY}
    assert offered(shown) == (Label.LOG_IN_TO_PROXY.plain,)
    requests = len(shown.drive.requests)
    way = shown.connection.way
    way.address, way.wanted = PROXY, LOGIN
    page = page_of(shown)
    log_in(page, LOGIN)
    page.done.click()
    assert all(isinstance(row.outcome, Invited) for row in shown.presenter.state.rows)
    assert len(shown.drive.requests) == requests + 2
    assert offered(shown) == ()


def test_leaving_a_way_that_is_not_open_sends_nothing(show: Show) -> None:
    shown = show(Shown().begin())
    shown.invite("ann@contoso.com", AT_THE_PROXY)
    shown.connection.way.wanted = LOGIN
    requests = len(shown.drive.requests)
    page_of(shown).done.click()
    assert len(shown.drive.requests) == requests
    assert offered(shown) == (Label.LOG_IN_TO_PROXY.plain,)
