"""Signing in with a real OpenID provider, over https, in a real browser; nothing between them is ours."""

import sys
import threading
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from drive_share_gui.adapters.microsoft_identity import Browser, MicrosoftIdentity, PageWords, World
from drive_share_gui.application.sign_in_ports import DeviceCode, SignInWish
from drive_share_gui.domain.account import Account, Registration
from drive_share_gui.domain.failure import Hurdle, SignInNeeded, Unreachable
from drive_share_gui.domain.signing_in import SignInFailed, SignInProblem
from tests.adapters.microsoft_identity.signing_in import MemoryKeyring, failure_of
from tests.reliability.trust import trusting
from tests.sign_in.chromium import Chromium, chromium
from tests.sign_in.node_program import Provider, running

CLIENT = "11111111-2222-3333-4444-555555555555"
TENANT = "cccccccc-0000-4000-8000-000000000003"
PERSON = "aaaaaaaa-0000-4000-8000-000000000001"
WISH = SignInWish(Registration(CLIENT, TENANT))
ANN = Account(f"{PERSON}.{TENANT}", "ann@contoso.example", WISH.registration, TENANT)
WORDS = PageWords("Drive Share", "You can close this page.")
NEVER = threading.Event()

SIGN_IN = """
    for (const [name, value] of [['login', 'ann'], ['password', 'x'], ['user_code', '%s']]) {
        const field = document.querySelector(`input[name=${name}]`);
        if (field) field.value = value;
    }
    document.querySelector('button[type=submit]')?.click();
"""
GIVE_UP = "[...document.links].find(link => link.innerText.includes('Cancel')).click()"

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="Only on Linux an authority can be trusted for one test."),
    pytest.mark.timeout(300),  # the first run installs the provider
]


@dataclass
class Place:
    """The provider, the browser, and a computer with a keyring."""

    provider: Provider
    chromium: Chromium
    home: Path
    store: MemoryKeyring

    def identity(self, act: str = SIGN_IN) -> MicrosoftIdentity:
        def open_browser(url: str) -> bool:
            self.visit(url, act)
            return True

        return MicrosoftIdentity(
            self.store,
            self.home,
            World(Browser(open_browser, lambda: WORDS, 60), authority=lambda _any: self.provider.authority),
        )

    def visit(self, url: str, act: str, *ends: str) -> str:
        """Do what `act` says on every page until one of these titles."""
        return self.chromium.visit(url, lambda title: "" if title in {WORDS.title, *ends} else act)


@pytest.fixture(scope="module")
def parts() -> Generator[tuple[Provider, Chromium]]:
    with trusting() as trust:
        certificate = trust.authority.issue_cert("localhost")
        with running(certificate, CLIENT, TENANT, PERSON) as provider, chromium(certificate) as browser:
            yield provider, browser


@pytest.fixture
def place(parts: tuple[Provider, Chromium], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)  # no process gives its token on to the next
    return Place(*parts, tmp_path / "home", MemoryKeyring())


def who_has(place: Place, token: str) -> str:
    """Ask the provider whose token it is."""
    answer = httpx.get(f"{place.provider.issuer}/me", headers={"Authorization": f"Bearer {token}"}, verify=True)
    return str(answer.json()["sub"]) if answer.is_success else f"{answer.status_code}"


def test_somebody_signs_in_on_the_providers_page_and_the_token_is_theirs(place: Place) -> None:
    identity = place.identity()
    assert identity.with_browser(WISH, NEVER) == ANN
    assert identity.accounts() == (ANN,)
    assert who_has(place, identity.tokens(ANN).token()) == "ann"


def test_a_new_token_replaces_one_the_drive_refused_and_an_old_refresh_token_costs_everything(place: Place) -> None:
    identity = place.identity()
    identity.with_browser(WISH, NEVER)
    tokens = identity.tokens(ANN)
    first, old = tokens.token(), place.store.load(f"account/{ANN.account_id}")
    assert tokens.renew(first) is True
    second, newest = tokens.token(), place.store.load(f"account/{ANN.account_id}")
    assert (who_has(place, second), second == first, newest == old) == ("ann", False, False)
    assert old is not None
    place.store.save(f"account/{ANN.account_id}", old)
    assert tokens.renew(second) is False
    assert newest is not None
    place.store.save(f"account/{ANN.account_id}", newest)
    assert failure_of(place.identity().tokens(ANN).token) == SignInNeeded()
    assert who_has(place, second) == "401"


def test_who_gives_up_on_the_page_is_not_signed_in_and_may_try_again(place: Place) -> None:
    identity = place.identity(GIVE_UP)
    assert failure_of(lambda: identity.with_browser(WISH, NEVER)) == SignInFailed(SignInProblem.DECLINED)
    assert identity.accounts() == ()
    assert place.identity().with_browser(WISH, NEVER) == ANN


def test_a_code_is_typed_into_the_providers_page(place: Place) -> None:
    identity = place.identity()
    pages: list[str] = []
    with ThreadPoolExecutor(1) as person:

        def show(code: DeviceCode) -> None:
            person.submit(
                lambda: pages.append(place.visit(code.verification_url, SIGN_IN % code.user_code, "Sign-in Success"))
            )

        assert identity.with_device_code(WISH, show, NEVER) == ANN
    assert who_has(place, identity.tokens(ANN).token()) == "ann"
    assert len(pages) == 1


def test_a_provider_nobody_vouches_for_is_told_nothing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    opened: list[str] = []

    def open_browser(url: str) -> bool:
        opened.append(url)
        return True

    browser = Browser(open_browser, lambda: WORDS, 5)
    world = World(browser, authority=lambda _any: place.provider.authority)
    identity = MicrosoftIdentity(place.store, place.home, world)
    assert failure_of(lambda: identity.with_browser(WISH, NEVER)) == Unreachable(Hurdle.CERTIFICATE)
    assert opened == []
