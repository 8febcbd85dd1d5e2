"""A runner that does the work at once, where it is called: most tests need no thread."""

from collections.abc import Callable, Sequence

from drive_share_gui.ui.background import News
from drive_share_gui.ui.job import Failed, Result, settle


class InlineRunner:
    """Keeps the promise of Runner without threads; with `hold`, jobs wait until `release`.

    With `most_news` a job tells only so much and never ends: a picture of the middle of it.
    """

    def __init__(self, *, hold: bool = False, most_news: int | None = None) -> None:
        self.hold = hold
        self.most_news = most_news
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
        if self.most_news is None:
            self.run(lambda: work(lambda content: news([content])), done, failed)
            return
        left = self.most_news

        def tell(content: News) -> None:
            nonlocal left
            left -= 1
            if left >= 0:
                news([content])

        settle(lambda: work(tell), done, failed)  # its end is never handed over

    def release(self) -> None:
        """Do the jobs that were held, in order, and what they start in turn."""
        while self.jobs:
            self.jobs.pop(0)()
