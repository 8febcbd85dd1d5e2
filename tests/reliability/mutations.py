"""Changes an answer by chance: its bytes, its values, its encoding, its status and its headers."""

import gzip
import json
import random
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias, cast

from drive_share_gui.adapters.strict_json import Json

Headers: TypeAlias = list[tuple[bytes, bytes]]
Place: TypeAlias = "tuple[dict[str, Json] | list[Json], str | int]"

STATUSES: Final = (200, 201, 202, 203, 204, 206, 207, 208, 226, 299, 300, 302, 307, 308, 400, 401, 403, 404, 405, 409)
MORE_STATUSES: Final = (410, 412, 413, 415, 418, 422, 423, 428, 429, 451, 499, 500, 501, 502, 503, 504, 507, 509, 511)
ODD_STATUSES: Final = (0, 99, 100, 101, 103, 199, 599, 600, 700, 999)
ENCODINGS: Final = ("utf-16", "utf-16-le", "utf-32", "utf-8-sig", "utf-7", "latin-1", "cp1252", "cp037", "shift_jis")
PIECES: Final = (
    *(b'"', b"{", b"}", b"[", b"]", b":", b",", b"\\", b"\0", b"\xff", b"\xed\xa0\x80", rb"\ud800", b"NaN", b"1e999"),
    *(b"-", b"null", b"true", b"<html>", b"\r\n\r\n", b"HTTP/1.1 200 OK\r\n", b'"id":"1",', b'"value":[],', b"//"),
    b"'",
)
STRANGER: Final = "someone.else@example.org"
TEXTS: Final = (
    *("", " ", "0", "-1", "500", STRANGER, f" {STRANGER.upper()} ", "<b>x</b>", "\u202e", "\x00", "a\ud800b"),
    "é" * 300,
    *("none", "same", "owner", "sp.full control", "javascript:alert(1)", "i:0#.f|membership|x@y.example", "../../x"),
    *("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "2025-13-45", "-271821-04-20", "00000000-0000"),
)
VALUES: Final = (
    *("null", "true", "false", "0", "-1", str(2**63), str(-(2**63) - 1), str(10**400), "1.5", "-0.0", "1e308"),
    *("[]", "{}", "[[]]", "[{}]", "[null]", '{"a":{}}', '{"user":{}}', f'{{"user":{{"email":"{STRANGER}"}}}}'),
    *(f'{{"email":"{STRANGER}"}}', '[{"id":"9"}]', '{"error":{"code":"x"}}'),
)
"""As JSON, so that every use has its own."""
KEYS: Final = (
    *("id", "roles", "value", "error", "invitation", "email", "grantedTo", "grantedToV2", "grantedToIdentitiesV2"),
    *("link", "inheritedFrom", "user", "siteUser", "displayName", "loginName", "code", "innererror", "innerError"),
    *("@odata.nextLink", "@odata.type", "expirationDateTime", "fixItUrl", "webUrl", "Id", "ID", "__class__", ""),
    "\x00",
)
HEADERS: Final[tuple[tuple[bytes, tuple[bytes, ...]], ...]] = (
    (b"Content-Type", (b"text/html", b"application/json; charset=utf-16", b"\xff", b"", b"a" * 5000)),
    (b"Content-Encoding", (b"gzip", b"deflate", b"br", b"identity, gzip", b"\xff", b" GZIP ")),
    (b"Retry-After", (b"1", b"-1", b"1e20", b"\xd9\xa3", b"soon", b"Sun, 06 Nov 1994 08:49:37 GMT", b"9" * 99)),
    (b"Date", (b"", b"now", b"Sun, 06 Nov 1994 08:49:37 GMT", b"Sun, 31 Feb 9999 25:61:61 GMT")),
    (b"request-id", (b"", b"x\ty", b"<b>", b"a" * 500, b"7F-a1", b"\xc3\xa9")),
    (b"WWW-Authenticate", (b"Bearer", b'Bearer claims="e30="', b'claims="' + b"A" * 9000 + b'"', b"\xff")),
    (b"Location", (b"https://evil.example/", b"//evil.example", b"\\\\evil\\share", b"")),
)
BOMB: Final = gzip.compress(bytes(50_000_000), 1)
LARGE: Final = 1024 * 1024


@dataclass(slots=True)
class Answer:
    """An answer that is being changed."""

    status: int
    headers: Headers
    body: bytes
    packed: bool = False
    """Whether the body is compressed as the headers say."""


class Mutator:
    """Changes answers, the same way for the same beginning of chance."""

    def __init__(self, chance: random.Random, others: Sequence[bytes]) -> None:
        """Take pieces of `others` now and then."""
        self._chance: Final = chance
        self._others: Final = others
        self._ways: Final[tuple[Callable[[Answer], None], ...]] = (
            *(self._change_values,) * 8,
            *(self._change_bytes,) * 4,
            self._cut,
            self._splice,
            self._repeat_a_key,
            self._encode,
            self._change_status,
            self._change_header,
        )

    def mutate(self, answer: Answer) -> None:
        """Change it one to four times; rarely make it far too large instead."""
        if self._chance.random() < 0.0005:
            self._enlarge(answer)
            return
        for _ in range(self._chance.choice((1, 1, 1, 2, 2, 3, 4))):
            self._chance.choice(self._ways)(answer)

    def _change_bytes(self, answer: Answer) -> None:
        chance, body = self._chance, bytearray(answer.body)
        for _ in range(chance.choice((1, 1, 2, 5))):
            at = chance.randrange(len(body) + 1)
            match chance.randrange(4):
                case 0 if at < len(body):
                    body[at] ^= 1 << chance.randrange(8)
                case 1:
                    body[at:at] = chance.choice(PIECES)
                case 2:
                    del body[at : at + chance.choice((1, 1, 2, 10))]
                case _:
                    body[at:at] = body[at : at + 30]
        answer.body = bytes(body)

    def _cut(self, answer: Answer) -> None:
        answer.body = answer.body[: self._chance.randrange(len(answer.body) + 1)]

    def _splice(self, answer: Answer) -> None:
        other = self._chance.choice(self._others)
        start = self._chance.randrange(len(other) + 1)
        at = self._chance.randrange(len(answer.body) + 1)
        answer.body = answer.body[:at] + other[start:]

    def _repeat_a_key(self, answer: Answer) -> None:
        key = json.dumps(self._chance.choice(KEYS)).encode()
        value = self._chance.choice(VALUES).encode()
        answer.body = answer.body.replace(b"{", b"{" + key + b":" + value + b",", self._chance.choice((1, 2, -1)))

    def _change_values(self, answer: Answer) -> None:
        try:
            content = cast("Json", json.loads(answer.body))
        except (ValueError, RecursionError):
            return
        places = list(_places(content))
        if not places:
            return
        for _ in range(self._chance.choice((1, 1, 2, 3))):
            container, key = self._chance.choice(places)
            if isinstance(container, dict) and str(key) in container:
                self._change_field(container, str(key))
            elif isinstance(container, list) and int(key) < len(container):
                self._change_entry(container, int(key))
        answer.body = json.dumps(content).encode("utf-8", "surrogatepass")

    def _change_field(self, fields: dict[str, Json], key: str) -> None:
        match self._chance.randrange(6):
            case 0:
                del fields[key]
            case 1:
                fields[self._chance.choice(KEYS)] = fields.pop(key)
            case 2:
                fields[self._chance.choice(KEYS)] = self._any()
            case _:
                fields[key] = self._other(fields[key])

    def _change_entry(self, entries: list[Json], number: int) -> None:
        match self._chance.randrange(6):
            case 0:
                del entries[number]
            case 1:
                entries.extend([entries[number]] * self._chance.choice((1, 2, 50)))
            case _:
                entries[number] = self._other(entries[number])

    def _other(self, value: Json) -> Json:
        match self._chance.randrange(4):
            case 0 | 1:
                return self._any()
            case 2:
                return str(value) if isinstance(value, int | float) else [value]
            case _:
                for _ in range(self._chance.choice((1, 2, 31, 33, 200))):
                    value = [value]
                return value

    def _any(self) -> Json:
        if self._chance.random() < 0.5:
            return self._chance.choice(TEXTS)
        return cast("Json", json.loads(self._chance.choice(VALUES)))

    def _encode(self, answer: Answer) -> None:
        text = answer.body.decode("utf-8", "replace")
        answer.body = text.encode(self._chance.choice(ENCODINGS), "replace")

    def _change_status(self, answer: Answer) -> None:
        answer.status = self._chance.choice((*STATUSES, *STATUSES, *MORE_STATUSES, *ODD_STATUSES))

    def _change_header(self, answer: Answer) -> None:
        name, values = self._chance.choice(HEADERS)
        value = self._chance.choice(values)
        if (
            name == b"Content-Encoding"
            and value in {b"gzip", b"deflate"}
            and self._chance.random() < 0.7
            and not answer.packed
        ):
            answer.body = gzip.compress(answer.body, 1) if value == b"gzip" else zlib.compress(answer.body, 1)
            answer.packed = True
        answer.headers.append((name, value))

    def _enlarge(self, answer: Answer) -> None:
        chance = self._chance
        match chance.randrange(6):
            case 0:
                answer.body, answer.headers = BOMB, [(b"Content-Encoding", b"gzip")]
            case 1:
                answer.body = b'{"value":[' + b"{}," * (LARGE // 3 - 10) + b"{}]}"
            case 2:
                answer.body += b" " * chance.choice((LARGE - len(answer.body), LARGE, 3 * LARGE))
            case 3:
                answer.body = b'{"value":[{"id":"1","note":"' + rb"\ud800" * 170_000 + b'"}]}'
            case 4:
                answer.body = chance.choice((b"[", b'{"a":', b'{"value":[')) * 100_000
            case _:
                entries = ",".join(f'{{"id":"{number}","roles":["read"]}}' for number in range(12_000))
                answer.body = f'{{"value":[{entries}]}}'.encode()


def _places(value: Json) -> Iterator[Place]:
    """Give every place in a value: the container, and the key or number in it."""
    left = [value]
    while left:
        match left.pop():
            case dict() as fields:
                yield from ((fields, key) for key in fields)
                left += fields.values()
            case list() as entries:
                yield from ((entries, number) for number in range(len(entries)))
                left += entries
            case _:
                pass
