"""What the background runner promises to the window."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QThread

from drive_share_gui.domain.failure import Hurdle, SharingError, Unreachable
from drive_share_gui.ui.trouble import OwnMistake

if TYPE_CHECKING:
    import logging
    from collections.abc import Callable, Sequence

    from pytestqt.qtbot import QtBot

    from drive_share_gui.ui.background import BackgroundRunner
    from drive_share_gui.ui.trouble import Trouble


class Receiver(QObject):
    """Writes down every call, and on which thread it came."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, object]] = []
        self.told: list[object] = []
        self.threads: set[bool] = set()

    def done(self, result: object) -> None:
        self._note("done", result)

    def failed(self, trouble: Trouble) -> None:
        self._note("failed", trouble)

    def news(self, content: Sequence[object]) -> None:
        self._note("news", len(content))
        self.told.extend(content)

    def _note(self, name: str, value: object) -> None:
        self.calls.append((name, value))
        self.threads.add(QThread.currentThread() is self.thread())


def test_a_result_reaches_done_once_on_the_thread_of_the_window(runner: BackgroundRunner, qtbot: QtBot) -> None:
    receiver = Receiver()
    runner.run(threading.get_ident, receiver.done, receiver.failed)
    qtbot.waitUntil(lambda: bool(receiver.calls))
    [(name, ident)] = receiver.calls
    assert name == "done"
    assert ident != threading.get_ident()
    assert receiver.threads == {True}


def test_a_known_reason_reaches_failed_as_it_is(runner: BackgroundRunner, qtbot: QtBot) -> None:
    receiver = Receiver()

    def work() -> None:
        raise SharingError(Unreachable(Hurdle.NETWORK))

    runner.run(work, receiver.done, receiver.failed)
    qtbot.waitUntil(lambda: bool(receiver.calls))
    assert receiver.calls == [("failed", Unreachable(Hurdle.NETWORK))]


@pytest.mark.parametrize("mistake", [KeyError("ann@example.org"), SystemExit(3), MemoryError()])
def test_a_mistake_of_ours_is_shown_as_such_and_logged_without_data(
    mistake: BaseException, runner: BackgroundRunner, qtbot: QtBot, logged_warnings: list[logging.LogRecord]
) -> None:
    receiver = Receiver()

    def work() -> None:
        raise mistake

    runner.run(work, receiver.done, receiver.failed)
    qtbot.waitUntil(lambda: bool(receiver.calls))
    assert receiver.calls == [("failed", OwnMistake(type(mistake).__name__))]
    said = logged_warnings.pop().getMessage()
    assert "test_background.py" in said
    assert "ann@example.org" not in said


def test_news_arrive_in_order_gathered_and_before_the_end(runner: BackgroundRunner, qtbot: QtBot) -> None:
    receiver = Receiver()

    def work(tell: Callable[[int], None]) -> str:
        for number in range(5_000):
            tell(number)
        return "end"

    runner.run_telling(work, receiver.news, receiver.done, receiver.failed)
    qtbot.waitUntil(lambda: ("done", "end") in receiver.calls)
    assert receiver.calls[-1] == ("done", "end")
    assert receiver.told == list(range(5_000))
    assert len(receiver.calls) < 100


def test_a_receiver_that_is_gone_is_not_called(runner: BackgroundRunner, qtbot: QtBot) -> None:
    gone, here = Receiver(), Receiver()
    held = threading.Event()
    runner.run(lambda: held.wait(5), gone.done, gone.failed)
    with qtbot.waitSignal(gone.destroyed):
        gone.deleteLater()
    held.set()
    assert runner.finish(5)
    runner.run(lambda: 1, here.done, here.failed)
    qtbot.waitUntil(lambda: bool(here.calls))
    assert gone.calls == []


def test_a_receiver_that_raises_does_not_keep_the_next_one_waiting(runner: BackgroundRunner, qtbot: QtBot) -> None:
    receiver = Receiver()

    def stumble(_result: int) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        runner.run(lambda: 1, stumble, receiver.failed)
        runner.run(lambda: 2, receiver.done, receiver.failed)
        qtbot.waitUntil(lambda: bool(receiver.calls))
    assert receiver.calls == [("done", 2)]
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


def test_idle_is_told_once_everything_was_handed_over(runner: BackgroundRunner, qtbot: QtBot) -> None:
    receiver = Receiver()
    with qtbot.waitSignal(runner.idle):
        runner.run(lambda: 1, receiver.done, receiver.failed)
        runner.run(lambda: 2, receiver.done, receiver.failed)
    assert sorted(str(value) for _, value in receiver.calls) == ["1", "2"]


def test_news_that_come_while_others_are_shown_wait_for_the_next_frame(runner: BackgroundRunner, qtbot: QtBot) -> None:
    """Whoever shows them slowly is not called again for every single one that came meanwhile."""
    receiver = Receiver()
    shown, told = threading.Event(), threading.Event()

    def show(content: Sequence[object]) -> None:
        receiver.news(content)
        shown.set()
        told.wait(5)

    def work(tell: Callable[[int], None]) -> None:
        tell(0)
        shown.wait(5)
        for number in range(1, 500):
            tell(number)
        told.set()

    runner.run_telling(work, show, receiver.done, receiver.failed)
    qtbot.waitUntil(lambda: ("done", None) in receiver.calls)
    assert [value for name, value in receiver.calls if name == "news"] == [1, 499]
