"""From the items and drives of an answer to the domain's own."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from drive_share_gui.adapters.drive_api import wire
from drive_share_gui.adapters.strict_json import Json
from drive_share_gui.domain.item import ById, Drive, DriveKind, Item, ItemKind

_DRIVES: Final = {
    "personal": DriveKind.PERSONAL,
    "business": DriveKind.BUSINESS,
    "documentlibrary": DriveKind.LIBRARY,
}
_BY_EXTENSION: Final = {
    extension: kind
    for kind, extensions in {
        ItemKind.DOCUMENT: "doc docx odt rtf txt md pdf",
        ItemKind.SHEET: "xls xlsx xlsm ods csv",
        ItemKind.SLIDES: "ppt pptx odp",
        ItemKind.PICTURE: "bmp gif heic jpeg jpg png svg tif tiff webp",
        ItemKind.SOUND: "aac flac m4a mp3 ogg wav",
        ItemKind.FILM: "avi m4v mkv mov mp4 webm",
    }.items()
    for extension in extensions.split()
}
_BY_MIME_TYPE: Final = {"image": ItemKind.PICTURE, "audio": ItemKind.SOUND, "video": ItemKind.FILM}


def read_item(entry: Mapping[str, Json], drive_id: str | None) -> Item | None:
    """Read a driveItem that was asked for on `drive_id`; None where it has no ID to share it by.

    An item of another drive (`remoteItem`) is placed there, never at its placeholder, which cannot
    be shared (fact sheet §7, §13.20).
    """
    outer = wire.Item.model_validate(entry)
    inner = outer.remote
    if inner is None:
        return _item(outer, ById(outer.id, drive_id)) if outer.id else None
    if not inner.id or not inner.parent or not inner.parent.drive_id:
        return None
    return _item(inner, ById(inner.id, inner.parent.drive_id), outer.name, from_others=True)


def read_drive(entry: Mapping[str, Json], *, takes_expiry: bool, takes_password: bool) -> Drive:
    """Read a drive; `takes_password` counts for personal ones only (Graph, driveItem: invite)."""
    found = wire.Drive.model_validate(entry)
    kind = _DRIVES.get(found.kind.lower(), DriveKind.OTHER)
    owner = _owner(found.owner)
    return Drive(
        drive_id=found.id,
        kind=kind,
        owner=owner.name,
        account=owner.email,
        takes_expiry=takes_expiry,
        takes_password=takes_password and kind is DriveKind.PERSONAL,
    )


def _item(found: wire.Item, place: ById, other_name: str = "", *, from_others: bool = False) -> Item:
    name = found.name or other_name
    parent = found.parent or wire.ItemPlace()
    shared = found.shared or wire.Shared()
    return Item(
        place=place,
        name=name,
        kind=_kind(found, name),
        drive_id=parent.drive_id or place.drive_id or "",
        path=_path(found, name),
        size=found.size,
        web_url=found.web_url,
        owner=_owner(shared.owner or found.created_by).name,
        is_root=found.root is not None,
        from_others=from_others,
    )


def _owner(found: wire.IdentitySet | None) -> wire.Identity:
    found = found or wire.IdentitySet()
    return found.user or found.site_user or found.group or found.application or wire.Identity()


def _kind(found: wire.Item, name: str) -> ItemKind:  # noqa: PLR0911 - one line a facet
    if found.package is not None:
        return ItemKind.PACKAGE
    if found.folder is not None or found.root is not None:
        return ItemKind.FOLDER
    if found.image is not None or found.photo is not None:
        return ItemKind.PICTURE
    if found.audio is not None:
        return ItemKind.SOUND
    if found.video is not None:
        return ItemKind.FILM
    by_name = _BY_EXTENSION.get(PurePosixPath(name).suffix[1:].lower())
    if by_name is not None:
        return by_name
    mime_type = found.file.mime_type if found.file else ""
    return _BY_MIME_TYPE.get(mime_type.partition("/")[0].lower(), ItemKind.FILE)


def _path(found: wire.Item, name: str) -> str:
    """Show where it lies: ``/drive/root:/Documents`` is the root's ``/Documents``, escaped by some services."""
    if found.root is not None:
        return "/"
    root, colon, folders = (found.parent.path if found.parent else "").partition(":")
    if not colon or not name or not root:
        return ""
    return f"{_unescaped(folders).rstrip('/')}/{name}"


def _unescaped(text: str) -> str:
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        return text
