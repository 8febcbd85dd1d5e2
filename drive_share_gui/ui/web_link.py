"""Which addresses of web pages may be opened, and which can only be copied and looked at."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

_LONGEST: Final = 2_000
_HOST: Final = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,10}(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})")
"""A name of the internet as it is looked up; numbers are read in several ways."""


@dataclass(frozen=True, slots=True)
class WebLink:
    """An address as a service gave it."""

    url: str
    """What would be opened or copied, without control characters; plain http became https."""
    host: str = ""
    """Where it leads, in ASCII so that no letter looks like another; empty where it may not be opened."""

    @property
    def may_be_opened(self) -> bool:
        """Whether it is a plain web page: https, no user name, nothing that readers disagree about."""
        return bool(self.host)


def read_web_link(url: str) -> WebLink:
    """Judge an address (reliability §5.4)."""
    text = "".join(filter(str.isprintable, url)).strip()
    if text != url.strip() or not text.isascii() or any(sign in text for sign in " \\<>\"'`"):
        return WebLink(text)
    if text.lower().startswith("http://"):
        text = "https://" + text[len("http://") :]
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return WebLink(text)
    named = parts.username is not None or parts.password is not None
    if parts.scheme != "https" or not _HOST.fullmatch(host) or named or port not in {None, 443} or len(text) > _LONGEST:
        return WebLink(text)
    return WebLink(text, host)
