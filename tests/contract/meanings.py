"""What published and observed answers of the real services mean, kept by the name of their file."""

import json
from collections.abc import Callable
from typing import Any, Final, TypeAlias

import httpx

from drive_share_gui.adapters.transport import Reply

Example: TypeAlias = dict[str, Any]
Check: TypeAlias = Callable[[Example], None]
CHECKS: Final[dict[str, Check]] = {}


def means(*files: str) -> Callable[[Check], Check]:
    """Say of which files a check tells the meaning."""

    def keep(check: Check) -> Check:
        CHECKS.update({f"{file}.json": check for file in files})
        return check

    return keep


def reply(answer: Example) -> Reply:
    body = json.dumps(answer["body"]).encode() if "body" in answer else b""
    return Reply(answer.get("status", 400), httpx.Headers(answer.get("headers", {})), body)
