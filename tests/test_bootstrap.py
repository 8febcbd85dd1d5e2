"""How the program is put together: its home, its secrets, and the way to a drive."""

import stat
import sys
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from drive_share_gui.adapters.clock import SystemClock
from drive_share_gui.application.connection import QUIET_WINDOW, Where
from drive_share_gui.application.drive_connection import DriveConnection
from drive_share_gui.application.sign_in_ports import SignInWish, TokenSource
from drive_share_gui.application.way_out import ProxyLogins, WayOut
from drive_share_gui.application.ways import OpenJournal, Ways
from drive_share_gui.bootstrap import Parts, run_dialog, run_verb, user_home
from drive_share_gui.bootstrap.local_files import item_texts
from drive_share_gui.cli.command_line import Dialog, Verb
from drive_share_gui.domain.account_choice import Used
from drive_share_gui.domain.failure import (
    AddressProblem,
    Cancelled,
    Failure,
    NoAccount,
    NoPractice,
    SharingError,
    UnusableAddress,
)
from drive_share_gui.domain.item import ById, Item
from drive_share_gui.domain.local_file import DriveRoot, Location, NotInOneDrive, SyncFolder
from drive_share_gui.domain.service_address import Dialect, ServiceAddress
from drive_share_gui.domain.signing_in import NoSuchAccount
from tests.application.books import new_store
from tests.application.fake_sign_in import ANN_SIGNED_IN, REGISTRATION, FakeSignIn
from tests.application.fake_way_out import FakeWayOut
from tests.application.fakes import FakeService

URL = "https://drive.example/v1.0"
REAL = "real"


@dataclass
class Service(FakeService):
    """A service that counts how often it is closed."""

    closed: int = 0

    def close(self) -> None:
        self.closed += 1


@dataclass
class Started:
    """A practice drive that was started."""

    base_url: str = "http://127.0.0.1:8080/v1.0"
    token: str = "practice-1"
    outbox: Path = Path("outbox")
    closed: int = 0

    def close(self) -> None:
        self.closed += 1


@dataclass
class Reach:
    """Notes how drives are reached."""

    service: Service = field(default_factory=Service)
    drive: Started = field(default_factory=Started)
    connected: list[tuple[ServiceAddress, str]] = field(default_factory=list[tuple[ServiceAddress, str]])
    started: int = 0
    sign_in: FakeSignIn = field(default_factory=FakeSignIn)
    used: tuple[Used, ...] = ()
    ways_to: list[ServiceAddress] = field(default_factory=list[ServiceAddress])

    def connection(self, where: Where, token: str = REAL) -> DriveConnection:
        ways = Ways(
            self.connect, self.start, self.open_journal, lambda: self.sign_in, self.way_out, lambda: self.used, 0.5
        )
        return DriveConnection(where, token, ways)

    def connect(self, address: ServiceAddress, token: str | TokenSource) -> Service:
        self.connected.append((address, token if isinstance(token, str) else token.token()))
        return self.service

    def connect_with(self, address: ServiceAddress, token: str | TokenSource, logins: ProxyLogins) -> Service:
        del logins
        return self.connect(address, token)

    def way_out(self, address: ServiceAddress) -> WayOut:
        self.ways_to.append(address)
        return FakeWayOut()

    def open_journal(self) -> OpenJournal:
        return new_store(SystemClock())

    def start(self) -> Started:
        self.started += 1
        return self.drive


def why(connection: DriveConnection) -> Failure:
    with pytest.raises(SharingError) as raised:
        connection.open()
    return raised.value.failure


def test_the_home_is_named_or_the_users_own_and_nobody_elses(tmp_path: Path) -> None:
    home = user_home({"DRIVE_SHARE_HOME": str(tmp_path / "deep" / "home")})
    assert home == tmp_path / "deep" / "home"
    assert stat.S_IMODE(home.stat().st_mode) == 0o700


def test_a_home_named_from_here_stays_the_same_from_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert user_home({"DRIVE_SHARE_HOME": "home"}) == tmp_path / "home"


def test_nothing_is_started_before_it_is_opened_and_then_once() -> None:
    reach = Reach()
    connection = reach.connection(Where(practice=True, dialect=Dialect.ONEDRIVE))
    assert (reach.started, connection.outbox, connection.is_practice) == (0, None, True)
    assert connection.open() is connection.open()
    assert (reach.started, connection.outbox) == (1, "outbox")
    assert reach.connected == [(ServiceAddress(reach.drive.base_url, Dialect.ONEDRIVE), "practice-1")]


