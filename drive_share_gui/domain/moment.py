"""Points in time and waits that survive a restart, a suspended computer and a clock that was set."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Moment:
    """Now, by both clocks: the one on the wall can be set, the other counts only while the computer runs."""

    wall: datetime
    """UTC."""
    monotonic: float
    """Seconds since some moment of this run of the computer."""
    boot_id: str
    """Names this run of the computer, or only of the program where the system does not name its own."""

    def since(self, earlier: "Moment") -> float:
        """Count the seconds from `earlier` to here, never less than 0."""
        if self.is_same_run(earlier):
            return max(0.0, self.monotonic - earlier.monotonic)
        return max(0.0, (self.wall - earlier.wall).total_seconds())

    def is_same_run(self, other: "Moment") -> bool:
        """Whether the seconds between the two are counted, not read off the wall."""
        return self.boot_id == other.boot_id


@dataclass(frozen=True, slots=True)
class Wait:
    """So many seconds from a moment on."""

    begun: Moment
    seconds: float

    @property
    def until(self) -> datetime:
        """When it ends, for people."""
        return self.begun.wall + timedelta(seconds=self.seconds)

    def remaining(self, now: Moment) -> float:
        """Count the seconds left: never more than the whole, whatever was done to the clock."""
        return max(0.0, self.seconds - now.since(self.begun))

    def is_over(self, now: Moment) -> bool:
        """Whether nothing is left of it."""
        return self.remaining(now) <= 0.0

    def carried_over(self, now: Moment) -> "Wait":
        """Give the rest of it, begun now: a wait of an earlier run of the computer must not hang on its clocks."""
        return Wait(now, self.remaining(now))
