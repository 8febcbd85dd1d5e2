"""Claims challenges: what a service wants to know of somebody before it lets a token pass."""

import base64
import json

from drive_share_gui.adapters.microsoft_identity.msal_application import CAPABILITIES
from drive_share_gui.adapters.strict_json import Json, UnreadableError, read_json


def read_challenge(text: str) -> str | None:
    """Give the challenge as JSON: Graph sends it in base64, the sign-in service as it is. None for none."""
    try:
        data = text.encode() if text.startswith("{") else base64.urlsafe_b64decode(text.encode() + b"==")
        return data.decode() if data and isinstance(read_json(data), dict) else None
    except (ValueError, UnreadableError):
        return None


def claims_of_refresh(challenge: str | None) -> str:
    """Give what a refresh has to ask for: what this program can do, and an answer to the challenge."""
    asked: Json = read_json((challenge or "{}").encode())
    wanted = asked if isinstance(asked, dict) else {}
    token = wanted.get("access_token")
    able: dict[str, Json] = {"xms_cc": {"values": list(CAPABILITIES)}}
    return json.dumps(wanted | {"access_token": (token if isinstance(token, dict) else {}) | able})
