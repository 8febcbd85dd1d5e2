"""Where a service is spoken to, and which addresses a token must not go to."""

import ipaddress
import re
from dataclasses import dataclass
from enum import Enum
from typing import Final
from urllib.parse import urlsplit

from drive_share_gui.domain.failure import AddressProblem, SharingError, UnusableAddress

PRACTICE_TOKEN_PREFIX: Final = "practice-"  # noqa: S105 - how practice tokens begin, no token itself
_HOST: Final = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|[0-9a-f:.]*:[0-9a-f:.]*")
"""A name as it is looked up, or a number; a name in other letters is written as ``xn--…``."""


class Dialect(Enum):
    """The two forms of the invite call."""

    GRAPH = "graph"
    """Microsoft Graph v1.0: ``/invite``, recipients as objects, `sendInvitation`."""
    ONEDRIVE = "onedrive"
    """The specification's own: ``/action.invite``, recipients as strings, `suppressNotification`."""


@dataclass(frozen=True, slots=True)
class ServiceAddress:
    """A service's base URL, without a slash at its end, and the dialect it speaks."""

    base_url: str
    dialect: Dialect = Dialect.GRAPH

    @property
    def is_loopback(self) -> bool:
        """Whether it is on this very computer."""
        return is_loopback(urlsplit(self.base_url).hostname or "")


def service_address(base_url: str, dialect: Dialect, token: str) -> ServiceAddress:
    """Check where `token` would go: https, or plain http to this computer only.

    Raises SharingError(UnusableAddress). A practice token never leaves this computer, and another one
    never goes to a program on it (reliability: R3).
    """
    base_url = base_url.strip()
    if not base_url.isprintable() or " " in base_url:
        raise SharingError(UnusableAddress(AddressProblem.NOT_A_URL))
    try:
        parts = urlsplit(base_url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError as error:
        raise SharingError(UnusableAddress(AddressProblem.NOT_A_URL)) from error
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(host) or parts.query or parts.fragment:
        raise SharingError(UnusableAddress(AddressProblem.NOT_A_URL))
    if parts.username is not None or parts.password is not None:
        raise SharingError(UnusableAddress(AddressProblem.USER_INFO))
    if parts.scheme == "http" and not is_loopback(host):
        raise SharingError(UnusableAddress(AddressProblem.PLAIN_HTTP))
    if token and token.startswith(PRACTICE_TOKEN_PREFIX) is not is_loopback(host):
        here = is_loopback(host)
        problem = AddressProblem.REAL_TOKEN_HERE if here else AddressProblem.PRACTICE_TOKEN_ELSEWHERE
        raise SharingError(UnusableAddress(problem))
    return ServiceAddress(base_url.rstrip("/"), dialect)


def is_loopback(host: str) -> bool:
    """Whether `host` is ``localhost`` or a literal loopback address; no name is looked up."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
