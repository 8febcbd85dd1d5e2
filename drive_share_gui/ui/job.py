"""Does one job and prepares the one delivery that follows from it, whatever happens."""

import logging
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeAlias, TypeVar

import shiboken6
from PySide6.QtCore import QObject

from drive_share_gui.domain.failure import SharingError
from drive_share_gui.ui.trouble import OwnMistake, Trouble

Result = TypeVar("Result")
Failed: TypeAlias = Callable[[Trouble], None]
Letter: TypeAlias = Callable[[], None]
"""Something to be called on the thread of the window."""

_log = logging.getLogger(__name__)


def settle(work: Callable[[], Result], done: Callable[[Result], None], failed: Failed) -> Letter:
    """Do `work` here and give the one delivery that follows from it."""
    try:
        result = work()
    except SharingError as error:
        return partial(_hand_over, failed, error.failure)
    except BaseException as error:  # noqa: BLE001 - whatever it is, the window must hear of it
        return partial(_hand_over, failed, log_mistake(error))
    return partial(_hand_over, done, result)


def log_mistake(error: BaseException) -> OwnMistake:
    """Write down where an exception nobody foresaw came from, without its message: that may hold people's data."""
    _log.error("%s at %s", type(error).__name__, _places(error))
    return OwnMistake(type(error).__name__)


def is_alive(receiver: Callable[..., None]) -> bool:
    """Whether a callback can still be called: false where it is a method of a QObject that is gone."""
    while isinstance(receiver, partial):
        receiver = receiver.func
    owner = getattr(receiver, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


def _hand_over(receiver: Callable[[Result], None], content: Result) -> None:
    if is_alive(receiver):
        receiver(content)


def _places(error: BaseException) -> str:
    """Name the places in the code an exception came through: file, line and function, no values."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames))
