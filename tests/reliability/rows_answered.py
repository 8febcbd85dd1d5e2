"""Rows 27 to 40: an answer came whole, and it is to be seen what it says."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final, TypeAlias, Unpack

from drive_share_gui.domain.delivery import Proof
from tests.reliability.cells import Case, MoreWithCode, Row
from tests.reliability.relay import Exchange, Reply, changed
from tests.reliability.settings import dealt

A: Final = Proof.ACCEPTED
P: Final = Proof.PARTIAL
R: Final = Proof.REFUSED
U: Final = Proof.UNKNOWN
NOT_JSON: Final = "unclearAnswer:notJson"
SHAPE: Final = "unclearAnswer:unexpectedShape"
STATUS: Final = "unclearAnswer:unexpectedStatus"
CANNOT_TELL: Final = "unclearAnswer:cannotTellApart"
MAIL_CODES: Final = (
    "accountVerificationRequired",
    "hipCheckRequired",
    "exchangeInvalidUser",
    "exchangeOutOfMailboxQuota",
    "exchangeMaxRecipients",
)
STRANGER: Final = "someone.else@example.org"
Entry: TypeAlias = dict[str, Any]


def bytes_changed(name: str, change: Callable[[bytes], bytes], code: str | None = NOT_JSON) -> Case:
    """The service acted, and other bytes come than it sent; with a code, they say nothing."""

    def other(reply: Reply) -> Reply:
        return replace(reply, body=change(reply.body))

    return Case(name, U if code else A, dealt(changed(other)), acts=True, code=code)


def body(name: str, text: bytes, code: str) -> Case:
    """The service acted and says this instead of its answer."""
    return bytes_changed(name, lambda _body: text, code)


def entries(name: str, change: Callable[[Entry], list[Any]], **expected: Unpack[MoreWithCode]) -> Case:
    """The service acted, and its list says something else of the permission."""

    def other(reply: Reply) -> Reply:
        content = json.loads(reply.body)
        content["value"] = [said for entry in content["value"] for said in change(entry)]
        return replace(reply, body=json.dumps(content).encode())

    return replace(Case(name, A, dealt(changed(other)), acts=True), **expected)


def status(number: int, proof: Proof, code: str | None = None) -> Case:
    """The service acted and gives another status."""
    return Case(f"{number}", proof, dealt(changed(lambda reply: replace(reply, status=number))), acts=True, code=code)


def header(name: str, value: str, **expected: Unpack[MoreWithCode]) -> Case:
    """The service acted, and the answer carries another label."""

    def other(reply: Reply) -> Reply:
        kept = tuple(pair for pair in reply.headers if pair[0].lower() != name.lower())
        return replace(reply, headers=(*kept, (name, value)))

    return replace(Case(f"{name}: {value}", A, dealt(changed(other)), acts=True), **expected)


def said_in_entry(text: bytes) -> Callable[[bytes], bytes]:
    return lambda whole: whole.replace(b'"roles"', text + b',"roles"', 1)


def without(entry: Entry, *names: str, **more: object) -> Entry:
    return {name: value for name, value in entry.items() if name not in names} | more


def bare(entry: Entry, **more: object) -> Entry:
    """Give the entry with nobody named in it."""
    return {"id": entry["id"], "roles": entry["roles"], "link": {}, "invitation": {}, **more}


def failed(code: str, told: str = "", status_number: int = 207) -> Case:
    """Access was given, and the entry says that the mail did not go out."""
    error = {
        "code": "notAllowed",
        "message": "m",
        "fixItUrl": "http://g.live.com/8SESkydrive/",
        "innererror": {"code": code},
    }

    def other(reply: Reply) -> Reply:
        content = json.loads(reply.body)
        content["value"] = [{**entry, "error": error} for entry in content["value"]]
        return Reply(status_number, reply.headers, json.dumps(content).encode())

    return Case(f"{status_number} {code}", P, dealt(changed(other)), acts=True, code=told or code, mail="not_sent")


def entry_refused(name: str, **entry: object) -> Case:
    """Nobody acts, and the list's one entry has an error and no ID."""

    def refuse(exchange: Exchange) -> None:
        address = json.loads(exchange.request.partition(b"\r\n\r\n")[2])["recipients"][0]
        invited = {"email": address if isinstance(address, str) else address["email"]}
        said = {"invitation": invited, **entry, "error": {"code": "accessDenied", "message": "m"}}
        exchange.answer(Reply(207, (), json.dumps({"value": [said]}).encode()))

    return Case(name, R, dealt(refuse), code="accessDenied")


