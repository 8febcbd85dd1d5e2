"""How long a service asks to wait, from its `Retry-After`."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

SHORTEST: Final = 1.0
LONGEST: Final = 3600.0

_SECONDS: Final = re.compile(r"[0-9]{1,10}(?:\.[0-9]{1,10})?", re.ASCII)
_DATE: Final = re.compile(
    r"[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT"
    r"|[A-Z][a-z]{5,8}, [0-9]{2}-[A-Z][a-z]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT"
    r"|[A-Z][a-z]{2} [A-Z][a-z]{2} [ 0-9][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2} [0-9]{4}",
    re.ASCII,
)


def seconds_to_wait(headers: Mapping[str, str]) -> float | None:
    """Read whole or decimal seconds, or a date, which is measured against the answer's own ``Date``.

    Between 1 and 3,600; None where there is no header, or one that says nothing certain
    (reliability: row 54).
    """
    text = headers.get("retry-after", "")
    if _SECONDS.fullmatch(text):
        return _within(float(text))
    then, now = _date(text), _date(headers.get("date", ""))
    return _within((then - now).total_seconds()) if then and now else None


def _within(seconds: float) -> float:
    return min(max(seconds, SHORTEST), LONGEST)


def _date(text: str) -> datetime | None:
    """Read a date in any of HTTP's three forms (RFC 9110, 5.6.7), all of which mean UTC."""
    try:
        return parsedate_to_datetime(text).replace(tzinfo=UTC) if _DATE.fullmatch(text) else None
    except ValueError:
        return None
