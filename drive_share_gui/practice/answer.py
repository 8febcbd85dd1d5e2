"""What the practice drive answers: a status, headers and a body, or a refusal in the service's own form."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final, TypeAlias

from drive_share_gui.practice.dialect import Dialect

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
JsonObject: TypeAlias = dict[str, Json]

INVALID: Final = "invalidRequest"
OWNER_ONLY: Final = "accessRestricted"
GRAPH_CONTENT_TYPE: Final = (
    "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"
)
SPECIFICATION_CONTENT_TYPE: Final = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer, ready to be written."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    def with_headers(self, **headers: str) -> "Answer":
        """Add headers; an underscore in a name means a hyphen."""
        added = {name.replace("_", "-"): value for name, value in headers.items()}
        return replace(self, headers={**self.headers, **added})


def json_answer(content: Json, status: int = 200, dialect: Dialect = Dialect.GRAPH) -> Answer:
    """Answer with JSON, under the content type the dialect's service uses (fact sheet §8)."""
    kind = GRAPH_CONTENT_TYPE if dialect is Dialect.GRAPH else SPECIFICATION_CONTENT_TYPE
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return Answer(status, body, {"Content-Type": kind})


class Refusal(Exception):  # noqa: N818  (a refusal is an answer here, not an error of ours)
    """A request the service says no to, with the code it would give (fact sheet §6)."""

    def __init__(self, status: int, code: str, message: str, *inner: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.inner = inner
        """Inner codes, outermost first."""
        self.headers: dict[str, str] = {}

    def answer(self, dialect: Dialect, request_id: str, client_request_id: str) -> Answer:
        """Put the refusal into the envelope of the dialect; only the spelling of the inner object differs."""
        key = "innerError" if dialect is Dialect.GRAPH else "innererror"
        trace: JsonObject = {
            "date": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S"),
            "request-id": request_id,
            "client-request-id": client_request_id,
        }
        inside: JsonObject = {}
        for code in reversed(self.inner):
            inside = {"code": code, **({key: inside} if inside else {})}
        signed_out = dialect is Dialect.SPECIFICATION and self.status == HTTPStatus.UNAUTHORIZED
        error: JsonObject = {
            "code": "unauthenticated" if signed_out else self.code,
            "message": self.message,
            key: {**inside, **trace},
        }
        return json_answer({"error": error}, self.status, dialect).with_headers(**self.headers)


def item_not_found() -> Refusal:
    """Refuse because there is no such item, or none the caller may see."""
    return Refusal(404, "itemNotFound", "The resource could not be found.")


def access_denied(*inner: str) -> Refusal:
    """Refuse because the caller may not do this."""
    return Refusal(403, "accessDenied", "Access denied", *inner)
