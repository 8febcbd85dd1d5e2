"""Lets a service ask to wait in more than 200 spellings, and sees how long is waited, on a clock that only pretends."""

import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import httpx

from drive_share_gui.application.retry import THROTTLE_DEFAULT
from drive_share_gui.application.send_invitations import send_invitations
from drive_share_gui.domain.invitation import Invitation, Options
from drive_share_gui.domain.outcome import Invited
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.service_address import Dialect
from tests.adapters.asking import ANN, ITEM, service_that_answers
from tests.application.books import passing_book
from tests.application.fakes import FakeClock
from tests.reliability.figures import Figure, Table, arguments, publish

THEN: Final = datetime(2026, 11, 22, 10, 0, 0, tzinfo=UTC)
DATE: Final = "Sun, 22 Nov 2026 10:00:00 GMT"
GRANTED: Final = b'{"value":[{"id":"500","invitation":{"email":"ann@example.org"}}]}'
UNSAID: Final = THROTTLE_DEFAULT
"""Seconds where nothing certain is said."""
LONGEST: Final = 3600.0
SHORTEST: Final = 1.0


@dataclass(frozen=True, slots=True)
class Spelling:
    """What a service says, and how long is waited for it."""

    kind: str
    texts: tuple[str, ...]
    """The value of each `Retry-After` header."""
    seconds: float
    date: str | None = DATE
    """The answer's own `Date`; None for none."""


def main() -> int:
    """Run and print."""
    asked = arguments(__doc__)
    problems = [(one.kind, str(one.texts), one.date, str(found)) for one in SPELLINGS if (found := wrong(one))]
    numbers = {"spellings": len(SPELLINGS), "waited for exactly": len(SPELLINGS) - len(problems)}
    publish(
        asked, Figure("Retry-After", numbers), [Table("Problems", ("kind", "Retry-After", "Date", "waits"), problems)]
    )
    return int(bool(problems))


def wrong(one: Spelling) -> list[str]:
    """Name what differs from what has to be waited, in either dialect."""
    found = [(dialect.value, waits(one, dialect)) for dialect in Dialect]
    return [f"{dialect}: {seen} instead of {one.seconds}" for dialect, seen in found if seen != [one.seconds]]


def waits(one: Spelling, dialect: Dialect) -> list[float]:
    """Invite somebody at a service that asks once to wait; give all waits."""
    headers = [(b"Retry-After", text.encode("utf-8", "surrogateescape")) for text in one.texts]
    headers += [(b"Date", one.date.encode())] if one.date is not None else []
    answers = [httpx.Response(429, headers=headers), httpx.Response(200, content=GRANTED)]

    def answer(request: httpx.Request) -> httpx.Response:
        return answers.pop(0) if request.method == "POST" else httpx.Response(200, content=b'{"value":[]}')

    clock = FakeClock()
    with service_that_answers(answer, dialect) as service, passing_book(clock) as book:
        invitation = Invitation(ITEM, (ANN,), Role.READ, "Hello", Options())
        sent = send_invitations(
            service, clock, invitation, book, report=lambda _progress: None, cancel=threading.Event()
        )
    assert isinstance(sent.receipts[0].outcome, Invited)
    return clock.waits


def each(kind: str, seconds: float, *texts: str, date: str | None = DATE) -> Iterable[Spelling]:
    """Several spellings that mean the same."""
    return [Spelling(kind, (text,), seconds, date) for text in texts]


def said(kind: str, *pairs: tuple[str, float]) -> Iterable[Spelling]:
    """Spellings that each mean something else."""
    return [Spelling(kind, (text,), seconds) for text, seconds in pairs]


def in_each_form(kind: str, ahead: float, seconds: float) -> Iterable[Spelling]:
    """One moment in HTTP's three forms of a date."""
    moment = THEN + timedelta(seconds=ahead)
    return each(kind, seconds, *(moment.strftime(form) for form in FORMS))


