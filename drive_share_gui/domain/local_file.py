"""From a local file to the item it is a copy of: the folders that sync clients keep, and the five answers there are."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from drive_share_gui.domain.item import ById, ByLink, ByPath


class SyncClient(Enum):
    """A program that keeps a OneDrive folder on this computer."""

    ABRAUNEGG = "onedrive (abraunegg)"
    ONEDRIVER = "onedriver"
    RCLONE = "rclone"
    GVFS = "GNOME Files"
    MICROSOFT = "Microsoft OneDrive"


@dataclass(frozen=True, slots=True)
class SyncFolder:
    """A local folder that is a drive, or a part of one."""

    client: SyncClient
    path: str
    """Absolute, as text: nothing says that it can be reached now."""
    account: str = ""
    """The user name of its account, where the client tells; never a token."""
    drive_id: str | None = None
    """None for the account's own drive."""
    inside: tuple[str, ...] = ()
    """The names that lead from the drive's root to what this folder shows."""
    is_personal: bool | None = None
    """Whether its account is a personal one; None where the client does not tell."""


class Outside(Enum):
    """Why a file is not one that a sync client keeps."""

    OTHER_PLACE = auto()
    """It lies in no folder that is known, or a link leads out of the folder."""
    NOTHING_THERE = auto()
    """There is no such file or folder."""
    NO_ORDINARY_FILE = auto()
    """A pipe, a device or a socket."""
    MADE_BY_CLIENT = auto()
    """A folder that a client made on this computer alone, to put files of others in."""
    SOME_LIBRARY = auto()
    """It is kept for a library of a site, and nothing here says for which."""


@dataclass(frozen=True, slots=True)
class NotInOneDrive:
    """No sync client is known to keep this file."""

    why: Outside = Outside.OTHER_PLACE


@dataclass(frozen=True, slots=True)
class NotUploadedYet:
    """The client has it to upload still, or leaves it out."""

    client: SyncClient


@dataclass(frozen=True, slots=True)
class NoAccountFor:
    """The folder belongs to an account that is not signed in here, or is not the one in use."""

    account: str = ""
    """Its user name, where the client tells."""


@dataclass(frozen=True, slots=True)
class DriveRoot:
    """It is the root of a drive, which cannot be shared."""


@dataclass(frozen=True, slots=True)
class Located:
    """Where on a drive it is; the service has not confirmed that yet."""

    folder: SyncFolder
    place: ById | ByPath | ByLink
    name: str
    """What the local file is called."""


Location: TypeAlias = NotInOneDrive | NotUploadedYet | NoAccountFor | DriveRoot | Located
"""The five answers; the order of asking is the one here, but for `NoAccountFor`, which needs the accounts."""
NotLocated: TypeAlias = NotInOneDrive | NotUploadedYet | NoAccountFor | DriveRoot
"""The four that leave nothing to share."""
