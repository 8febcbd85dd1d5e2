"""The proxy between this computer and the drive, and what it wants to know of a person."""

from dataclasses import dataclass, field
from typing import Final

_MOST: Final = 255
"""Bytes of a user name or a password that every kind of proxy takes (RFC 1929, section 2)."""


@dataclass(frozen=True, slots=True)
class ProxyAddress:
    """Where a proxy listens; never with a login in it, so it may be shown."""

    scheme: str
    """`http`, `https` or `socks5`."""
    host: str
    port: int

    @property
    def place(self) -> str:
        """Host and port, as people know it."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class ProxyLogin:
    """What opens a proxy."""

    user: str = field(repr=False)
    password: str = field(repr=False)

    @property
    def is_usable(self) -> bool:
        """Whether a proxy can be told it: a colon would end the name (RFC 7617, section 2)."""
        sizes = [len(text.encode(errors="replace")) for text in (self.user, self.password)]
        return 0 < sizes[0] <= _MOST and sizes[1] <= _MOST and ":" not in self.user and self._is_one_line

    @property
    def _is_one_line(self) -> bool:
        return all(sign.isprintable() for sign in self.user + self.password)
