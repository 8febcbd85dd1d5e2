"""Whoever stays without an answer, over real HTTP and with real seconds: settled by looking, or by one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drive_share_gui.adapters.clock import SystemClock
from drive_share_gui.adapters.proxy_logins import KeptProxyLogins
from drive_share_gui.application.connection import Where
from drive_share_gui.application.drive_connection import DriveConnection
from drive_share_gui.application.ways import StartedDrive, Ways
from drive_share_gui.bootstrap.network import speak_http, way_out
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import NoPractice, SharingError
from drive_share_gui.domain.outcome import Invited
from drive_share_gui.domain.service_address import Dialect
from drive_share_gui.practice.running import RunningPracticeDrive, running_practice_drive
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.share_presenter import SharePresenter
from drive_share_gui.ui.wish import Wish
from tests.application.books import new_store
from tests.application.fake_sign_in import FakeSignIn
from tests.ui.small_drive import Recent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from drive_share_gui.ui.background import BackgroundRunner
    from drive_share_gui.ui.result_rows import ResultRow

QUIET: float = 0.5
PATIENCE = 15_000


def no_practice() -> StartedDrive:
    raise SharingError(NoPractice())


class Window:
    """Everything behind a window on the practice drive."""

    def __init__(self, qtbot: QtBot, runner: BackgroundRunner, drive: RunningPracticeDrive, dialect: Dialect) -> None:
        self._qtbot = qtbot
        self.drive = drive
        ways = Ways(
            lambda address, token: speak_http(address, token, KeptProxyLogins()),
            no_practice,
            lambda: new_store(SystemClock()),
            FakeSignIn,
            lambda address: way_out(address, KeptProxyLogins()),
            loopback_quiet_window=QUIET,
        )
        where = Where(service_url=drive.base_url, dialect=dialect)
        self.connection = DriveConnection(where, drive.token, ways)
        self.presenter = SharePresenter(self.connection, runner, SystemClock(), Recent())

    @property
    def row(self) -> ResultRow:
        [row] = self.presenter.state.rows
        return row

    def invite(self, address: str) -> None:
        self.presenter.begin(Wish("path:/Documents/Budget.xlsx", people=address))
        self._qtbot.waitUntil(lambda: self.presenter.state.may_share, timeout=PATIENCE)
        self.presenter.share()
        self._qtbot.waitUntil(
            lambda: bool(self.presenter.state.rows) and not self.presenter.state.is_sending, timeout=PATIENCE
        )

    def acted_on(self) -> list[str]:
        return [entry["email"] for entry in self.drive.ledger()]


@pytest.fixture(params=list(Dialect), ids=lambda dialect: dialect.value)
def window(request: pytest.FixtureRequest, qtbot: QtBot, runner: BackgroundRunner, tmp_path: Path) -> Iterator[Window]:
    with running_practice_drive(tmp_path / "drive") as drive:
        made = Window(qtbot, runner, drive, request.param)
        yield made
        assert runner.finish(5)
        made.connection.close()


def test_whoever_was_invited_without_an_answer_is_found_and_not_invited_twice(window: Window, qtbot: QtBot) -> None:
    window.invite("hang-up@x.org")
    assert window.row.is_unknown
    qtbot.waitUntil(lambda: isinstance(window.row.outcome, Invited), timeout=PATIENCE)
    assert window.acted_on() == ["hang-up@x.org"]


def test_whoever_is_not_found_is_asked_about_and_invited_once_by_one_click(window: Window, qtbot: QtBot) -> None:
    window.invite("reset-before@x.org")
    qtbot.waitUntil(lambda: window.row.asks, timeout=PATIENCE)
    assert window.acted_on() == []
    window.presenter.settling.decide(Label.SEND_AGAIN, (window.row,))
    qtbot.waitUntil(lambda: isinstance(window.row.outcome, Invited), timeout=PATIENCE)
    assert window.acted_on() == ["reset-before@x.org"]
    assert [row.state for row in window.connection.book().journal.rows()] == [State.DONE]
