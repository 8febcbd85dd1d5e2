"""What the use cases need to know of the way to a drive: its proxy, and whether anything answers at its end."""

from typing import Protocol

from drive_share_gui.domain.proxy import ProxyAddress, ProxyLogin


class ProxyLogins(Protocol):
    """The logins of proxies; safe to use from several threads. Calls may block for up to 20 seconds."""

    def load(self, address: ProxyAddress) -> ProxyLogin | None:
        """Give the login to try; None where there is none, or the proxy did not take it."""
        ...

    def save(self, address: ProxyAddress, login: ProxyLogin) -> bool:
        """Use it from now on; false where it is only kept until the program ends."""
        ...

    def refuse(self, address: ProxyAddress, login: ProxyLogin) -> None:
        """Do not give this one again: some lock an account that is asked for with a wrong password often."""
        ...

    def forget(self, address: ProxyAddress) -> None:
        """Remove the login; harmless where there is none. Raises SharingError(NoKeyring)."""
        ...


class WayOut(Protocol):
    """The way from this computer to one service. Calls may block; nothing secret of an account is ever sent."""

    @property
    def is_encrypted(self) -> bool:
        """Whether a certificate has to be trusted: not on the way to a service on this very computer."""
        ...

    def proxy(self) -> ProxyAddress | None:
        """Name the proxy the system wants for this service; None for the direct way.

        Raises SharingError(Unreachable) where what is named cannot be one.
        """
        ...

    def knock(self) -> None:
        """Ask the service, without a token, whether it is there. Raises SharingError: what stands in the way."""
        ...

    def save_login(self, login: ProxyLogin) -> bool:
        """Use this login for the proxy from now on; false where it is only kept until the program ends."""
        ...

    def forget_login(self) -> None:
        """Remove the proxy's login; harmless where there is none. Raises SharingError(NoKeyring)."""
        ...
