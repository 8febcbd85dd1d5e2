"""The clock of this computer, whose waits can be cut short."""

import time
from datetime import UTC, datetime

from drive_share_gui.application.ports import Cancel


class SystemClock:
    """Real time."""

    def now(self) -> datetime:
        """Tell the time of day, with time zone UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Count seconds that never jump."""
        return time.monotonic()

    def wait(self, seconds: float, cancel: Cancel) -> bool:
        """Let `seconds` pass unless `cancel` is set first; true where it was."""
        return cancel.wait(seconds)
