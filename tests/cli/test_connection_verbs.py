"""What `test-connection` and `proxy-login` say and do, on a way that is only played."""

import pytest

from drive_share_gui.application.try_connection import Mark, Step
from drive_share_gui.cli.status import Status
from drive_share_gui.domain.failure import Hurdle, SharingError, SignInNeeded, Unreachable
from drive_share_gui.domain.item import Drive
from drive_share_gui.domain.proxy import ProxyLogin
from tests.application.fake_way_out import PROXY, FakeWayOut
from tests.cli.terminal import OneItem, Terminal

LOGIN = ProxyLogin("ann", "s3cret:wörd")
STDIN = f"{LOGIN.password}\r\nnext line".encode()


def test_every_step_has_a_line_and_everything_that_works_is_no_failure() -> None:
    ran = Terminal().run("test-connection")
    assert ran.status == Status.EVERYONE
    assert [line.split()[0] for line in ran.lines] == ["ok"] * len(Step)
    assert ran.lines[0].split(None, 2)[1:] == ["Proxy", "No proxy is set."]


def test_the_step_that_fails_says_why_and_those_after_it_are_not_tried() -> None:
    ran = Terminal(way=FakeWayOut(PROXY, failure=Unreachable(Hurdle.CERTIFICATE))).run("test-connection")
    assert ran.status == Status.NOTHING_SENT
    assert [line.split()[0] for line in ran.lines] == ["ok", "ok", "ok", "FAILED", "-", "-", "-"]
    assert "certificate of the other side is not trusted" in ran.lines[3]
    assert "Proxy: proxy.example:8080" in ran.err


def test_the_same_as_json() -> None:
    ran = Terminal(way=FakeWayOut(PROXY, wanted=LOGIN)).run("test-connection", "--json")
    assert ran.status == Status.NOTHING_SENT
    assert ran.said["proxy"] == "proxy.example:8080"
    assert ran.said["error"] is None
    assert [step["result"] for step in ran.said["steps"]] == ["failed"] + ["not_tried"] * 6
    assert ran.said["steps"][0]["reason"]["code"] == "unreachable:proxyLogin"
    assert "drive-share proxy-login" in ran.err


def test_that_nobody_is_signed_in_is_a_step_of_its_own() -> None:
    class NotSignedIn(OneItem):
        def drive(self, drive_id: str | None = None) -> Drive:
            del drive_id
            raise SharingError(SignInNeeded())

    ran = Terminal(NotSignedIn()).run("test-connection", "--json")
    results = {step["step"]: step["result"] for step in ran.said["steps"]}
    assert (results["answer"], results["sign_in"], results["drive"]) == ("passed", "failed", "not_tried")


def test_a_login_is_tried_before_it_is_called_good_and_is_no_argument() -> None:
    way = FakeWayOut(PROXY, wanted=LOGIN)
    ran = Terminal(way=way, stdin=STDIN).run("proxy-login", "--user", "ann", "--json")
    assert (ran.status, way.saved, way.knocks) == (Status.EVERYONE, [LOGIN], 1)
    assert ran.said == {"proxy": "proxy.example:8080", "kept": True, "error": None}
    assert "s3cret" not in ran.out + ran.err


def test_a_login_the_proxy_does_not_take_is_not_kept() -> None:
    way = FakeWayOut(PROXY, wanted=LOGIN)
    ran = Terminal(way=way, stdin=b"wrong\n").run("proxy-login", "--user", "ann", "--json")
    assert (ran.status, way.saved) == (Status.NOTHING_SENT, [])
    assert (ran.said["kept"], ran.said["error"]["code"]) == (None, "unreachable:proxyLogin")


def test_without_a_keyring_that_is_said() -> None:
    way = FakeWayOut(PROXY, wanted=LOGIN, has_keyring=False)
    ran = Terminal(way=way, stdin=STDIN).run("proxy-login", "--user", "ann")
    assert ran.status == Status.NOT_EVERYONE
    assert "no keyring" in ran.err


def test_a_login_can_be_forgotten() -> None:
    way = FakeWayOut(PROXY, saved=[LOGIN])
    assert Terminal(way=way).run("proxy-login", "--forget").status == Status.EVERYONE
    assert (way.saved, way.knocks) == ([], 0)


@pytest.mark.parametrize(
    ("words", "way", "stdin"),
    [
        (("--user", "ann"), FakeWayOut(), STDIN),
        ((), FakeWayOut(PROXY), STDIN),
        (("--user", "a:b"), FakeWayOut(PROXY), STDIN),
        (("--user", "ann"), FakeWayOut(PROXY), b"\xff\n"),
        (("--user", "ann"), FakeWayOut(PROXY), b"\x1b[2J\n"),
        (("--user", "ann", "--forget"), FakeWayOut(PROXY), STDIN),
    ],
)
def test_what_cannot_be_a_login_is_said_and_nothing_is_kept(
    words: tuple[str, ...], way: FakeWayOut, stdin: bytes
) -> None:
    ran = Terminal(way=way, stdin=stdin).run("proxy-login", *words)
    assert (ran.status, way.saved, way.knocks) == (Status.BAD_INPUT, [], 0)


def test_every_mark_is_a_word_of_scripts() -> None:
    assert {mark.value for mark in Mark} == {"passed", "failed", "not_tried", "not_needed"}
