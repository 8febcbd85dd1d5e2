"""From a local file to the item it is a copy of: the folders that sync clients keep, and the five answers there are."""

from dataclasses import dataclass
from enum import Enum
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


@dataclass(frozen=True, slots=True)
class NotInOneDrive:
    """No sync client is known to keep this file."""


@dataclass(frozen=True, slots=True)
class NotUploadedYet:
    """The client has it to upload still."""

    folder: SyncFolder


@dataclass(frozen=True, slots=True)
class NoAccountFor:
    """The folder belongs to an account that is not signed in here."""

    folder: SyncFolder


@dataclass(frozen=True, slots=True)
class DriveRoot:
    """It is the root of a drive, which cannot be shared."""

    folder: SyncFolder


@dataclass(frozen=True, slots=True)
class Located:
    """Where on a drive it is; the service has not confirmed that yet."""

    folder: SyncFolder
    place: ById | ByPath | ByLink
    name: str
    """What the local file is called."""


Location: TypeAlias = NotInOneDrive | NotUploadedYet | NoAccountFor | DriveRoot | Located
"""The five answers; the order of asking is the one here, but for `NoAccountFor`, which needs the accounts."""
