"""What every test gets: a home of its own, and a failure when it leaves windows, threads or warnings behind."""

from __future__ import annotations

import gc
import logging
import os
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.adapters.keyring_session import NO_SESSION, Session, can_open_sessions, new_user

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

CHECKOUT = Path(__file__).resolve().parents[1]
GRACE = 5.0  # seconds a thread that was told to end may still need

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci" if os.environ.get("CI") else "dev")


class Warnings(logging.Handler):
    """Keeps what Drive Share logs at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


DECIDED_WITHOUT_A_WINDOW = frozenset(
    f"test_{name}"
    for name in (
        "browse_model",
        "browse_walk",
        "draft_words",
        "drafting",
        "earlier",
        "forgetting",
        "form",
        "pick_presenter",
        "plain_text",
        "result_wording",
        "sending",
        "settling",
        "several_items",
        "share_presenter",
        "unkept",
    )
)
"""Modules of the ui that are about states and words: what in them needs no `qtbot` shows nothing, wherever it runs."""
READ_FROM_THE_WIDGETS = frozenset({"test_hostile_text"})
"""Modules that read from widgets which texts are in them: no platform changes those."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of the ui is a test for a real X server, too, but for those that cannot differ there."""
    for item in items:
        name = item.path.stem
        shows_nothing = name in DECIDED_WITHOUT_A_WINDOW and "qtbot" not in getattr(item, "fixturenames", ())
        is_of_the_ui = CHECKOUT / "tests" / "ui" in item.path.parents
        if is_of_the_ui and name not in READ_FROM_THE_WIDGETS and not shows_nothing:
            item.add_marker(pytest.mark.xserver)


@pytest.fixture(autouse=True)
def drive_share_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The empty folder in which this test's Drive Share keeps every file; it is made by whoever writes there."""
    home = tmp_path / "drive-share-home"
    monkeypatch.setenv("DRIVE_SHARE_HOME", str(home))
    monkeypatch.delenv("DRIVE_SHARE_TOKEN", raising=False)
    return home


@pytest.fixture
def shared_examples() -> Path:
    """The folder `shared` beside the checkout, with answers of real services in `shared/examples`."""
    folder = CHECKOUT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("The folder of recorded answers, ../shared, is not beside this checkout.")
    return folder


@pytest.fixture(autouse=True)
def logged_warnings() -> Iterator[list[logging.LogRecord]]:
    """What Drive Share logged at WARNING or above. A test that wants a warning takes it out of this list."""
    logger = logging.getLogger("drive_share_gui")
    handler = Warnings()
    logger.addHandler(handler)
    yield handler.records
    logger.removeHandler(handler)
    if handler.records:
        said = "\n".join(f"{record.levelname} {record.name}: {record.getMessage()}" for record in handler.records)
        pytest.fail(f"Drive Share logged:\n{said}", pytrace=False)


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder of the test's own, this user's alone, with a path short enough for the socket in it."""
    with tempfile.TemporaryDirectory(prefix="ds") as folder:
        yield Path(folder)


@pytest.fixture
def user() -> Iterator[Session]:
    """Somebody with a real keyring, in desktop sessions of their own."""
    if not can_open_sessions():
        pytest.skip(NO_SESSION)
    with new_user() as session:
        yield session


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Fail a test that leaves a Python thread running."""
    before = set(threading.enumerate())
    yield
    # A "Dummy" stands for a thread of Qt that once called Python; it is no evidence that the thread still runs.
    left = [thread for thread in threading.enumerate() if thread not in before and not thread.name.startswith("Dummy-")]
    for thread in left:
        thread.join(GRACE)
    names = sorted(thread.name for thread in left if thread.is_alive())
    if names:
        pytest.fail(f"Threads still running: {', '.join(names)}", pytrace=False)


@pytest.fixture(autouse=True)
def no_window_left() -> Iterator[None]:
    """Fail a test that leaves a top-level widget behind, or a task in Qt's own thread pool."""
    before = _windows()
    yield
    if len(_windows()) > len(before):
        gc.collect()
    left = sorted(repr(window) for window in _windows() if window not in before)
    if left:
        pytest.fail(f"Windows still there: {', '.join(left)}", pytrace=False)
    if "PySide6.QtCore" in sys.modules:
        from PySide6.QtCore import QThreadPool

        if not QThreadPool.globalInstance().waitForDone(int(GRACE * 1000)):
            pytest.fail("Tasks still running in Qt's thread pool.", pytrace=False)


def _windows() -> list[QWidget]:
    """Top-level widgets nobody owns, once everything that waits for its deletion is gone."""
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return [
        window
        for window in QApplication.topLevelWidgets()
        if window.parent() is None and window.metaObject().className() != "QTipLabel"
    ]
