"""A runner that does the work at once, where it is called: most tests need no thread."""

from collections.abc import Callable, Sequence

from drive_share_gui.ui.background import Failed, News, Result, settle


class InlineRunner:
    """Keeps the promise of Runner without threads; with `hold`, jobs wait until `release`."""

    def __init__(self, *, hold: bool = False) -> None:
        self.hold = hold
        self.jobs: list[Callable[[], None]] = []

    def run(self, work: Callable[[], Result], done: Callable[[Result], None], failed: Failed) -> None:
        def job() -> None:
            settle(work, done, failed)()

        if self.hold:
            self.jobs.append(job)
        else:
            job()

    def run_telling(
        self,
        work: Callable[[Callable[[News], None]], Result],
        news: Callable[[Sequence[News]], None],
        done: Callable[[Result], None],
        failed: Failed,
    ) -> None:
        self.run(lambda: work(lambda content: news([content])), done, failed)

    def release(self) -> None:
        """Do the jobs that were held, in order, and what they start in turn."""
        while self.jobs:
            self.jobs.pop(0)()
