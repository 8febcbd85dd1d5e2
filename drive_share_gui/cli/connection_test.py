"""`drive-share test-connection`: which step on the way to the drive does not work."""

from dataclasses import dataclass, field
from typing import Final, TypedDict

from drive_share_gui.application.report import ReasonRow, reason_row
from drive_share_gui.application.try_connection import Mark, Trial, try_connection
from drive_share_gui.cli.arguments import WhereArguments
from drive_share_gui.cli.harmless import harmless
from drive_share_gui.cli.next_step import next_step
from drive_share_gui.cli.status import Status, status_of
from drive_share_gui.cli.surroundings import Surroundings

_MARKS: Final = {Mark.PASSED: "ok", Mark.NOT_NEEDED: "ok", Mark.FAILED: "FAILED", Mark.NOT_TRIED: "-"}


class StepRow(TypedDict):
    """One step; `result` is passed, failed, not_tried or not_needed."""

    step: str
    result: str
    reason: ReasonRow | None


class ConnectionReport(TypedDict):
    """What `test-connection --json` prints."""

    proxy: str | None
    """Host and port; null for the direct way, and where it was not found out."""
    steps: list[StepRow]
    error: ReasonRow | None


@dataclass(slots=True)
class ConnectionTest:
    """One run of the verb."""

    asked: WhereArguments
    around: Surroundings
    trial: Trial = field(default_factory=lambda: Trial(()))

    def run(self) -> Status:
        """Try every step and print a line for each; raises SharingError where there is no way to try."""
        words, output = self.around.words, self.around.output
        with self.around.connected(self.asked.where) as connection:
            self.trial = try_connection(connection)
        if not self.asked.json:
            if self.trial.proxy is not None:
                output.tell(f"Proxy: {harmless(self.trial.proxy.place)}")
            for tried in self.trial.steps:
                sign, name = _MARKS[tried.mark], words.step_name(tried.step)
                output.answer(harmless(f"{sign:<7} {name:<12} {words.step(tried)}"))
        failure = self.trial.failure
        if failure is None:
            return Status.EVERYONE
        if step := next_step(failure):
            output.tell(f"See: {step}")
        return status_of(failure)

    def report(self, error: ReasonRow | None) -> ConnectionReport:
        """Give the JSON object."""
        proxy, explain = self.trial.proxy, self.around.words.failure
        steps: list[StepRow] = [
            {
                "step": tried.step.value,
                "result": tried.mark.value,
                "reason": reason_row(tried.failure, explain) if tried.failure else None,
            }
            for tried in self.trial.steps
        ]
        return {"proxy": proxy.place if proxy else None, "steps": steps, "error": error}
