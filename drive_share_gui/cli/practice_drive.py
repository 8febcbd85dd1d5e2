"""`drive-share practice-drive`: serve the practice drive until interrupted."""

from dataclasses import dataclass
from pathlib import Path

from drive_share_gui.application.report import ReasonRow
from drive_share_gui.cli.arguments import PracticeArguments
from drive_share_gui.cli.status import Status
from drive_share_gui.cli.surroundings import Surroundings


@dataclass(slots=True)
class PracticeDrive:
    """One run of the verb."""

    asked: PracticeArguments
    around: Surroundings

    def run(self) -> Status:
        """Serve; the first line on standard output is the JSON object. Raises SharingError."""
        data = None if self.asked.data is None else Path(self.asked.data)
        self.around.practice.serve(
            port=self.asked.port, data=data, fresh=self.asked.fresh, announce=self.around.output.answer
        )
        return Status.EVERYONE

    def report(self, error: ReasonRow | None) -> None:
        """There is none: what a script needs is in the first line."""
