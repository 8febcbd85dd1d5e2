"""Which addresses of web pages may be opened, and which can only be copied and looked at."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

_LONGEST: Final = 2_000


@dataclass(frozen=True, slots=True)
class WebLink:
    """An address as a service gave it."""

    url: str
    """What would be opened or copied; plain http became https."""
    host: str = ""
    """Where it leads, in ASCII so that no letter looks like another; empty where it may not be opened."""

    @property
    def may_be_opened(self) -> bool:
        """Whether it is a plain web page: https, no user name, nothing that readers disagree about."""
        return bool(self.host)


def read_web_link(url: str) -> WebLink:
    """Judge an address (reliability §5.4)."""
    text = url.strip()
    if not text.isascii() or not text.isprintable() or any(sign in text for sign in " \\<>\"'`"):
        return WebLink(text)
    if text.lower().startswith("http://"):
        text = "https://" + text[len("http://") :]
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return WebLink(text)
    named = parts.username is not None or parts.password is not None
    if parts.scheme != "https" or "." not in host or named or port not in {None, 443} or len(text) > _LONGEST:
        return WebLink(text)
    return WebLink(text, host)