FORMS: Final = ("%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y")
SPELLINGS: Final[tuple[Spelling, ...]] = (
    *said("seconds", ("0", 1), ("1", 1), ("2", 2), ("5", 5), ("31", 31), ("41", 41), ("120", 120), ("315", 315)),
    *said("seconds", ("3599", 3599), ("3600", 3600), ("3601", LONGEST), ("86400", LONGEST), ("2147483647", LONGEST)),
    *said("seconds", ("2147483648", LONGEST), ("4294967296", LONGEST), ("9999999999", LONGEST)),
    *said("leading zeros", ("00", 1), ("007", 7), ("0000000005", 5), ("00000000005", UNSAID), ("0" * 50, UNSAID)),
    *said(
        "decimals", ("2.128", 2.128), ("0.0", 1), ("0.2", 1), ("0.999", 1), ("1.0", 1), ("1.5", 1.5), ("59.99", 59.99)
    ),
    *said("decimals", ("3599.9", 3599.9), ("3600.1", LONGEST), ("1.2345678901", 1.2345678901), ("07.50", 7.5)),
    *each("no decimals", UNSAID, ".5", "5.", "1..2", "1.2.3", "1,5", "1.23456789012", "1. 5", "1.5s", "."),
    *each("signs", UNSAID, "+3", "-3", "-5", "-0", "+0", "--3", "- 3", "+-3", "3-", "3+", "-1.5", "+2.5"),
    *each("signs that are no ASCII", UNSAID, "\u22123", "\u00b13", "\uff0b3", "\uff0d3", "\u20133"),
    *each("other digits", UNSAID, "\uff11\uff10", "\u0663", "\u096d", "\u00b2", "\u2468", "\u2163", "\U0001d7d3"),
    *each("other digits", UNSAID, "1\uff12", "\u06f5", "\u0e55", "\u2075", "\u216b", "\u4e09", "3\u0660"),
    *each("exponents", UNSAID, "1e1", "1E1", "1e20", "1e400", "1e-3", "1.5e2", "0e0", "1e"),
    *each("other notations", UNSAID, "0x10", "0b11", "0o7", "1_000", "1 000", "1'000", "1,000", "#5", "5%", "1/2"),
    *each("too long", UNSAID, "12345678901", "9" * 20, "9" * 400, "9" * 5000, "9" * 10 + "." + "9" * 11),
    *each("words", UNSAID, "", "soon", "now", "never", "none", "null", "inf", "-inf", "nan", "NaN", "Infinity", "true"),
    *each(
        "units", UNSAID, "1s", "1 s", "5m", "1min", "500ms", "PT5S", "P1D", "1h", "tomorrow", "5 seconds", "00:00:05"
    ),
    *each("lists", UNSAID, "3, 4", "3,4", "3;4", "3; q=1", "3 4", "3\t4", "3,", ",3", "3, 3", "3; comment"),
    *each("blanks", UNSAID, " 3", "3 ", "\t3", "\u00a03", "3\u200b", "\ufeff3", "3\x00", "3\x0b", " "),
    *each("quotes", UNSAID, '"3"', "'3'", "(3)", "<3>", "[3]", "{3}", "=3", "3;", "3!", "delta-seconds=3"),
    *each("no text", UNSAID, "\udcff", "\udce9", "3\udcff"),
    Spelling("two headers", ("3", "4"), UNSAID),
    Spelling("two headers", ("3", "3"), UNSAID),
    Spelling("two headers", (DATE, "3"), UNSAID),
    Spelling("no header", (), UNSAID),
    *in_each_form("dates", 31, 31),
    *in_each_form("dates", 1, 1),
    *in_each_form("dates", 59, 59),
    *in_each_form("dates", 3600, LONGEST),
    *in_each_form("dates", 3601, LONGEST),
    *in_each_form("dates far ahead", 86_400, LONGEST),
    *in_each_form("dates far ahead", 40 * 86_400, LONGEST),
    *in_each_form("dates far ahead", 10 * 365 * 86_400, LONGEST),
    *in_each_form("dates that are over", 0, SHORTEST),
    *in_each_form("dates that are over", -1, SHORTEST),
    *in_each_form("dates that are over", -86_400, SHORTEST),
    *in_each_form("dates that are over", -10 * 365 * 86_400, SHORTEST),
    *each("dates that are over", SHORTEST, "Sun, 22 Nov 0000 10:00:31 GMT", "Mon, 01 Jan 0001 00:00:00 GMT"),
    *each("another weekday", 31, "Mon, 22 Nov 2026 10:00:31 GMT", "Monday, 22-Nov-26 10:00:31 GMT"),
    *each("other zones", UNSAID, *(f"Sun, 22 Nov 2026 10:00:31 {zone}" for zone in ("-0000", "+0000", "+0200", "UTC"))),
    *each(
        "other zones",
        UNSAID,
        *(f"Sun, 22 Nov 2026 10:00:31{zone}" for zone in (" EST", " Z", "Z", "", " gmt", " GMT+1")),
    ),
    *each("other zones", UNSAID, "Sunday, 22-Nov-26 10:00:31 -0000", "Sun Nov 22 10:00:31 2026 GMT"),
    *each("no such date", UNSAID, "Sun, 99 Nov 2026 10:00:31 GMT", "Sun, 31 Nov 2026 10:00:31 GMT"),
    *each("no such date", UNSAID, "Sun, 00 Nov 2026 10:00:31 GMT", "Sun, 22 Xyz 2026 10:00:31 GMT"),
    *each("no such date", UNSAID, "Sunday, 31-Feb-26 10:00:31 GMT"),
    *each("no such time", UNSAID, "Sun, 22 Nov 2026 24:00:31 GMT", "Sun, 22 Nov 2026 10:60:31 GMT"),
    *each("no such time", UNSAID, "Sun, 22 Nov 2026 10:00:61 GMT", "Sun Nov 22 25:00:31 2026"),
    *each(
        "nearly dates",
        UNSAID,
        "22 Nov 2026 10:00:31 GMT",
        "Sun, 22 Nov 26 10:00:31 GMT",
        "Sun, 1 Nov 2026 10:00:31 GMT",
    ),
    *each("nearly dates", UNSAID, "sun, 22 nov 2026 10:00:31 gmt", "Sun,22 Nov 2026 10:00:31 GMT"),
    *each("nearly dates", UNSAID, "Sun, 22 Nov 2026 10:00 GMT", "Sun, 22 Nov 2026  10:00:31 GMT", f"{DATE} "),
    *each(
        "nearly dates", UNSAID, "2026-11-22T10:00:31Z", "2026-11-22 10:00:31", "11/22/2026 10:00:31", "1795341631000"
    ),
    *each("nearly dates", UNSAID, "Sunday, 22-Nov-2026 10:00:31 GMT", "Sun, 22-Nov-26 10:00:31 GMT", f"x{DATE}"),
    *each("nearly dates", UNSAID, f"{DATE}, 3", f"{DATE}, {DATE}", f'"{DATE}"', "So, 22 Nov 2026 10:00:31 GMT\u200b"),
    *each("a date without another", UNSAID, "Sun, 22 Nov 2026 10:00:31 GMT", date=None),
    *each("a date without another", UNSAID, "Sun, 22 Nov 2026 10:00:31 GMT", date=""),
    *each("a date without another", UNSAID, "Sun, 22 Nov 2026 10:00:31 GMT", date="today"),
    *each("a date without another", UNSAID, "Sun, 22 Nov 2026 10:00:31 GMT", date="Sun, 22 Nov 2026 10:00:00 -0000"),
    *each("a service whose clock is wrong", 31, "Tue, 13 Oct 2026 10:00:31 GMT", date="Tue, 13 Oct 2026 10:00:00 GMT"),
    *each("a service whose clock is wrong", 31, "Fri, 01 Jan 2038 00:00:31 GMT", date="Fri, 01 Jan 2038 00:00:00 GMT"),
    *each("a service whose clock is wrong", 2, "Thu, 01 Jan 1970 00:00:02 GMT", date="Thu, 01 Jan 1970 00:00:00 GMT"),
    *each("seconds need no clock", 7, "7", date="Thu, 01 Jan 1970 00:00:00 GMT"),
    *each("seconds need no clock", 7, "7", date=None),
    *each("its date in another form", 31, "Sun, 22 Nov 2026 10:00:31 GMT", date="Sunday, 22-Nov-26 10:00:00 GMT"),
    *each("its date in another form", 31, "Sun Nov 22 10:00:31 2026", date="Sun Nov 22 10:00:00 2026"),
    *each("over the end of a year", 2, "Fri, 01 Jan 2027 00:00:01 GMT", date="Thu, 31 Dec 2026 23:59:59 GMT"),
    *each("over the 29th of February", 2, "Wed, 01 Mar 2028 00:00:01 GMT", date="Tue, 29 Feb 2028 23:59:59 GMT"),
    *each("the 29th of February of no leap year", UNSAID, "Mon, 29 Feb 2027 00:00:01 GMT"),
)


if __name__ == "__main__":
    sys.exit(main())
