"""Shows the requests an invitation would send, the token hidden, without sending or starting anything."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypedDict

from drive_share_gui.application.ports import InviteRequest, RequestPreview, SharingService
from drive_share_gui.application.report import LeftoverRow, ReasonRow
from drive_share_gui.cli.harmless import harmless
from drive_share_gui.domain.invitation import Draft
from drive_share_gui.domain.item import ById, ByLink, ByPath, Place

UNKNOWN_ID: Final = "ID-OF-THE-LINKED-ITEM"
"""Stands for an ID that only the service knows."""
HIDDEN_PASSWORD: Final = "(hidden)"  # noqa: S105 - what is shown instead of one


class RequestRow(TypedDict):
    """One request as it would leave."""

    method: str
    url: str
    headers: dict[str, str]
    body: str


class DryRunReport(TypedDict):
    """What `invite --dry-run --json` prints."""

    requests: list[RequestRow]
    leftovers: list[LeftoverRow]
    error: ReasonRow | None


def preview_all(service: SharingService, reference: ById | ByPath | ByLink, draft: Draft) -> list[RequestPreview]:
    """Give every request of `draft`."""
    place = _place(reference)
    options = draft.options
    if options.password:
        options = replace(options, password=HIDDEN_PASSWORD)
    groups = [draft.people] if options.together else [(person,) for person in draft.people]
    return [
        service.preview(InviteRequest(place, people, draft.role, draft.message, options, str(uuid.uuid4())))
        for people in groups
    ]


def request_lines(reference: ById | ByPath | ByLink, previews: Sequence[RequestPreview]) -> list[str]:
    """Write the requests down for a person."""
    lines = ["# Nothing is sent. Who has this access already is left out when it really is."]
    if isinstance(reference, ByLink):
        lines.append(f"# {UNKNOWN_ID} stands for the item behind the link, which is looked up first.")
    for preview in previews:
        lines += ["", f"{preview.method} {preview.url}"]
        lines += [f"{name}: {harmless(value)}" for name, value in preview.headers]
        lines += ["", *_pretty(preview.body).splitlines()]
    return lines


def request_row(preview: RequestPreview) -> RequestRow:
    """Describe a request."""
    return {
        "method": preview.method,
        "url": preview.url,
        "headers": dict(preview.headers),
        "body": preview.body,
    }


def _place(reference: ById | ByPath | ByLink) -> Place:
    return ById(UNKNOWN_ID) if isinstance(reference, ByLink) else reference


def _pretty(body: str) -> str:
    try:
        return json.dumps(json.loads(body), ensure_ascii=False, indent=2)
    except ValueError:
        return body
