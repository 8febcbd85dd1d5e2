"""Connects to whichever of a host's addresses answers first, so that a dead one costs a quarter of a second."""

import queue
import threading
import time
from collections.abc import Callable, Sequence
from typing import Final

import httpcore

HEAD_START: Final = 0.25
"""Seconds one address has before the next is tried beside it (RFC 8305, section 5)."""

Connect = Callable[[str], httpcore.NetworkStream]


def first_connection(addresses: Sequence[str], connect: Connect, seconds: float) -> httpcore.NetworkStream:
    """Give the first connection that comes about; those that come later are closed; the addresses differ.

    Raises what the last attempt to fail raised, or httpcore.ConnectTimeout after `seconds`.
    """
    if len(addresses) == 1:
        return connect(addresses[0])
    race = _Race(connect)
    return race.run(addresses, seconds)


class _Race:
    def __init__(self, connect: Connect) -> None:
        self._connect: Final = connect
        self._ends: Final[queue.SimpleQueue[httpcore.NetworkStream | Exception]] = queue.SimpleQueue()
        self._lock: Final = threading.Lock()
        self._is_over = False
        self._running = 0
        self._trouble: Exception = httpcore.ConnectTimeout()

    def run(self, addresses: Sequence[str], seconds: float) -> httpcore.NetworkStream:
        ends = time.monotonic() + seconds
        try:
            for address in addresses:
                threading.Thread(target=self._try, args=(address,), name="connecting", daemon=True).start()
                self._running += 1
                is_last = address == addresses[-1]
                connection = self._first(ends if is_last else min(ends, time.monotonic() + HEAD_START))
                if connection is not None:
                    return connection
        finally:
            self._finish()
        raise self._trouble

    def _first(self, until: float) -> httpcore.NetworkStream | None:
        """Give the first connection; None once the time is over, or all that were begun have failed."""
        while self._running:
            try:
                end = self._ends.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                return None
            self._running -= 1
            if not isinstance(end, Exception):
                return end
            self._trouble = end
        return None

    def _try(self, address: str) -> None:
        end: httpcore.NetworkStream | Exception
        try:
            end = self._connect(address)
        except Exception as error:  # noqa: BLE001 - raised again where the race is run
            end = error
        with self._lock:
            if not self._is_over:
                self._ends.put(end)
                return
        if not isinstance(end, Exception):
            end.close()

    def _finish(self) -> None:
        """Let go of whoever comes too late."""
        with self._lock:
            self._is_over = True
        while not self._ends.empty():
            end = self._ends.get()
            if not isinstance(end, Exception):
                end.close()
