"""The sign-in page: what can be pressed, copied, opened and entered, by keyboard too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest

from drive_share_gui.application.sign_in_ports import DeviceCode
from drive_share_gui.ui.code_panel import CodePanel
from drive_share_gui.ui.registration_words import registration_guide, registration_steps
from drive_share_gui.ui.sign_in_sight import Act, describe_left
from drive_share_gui.ui.sign_in_state import Ask, Entry, SignInState
from tests.application.fake_sign_in import ANN_SIGNED_IN, CODE, REGISTRATION
from tests.ui.sign_in_shown import BOB, Asked, code, register, register_wrong, signed_out, which_account, with_account

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from drive_share_gui.domain.account import Account

CARL = replace(BOB, account_id="carl.home")


class Browser(QObject):
    """Takes the place of the system's browser."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def browser(qtbot: QtBot) -> Iterator[Browser]:
    del qtbot
    made = Browser()
    QDesktopServices.setUrlHandler("https", made, "open")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType] - PySide6 takes no bytes here
    yield made
    QDesktopServices.unsetUrlHandler("https")


def shown(asked: Asked, qtbot: QtBot) -> Asked:
    qtbot.addWidget(asked.window)
    return asked


def visible(asked: Asked) -> set[Act]:
    return {act for act, button in asked.sign_in_page.buttons.items() if button.isVisible()}


def test_nobody_signed_in_can_sign_in_use_a_code_or_practise(qtbot: QtBot) -> None:
    asked = shown(signed_out(), qtbot)
    assert visible(asked) == {Act.SIGN_IN, Act.USE_CODE, Act.PRACTICE, Act.OTHER_APP}
    with qtbot.waitSignal(asked.signing.practice_wanted):
        asked.sign_in_page.buttons[Act.PRACTICE].click()


def test_return_answers_and_escape_goes_back(qtbot: QtBot) -> None:
    asked = shown(Asked(SignInState(Ask.AGAIN, (ANN_SIGNED_IN,), ANN_SIGNED_IN, may_go_back=True)), qtbot)
    with qtbot.waitSignal(asked.signing.left):
        QTest.keyClick(asked.sign_in_page, Qt.Key.Key_Escape)
    with qtbot.waitSignal(asked.signing.signed_in):
        QTest.keyClick(asked.sign_in_page, Qt.Key.Key_Return)


def test_escape_closes_where_there_is_nothing_to_go_back_to(qtbot: QtBot) -> None:
    asked = shown(signed_out(), qtbot)
    with qtbot.waitSignal(asked.window.leave_wanted):
        QTest.keyClick(asked.sign_in_page, Qt.Key.Key_Escape)


def test_an_account_is_chosen_by_its_button(qtbot: QtBot) -> None:
    asked = shown(which_account(), qtbot)
    buttons = asked.sign_in_page.accounts.findChildren(type(asked.sign_in_page.buttons[Act.SIGN_IN]))
    chosen: list[Account] = []
    asked.signing.chosen.connect(chosen.append)
    buttons[1].click()
    assert chosen == [BOB]


def test_a_code_is_copied_and_its_page_opened_once_the_host_was_shown(browser: Browser, qtbot: QtBot) -> None:
    panel = shown(code(), qtbot).sign_in_page.code
    assert "login.example" in panel.page.text()
    panel.copy.click()
    panel.page.click()
    assert QGuiApplication.clipboard().text() == CODE.user_code
    assert browser.opened == [CODE.verification_url]


@pytest.mark.parametrize(
    "url", ["http://[::1]/x", "javascript:alert(1)", "https://a@evil.example/", "file:///etc/passwd"]
)
def test_an_address_that_is_no_plain_web_page_is_shown_and_not_opened(url: str, browser: Browser, qtbot: QtBot) -> None:
    panel = CodePanel()
    qtbot.addWidget(panel)
    panel.show_state(SignInState(Ask.CODE, code=DeviceCode("A", url, 60.0), seconds=60.0))
    assert not panel.page.isVisibleTo(panel)
    panel.page.click()
    assert browser.opened == []


@pytest.mark.parametrize(("seconds", "left"), [(872.0, "14:32"), (59.6, "1:00"), (5.0, "0:05"), (0.0, "0:00")])
def test_the_time_left_is_minutes_and_seconds(seconds: float, left: str) -> None:
    assert left in describe_left(seconds)


def test_the_id_is_judged_as_it_is_entered(qtbot: QtBot) -> None:
    asked = shown(register(), qtbot)
    button, panel = asked.sign_in_page.buttons[Act.SIGN_IN], asked.sign_in_page.register
    assert not button.isEnabled()
    panel.client_id.setText("1111")
    assert "11111111-2222-3333-4444-555555555555" in panel.id_hint.text()
    panel.client_id.setText(f" {REGISTRATION.client_id} ")
    assert button.isEnabled()
    panel.tenant.setText("not a tenant")
    assert not button.isEnabled()
    panel.tenant.setText("contoso.com")
    button.click()
    assert asked.registrations.load() == Entry(REGISTRATION.client_id, "contoso.com").registration


def test_each_step_copies_what_goes_there(qtbot: QtBot) -> None:
    asked = shown(register(), qtbot)
    copied: list[str] = []
    for row in asked.sign_in_page.register.steps:
        if row.copy.isVisible():
            row.copy.click()
            copied.append(QGuiApplication.clipboard().text())
    assert copied == [step.paste for step in registration_steps() if step.paste]
    assert "http://localhost" in copied


def test_another_cloud_has_its_own_portal(browser: Browser, qtbot: QtBot) -> None:
    asked = shown(register_wrong(), qtbot)
    panel = asked.sign_in_page.register
    panel.cloud.setCurrentIndex(3)
    assert panel.client_id.text() == "11111111-2222-3333"
    panel.steps[0].page.click()
    assert browser.opened == ["https://portal.azure.cn"]


def test_the_guide_for_a_terminal_has_every_step_and_what_to_paste() -> None:
    guide = registration_guide()
    for step in registration_steps():
        assert step.text in guide
        assert step.paste in guide


def test_the_switcher_offers_the_others_one_more_and_signing_out(qtbot: QtBot) -> None:
    window = with_account(ANN_SIGNED_IN, BOB)
    qtbot.addWidget(window.window)
    switcher = window.dialog.header.account
    assert "ann@contoso.example" in switcher.text()
    menu = switcher.make_menu()
    actions = [action for action in menu.actions() if not action.isSeparator()]
    heard: list[Account | None] = []
    switcher.chosen.connect(heard.append)
    switcher.suggestions_wanted.connect(lambda: heard.append(CARL))
    switcher.add_wanted.connect(lambda: heard.append(None))
    switcher.sign_out_wanted.connect(heard.append)
    for action in actions:
        action.trigger()
    assert heard == [BOB, CARL, None, ANN_SIGNED_IN]
