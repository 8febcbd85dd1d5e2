"""Opens windows: in the process of this desktop session that shows them already, or as that process."""

import contextlib
import sys
from collections.abc import MutableMapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drive_share_gui.cli.command_line import Dialog, read_command, words_of

if TYPE_CHECKING:
    from PySide6.QtCore import QLockFile

    from drive_share_gui.application.opening import Asked, MeetingPoint
    from drive_share_gui.bootstrap import Parts
    from drive_share_gui.ui.account_session import Around
    from drive_share_gui.ui.first_process import Entrance
    from drive_share_gui.ui.open_windows import Opening

_LOCAL_FILE: Final = "file:"


class Openings:
    """What windows of this process are opened for, and what they work with."""

    def __init__(self, parts: "Parts", token: str) -> None:
        self._parts: Final = parts
        self._token: Final = token
        self._point: MeetingPoint | None = None
        self._lock: QLockFile | None = None
        self._until_the_end: Final = contextlib.ExitStack()
        self._has_begun = False

    def close(self) -> None:
        """End what windows needed."""
        self._until_the_end.close()

    def hand_over(self, dialog: Dialog) -> bool:
        """Let the process of this session open the dialog; false where that is this one's to do.

        Nothing of Qt is loaded where another process takes over, and no widgets until it is certain that none does.
        Raises OSError, or ImportError.
        """
        from drive_share_gui.application.opening import Reply

        if _may_be_handed_over(dialog):
            self._point = self._parts.meeting_point()
        point, asked = self._point, _asked(_with_whole_paths(dialog), self._parts.environ)
        if point is not None and not dialog.serves and point.hand_over(asked) is Reply.OPENED:
            return True
        from drive_share_gui.ui.quick_start import import_qt

        import_qt(self._parts.home(self._parts.environ) / "cache")
        if point is None:
            return False
        from drive_share_gui.ui.first_process import claim

        claimed = claim(point, None if dialog.serves else asked)
        if isinstance(claimed, Reply):
            return claimed is Reply.OPENED or dialog.serves
        self._lock = claimed
        return False

    def entrance(self) -> "Entrance | None":
        """Give the way into this process, where it is the one of this session."""
        if self._point is None or self._lock is None:
            return None
        from drive_share_gui.ui.first_process import Entrance

        return Entrance(self._point, self._lock, has_bus=_has_bus(self._parts.environ))

    def opening(self, dialog: Dialog) -> "Opening":
        """Say what a window is opened for."""
        from drive_share_gui.bootstrap.local_files import item_texts
        from drive_share_gui.ui.open_windows import Opening
        from drive_share_gui.ui.wish import Wish

        dialog = _with_whole_paths(dialog)
        item, *also = item_texts(dialog, partial(self._parts.sync_folders, self._parts.environ))
        picture = Path(dialog.picture) if dialog.picture else None
        wish = Wish(item, dialog.drive_id, dialog.people, tuple(also), picture=picture)
        return Opening(wish, lambda: self._around(dialog), practice=dialog.practice, whose=dialog.account or "")

    def read(self, asked: "Asked") -> "Opening | None":
        """Read what another start or the desktop asks for, as a command line: a window, or it is refused."""
        command = read_command(asked.words)
        return self.opening(command) if isinstance(command, Dialog) and _may_be_handed_over(command) else None

    def _around(self, dialog: Dialog) -> "Around":
        """Give what a window works with, once it is on the screen."""
        from drive_share_gui.adapters.clock import SystemClock
        from drive_share_gui.adapters.log_file import keeping_log
        from drive_share_gui.application.connection import Where
        from drive_share_gui.bootstrap.file_managers import file_managers, menu_offer, refresh_folder_list
        from drive_share_gui.domain.service_address import Dialect
        from drive_share_gui.ui.account_session import Around

        parts, token = self._parts, self._token
        home = parts.home(parts.environ)
        if not self._has_begun:
            self._until_the_end.enter_context(keeping_log(lambda: home))
            refresh_folder_list(parts.environ, home, parts.sync_folders)
            self._has_begun = True
        managers = partial(file_managers, parts.environ, parts.home, parts.sync_folders)
        where = Where(dialog.practice, dialog.service_url, Dialect(dialog.dialect), dialog.account, asks=True)
        return Around(
            where,
            lambda where: parts.connection(where, token),
            parts.accounts,
            SystemClock(),
            lambda: parts.recent_items(home),
            managers,
            menu_offer(parts.environ, home, managers),
        )


def _may_be_handed_over(dialog: Dialog) -> bool:
    """Whether any process can do it: not with a token, which never leaves its own, nor where people get invited."""
    return dialog.service_url is None and dialog.picture is None


def _asked(dialog: Dialog, environ: MutableMapping[str, str]) -> "Asked":
    """Say it to another process, with what the desktop gave this one for coming to the front."""
    from drive_share_gui.application.opening import Asked, usable_token

    token = environ.get("XDG_ACTIVATION_TOKEN") or environ.get("DESKTOP_STARTUP_ID", "")
    return Asked(words_of(dialog), usable_token(token))


def _with_whole_paths(dialog: Dialog) -> Dialog:
    """Name local files so that any process finds them."""
    return replace(dialog, item=dialog.item and _whole(dialog.item), also=tuple(map(_whole, dialog.also)))


def _whole(item: str) -> str:
    return f"{_LOCAL_FILE}{Path.cwd() / item.removeprefix(_LOCAL_FILE)}" if item.startswith(_LOCAL_FILE) else item


def _has_bus(environ: MutableMapping[str, str]) -> bool:
    """Whether the session has a bus; to ask for one where there is none would start one."""
    runtime = environ.get("XDG_RUNTIME_DIR", "")
    named = bool(environ.get("DBUS_SESSION_BUS_ADDRESS"))
    return sys.platform == "linux" and (named or (bool(runtime) and (Path(runtime) / "bus").exists()))
