"""A way to a drive that is only played."""

from dataclasses import dataclass, field

from drive_share_gui.domain.failure import Failure, Hurdle, SharingError, Unreachable
from drive_share_gui.domain.proxy import ProxyAddress, ProxyLogin

PROXY = ProxyAddress("http", "proxy.example", 8080)


@dataclass
class FakeWayOut:
    """A WayOut; `wanted` is the login its proxy wants, `failure` what else stands in the way."""

    address: ProxyAddress | None = None
    is_encrypted: bool = True
    failure: Failure | None = None
    proxy_failure: Failure | None = None
    wanted: ProxyLogin | None = None
    has_keyring: bool = True
    saved: list[ProxyLogin] = field(default_factory=list[ProxyLogin])
    knocks: int = 0

    def proxy(self) -> ProxyAddress | None:
        if self.proxy_failure is not None:
            raise SharingError(self.proxy_failure)
        return self.address

    def knock(self) -> None:
        self.knocks += 1
        if self.wanted is not None and self.wanted not in self.saved:
            raise SharingError(Unreachable(Hurdle.PROXY_LOGIN))
        if self.failure is not None:
            raise SharingError(self.failure)

    def save_login(self, login: ProxyLogin) -> bool:
        self.saved.append(login)
        return self.has_keyring

    def forget_login(self) -> None:
        self.saved.clear()
