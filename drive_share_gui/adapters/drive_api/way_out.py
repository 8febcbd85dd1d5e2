"""The way to a drive's service without anybody's token: its proxy, and whether the service answers at its end."""

from typing import Final
from urllib.parse import urlsplit

import httpx

from drive_share_gui.adapters.budget import NotConnectedError
from drive_share_gui.adapters.drive_api.address import drive_address
from drive_share_gui.adapters.drive_api.caller import USER_AGENT
from drive_share_gui.adapters.drive_api.dialect import Speech
from drive_share_gui.adapters.drive_api.errors import failure_in
from drive_share_gui.adapters.network import Network
from drive_share_gui.adapters.strict_json import UnreadableError, read_json
from drive_share_gui.adapters.transport import Call, Reply, Transport
from drive_share_gui.application.way_out import ProxyLogins
from drive_share_gui.domain.failure import Riddle, SharingError, SignInNeeded, UnclearAnswer, Unreachable
from drive_share_gui.domain.proxy import ProxyAddress, ProxyLogin
from drive_share_gui.domain.refusal import Refusal

DEADLINE: Final = 20.0
"""Seconds for one knock: a person watches."""


class HttpWayOut:
    """The way to one service (a `WayOut`); everything is found out anew each time."""

    def __init__(
        self, base_url: str, speech: Speech, logins: ProxyLogins, wire: httpx.BaseTransport | None = None
    ) -> None:
        """Prepare the way; `wire` takes the place of the network in tests."""
        self._base_url: Final = base_url
        self._speech: Final = speech
        self._logins: Final = logins
        self._wire: Final = wire

    @property
    def is_encrypted(self) -> bool:
        """Whether a certificate has to be trusted."""
        return urlsplit(self._base_url).scheme == "https"

    def proxy(self) -> ProxyAddress | None:
        """Name the proxy the system wants for this service."""
        network = Network(self._base_url, self._logins)
        try:
            return network.proxy()
        except NotConnectedError as error:
            raise SharingError(Unreachable(error.hurdle)) from error
        finally:
            network.close()

    def knock(self) -> None:
        """Ask for the caller's own drive without saying who calls; that it is refused is the right answer."""
        transport = Transport(self._base_url, DEADLINE, self._wire, self._logins)
        url = self._base_url + drive_address(self._speech.own_drive, None).path
        headers = (("Accept", "application/json"), ("Accept-Encoding", "identity"), ("User-Agent", USER_AGENT))
        try:
            _judge(transport.exchange(Call("GET", url, headers)))
        finally:
            transport.close()

    def save_login(self, login: ProxyLogin) -> bool:
        """Use this login for the proxy from now on."""
        address = self.proxy()
        return address is not None and self._logins.save(address, login)

    def forget_login(self) -> None:
        """Remove the proxy's login."""
        address = self.proxy()
        if address is not None:
            self._logins.forget(address)


def _judge(reply: Reply) -> None:
    failure = failure_in(reply)
    if isinstance(failure, SignInNeeded):
        return
    if failure is not None and not isinstance(failure, Refusal):
        raise SharingError(failure)
    try:
        read_json(reply.body)
    except UnreadableError as error:  # a page of somebody who looks into the connection
        raise SharingError(UnclearAnswer(Riddle.NOT_JSON, reply.status)) from error