def test_threads_that_open_at_once_get_the_same_drive() -> None:
    reach = Reach()
    connection = reach.connection(Where(practice=True))
    threads = [threading.Thread(target=connection.open) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert reach.started == 1


def test_what_was_started_is_ended_once_and_not_started_again() -> None:
    reach = Reach()
    connection = reach.connection(Where(practice=True))
    connection.open()
    connection.close()
    connection.close()
    assert (reach.drive.closed, reach.service.closed) == (1, 1)
    assert why(connection) == Cancelled()


def test_a_preview_starts_nothing_and_needs_no_token() -> None:
    reach = Reach()
    reach.connection(Where(practice=True)).offline()
    reach.connection(Where(service_url=URL), token="").offline()
    assert reach.started == 0
    assert [address.base_url for address, _ in reach.connected] == ["http://127.0.0.1/v1.0", URL]


@pytest.mark.parametrize(
    ("where", "token", "failure"),
    [
        (Where(), "real", NoAccount()),
        (Where(service_url=URL), "", NoAccount(token_missing=True)),
        (Where(service_url="http://drive.example"), "real", UnusableAddress(AddressProblem.PLAIN_HTTP)),
        (Where(service_url=URL), "practice-1", UnusableAddress(AddressProblem.PRACTICE_TOKEN_ELSEWHERE)),
        (Where(service_url="http://127.0.0.1:1"), "real", UnusableAddress(AddressProblem.REAL_TOKEN_HERE)),
        (Where(service_url="https://["), "real", UnusableAddress(AddressProblem.NOT_A_URL)),
    ],
)
def test_a_drive_that_may_not_be_spoken_to_is_not(where: Where, token: str, failure: Failure) -> None:
    reach = Reach()
    connection = reach.connection(where, token)
    assert why(connection) == failure
    assert (reach.connected, connection.quiet_window) == ([], QUIET_WINDOW)


@pytest.mark.parametrize(
    ("where", "window"),
    [
        (Where(practice=True), 0.5),
        (Where(service_url="http://localhost:8080"), 0.5),
        (Where(service_url=URL), QUIET_WINDOW),
        (Where(), QUIET_WINDOW),
    ],
)
def test_the_quiet_window_is_shortened_for_this_computer_only(where: Where, window: float) -> None:
    token = "practice-1" if where.service_url != URL else REAL
    assert Reach().connection(where, token).quiet_window == window


@pytest.mark.parametrize(
    ("text", "window"), [("0.1", 0.1), ("", 3.0), ("soon", 3.0), ("nan", 0.0), ("-1", 0.0), ("1e9", QUIET_WINDOW)]
)
def test_a_shorter_quiet_window_comes_from_the_environment(text: str, window: float) -> None:
    parts = Parts(environ={"DRIVE_SHARE_QUIET_WINDOW": text})
    assert parts.ways().loopback_quiet_window == window


def test_a_practice_drive_that_does_not_start_is_a_reason(tmp_path: Path) -> None:
    def fail(_home: Path) -> Started:
        raise OSError

    parts = Parts(environ={"DRIVE_SHARE_HOME": str(tmp_path)}, start_practice=fail)
    with pytest.raises(SharingError) as raised:
        parts.ways().start_practice()
    assert raised.value.failure == NoPractice()


def test_a_home_that_cannot_be_made_is_a_reason(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    parts = Parts(environ={"DRIVE_SHARE_HOME": str(tmp_path / "file" / "home")})
    with pytest.raises(SharingError) as raised:
        parts.ways().start_practice()
    assert raised.value.failure == NoPractice()


def test_children_inherit_neither_the_token_nor_the_wish_to_log_keys(capsys: pytest.CaptureFixture[str]) -> None:
    environ = {"DRIVE_SHARE_TOKEN": " real \n", "SSLKEYLOGFILE": "keys.txt", "PATH": "x"}
    reach = Reach()
    parts = Parts(environ=environ, connect=reach.connect_with)
    assert run_verb(Verb("find", ("id:1", "--service-url", URL)), parts) == 0
    assert environ == {"PATH": "x"}
    assert [token for _, token in reach.connected] == ["real"]
    assert capsys.readouterr().out.startswith("Found")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit.")
def test_no_core_with_a_token_in_it_is_ever_written() -> None:
    import resource

    run_verb(Verb("find", ("id:1",)), Parts(environ={}, connect=Reach().connect_with))
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0


@pytest.mark.skipif(sys.platform != "linux", reason="Elsewhere there is always a display.")
def test_without_a_display_the_command_line_is_pointed_to(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_dialog(Dialog("id:1"), Parts(environ={})) == 3
    assert "drive-share invite --help" in capsys.readouterr().err


def test_without_a_home_no_window_opens(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    environ = {"DRIVE_SHARE_HOME": str(tmp_path / "file" / "home"), "DISPLAY": ":0"}
    assert run_dialog(Dialog("id:1"), Parts(environ=environ)) == 3
    assert "The window cannot be opened" in capsys.readouterr().err


def test_without_a_word_about_where_the_account_that_signed_in_last_is_meant() -> None:
    reach = Reach(sign_in=FakeSignIn([ANN_SIGNED_IN]))
    connection = reach.connection(Where())
    connection.open()
    assert reach.connected == [(ServiceAddress("https://graph.microsoft.com/v1.0"), "token-ann.home-1")]
    assert connection.book().account_id == "ann.home"


def test_an_account_that_is_not_signed_in_is_no_other() -> None:
    reach = Reach(sign_in=FakeSignIn([ANN_SIGNED_IN]))
    assert why(reach.connection(Where(account="bob@contoso.example"))) == NoSuchAccount()
    assert reach.connected == []


def test_neither_the_practice_drive_nor_a_named_service_has_an_account() -> None:
    reach = Reach(sign_in=FakeSignIn([ANN_SIGNED_IN]))
    assert reach.connection(Where(practice=True)).account() is None
    assert reach.connection(Where(service_url=URL)).account() is None


def test_of_several_accounts_the_one_that_fits_the_item_is_meant() -> None:
    bob = replace(ANN_SIGNED_IN, account_id="bob.home", username="bob@fabrikam.example")
    reach = Reach(sign_in=FakeSignIn([ANN_SIGNED_IN, bob]), used=(Used(Item(ById("7"), "Budget.xlsx"), "bob.home"),))
    assert reach.connection(Where(wanted=ById("7"))).account() == bob
    assert reach.connection(Where(wanted=ById("8"))).account() == ANN_SIGNED_IN
    assert reach.connection(Where(account="ann.home", wanted=ById("7"))).account() == ANN_SIGNED_IN


def test_the_journal_of_all_drives_needs_nobody_to_be_signed_in() -> None:
    reach = Reach(sign_in=FakeSignIn([ANN_SIGNED_IN]))
    assert reach.connection(Where(everywhere=True)).book().account_id == ""
    assert reach.connection(Where(account="ann.home", everywhere=True)).book().account_id == "ann.home"


def test_who_signed_in_for_this_run_is_signed_in_for_all_of_it(tmp_path: Path) -> None:
    parts = Parts(environ={"DRIVE_SHARE_HOME": str(tmp_path)}, sign_in=lambda _home, _logins: FakeSignIn())
    parts.accounts().sign_in(SignInWish(REGISTRATION), threading.Event())
    assert parts.accounts().signed_in() == (ANN_SIGNED_IN,)
    assert parts.connection(Where(), "").account() == ANN_SIGNED_IN


@dataclass(frozen=True)
class OneFolder:
    """Keeps everything below /home/ann/OneDrive."""

    def folders(self) -> tuple[SyncFolder, ...]:
        return ()

    def locate(self, path: str) -> Location:
        return DriveRoot() if path.startswith("/home/ann/OneDrive/") else NotInOneDrive()


def test_every_item_that_is_a_file_here_is_read_as_one() -> None:
    dialog = Dialog("/Documents/a", also=("/home/ann/OneDrive/b", "/Documents/c", "id:1"))
    assert item_texts(dialog, OneFolder) == ["/Documents/a", "file:/home/ann/OneDrive/b", "/Documents/c", "id:1"]
    named = Dialog("/home/ann/OneDrive/b", drive_id="D", also=("/home/ann/OneDrive/b",))
    assert item_texts(named, OneFolder) == ["/home/ann/OneDrive/b"] * 2
    assert item_texts(Dialog(path="/sync/-platform", also=("a",)), OneFolder) == ["file:/sync/-platform", "a"]
    assert item_texts(Dialog(), OneFolder) == [""]
