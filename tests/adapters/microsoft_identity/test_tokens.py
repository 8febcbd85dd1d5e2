"""Tokens are renewed before they end, by one for all, and are nowhere once their account is signed out."""

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from drive_share_gui.adapters.credentials import MemoryCredentials
from drive_share_gui.adapters.microsoft_identity import Browser, MicrosoftIdentity, World
from drive_share_gui.adapters.microsoft_identity.signed_in import LIST
from drive_share_gui.application.sign_in_ports import SignInWish
from drive_share_gui.domain.account import Feature
from drive_share_gui.domain.failure import (
    Failure,
    Hurdle,
    SharingError,
    SignInNeeded,
    Throttled,
    Unreachable,
)
from drive_share_gui.domain.keeping import KeyringProblem, NoKeyring
from drive_share_gui.domain.signing_in import SignInFailed, SignInProblem
from tests.adapters.microsoft_identity import many_processes
from tests.adapters.microsoft_identity.identity_provider import BEN, REGISTRATION, IdentityProvider, refused
from tests.adapters.microsoft_identity.served import served
from tests.adapters.microsoft_identity.shelf import store_in
from tests.adapters.microsoft_identity.signing_in import (
    WISH,
    WORDS,
    Desk,
    MemoryKeyring,
    come_back,
    failure_of,
    port_in,
)

NEVER = threading.Event()
PROCESSES = 80


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "home")


@pytest.fixture
def session_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of this user's session, which ends with the test."""
    folder = tmp_path / "session"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


@pytest.fixture
def no_session_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)


def test_a_token_is_used_until_shortly_before_its_end(desk: Desk) -> None:
    identity, ann = desk.sign_in()
    tokens = identity.tokens(ann)
    first = tokens.token()
    desk.clock.elapsed = 3299
    assert tokens.token() == first
    desk.clock.elapsed = 3301
    assert tokens.token() != first
    assert desk.provider.refreshed == 1


def test_a_short_life_is_no_reason_to_ask_every_time(desk: Desk) -> None:
    desk.provider.seconds = 60
    identity, ann = desk.sign_in()
    tokens = identity.tokens(ann)
    assert len({tokens.token() for _ in range(5)}) == 1
    desk.clock.elapsed = 46
    assert len({tokens.token() for _ in range(5)}) == 1
    assert desk.provider.refreshed == 1


def test_while_nobody_can_be_asked_a_token_is_used_to_its_end(desk: Desk) -> None:
    def unplugged(request: httpx.Request, _answer: httpx.Response) -> httpx.Response:
        raise httpx.ConnectError(request.url.host)

    identity, ann = desk.sign_in()
    tokens = identity.tokens(ann)
    first = tokens.token()
    desk.provider.change = unplugged
    desk.clock.elapsed = 3599
    assert tokens.token() == first
    desk.clock.elapsed = 3601
    assert failure_of(tokens.token) == Unreachable(Hurdle.NETWORK)


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (refused("invalid_grant", "AADSTS700082: expired"), SignInNeeded()),
        (refused("interaction_required", claims='{"a":1}'), SignInNeeded('{"a":1}')),
        (
            refused("invalid_client", "AADSTS700016: x"),
            SignInFailed(SignInProblem.REGISTRATION_REFUSED, "AADSTS700016"),
        ),
        (refused("temporarily_unavailable"), SignInFailed(SignInProblem.SERVICE)),
        (httpx.Response(500), SignInFailed(SignInProblem.SERVICE)),
        (httpx.Response(200, text="{"), SignInFailed(SignInProblem.SERVICE)),
        (httpx.Response(429, headers={"Retry-After": "30"}), Throttled(30.0)),
    ],
)
def test_a_token_that_cannot_be_had_leaves_no_doubt_about_what_was_to_be_sent(
    desk: Desk, answer: httpx.Response, failure: Failure
) -> None:
    identity, ann = desk.sign_in()
    desk.clock.elapsed = 4000
    desk.provider.answers = [answer]
    assert failure_of(identity.tokens(ann).token) == failure


@pytest.mark.parametrize(
    ("trouble", "hurdle"),
    [(httpx.ReadTimeout, Hurdle.NO_CONNECTION_IN_TIME), (httpx.RemoteProtocolError, Hurdle.NETWORK)],
)
def test_an_exchange_cut_short_counts_as_not_reached(
    desk: Desk, trouble: type[httpx.TransportError], hurdle: Hurdle
) -> None:
    def cut(_request: httpx.Request, _answer: httpx.Response) -> httpx.Response:
        message = "cut short"
        raise trouble(message)

    identity, ann = desk.sign_in()
    desk.clock.elapsed = 4000
    desk.provider.change = cut
    assert failure_of(identity.tokens(ann).token) == Unreachable(hurdle)


def test_a_token_the_drive_refused_is_replaced_once_for_all_threads(desk: Desk) -> None:
    identity, ann = desk.sign_in()
    tokens = identity.tokens(ann)
    spoiled = tokens.token()
    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(tokens.renew, [spoiled] * 16))
    assert tokens.token() != spoiled
    assert desk.provider.refreshed == 1


