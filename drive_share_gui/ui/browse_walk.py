"""Walks the drive for the item picker: what was shared lately, folders, searches."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from drive_share_gui.application.ports import RecentItems, SharingService
from drive_share_gui.domain.item import Drive, Item, Listing
from drive_share_gui.ui.background import Runner
from drive_share_gui.ui.browse_shelf import NOTHING, ROOT, Shelf
from drive_share_gui.ui.browse_spot import Folder, Lately, Results, Spot, above, inside, look_at
from drive_share_gui.ui.trouble import Trouble

OpenService: TypeAlias = Callable[[], SharingService]
"""Gives the service; called on worker threads only, since it may block."""

TYPING_PAUSE: Final = 300
"""Milliseconds without a keystroke before a search is sent."""


class DriveWalk(QObject):
    """Publishes a Shelf at every change; only the answer to the latest wish is shown."""

    changed = Signal(Shelf)

    def __init__(
        self, service: OpenService, recent: RecentItems, runner: Runner, *, drive_id: str | None, typing_pause: int
    ) -> None:
        super().__init__()
        self._drive_id = drive_id
        self._service = service
        self._recent = recent
        self._runner = runner
        self._shelf = Shelf()
        self._number = 0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(typing_pause)
        self._pause.timeout.connect(self._search_now)

    @property
    def shelf(self) -> Shelf:
        """What was published last."""
        return self._shelf

    def start(self) -> None:
        """Show what was shared lately, or the root of the drive where nothing was."""
        self._number += 1
        self._runner.run(
            self._recent.load, partial(self._on_recent, self._number), partial(self._on_no_recent, self._number)
        )
        self._ask_for_drive()

    def rest(self) -> None:
        """Let go of everything under way: its answer is not wanted any more."""
        self._pause.stop()
        self._number += 1

    def go(self, spot: Spot, came_from: Item | None = None) -> None:
        """Show another spot; what was listed stays until the answer is here."""
        self._pause.stop()
        self._number += 1
        search = self._shelf.search if isinstance(spot, Results) else ""
        place = came_from.place if came_from else None
        self._publish(replace(self._shelf, spot=spot, loading=True, trouble=None, search=search, came_from=place))
        self._runner.run(
            partial(self._look_at, spot),
            partial(self._on_listing, self._number),
            partial(self._on_no_listing, self._number),
        )

    def go_into(self, folder: Item) -> None:
        """Show a folder of the list."""
        self.go(inside(self._shelf.spot, folder))

    def go_up(self) -> None:
        """Show the folder above, with the one left marked; from a search, where it began."""
        spot = self._shelf.spot
        higher = above(spot)
        if higher is not None:
            left = spot.way[-1].folder if isinstance(spot, Folder) else None
            self.go(higher, left if isinstance(left, Item) else None)

    def go_again(self) -> None:
        """Read the present spot once more."""
        if self._shelf.drive is None:
            self._ask_for_drive()
        self.go(self._shelf.spot)

    def search(self, text: str) -> None:
        """Search the drive once typing pauses; an emptied text goes back to where the search began."""
        self._publish(replace(self._shelf, search=text))
        if text.strip():
            self._pause.start()
            return
        self._pause.stop()
        if isinstance(self._shelf.spot, Results):
            self.go(self._shelf.spot.behind)

    def search_at_once(self) -> None:
        """Search without waiting for a pause."""
        if self._pause.isActive():
            self._pause.stop()
            self._search_now()

    def _search_now(self) -> None:
        spot = self._shelf.spot
        self.go(Results(self._shelf.search.strip(), spot.behind if isinstance(spot, Results) else spot))

    def _ask_for_drive(self) -> None:
        self._runner.run(self._describe_drive, self._on_drive, self._on_no_drive)

    def _describe_drive(self) -> Drive:
        return self._service().drive(self._drive_id)

    def _look_at(self, spot: Spot) -> Listing:
        if isinstance(spot, Lately):
            return Listing(self._recent.load())
        return look_at(spot, self._service(), self._drive_id)

    def _on_recent(self, number: int, items: tuple[Item, ...]) -> None:
        shelf = replace(self._shelf, has_recent=bool(items))
        if number != self._number:
            self._publish(shelf)
        elif items:
            self._publish(replace(shelf, spot=Lately(), listing=Listing(items), loading=False))
        else:
            self._publish(shelf)
            self.go(ROOT)

    def _on_no_recent(self, number: int, _trouble: Trouble) -> None:
        self._on_recent(number, ())

    def _on_drive(self, drive: Drive) -> None:
        self._publish(replace(self._shelf, drive=drive))

    def _on_no_drive(self, _trouble: Trouble) -> None:
        """Say nothing: what keeps the drive from being described is said where something is listed or picked."""

    def _on_listing(self, number: int, listing: Listing) -> None:
        if number == self._number:
            self._publish(replace(self._shelf, listing=listing, loading=False))

    def _on_no_listing(self, number: int, trouble: Trouble) -> None:
        if number == self._number:
            self._publish(replace(self._shelf, listing=NOTHING, loading=False, trouble=trouble))

    def _publish(self, shelf: Shelf) -> None:
        if shelf != self._shelf:
            self._shelf = shelf
            self.changed.emit(shelf)
