"""`drive-share integrate`: the entry in the menus of file managers, put there, taken away, looked at."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, TypedDict

from drive_share_gui.application.local_ports import EntryState, MenuEntry
from drive_share_gui.application.report import ReasonRow
from drive_share_gui.cli.arguments import Parser
from drive_share_gui.cli.status import Status
from drive_share_gui.cli.surroundings import Surroundings

INSTALL: Final = "install"
REMOVE: Final = "remove"
STATUS: Final = "status"
_STATUSES: Final = (
    "exit status: 0 done; 1 a named file manager is not here, or something is missing for its entry; "
    "2 bad usage; 3 an entry could not be written or taken away; 130 interrupted; 70 a fault in this program"
)
_WORKS: Final = frozenset({EntryState.INSTALLED, EntryState.FOR_EVERYONE})
_GONE: Final = frozenset(
    {EntryState.NOT_INSTALLED, EntryState.FOR_EVERYONE, EntryState.NO_FILE_MANAGER, EntryState.LEFT_ALONE}
)


@dataclass
class IntegrateArguments:
    """What `integrate` is asked."""

    action: str = STATUS
    names: list[str] = field(default_factory=list[str])
    json: bool = False


class EntryRow(TypedDict):
    """One file manager in JSON; `state` in the words of `EntryState`, lower case."""

    name: str
    title: str
    state: str
    missing: str | None
    mend: str | None
    restart: str | None


class IntegrateReport(TypedDict):
    """What `integrate --json` prints."""

    file_managers: list[EntryRow]
    error: ReasonRow | None


def integrate_parser() -> argparse.ArgumentParser:
    """Make the parser of `integrate`."""
    parser = Parser(
        "drive-share integrate",
        description="Put an entry into the menus of file managers, for this user; nobody else's entries are touched.",
        epilog=_STATUSES,
        allow_abbrev=False,
        add_help=False,
    )
    parser.add_argument("action", choices=(INSTALL, REMOVE, STATUS), help="what to do")
    parser.add_argument("names", nargs="*", metavar="NAME", help="as status names them; without one: all that are here")
    parser.add_argument("-h", "--help", action="store_true", help="show this")
    parser.add_argument("--json", action="store_true", help="print one JSON object, also when something went wrong")
    return parser


@dataclass(slots=True)
class Integrate:
    """One run of the verb."""

    asked: IntegrateArguments
    around: Surroundings
    entries: tuple[MenuEntry, ...] = ()

    def run(self) -> Status:
        """Do it and say how the entries stand; raises SharingError, and argparse.ArgumentError for an unknown name."""
        managers = self.around.file_managers()
        before = managers.status()
        names = self._names(before)
        match self.asked.action:
            case "install":
                self.entries = managers.install(names)
            case "remove":
                self.entries = managers.remove(names)
            case _:
                self.entries = before
        self.entries = tuple(entry for entry in self.entries if not names or entry.name in names)
        if not self.asked.json:
            self._say(before)
        return self._status(is_named=bool(names))

    def report(self, error: ReasonRow | None) -> IntegrateReport:
        """Give the JSON object."""
        return {"file_managers": list(map(_row, self.entries)), "error": error}

    def _names(self, known: Sequence[MenuEntry]) -> tuple[str, ...]:
        names = [entry.name for entry in known]
        for name in self.asked.names:
            if name not in names:
                message = f"There is no file manager “{name}” here. Known are: {', '.join(names)}"
                raise argparse.ArgumentError(None, message)
        return tuple(dict.fromkeys(self.asked.names))

    def _say(self, before: Sequence[MenuEntry]) -> None:
        output, words = self.around.output, self.around.words
        width = max((len(entry.name) for entry in self.entries), default=0)
        for entry in self.entries:
            output.answer(f"{entry.name:{width}}  {entry.title}: {words.entry(entry)}")
            if entry.mend and entry.state is not EntryState.NO_FILE_MANAGER:
                output.answer(f"{'':{width}}  {entry.mend}")
        states = {entry.name: entry.state for entry in before}
        for entry in self.entries:
            if entry.state is not states[entry.name] and words.restart(entry):
                output.tell(words.restart(entry))

    def _status(self, *, is_named: bool) -> Status:
        """Count only what was asked for: everything that is here, or what was named."""
        if self.asked.action == STATUS:
            return Status.EVERYONE
        here = [entry.state for entry in self.entries if is_named or entry.state is not EntryState.NO_FILE_MANAGER]
        wanted = _WORKS if self.asked.action == INSTALL else _GONE
        return Status.EVERYONE if wanted.issuperset(here) else Status.NOT_EVERYONE


def _row(entry: MenuEntry) -> EntryRow:
    return {
        "name": entry.name,
        "title": entry.title,
        "state": entry.state.name.lower(),
        "missing": entry.missing or None,
        "mend": entry.mend or None,
        "restart": entry.restart or None,
    }