def test_who_was_signed_out_elsewhere_has_to_sign_in_again(desk: Desk) -> None:
    identity, ann = desk.sign_in()
    tokens = identity.tokens(ann)
    desk.provider.revoke()
    assert tokens.renew(tokens.token()) is False
    desk.sign_in()
    assert tokens.renew(tokens.token()) is True


def test_a_refusal_is_not_asked_for_again_within_a_minute(desk: Desk) -> None:
    identity, ann = desk.sign_in()
    desk.provider.revoke()
    desk.clock.elapsed = 4000
    for elapsed, asked in ((4000, 2), (4059, 2), (4061, 3)):
        desk.clock.elapsed = elapsed
        assert failure_of(identity.tokens(ann).token) == SignInNeeded()
        assert desk.provider.asked.count("POST /common/oauth2/v2.0/token") == asked


@pytest.mark.usefixtures("no_session_folder")
def test_after_a_start_the_newest_refresh_token_is_used_each_once(desk: Desk) -> None:
    _, ann = desk.sign_in()
    assert len({desk.identity().tokens(ann).token() for _ in range(5)}) == 5
    assert (desk.provider.refreshed, desk.provider.reused) == (5, 0)


@pytest.mark.usefixtures("session_folder")
def test_within_a_session_one_process_refreshes_for_all(desk: Desk) -> None:
    identity, ann = desk.sign_in()
    assert desk.identity().tokens(ann).token() == identity.tokens(ann).token()
    assert desk.provider.refreshed == 0
    spoiled = identity.tokens(ann).token()
    assert identity.tokens(ann).renew(spoiled)
    other = desk.identity().tokens(ann)
    assert other.token() == identity.tokens(ann).token() != spoiled
    assert other.renew(spoiled)
    assert desk.provider.refreshed == 1


def test_what_is_handed_over_is_sealed_and_gone_when_its_account_is(desk: Desk, session_folder: Path) -> None:
    identity, ann = desk.sign_in()
    token = identity.tokens(ann).token()
    (left,) = session_folder.iterdir()
    assert left.stat().st_mode & 0o077 == 0
    assert token.encode() not in left.read_bytes()
    left.write_bytes(left.read_bytes()[:-1] + b"!")
    assert desk.identity().tokens(ann).token() != token
    identity.sign_out(ann)
    assert list(session_folder.iterdir()) == []


def test_a_folder_others_can_look_into_is_not_used(desk: Desk, session_folder: Path) -> None:
    session_folder.chmod(0o750)
    desk.sign_in()
    assert list(session_folder.iterdir()) == []


def test_signing_out_leaves_no_trace(desk: Desk) -> None:
    identity, ann = desk.sign_in()
    tokens = identity.tokens(ann)
    tokens.token()
    identity.sign_out(ann)
    identity.sign_out(ann)
    assert isinstance(desk.store, MemoryKeyring)
    assert {name: desk.store.load(name) for name in (LIST, f"account/{ann.account_id}")} == {
        LIST: None,
        f"account/{ann.account_id}": None,
    }
    assert failure_of(tokens.token) == SignInNeeded()
    assert identity.accounts() == desk.identity().accounts() == ()


def test_access_tokens_are_in_no_keyring_and_no_file(desk: Desk, session_folder: Path) -> None:
    identity, ann = desk.sign_in()
    token = identity.tokens(ann).token()
    assert isinstance(desk.store, MemoryKeyring)
    assert set(json.loads(desk.store.load(f"account/{ann.account_id}") or "")) == {"refresh_token"}
    files = [path for folder in (desk.home, session_folder) for path in folder.rglob("*") if path.is_file()]
    assert files
    assert not any(token.encode() in path.read_bytes() for path in files)


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"refresh_token": 5}', "\ud800"])
def test_a_damaged_secret_means_signing_in_again(
    desk: Desk, damage: str, logged_warnings: list[logging.LogRecord]
) -> None:
    _, ann = desk.sign_in()
    desk.store.save(f"account/{ann.account_id}", damage)
    assert failure_of(desk.identity().tokens(ann).token) == SignInNeeded()
    assert len(logged_warnings) == 1
    logged_warnings.clear()
    assert desk.sign_in()[0].tokens(ann).token()


@pytest.mark.parametrize("damage", ["", "{", '{"accounts": [{}]}', '{"accounts": 1}', "\ud800"])
def test_a_damaged_list_means_that_nobody_is_signed_in(
    desk: Desk, damage: str, logged_warnings: list[logging.LogRecord]
) -> None:
    _, ann = desk.sign_in()
    desk.store.save(LIST, damage)
    assert desk.identity().accounts() == ()
    assert len(logged_warnings) == 1
    assert desk.sign_in()[0].accounts() == (ann,)
    logged_warnings.clear()


class BrokenKeyring(MemoryCredentials):
    """A keyring that cannot be used now."""

    problem: KeyringProblem | None = None
    asked = 0

    @property
    def is_lasting(self) -> bool:
        return True

    def load(self, name: str) -> str | None:
        self._ask()
        return super().load(name)

    def save(self, name: str, secret: str) -> None:
        self._ask()
        super().save(name, secret)

    def delete(self, name: str) -> None:
        self._ask()
        super().delete(name)

    def _ask(self) -> None:
        self.asked += 1
        if self.problem is not None:
            raise SharingError(NoKeyring(self.problem))


