"""What people type, paste and open, in its worst forms: names, headers, addresses, files (reliability §5.5, §5.6)."""

import time
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest

from drive_share_gui.application.report import results_as_csv
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.failure_code import code_of
from drive_share_gui.domain.invitation import Caution, Draft, Options, cautions
from drive_share_gui.domain.item import ById, ByPath, Drive, DriveKind
from drive_share_gui.domain.mail_address import Unusable
from drive_share_gui.domain.outcome import Invited, Mail, Receipt
from drive_share_gui.domain.permission import Permission
from drive_share_gui.domain.person import Note, Person
from drive_share_gui.domain.recipient_file import parse_recipient_file
from drive_share_gui.domain.recipients import parse_recipients
from drive_share_gui.domain.reference import item_by_id, item_by_path
from drive_share_gui.domain.service_address import Dialect
from tests.adapters.asking import REQUEST, service_at
from tests.adapters.fault_server import Visit, fault_server
from tests.application.fakes import ITEM
from tests.reliability.hostile_names import NAMES, on_the_wire

FOUND: Final = b'HTTP/1.1 200 OK\r\nContent-Length: 23\r\n\r\n{"id":"D!1","name":"x"}'
SIGNS: Final = 50_000
MOST_SECONDS: Final = 2.0
"""Of the processor, for a text of so many signs: ten times what it takes, and far below the square."""


def find_again_and_again(visit: Visit) -> None:
    while visit.request():
        visit.send(FOUND)


@pytest.mark.parametrize("dialect", Dialect)
def test_more_than_200_names_reach_the_wire_byte_for_byte(dialect: Dialect) -> None:
    own = "/v1.0/me/drive" if dialect is Dialect.GRAPH else "/v1.0/drive"
    with fault_server(find_again_and_again) as server, service_at(server.base_url, dialect) as service:
        for name in NAMES:
            service.find(ByPath(("Docs", name)))
            service.find(ById(name))
        lines = [line.decode("ascii") for line in server.request_lines]
    expected = [f"GET {own}/{kind}{on_the_wire(name)} HTTP/1.1" for name in NAMES for kind in ("root:/Docs/", "items/")]
    assert len(NAMES) > 200
    assert lines == expected


@pytest.mark.parametrize("read", [item_by_path, item_by_id])
def test_a_sign_no_name_can_hold_is_refused_before_anything_is_sent(read: Callable[[str], object]) -> None:
    signs = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in {"Cc", "Zl", "Zp"}]
    for sign in (*signs, "\ud800", "\udfff"):
        with pytest.raises(SharingError):
            read(f"a{sign}b")
    assert len(signs) == 67


def test_no_header_carries_what_a_person_wrote() -> None:
    hostile = "a\r\nX-Evil: 1\0\x1b[2J ü"
    requests = [
        REQUEST,
        replace(
            REQUEST,
            people=(Person("bob@example.org", hostile),),
            message=hostile,
            options=Options(password=hostile),
            place=ById("a\r\nX-Evil: 1"),
        ),
    ]
    with fault_server(find_again_and_again) as server, service_at(server.base_url) as service:
        for request in requests:
            with pytest.raises(SharingError):
                service.invite(request)
        heads = [request.partition(b"\r\n\r\n")[0].split(b"\r\n") for request in server.requests]
    harmless, other = ([line for line in head[1:] if not line.startswith(b"Content-Length")] for head in heads)
    assert harmless == other
    assert heads[1][0] == b"POST /v1.0/me/drive/items/a%0D%0AX-Evil%3A%201/invite HTTP/1.1"


PEOPLE: Final[dict[str, tuple[list[str], list[Unusable]]]] = {
    "a@x.org, b@y.org": (["a@x.org", "b@y.org"], []),
    "a@x.org\nb@y.org": (["a@x.org", "b@y.org"], []),
    "a@x.org;b@y.org": (["a@x.org", "b@y.org"], []),
    "alice@example.org)bob@evil.org": ([], [Unusable.SEVERAL_AT]),
    "alice@example.org<bob@evil.org>": ([], [Unusable.UNCLEAR]),
    '"Bob <b@x.org>" <c@y.org>': (["c@y.org"], []),
    "bob\uff20evil.org": ([], [Unusable.LOOK_ALIKE]),
    "a@x.org\uff0cb@y.org": ([], [Unusable.LOOK_ALIKE]),
    "a@x.org\uff1bb@y.org": ([], [Unusable.LOOK_ALIKE]),
    "ann@gmai\u217c.com": ([], [Unusable.LOOK_ALIKE]),
    "\ufb01le@x.org": ([], [Unusable.LOOK_ALIKE]),
    "JOE@x.org, joe@x.org": (["JOE@x.org"], [Unusable.DUPLICATE]),
    "a" * 308 + "@example.org": ([], [Unusable.TOO_LONG]),
    "a@x.org,,;;\n\n,b@y.org": (["a@x.org", "b@y.org"], []),
    "joe@, @x.org, a@b@c.org, ann": (
        [],
        [Unusable.NO_DOMAIN, Unusable.NOTHING_BEFORE_AT, Unusable.SEVERAL_AT, Unusable.NO_AT],
    ),
}


