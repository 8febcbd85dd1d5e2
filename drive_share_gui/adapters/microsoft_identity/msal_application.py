"""The parts of msal that are used, with the types msal does not state, and what its errors mean."""

import contextlib
import importlib
import logging
from collections.abc import Generator, Iterable, Mapping
from typing import Final, Protocol

import httpx

from drive_share_gui.adapters.microsoft_identity.http_client import HttpClient, origin_of
from drive_share_gui.application.way_out import ProxyLogins
from drive_share_gui.domain.account import Feature, Registration
from drive_share_gui.domain.cloud import Cloud
from drive_share_gui.domain.failure import Failure, Riddle, SharingError, UnclearAnswer

CAPABILITIES: Final = ("CP1",)
"""Says that claims challenges are answered (Microsoft identity platform, "Claims challenges", client capabilities)."""

_msal_log = logging.getLogger("msal")  # at DEBUG it writes codes and addresses
_msal_log.setLevel(logging.CRITICAL + 1)
_msal_log.propagate = False
_msal_log.addHandler(logging.NullHandler())


class Authority(Protocol):
    """Where somebody signs in, as the service describes itself."""

    @property
    def tenant(self) -> str:
        """The tenant's id, or ``common`` and the like."""
        ...


class Application(Protocol):
    """`msal.PublicClientApplication`, as far as it is used."""

    @property
    def authority(self) -> Authority:
        """Where people sign in."""
        ...

    def initiate_auth_code_flow(  # noqa: PLR0913 - msal's own
        self,
        scopes: list[str],
        *,
        redirect_uri: str,
        prompt: str | None,
        login_hint: str | None,
        claims_challenge: str | None,
        response_mode: str,
    ) -> dict[str, object]:
        """Begin: make the address to open, and what the answer is held against."""
        ...

    def acquire_token_by_auth_code_flow(
        self, auth_code_flow: dict[str, object], auth_response: dict[str, str]
    ) -> dict[str, object]:
        """Turn the browser's answer into tokens."""
        ...

    def initiate_device_flow(self, scopes: list[str], *, claims_challenge: str | None) -> dict[str, object]:
        """Ask for a code to show."""
        ...

    def acquire_token_by_device_flow(
        self, flow: Mapping[str, object], claims_challenge: str | None
    ) -> dict[str, object]:
        """Ask once whether somebody typed the code."""
        ...

    def acquire_token_by_refresh_token(
        self, refresh_token: str, scopes: list[str], *, data: dict[str, str]
    ) -> dict[str, object]:
        """Turn a refresh token into new tokens."""
        ...


def authority_of(registration: Registration) -> str:
    """Give the address of a registration's authority."""
    return f"https://{registration.cloud.hosts.login}/{registration.tenant}"


@contextlib.contextmanager
def application(
    registration: Registration,
    authority: str,
    wire: httpx.BaseTransport | None = None,
    logins: ProxyLogins | None = None,
) -> Generator[Application]:
    """Give msal for one conversation with `authority`; it keeps nothing beyond it. Raises SharingError.

    The first use in a process loads msal, which takes half a second on a slow computer.
    """
    client = HttpClient(origin_of(authority), wire, logins)
    with contextlib.closing(client), understood(UnclearAnswer(Riddle.UNEXPECTED_SHAPE)):
        made: Application = importlib.import_module("msal").PublicClientApplication(
            registration.client_id,
            authority=authority,
            http_client=client,
            instance_discovery=False,  # the hosts are ours, from the table of clouds
            client_capabilities=list(CAPABILITIES),
        )
        yield made


@contextlib.contextmanager
def understood(otherwise: Failure) -> Generator[None]:
    """Turn what msal raises into `otherwise`: ValueError, KeyError and others, whatever an answer makes it trip over.

    What was raised is not kept: it can name secrets.
    """
    try:
        yield
    except SharingError:
        raise
    except Exception:  # noqa: BLE001 - msal names no errors it raises for what it cannot read
        raise SharingError(otherwise) from None


def scopes_of(features: Iterable[Feature], cloud: Cloud) -> list[str]:
    """Give the permissions to ask for; outside the global cloud they are named with their service."""
    names = dict.fromkeys(scope for feature in features for scope in feature.scopes)
    service = "" if cloud is Cloud.GLOBAL else f"https://{cloud.hosts.graph}/"
    return [service + name for name in names]
