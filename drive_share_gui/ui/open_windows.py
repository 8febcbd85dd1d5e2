"""Keeps the share windows of this process: one for each thing asked for, each closing on its own."""

import sys
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from drive_share_gui.ui.share_window import ShareWindow
from drive_share_gui.ui.wish import Wish

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from drive_share_gui.application.opening import Asked
    from drive_share_gui.ui.account_session import AccountSession, Around
    from drive_share_gui.ui.garbage import Garbage

INTERRUPTED: Final = 130


@dataclass(frozen=True, slots=True)
class Opening:
    """What a window is opened for."""

    wish: Wish
    around: "Callable[[], Around]"
    """Gives what the window works with, once it can be seen."""
    practice: bool = False
    whose: str = ""
    """Names the account or service as it was asked for: the same item of somebody else is another one."""


@dataclass(slots=True, eq=False)
class _Entry:
    """One window, with its session as soon as it is painted."""

    window: ShareWindow
    opening: Opening
    session: "AccountSession | None" = None

    def is_about(self, opening: Opening) -> bool:
        if (opening.practice, opening.whose) != (self.opening.practice, self.opening.whose):
            return False
        return self.opening.wish == opening.wish if self.session is None else self.session.is_about(opening.wish)


class OpenWindows(QObject):
    """The windows of this process, and what they share: its garbage and its mistakes."""

    painted = Signal()
    """The first window can be seen and is being filled."""
    none_left = Signal()
    """Nobody needs this process any more."""

    def __init__(self, read: "Callable[[Asked], Opening | None]") -> None:
        """Say with `read` what a window is to be opened for; None where something else is asked for."""
        super().__init__()
        self._read: Final = read
        self._entries: Final[list[_Entry]] = []
        self._retiring: Final[list[AccountSession]] = []
        self._garbage: Garbage | None = None

    @property
    def sessions(self) -> "list[AccountSession]":
        """What is behind the windows that are filled."""
        return [entry.session for entry in self._entries if entry.session is not None]

    def let_in(self, asked: "Asked") -> bool:
        """Open a window for what is asked; false where that is something else."""
        opening = self._read(asked)
        if opening is None:
            return False
        self.open(opening, asked.token)
        return True

    def take_over(self, items: "Sequence[str]") -> None:
        """Open a window for files and links that the system hands over; one that is still empty takes them."""
        from drive_share_gui.application.opening import Asked  # noqa: PLC0415 - rarely needed

        opening = self._read(Asked(("--open", *items)))
        if opening is None:
            return
        early = next((entry for entry in self._entries if entry.session is None), None)
        if early is not None and early.opening.wish == Wish() and not early.opening.practice:
            early.opening = replace(early.opening, wish=opening.wish)
        else:
            self.open(opening)

    def open(self, opening: Opening, token: str = "") -> None:
        """Show a window for this; one that is there for the same comes to the front."""
        entry = next((entry for entry in self._entries if entry.is_about(opening)), None)
        if entry is None:
            window = ShareWindow(opening.wish.reference, practice=opening.practice)
            entry = _Entry(window, opening)
            window.painted.connect(partial(self._fill, entry))
            window.left.connect(partial(self._close, entry))
            window.dropped.connect(partial(self._open_beside, entry))
            self._entries.append(entry)
            if len(self._entries) == 1 and not token:
                window.show()  # Qt itself uses what the desktop gave this process
                return
        elif entry.session is not None:
            entry.session.come_back(opening.wish.people)
        from drive_share_gui.ui.in_front import bring_to_front  # noqa: PLC0415 - not before the first paint

        bring_to_front(entry.window, token)

    def leave_if_none(self) -> None:
        """Say that nobody needs this process, where no window is open."""
        if not self._entries:
            self.none_left.emit()

    def end(self) -> None:
        """Give what is under way a little time to end."""
        for session in (*self.sessions, *self._retiring):
            session.end()
        if self._garbage is not None:
            self._garbage.hand_back()

    def admit(self, kind: type[BaseException], error: BaseException, trace: "TracebackType | None") -> None:
        """Show mistakes of this program in the window that is used, and log them without anyone's data."""
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - this module is loaded before it

        from drive_share_gui.ui.job import log_mistake  # noqa: PLC0415 - not before the first paint

        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(INTERRUPTED)
            return
        mistake = log_mistake(error.with_traceback(trace))
        filled = [entry for entry in self._entries if entry.session is not None]
        used = [entry for entry in filled if entry.window.isActiveWindow()] or filled[-1:]
        for entry in used:
            if entry.session is not None:
                entry.session.now.presenter.admit(mistake)

    def _fill(self, entry: _Entry) -> None:
        from drive_share_gui.ui.account_session import AccountSession  # noqa: PLC0415
        from drive_share_gui.ui.garbage import Garbage  # noqa: PLC0415 - not before the first paint

        first = self._garbage is None
        if self._garbage is None:
            self._garbage = Garbage()
            self._garbage.take_charge()
            sys.excepthook = self.admit
        entry.session = AccountSession(entry.window, entry.opening.wish, entry.opening.around())
        entry.session.begin()
        if first:
            self.painted.emit()

    def _open_beside(self, entry: _Entry, references: tuple[str, ...]) -> None:
        """Open a window for other items of the same drive; what is filled in here stays."""
        wish = Wish(references[0], entry.opening.wish.drive_id, also=references[1:])
        self.open(replace(entry.opening, wish=wish))

    def _close(self, entry: _Entry) -> None:
        """Let one window go; the last one takes the process with it, which then waits for what is under way."""
        if len(self._entries) == 1:
            self.none_left.emit()
            return
        self._entries.remove(entry)
        session = entry.session
        if session is not None:
            self._retiring.append(session)
            session.retire(partial(self._forget, session, entry.window))

    def _forget(self, session: "AccountSession", window: ShareWindow) -> None:
        self._retiring.remove(session)
        window.deleteLater()
