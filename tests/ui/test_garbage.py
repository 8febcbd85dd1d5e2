"""Qt's objects end on the window's thread, whichever thread made the last object."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from drive_share_gui.ui.garbage import Garbage, collect_what_is_due


@pytest.fixture
def in_charge(qtbot: QtBot) -> Iterator[Garbage]:
    del qtbot
    garbage = Garbage()
    garbage.take_charge()
    yield garbage
    garbage.hand_back()


class Knot(QObject):
    """An object in a circle of references, as windows and presenters are."""

    def __init__(self, ended_on: list[str]) -> None:
        super().__init__()
        self.itself = self
        self.timer = QTimer()
        self._ended_on = ended_on

    def __del__(self) -> None:
        self._ended_on.append(threading.current_thread().name)


def work() -> None:
    """Make enough objects for an automatic collection of every generation."""
    _ = [[number] for number in range(200_000)]


@pytest.mark.usefixtures("in_charge")
def test_another_thread_ends_no_object_of_ours(qtbot: QtBot) -> None:
    ended_on: list[str] = []
    Knot(ended_on)
    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert ended_on == []
    qtbot.waitUntil(lambda: gc.collect() >= 0 and bool(ended_on))
    assert ended_on == [threading.main_thread().name]


@pytest.mark.usefixtures("in_charge")
def test_what_piles_up_is_collected() -> None:
    ended_on: list[str] = []
    for _ in range(gc.get_threshold()[0] + 1):
        Knot(ended_on)
    collect_what_is_due()
    assert set(ended_on) == {threading.main_thread().name}


def test_afterwards_python_collects_by_itself_again(qtbot: QtBot) -> None:
    del qtbot
    was = gc.isenabled()
    garbage = Garbage()
    garbage.take_charge()
    assert not gc.isenabled()
    garbage.hand_back()
    assert gc.isenabled()
    if not was:
        gc.disable()