@pytest.mark.parametrize("text", PEOPLE, ids=lambda text: ascii(text)[:40])
def test_every_piece_becomes_a_person_or_a_leftover_with_its_reason(text: str) -> None:
    found = parse_recipients(text)
    people, reasons = PEOPLE[text]
    assert [person.address for person in found.people] == people
    assert [leftover.why for leftover in found.leftovers] == reasons


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ('"Bob <b@x.org>" <c@y.org>', Note.CONFUSING_NAME),
        ("\u0430lice@example.org", Note.UNUSUAL_SCRIPT),
        ("alice@ex\u0430mple.org", Note.UNUSUAL_SCRIPT),
        ("a@xn--80ak6aa92e.com", Note.PUNYCODE),
    ],
)
def test_what_could_deceive_is_noted_on_the_person(text: str, note: Note) -> None:
    assert [person.notes for person in parse_recipients(text).people] == [{note}]


def test_a_sign_that_does_not_show_is_refused_inside_an_address_and_only_dropped_at_its_ends() -> None:
    hidden = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in {"Cf", "Co"}][:400]
    for sign in (*hidden, "\u00a0", "\u2003", "\u200b", "\u2060", "\u00ad", "\u202e", "\u2066", "\ud800"):
        found = parse_recipients(f"an{sign}n@example.org")
        assert found.people == ()
        assert {leftover.why for leftover in found.leftovers} <= {
            Unusable.INVISIBLE,
            Unusable.LOOK_ALIKE,
            Unusable.NO_AT,
        }
    assert [person.address for person in parse_recipients("\u200b\u00a0ann@example.org\ufeff").people] == [
        "ann@example.org"
    ]


def test_5000_people_are_all_there_and_their_number_is_cautioned_about() -> None:
    found = parse_recipients(", ".join(f"p{number}@example.org" for number in range(5000)))
    assert (len(found.people), found.leftovers) == (5000, ())
    assert Caution.MANY_PEOPLE in cautions(Draft(people=found.people), Drive("D", DriveKind.BUSINESS))


LINES: Final = 'email,name\r\nann@example.org,"Ann\r\nLee"\r\nbob@example.org,Bob\r\n'
REFUSED_FILES: Final[dict[str, bytes]] = {
    "10 MB": b"ann@example.org\n" * 625_000,
    "a million rows": b"a@b.cc\n" * 1_000_001,
    "10,001 rows": b"a@b.cc\n" * 10_001,
    "a field of 140,000 signs": b"email\n" + b"a" * 140_000 + b"\n",
    "NUL": b"email\nann@example.org\0\n",
    "an unclosed quote": b'email\n"ann@example.org\nbob@example.org\n',
    "a quote inside": b'email\n"ann"x@example.org\n',
    "UTF-16 without a mark": LINES.encode("utf-16-le"),
    "UTF-32": LINES.encode("utf-32"),
    "Latin-1": "email\nänn@example.org\n".encode("latin-1"),
    "a workbook called CSV": b"PK\x03\x04\x14\x00\x06\x00" + bytes(100),
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100),
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(100),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
}


@pytest.mark.parametrize("data", REFUSED_FILES.values(), ids=REFUSED_FILES)
def test_a_file_that_is_no_list_of_people_is_refused_whole(data: bytes) -> None:
    with pytest.raises(SharingError) as caught:
        parse_recipient_file(data)
    assert code_of(caught.value.failure).startswith("unreadableList:")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_mark_before_the_heading_and_a_line_end_in_a_field_harm_nobody(encoding: str) -> None:
    for text in (LINES, LINES.replace("email", '"email"', 1)):
        found = parse_recipient_file(text.encode(encoding))
        assert [person.address for person in found.people] == ["ann@example.org", "bob@example.org"]
        assert found.leftovers == ()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "'", "'=", "", '"', "a,b;c\n"])
def test_what_was_exported_is_read_again_as_it_was(start: str) -> None:
    local = start if start in {"=", "+", "-", "'", "'="} else ""
    people = tuple(Person(f"{local}p{number}@example.org", f"{start}cmd()|' /C calc'!A0") for number in range(3))
    receipts = [Receipt(Invited(person, Permission("=1", ("write",)), Mail.SENT)) for person in people]
    text = results_as_csv([(ITEM, receipts)], code_of)
    found = parse_recipient_file(text.encode())
    assert [(person.address, person.name) for person in found.people] == [(p.address, p.name.strip()) for p in people]


PIECES: Final = (
    *('"', '\\"', '"\\', "<", ">", "(", "@", "a@", "a@b.", ".", "a.", "-", "a@b.c,", '"a" <', "a b ", "\ufeff", "<@>"),
    *('",', "a@a"),
)


@pytest.mark.parametrize("piece", PIECES)
def test_no_text_takes_long_to_read(piece: str) -> None:
    text = (piece * SIGNS)[:SIGNS]
    started = time.process_time()
    parse_recipients(text)
    parse_recipients(f'"{text}" <a@x.org>')
    parse_recipients(f"{text}@x.org")
    assert time.process_time() - started < MOST_SECONDS
