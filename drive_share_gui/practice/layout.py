"""Lays the samples out on a drive: every item gets the id it always has."""

import base64
import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from drive_share_gui.practice.drive import OTHER_DRIVE, Drive
from drive_share_gui.practice.samples import BUSINESS_DRIVE, BUSINESS_SAMPLES, PERSONAL_SAMPLES, Sample, walk

_FIRST_DAY: Final = datetime(2025, 3, 3, 8, 30, tzinfo=UTC)


def rows_of(drive: Drive) -> Iterator[tuple[object, ...]]:
    """Give what lies on a new drive, as rows of the table `items`."""
    samples = PERSONAL_SAMPLES if drive.is_personal else BUSINESS_SAMPLES
    yield _row(drive, (), samples, 0)
    for number, (path, sample) in enumerate(walk(samples), start=1):
        yield _row(drive, path, sample, number)


def id_at(drive: Drive, path: tuple[str, ...]) -> str:
    """Make the id an item of the samples always has, in the styles of its kind of drive (fact sheet §7)."""
    digest = hashlib.sha256("/".join((drive.id, *path)).encode()).digest()
    if not drive.is_personal:
        return "01" + base64.b32encode(digest).decode()[:32]
    if not path:
        return f"{drive.id}!101"
    short = int.from_bytes(digest[:4])
    return f"{drive.id}!{1000 + short % 10_000_000}" if short % 2 else f"{drive.id}!s{digest.hex()[:32]}"


def _row(drive: Drive, path: tuple[str, ...], sample: Sample, number: int) -> tuple[object, ...]:
    modified = _FIRST_DAY + timedelta(hours=7 * number)
    parent = None if not path else id_at(drive, path[:-1])
    remote_id = id_at(OTHER_DRIVE, tuple(sample.remote.split("/"))) if sample.remote else ""
    return (
        drive.id,
        id_at(drive, path),
        parent,
        sample.name,
        sample.name.lower(),
        int(sample.contents is not None),
        sample.total_size,
        modified.strftime("%Y-%m-%dT%H:%M:%SZ"),
        1,
        sample.special,
        BUSINESS_DRIVE if sample.remote else "",
        remote_id,
    )
