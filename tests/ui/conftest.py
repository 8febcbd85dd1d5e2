"""What the tests of the window share: a runner that runs at once, a clock that stands, a service without a network."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from drive_share_gui.ui.application import ShareApplication
from drive_share_gui.ui.background import BackgroundRunner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture(scope="session")
def qapp_cls() -> type[ShareApplication]:
    """The program's own application: what a desktop hands over comes to it."""
    return ShareApplication


@pytest.fixture(autouse=True)
def garbage_ends_here() -> Iterator[None]:
    """Let nothing of Qt be ended on the thread of a worker or a server, as the program itself does."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[BackgroundRunner]:
    """The real runner, all of its work ended when the test is over."""
    del qtbot  # it makes the application
    background = BackgroundRunner()
    yield background
    assert background.finish(5)