MALFORMED: Final = Row(
    27,
    "200 and JSON that is none",
    (
        bytes_changed("half of it", lambda whole: whole[: len(whole) // 2]),
        bytes_changed("NaN", said_in_entry(b'"weight":NaN')),
        bytes_changed("Infinity", said_in_entry(b'"weight":-Infinity')),
        bytes_changed("a key twice", said_in_entry(b'"id":"500"')),
        bytes_changed("a number of 5,000 digits", said_in_entry(b'"weight":' + b"9" * 5000)),
        bytes_changed("33 levels", said_in_entry(b'"deep":' + b"[" * 33 + b"]" * 33)),
        bytes_changed("two answers in a row", lambda whole: whole + whole),
        bytes_changed("a comma too many", lambda whole: whole.replace(b"]", b",]", 1)),
        bytes_changed("single quotes", lambda whole: whole.replace(b'"', b"'")),
        bytes_changed("a NUL at the end", lambda whole: whole + b"\0"),
        body("100,000 levels", b"[" * 100_000, NOT_JSON),
        body("100,000 levels, closed", b"[" * 100_000 + b"]" * 100_000, NOT_JSON),
        body("nothing", b"", NOT_JSON),
        body("blanks", b" \r\n\t", NOT_JSON),
        body("a word", b"OK", NOT_JSON),
        body("XML", b"<?xml version='1.0'?><value/>", NOT_JSON),
    ),
)
SURROGATE: Final = Row(
    28,
    "200 and half a surrogate pair",
    (
        bytes_changed("in a name", said_in_entry(rb'"grantedToV2":{"user":{"displayName":"\ud800"}}'), None),
        bytes_changed("in a key", said_in_entry(rb'"\udfff":1'), None),
        bytes_changed("in a link", said_in_entry(rb'"note":"\ud83d"'), None),
    ),
)
CHARSET: Final = Row(
    29,
    "200 in another encoding than JSON has",
    (
        bytes_changed("UTF-16 with a mark", lambda whole: whole.decode().encode("utf-16")),
        bytes_changed("UTF-16 without a mark", lambda whole: whole.decode().encode("utf-16-le")),
        bytes_changed("UTF-32", lambda whole: whole.decode().encode("utf-32")),
        bytes_changed("UTF-8 with a mark", lambda whole: whole.decode().encode("utf-8-sig")),
        bytes_changed("Latin-1", said_in_entry('"mood":"übel"'.encode("latin-1"))),
        bytes_changed("a byte that is no UTF-8", lambda whole: whole.replace(b"cell", b"\xff")),
        header("Content-Type", "application/json; charset=utf-16"),
        header("Content-Type", "text/html; charset=shift_jis"),
        header("Content-Type", "application/octet-stream"),
        header("Content-Encoding", "br", proof=U, code=NOT_JSON),
        header("Content-Encoding", "gzip", proof=U, code=NOT_JSON),
    ),
)
OTHER_SHAPE: Final = Row(
    30,
    "200 and JSON of another shape",
    tuple(
        body(text, text.encode(), SHAPE)
        for text in ("null", "[]", '"x"', "7", "true", "{}", '{"value":null}', '{"value":{}}', '{"value":"x"}')
    )
    + tuple(body(text, text.encode(), SHAPE) for text in ('{"value":[null]}', '{"value":[[]]}', '{"Value":[]}')),
)
NOBODY: Final = Row(
    31,
    "200 and an empty list",
    (entries("empty", lambda _entry: [], proof=U, code="unclearAnswer:nobodyNamed"),),
)
MORE: Final = Row(
    32,
    "more permissions than people",
    (
        entries("a link besides", lambda entry: [{"id": "4711", "link": {"webUrl": "https://x.example"}}, entry]),
        entries("somebody else besides", lambda entry: [{"id": "4711", "invitation": {"email": STRANGER}}, entry]),
        entries("an unnamed one besides", lambda entry: [bare(entry, id="4711"), entry]),
        entries("an inherited one besides", lambda entry: [{"id": "1", "inheritedFrom": {"id": "2"}}, bare(entry)]),
        entries(
            "the specification's own: two and nobody named",
            lambda entry: [bare(entry), bare(entry, id="4711")],
            proof=U,
            code=CANNOT_TELL,
        ),
        entries(
            "a hundred links besides",
            lambda entry: [*({"id": f"{n}", "link": {"type": "view"}} for n in range(100)), entry],
        ),
    ),
)
TWICE: Final = Row(
    33,
    "one permission several times",
    (
        entries("twice", lambda entry: [entry, entry]),
        entries("twice, nobody named", lambda entry: [bare(entry), bare(entry)]),
        entries("50 times", lambda entry: [entry] * 50),
    ),
)
SOMEBODY_ELSE: Final = Row(
    34,
    "a permission for somebody else",
    (
        entries(
            "another address",
            lambda entry: [bare(entry, invitation={"email": STRANGER})],
            proof=U,
            code="unclearAnswer:somebodyElseNamed",
        ),
        entries(
            "another user",
            lambda entry: [bare(entry, grantedToV2={"user": {"email": STRANGER}})],
            proof=U,
            code="unclearAnswer:somebodyElseNamed",
        ),
        entries(
            "a display name that is hers and an address that is not",
            lambda entry: [
                bare(entry, grantedTo={"user": {"displayName": entry["invitation"]["email"], "email": STRANGER}})
            ],
            proof=U,
            code="unclearAnswer:somebodyElseNamed",
        ),
    ),
)
OTHER_ROLE: Final = Row(
    35,
    "another role than was asked for",
    (
        entries("read instead of write", lambda entry: [{**entry, "roles": ["read"]}], role="read"),
        entries("a role nobody knows", lambda entry: [{**entry, "roles": ["sp.full control"]}], role="sp.full control"),
        entries("several roles", lambda entry: [{**entry, "roles": ["read", "write"]}], role="write"),
        entries("roles that are no list", lambda entry: [{**entry, "roles": "write"}]),
        entries("no roles", lambda entry: [{**entry, "roles": []}], role=None),
        entries("a role that is markup", lambda entry: [{**entry, "roles": ["<b>write</b>"]}], role="<b>write</b>"),
    ),
)
UNNAMED: Final = Row(
    36,
    "nobody is named",
    (
        entries("an empty invitation", lambda entry: [bare(entry)]),
        entries("no invitation at all", lambda entry: [{"id": entry["id"], "roles": entry["roles"]}]),
        entries("an empty grantee", lambda entry: [bare(entry, grantedTo={}, grantedToV2={"user": {}})]),
        entries("an ID alone", lambda entry: [{"id": entry["id"]}], role=None),
        entries("no ID", lambda entry: [without(entry, "id")], proof=U, code="unclearAnswer:noPermissionId"),
        entries(
            "an ID that is a number", lambda entry: [{**entry, "id": 7}], proof=U, code="unclearAnswer:noPermissionId"
        ),
    ),
)
UNKNOWN_WORDS: Final = Row(
    37,
    "fields, words and facets nobody knows",
    (
        entries(
            "fields", lambda entry: [{**entry, "mood": "fine", "@odata.type": "#x", "badge": {"level": [1, None]}}]
        ),
        entries("a kind of link", lambda entry: [{**entry, "link": {"type": "telepathy", "scope": "galaxy"}}]),
        entries("a grantee", lambda entry: [{**entry, "grantedToV2": {"robot": {"id": "7"}}}]),
        entries(
            "facets that are texts", lambda entry: [{**entry, "grantedTo": "x", "link": 7, "expirationDateTime": []}]
        ),
        entries("an expiry in the year 1", lambda entry: [{**entry, "expirationDateTime": "0001-01-01T00:00:00Z"}]),
        entries("1,000 fields", lambda entry: [{**entry, **{f"field{n}": n for n in range(1000)}}]),
    ),
)
OTHER_SUCCESS: Final = Row(
    38,
    "another status of success",
    (
        status(201, A),
        status(202, U, STATUS),
        status(203, U, STATUS),
        Case(
            "204",
            U,
            dealt(lambda exchange: exchange.visit.send((exchange.pass_on(), b"HTTP/1.1 204 No Content\r\n\r\n")[1])),
            acts=True,
            code=STATUS,
        ),
        status(206, U, STATUS),
        status(226, U, STATUS),
        status(299, U, STATUS),
    ),
)
NO_MAIL: Final = Row(
    39,
    "207: access without mail",
    (*map(failed, MAIL_CODES), failed("somethingNew", "notAllowed"), failed("hipCheckRequired", status_number=200)),
)
NO_ENTRY: Final = Row(
    40,
    "207: an error without an ID",
    (entry_refused("with the address"), entry_refused("with nobody named", invitation={})),
)
ROWS: Final = (
    MALFORMED,
    SURROGATE,
    CHARSET,
    OTHER_SHAPE,
    NOBODY,
    MORE,
    TWICE,
    SOMEBODY_ELSE,
    OTHER_ROLE,
    UNNAMED,
    UNKNOWN_WORDS,
    OTHER_SUCCESS,
    NO_MAIL,
    NO_ENTRY,
)
