"""What the window can be told instead of a result: a known reason, or a mistake of this program."""

from dataclasses import dataclass
from typing import TypeAlias

from drive_share_gui.domain.failure import Failure


@dataclass(frozen=True, slots=True)
class OwnMistake:
    """Something nobody foresaw: it is in the log, with places in the code and without anyone's data."""

    kind: str
    """The class of the exception, for a report."""


Trouble: TypeAlias = Failure | OwnMistake
