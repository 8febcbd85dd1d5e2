"""Reads 100,000 pasted addresses, beside the cheapest search for addresses and the standard library's reader."""

import random
import re
import time
from collections.abc import Callable
from email.utils import getaddresses
from functools import partial
from typing import Final

from drive_share_gui.domain.recipients import parse_recipients
from tests.benchmarks.measuring import Asked, Contender, Listing, compare, options, publish

ADDRESS: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
BROKEN: Final = (
    "joe@",
    "@example.org",
    "nobody",
    "a..b{0}@example.org",
    "x{0}@example",
    "a{0}@b@example.org",
    "p{0}@-x.org",
)
BROKEN_SHARE: Final = 0.07
GIVEN: Final = ("Ann", "Bob", "Chloé", "Dmitri", "Eva Maria", "Feng", "Gül", "Hana")
FAMILY: Final = ("Lee", "Stone", "O'Neill", "van Dyk", "Müller", "Ito", "Silva", "Roe")


def main() -> None:
    """Measure and print."""
    asked = options(__doc__ or "", rounds=7).parse_args(namespace=Asked())
    number = 1_000 if asked.smallest else 100_000
    plain, mixed = text_of(number, named=False), text_of(number, named=True)
    tables = [
        compare(f"{number:,} {kind}, {BROKEN_SHARE:.0%} broken", contenders(text, number), asked.rounds)
        for kind, text in (("plain addresses", plain), ("addresses, half of them with names", mixed))
    ]
    publish(asked, *tables, found(plain, mixed))


def contenders(text: str, number: int) -> list[Contender]:
    """Read the same text in three ways."""
    ways: dict[str, Callable[[], object]] = {
        "re.findall, no names, no checks": lambda: ADDRESS.findall(text),
        "parse_recipients": lambda: parse_recipients(text),
        "email.utils.getaddresses": lambda: getaddresses(text.splitlines()),
    }
    return [Contender(name, partial(timed, way, number)) for name, way in ways.items()]


def timed(way: Callable[[], object], number: int) -> dict[str, float]:
    """Time one reading."""
    begun = time.process_time()
    kept = way()
    spent = time.process_time() - begun
    del kept
    return {"CPU us/address": spent / number * 1e6}


def found(plain: str, mixed: str) -> Listing:
    """Say how many each way found, so that nobody is compared who found nothing."""
    rows = [
        (
            kind,
            float(len(ADDRESS.findall(text))),
            float(len((read := parse_recipients(text)).people)),
            float(len(read.leftovers)),
            float(len(getaddresses(text.splitlines()))),
        )
        for kind, text in (("plain", plain), ("mixed", mixed))
    ]
    columns = ("", "re.findall", "people", "leftovers", "getaddresses")
    return Listing("Found", columns, tuple(rows))


def text_of(number: int, *, named: bool) -> str:
    """Write `number` entries as people paste them; always the same text."""
    dice = random.Random(7)  # noqa: S311 - the same list every time
    entries: list[str] = []
    for count in range(number):
        entries.append(_entry(dice, count, named=named and dice.random() < 0.5))
        entries.append(dice.choice(("\n", "; ", ", ", ";\n", "\r\n")))
    return "".join(entries)


def _entry(dice: random.Random, count: int, *, named: bool) -> str:
    address = f"{dice.choice(GIVEN)[:2].encode('ascii', 'replace').decode().replace('?', 'e').lower()}.p{count}@"
    address += dice.choice(("example.org", "contoso.example.com", "mail.fabrikam.example"))
    if dice.random() < BROKEN_SHARE:
        address = dice.choice(BROKEN).format(count)
    given, family = dice.choice(GIVEN), dice.choice(FAMILY)
    if not named:
        return address
    return dice.choice((f"{given} {family} <{address}>", f'"{family}, {given}" <{address}>', f"<{address}>"))


if __name__ == "__main__":
    main()
