"""Signs in, uses tokens, meets every trouble, crashes in a child and signs out again, as a program: `… SEED`.

Its secrets come from the seed, so that no command line and no environment has to carry them. At
its end it prints what its process shows to everybody.
"""

import contextlib
import faulthandler
import json
import logging
import os
import random
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import httpx

from drive_share_gui.adapters.credentials import KeyringCredentials
from drive_share_gui.adapters.drive_api import connect
from drive_share_gui.adapters.proxy_logins import KeptProxyLogins
from drive_share_gui.adapters.secrecy import write_no_core
from drive_share_gui.application.sign_in_ports import SignInWish
from drive_share_gui.domain.account import Account, Feature
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.item import ById
from drive_share_gui.domain.proxy import ProxyAddress, ProxyLogin
from drive_share_gui.domain.service_address import ServiceAddress
from tests.adapters.microsoft_identity.identity_provider import REGISTRATION, Form, IdentityProvider, refused
from tests.adapters.microsoft_identity.signing_in import Desk
from tests.reliability.canaries import Canaries

NEVER = threading.Event()


class Telltale(IdentityProvider):
    """Gives tokens and codes that can be found again."""

    words: tuple[str, str, str] = ("", "", "")

    def authorize(self, url: str) -> Form:
        fields = super().authorize(url)
        code = f"{self.words[2]}{fields['code']}"
        self._codes[code] = self._codes.pop(fields["code"])
        return fields | {"code": code}

    def _tokens(self, nonce: str) -> httpx.Response:
        said = super()._tokens(nonce).json()
        number = next(self._numbers)
        refresh = f"{self.words[1]}{number}"
        self._good[refresh] = self._good.pop(said["refresh_token"])
        return httpx.Response(200, json=said | {"access_token": f"{self.words[0]}{number}", "refresh_token": refresh})

    def _device_code(self) -> httpx.Response:
        said = super()._device_code().json()
        return httpx.Response(200, json=said | {"device_code": f"{self.words[2]}device"})


def tolerate(act: Callable[[], object]) -> None:
    with contextlib.suppress(SharingError):
        act()


def troubles(secret: str) -> list[httpx.Response]:
    """Answers of the token endpoint that go wrong, each with a secret in it."""
    return [
        refused("invalid_grant", f"AADSTS700082: {secret}"),
        refused("interaction_required", secret, claims=json.dumps({"access_token": {"x": {"value": secret}}})),
        refused(secret, secret),
        httpx.Response(500, json={"error": secret}),
        httpx.Response(429, headers={"Retry-After": "1"}, json={"error": secret}),
        httpx.Response(200, text=f"<html>{secret}</html>"),
        httpx.Response(200, json={"access_token": secret, "expires_in": "soon", "id_token": secret}),
        httpx.Response(200, json=[secret]),
        httpx.Response(302, headers={"Location": f"https://login.example/?code={secret}"}),
    ]


def use(desk: Desk, account: Account) -> None:
    """Ask a drive with the account's token; it accepts none."""

    def drive(request: httpx.Request) -> httpx.Response:
        said = request.headers["Authorization"]
        return httpx.Response(401, json={"error": {"code": said, "message": said}}, headers={"request-id": said})

    tokens = desk.identity().tokens(account)
    service = connect(ServiceAddress("https://drive.example/v1.0"), tokens, wire=httpx.MockTransport(drive))
    tolerate(service.drive)
    tolerate(lambda: service.find(ById("01")))
    service.close()


def meet_troubles(desk: Desk, account: Account, secret: str) -> None:
    """Go every way that ends badly."""
    provider = desk.provider
    for trouble in troubles(secret):
        for act in (
            lambda: desk.identity().with_browser(SignInWish(REGISTRATION), NEVER),
            lambda: desk.identity().tokens(account, Feature.SUGGESTIONS).token(),
            lambda: desk.identity().with_device_code(SignInWish(REGISTRATION), lambda _code: None, NEVER),
        ):
            provider.answers.append(trouble)
            tolerate(act)
            provider.answers.clear()
    changes: tuple[Callable[[Form], Form], ...] = (
        lambda fields: fields | {"state": secret},
        lambda fields: {"error": secret, "error_description": secret, "state": fields["state"]},
        lambda fields: {"code": fields["code"]},
    )
    for change in changes:
        desk.change = change
        tolerate(lambda: desk.identity(seconds=0.3).with_browser(SignInWish(REGISTRATION), NEVER))
    desk.change = dict


def shown() -> list[str]:
    """Give what this process shows to everybody on the computer, and the names of its threads."""
    here = Path("/proc/self")
    read = [(here / name).read_bytes().decode("latin-1") for name in ("environ", "cmdline")]
    return [*read, *(thread.name for thread in threading.enumerate())]


KINDS = ("access token", "refresh token", "code", "password of the proxy")


def secrets_of(seed: int) -> tuple[Canaries, list[str]]:
    """Give the secrets of a run, and what finds them."""
    canaries = Canaries(random.Random(seed))  # noqa: S311 - the same chance again, on demand
    return canaries, [canaries.word(kind) for kind in KINDS]


def main(seed: int) -> None:
    """Live through a session."""
    _, (access, refresh, code, password) = secrets_of(seed)
    home = Path.home() / "drive-share"
    home.mkdir()
    write_no_core(speaks_to_portals=True)
    logging.basicConfig(filename=home / "log", level=logging.DEBUG)
    provider = Telltale()
    provider.words = (access, refresh, code)
    store = KeyringCredentials(home)
    desk = Desk(home, provider, store)
    KeptProxyLogins(lambda: store).save(ProxyAddress("http", "proxy.example", 8080), ProxyLogin("ann", password))
    _, account = desk.sign_in()
    for _ in range(2):
        use(desk, account)
        desk.clock.elapsed += 4000
    desk.identity().with_device_code(SignInWish(REGISTRATION), lambda _code: None, NEVER)
    meet_troubles(desk, account, f"{access}trouble")
    kept = [store.load(f"account/{account.account_id}") or "", store.load("proxy/proxy.example:8080") or ""]
    crash(home)
    process = shown()
    desk.identity().sign_out(account)
    left = store.load(f"account/{account.account_id}")
    sys.stdout.write(json.dumps([provider.refreshed, [refresh in kept[0], password in kept[1]], left, *process]))


def crash(home: Path) -> None:
    """Let a child that knows everything die of a crash, and say so in a file."""
    child = os.fork()
    if child == 0:
        os.chdir(home)
        with (home / "crash").open("w") as file:
            faulthandler.enable(file)
            os.abort()
    os.waitpid(child, 0)


if __name__ == "__main__":
    main(int(sys.argv[1]))
