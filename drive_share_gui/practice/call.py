"""One request as the practice drive handles it: raw path, query, headers and a body of bounded size."""

import asyncio
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.types import Receive, Scope

from drive_share_gui.practice.answer import INVALID, Json, JsonObject, Refusal

LARGEST_BODY: Final = 1024 * 1024


@dataclass(frozen=True)
class Call:
    """One request whose body, if it has one, was read."""

    method: str
    raw_path: str
    raw_query: str
    headers: Headers
    body: bytes = b""
    request_id: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def client_request_id(self) -> str:
        """The id the client gave this request, if any."""
        return self.headers.get("client-request-id", "")[:200]

    @property
    def origin(self) -> str:
        """The address the client reached us by."""
        return f"http://{self.headers.get('host', '')}"

    @property
    def target(self) -> str:
        """The path and query as they came."""
        return f"{self.raw_path}?{self.raw_query}" if self.raw_query else self.raw_path

    @property
    def announces_body(self) -> bool:
        """Whether the request's headers promise a body."""
        return self.headers.get("content-length", "0") != "0" or "transfer-encoding" in self.headers

    @cached_property
    def query(self) -> Mapping[str, str]:
        """The query's parameters; the first `$` of a name is left out, as the specification's clients do."""
        pairs = parse_qsl(self.raw_query, keep_blank_values=True)
        return {name.removeprefix("$"): value for name, value in pairs}

    def json_object(self) -> JsonObject:
        """Read the body as a JSON object."""
        content = self.json()
        if not isinstance(content, dict):
            raise Refusal(400, INVALID, "The body must be a JSON object.")
        return content

    def json(self) -> Json:
        """Read the body as JSON in UTF-8."""
        try:
            content: Json = json.loads(self.body.decode())
            if b"\\u" in self.body:
                json.dumps(content, ensure_ascii=False).encode()  # a lone surrogate is no text
        except (ValueError, RecursionError):
            raise Refusal(400, INVALID, "The body is not valid JSON.") from None
        return content


async def read_body(receive: Receive, seconds: float) -> bytes:
    """Read the body; refuse one that is too large, or takes longer than `seconds`."""
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise Refusal(400, INVALID, "The body is not complete.")
                body += message.get("body", b"")
                if len(body) > LARGEST_BODY:
                    raise Refusal(413, INVALID, "The body is too large.", "requestEntityTooLarge")
                if not message.get("more_body", False):
                    return bytes(body)
    except TimeoutError:
        raise Refusal(408, INVALID, "The body did not arrive in time.") from None


def call_of(scope: Scope, body: bytes = b"") -> Call:
    """Take what matters from an ASGI scope."""
    return Call(
        method=scope["method"],
        raw_path=scope["raw_path"].decode("latin-1"),
        raw_query=scope["query_string"].decode("latin-1"),
        headers=Headers(scope=scope),
        body=body,
    )
