"""Counts the calls a piece of work takes: the same on a fast and a slow computer, unlike its time."""

import sys
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager
from types import CodeType, FrameType


@contextmanager
def calls_counted() -> Generator[Counter[CodeType]]:
    """Count the calls of functions written in Python that this thread makes meanwhile, comparisons among them."""
    calls = Counter[CodeType]()

    def note(frame: FrameType, event: str, _value: object) -> None:
        if event == "call":
            calls[frame.f_code] += 1

    sys.setprofile(note)
    try:
        yield calls
    finally:
        sys.setprofile(None)


def growth(work: Callable[[int], None], few: int = 15, times: int = 6) -> float:
    """Say how many times the calls `work` takes for `times` as many; `times` or less where it grows in step."""
    with calls_counted() as first:
        work(few)
    with calls_counted() as second:
        work(few * times)
    return second.total() / first.total()