@pytest.mark.parametrize("problem", list(KeyringProblem))
def test_where_the_keyring_fails_somebody_is_signed_in_for_this_run(desk: Desk, problem: KeyringProblem) -> None:
    keyring = BrokenKeyring()
    keyring.problem = problem
    desk.store = keyring
    identity, ann = desk.sign_in()
    assert not identity.is_lasting
    assert identity.accounts() == (ann,)
    desk.clock.elapsed = 4000
    assert identity.tokens(ann).token()
    desk.clock.elapsed = 8000
    assert identity.tokens(ann).token()
    assert (desk.provider.refreshed, desk.provider.reused) == (2, 0)


def test_a_locked_keyring_is_said_and_not_asked_again_and_again(desk: Desk) -> None:
    keyring = BrokenKeyring()
    desk.store = keyring
    _, ann = desk.sign_in()
    keyring.problem, keyring.asked = KeyringProblem.LOCKED, 0
    identity = desk.identity()
    for _ in range(3):
        assert failure_of(identity.accounts) == NoKeyring(KeyringProblem.LOCKED)
        assert failure_of(identity.tokens(ann).token) == NoKeyring(KeyringProblem.LOCKED)
    assert not identity.is_lasting
    assert keyring.asked == 1
    keyring.problem = None
    assert identity.with_browser(WISH, NEVER) == ann
    assert identity.is_lasting


def test_a_keyring_that_locks_in_the_middle_of_a_refresh_does_not_cost_the_sign_in(desk: Desk) -> None:
    def lock(_request: httpx.Request, answer: httpx.Response) -> httpx.Response:
        keyring.problem = KeyringProblem.LOCKED
        return answer

    keyring = BrokenKeyring()
    desk.store = keyring
    identity, ann = desk.sign_in()
    desk.provider.change = lock
    for elapsed in (4000, 8000):
        desk.clock.elapsed = elapsed
        assert identity.tokens(ann).token()
    assert not identity.is_lasting
    assert identity.accounts() == (ann,)
    assert (desk.provider.refreshed, desk.provider.reused) == (2, 0)


def test_a_read_only_home_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("in the way")
    assert failure_of(Desk(tmp_path / "home").sign_in) == NoKeyring(KeyringProblem.TROUBLE)


def test_the_second_account_signing_in_leaves_the_first_its_features(desk: Desk) -> None:
    identity, ann = desk.sign_in(SignInWish(REGISTRATION, (Feature.SHARE, Feature.ITEMS_OF_OTHERS)))
    before = identity.tokens(ann, Feature.ITEMS_OF_OTHERS).token()
    desk.provider.who = BEN
    identity.with_browser(WISH, NEVER)
    assert identity.tokens(ann, Feature.ITEMS_OF_OTHERS).token() == before


def signed_in_for_real(provider: IdentityProvider, home: Path, shelf: Path) -> MicrosoftIdentity:
    """Sign in over https, into a keyring other processes can use."""

    def open_browser(url: str) -> bool:
        return come_back(port_in(url), provider.authorize(url))[0] == 200

    world = World(
        Browser(open_browser, lambda: WORDS), authority=lambda registration: f"{provider.origin}/{registration.tenant}"
    )
    identity = MicrosoftIdentity(store_in(shelf, home), home, world)
    identity.with_browser(WISH, NEVER)
    return identity


@pytest.fixture
def many(tmp_path: Path) -> Callable[[IdentityProvider, int], list[str]]:
    """Let so many processes, of one who signed in before them, ask for a token at once."""

    def run(provider: IdentityProvider, how_many: int) -> list[str]:
        home, shelf = tmp_path / "home", tmp_path / "shelf"
        with served(provider):
            signed_in_for_real(provider, home, shelf)
            for left in Path(os.environ.get("XDG_RUNTIME_DIR", tmp_path / "none")).glob("*"):
                left.unlink()
            program = [sys.executable, many_processes.__file__, provider.origin]
            done = subprocess.run(
                [*program, str(home), str(shelf), str(how_many)], capture_output=True, text=True, check=False
            )
        assert done.returncode == 0, done.stderr
        return done.stdout.split()

    return run


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not fork.")
@pytest.mark.usefixtures("session_folder")
def test_eighty_processes_at_once_need_one_refresh(many: Callable[[IdentityProvider, int], list[str]]) -> None:
    provider = IdentityProvider()
    tokens = many(provider, PROCESSES)
    assert len(tokens) == PROCESSES
    assert len(set(tokens)) == 1
    assert (provider.refreshed, provider.reused) == (1, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not fork.")
@pytest.mark.usefixtures("no_session_folder")
def test_where_nothing_can_be_handed_over_they_refresh_one_after_the_other(
    many: Callable[[IdentityProvider, int], list[str]],
) -> None:
    provider = IdentityProvider()
    assert len(set(many(provider, 8))) == 8
    assert (provider.refreshed, provider.reused) == (8, 0)
