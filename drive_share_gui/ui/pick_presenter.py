"""Decides what the item picker shows and does: reads the field, and fetches what is picked."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from drive_share_gui.application.find_item import Found, Missing, Wanted, find_items, read_wanted
from drive_share_gui.application.ports import RecentItems
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.invitation import Problem
from drive_share_gui.domain.item import ByPath, DriveKind, Item
from drive_share_gui.domain.reference import parse_reference
from drive_share_gui.ui.background import Runner
from drive_share_gui.ui.browse_shelf import Shelf
from drive_share_gui.ui.browse_spot import Folder
from drive_share_gui.ui.browse_walk import TYPING_PAUSE, DriveWalk, OpenService
from drive_share_gui.ui.pick_state import Asked, Drop, Hitch, PickState, read

if TYPE_CHECKING:
    from drive_share_gui.domain.item import ItemReference


class PickPresenter(QObject):
    """Publishes a PickState at every change, and the item once the service has described it.

    Only the latest wish counts: typing, going elsewhere or picking something else drops the
    answer to what was asked before. The way through the drive is asked of `walk`.
    """

    changed = Signal(PickState)
    picked = Signal(Found)

    def __init__(
        self,
        service: OpenService,
        recent: RecentItems,
        runner: Runner,
        *,
        drive_id: str | None = None,
        typing_pause: int = TYPING_PAUSE,
    ) -> None:
        """Read paths and IDs on the drive `drive_id`, or on the caller's own."""
        super().__init__()
        self._drive_id = drive_id
        self._service = service
        self._runner = runner
        self._number = 0
        self.goes_elsewhere: Callable[[str, ItemReference], bool] = lambda _text, _reference: False
        """Asked about what the field names, as typed and as read: whether it is for somebody else to look it up."""
        self.walk = DriveWalk(service, recent, runner, drive_id=drive_id, typing_pause=typing_pause)
        self._state = PickState(self.walk.shelf)
        self.walk.changed.connect(self._on_shelf)

    @property
    def state(self) -> PickState:
        """What was published last."""
        return self._state

    def start(self) -> None:
        """Begin with what was shared lately, or with the root of the drive."""
        self.walk.start()

    def rest(self) -> None:
        """Let go of everything under way, for when the picker is put aside; `start` begins anew."""
        self.walk.rest()
        self._publish(self._let_go())

    def type_text(self, text: str) -> None:
        """Read the field anew."""
        self._publish(replace(self._let_go(), text=text, reading=read(text)))

    def look_up(self) -> None:
        """Fetch the item that the field names."""
        try:
            reference = parse_reference(self._state.text, self._drive_id)
        except SharingError as error:
            self._publish(replace(self._let_go(), field_hitch=error.failure))
        else:
            if not self.goes_elsewhere(self._state.text, reference):
                self._fetch((Wanted(self._state.text, reference),), Asked.IN_FIELD)

    def take_drop(self, first: str, *others: str) -> None:
        """Fetch the items that dropped files, links or a text name."""
        self.type_text(first)
        if others:
            self._fetch(read_wanted((first, *others), self._drive_id), Asked.IN_FIELD)
        else:
            self.look_up()

    def refuse_drop(self, why: Drop) -> None:
        """Say why what was dropped is not taken; the field keeps its text."""
        self._publish(replace(self._let_go(), field_hitch=why))

    def open(self, item: Item) -> None:
        """Go into a folder of the list; pick anything else."""
        if self._state.shelf.opens(item) and not self._state.shelf.loading:
            self.walk.go_into(item)
        else:
            self.choose(item)

    def choose(self, item: Item) -> None:
        """Pick an item of the list, a folder too."""
        if not self._state.shelf.loading:
            self._fetch((Wanted(item.name, item.place),), Asked.IN_LIST)

    def choose_here(self) -> None:
        """Pick the folder one is in."""
        shelf = self._state.shelf
        if shelf.may_choose_here and isinstance(shelf.spot, Folder):
            place = shelf.spot.way[-1].place if shelf.spot.way else ByPath((), self._drive_id)
            self._fetch((Wanted("", place),), Asked.IN_LIST)

    def _fetch(self, wanted: Sequence[Wanted | Missing], asked: Asked) -> None:
        self._publish(replace(self._let_go(), fetching=asked))
        self._runner.run(
            partial(self._find, wanted),
            partial(self._on_found, self._number),
            partial(self._on_not_found, self._number),
        )

    def _find(self, wanted: Sequence[Wanted | Missing]) -> Found:
        return find_items(self._service(), wanted)

    def _on_found(self, number: int, found: Found) -> None:
        if number != self._number:
            return
        if found.item.is_root and found.drive.kind is DriveKind.PERSONAL:
            self._on_not_found(number, Problem.ROOT_OF_PERSONAL_DRIVE)
            return
        self._publish(self._let_go())
        self.picked.emit(found)

    def _on_not_found(self, number: int, why: Hitch) -> None:
        if number != self._number:
            return
        if self._state.fetching is Asked.IN_FIELD:
            self._publish(replace(self._let_go(), field_hitch=why))
        else:
            self._publish(replace(self._let_go(), list_hitch=why))

    def _on_shelf(self, shelf: Shelf) -> None:
        """Draw the new list; whoever goes elsewhere does not wait for an item any more."""
        went = shelf.loading and (shelf.spot != self._state.shelf.spot or not self._state.shelf.loading)
        self._publish(replace(self._let_go() if went else self._state, shelf=shelf))

    def _let_go(self) -> PickState:
        """Drop what is being fetched, and what was said about the last attempt."""
        self._number += 1
        return replace(self._state, fetching=None, field_hitch=None, list_hitch=None)

    def _publish(self, state: PickState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)
