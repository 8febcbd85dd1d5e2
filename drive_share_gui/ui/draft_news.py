"""What there is to say about the draft of what is typed, as facts."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from drive_share_gui.application.keep_draft import Earlier
from drive_share_gui.ui.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Restored:
    """The form holds what was typed before."""

    earlier: Earlier
    now: datetime


@dataclass(frozen=True, slots=True)
class Offered:
    """Something else was typed before, and can be brought back."""

    earlier: Earlier
    now: datetime


@dataclass(frozen=True, slots=True)
class WhatToForget:
    """The person is asked how much is to be forgotten."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """No byte is left in any file: of a draft, or of everything."""

    everything: bool = False


@dataclass(frozen=True, slots=True)
class NotForgotten:
    """Something is left."""

    trouble: Trouble


@dataclass(frozen=True, slots=True)
class NotKept:
    """What is typed cannot be saved."""

    trouble: Trouble


DraftNews: TypeAlias = Restored | Offered | WhatToForget | Forgotten | NotForgotten | NotKept
