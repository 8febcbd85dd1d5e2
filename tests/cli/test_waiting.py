"""Waits a person can watch and stop."""

import os
import signal
import threading

import pytest

from drive_share_gui.cli.countdown import CountingClock
from drive_share_gui.cli.interruption import Interruption
from tests.application.fakes import FakeClock


def test_a_wait_is_counted_down_every_second() -> None:
    told: list[float] = []
    clock = FakeClock()
    assert not CountingClock(clock, told.append).wait(2.5, threading.Event())
    assert told == [2.5, 1.5, 0.5]
    assert clock.waits == [1.0, 1.0, 0.5]


def test_a_stopped_wait_ends_at_once() -> None:
    clock, cancel = FakeClock(), threading.Event()
    cancel.set()
    assert CountingClock(clock, lambda _left: None).wait(60, cancel)
    assert clock.waits == [1.0]


def test_no_wait_is_no_wait() -> None:
    clock = FakeClock()
    assert not CountingClock(clock, lambda _left: None).wait(0, threading.Event())
    assert clock.waits == []


def test_the_first_interrupt_is_a_wish_and_the_second_ends_at_once() -> None:
    stop = Interruption()
    with stop.listening():
        assert not stop.is_set()
        os.kill(os.getpid(), signal.SIGINT)
        assert stop.wait(10)
        assert stop.is_set()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)


def test_afterwards_an_interrupt_means_what_it_meant_before() -> None:
    before = signal.getsignal(signal.SIGINT)
    with Interruption().listening():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


def test_a_wish_that_does_not_come_is_not_waited_for_longer() -> None:
    assert not Interruption().wait(0.01)


def test_in_another_thread_nothing_is_listened_for() -> None:
    before = signal.getsignal(signal.SIGINT)
    seen: list[object] = []

    def listen() -> None:
        with Interruption().listening():
            seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=listen)
    thread.start()
    thread.join()
    assert seen == [before]
