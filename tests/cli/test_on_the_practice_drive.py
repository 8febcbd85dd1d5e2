"""Every verb over real HTTP, and what a drive can do to it."""

import socket
from datetime import UTC, datetime, timedelta

import pytest

from drive_share_gui.cli.status import Status
from drive_share_gui.practice.running import RunningPracticeDrive
from tests.cli.conftest import DriveShare

BUDGET = "path:/Documents/Budget.xlsx"
ITEM_KEYS = {"id": str, "name": str, "path": str, "drive_id": str, "web_url": str}
PERSON_KEYS = {
    "email": (str,),
    "access": (str,),
    "mail": (str,),
    "role": (str, type(None)),
    "permission_id": (str, type(None)),
    "reason": (dict, type(None)),
    "fix_url": (str, type(None)),
    "attempts": (int,),
}
PERMISSION_KEYS = {
    "id": (str,),
    "roles": (list,),
    "kind": (str,),
    **dict.fromkeys(("name", "email", "link_url", "link_scope", "inherited_from", "expires"), (str, type(None))),
    "pending": (bool, type(None)),
}


@pytest.mark.parametrize("dialect", ["graph", "onedrive"])
def test_invite_does_what_was_asked_in_both_dialects(
    drive: RunningPracticeDrive, drive_share: DriveShare, dialect: str
) -> None:
    words = ["--to", "ann@example.org, Bob <bob@example.org>", "--role", "write", "--message", "Grüße 😀"]
    ended = drive_share("invite", BUDGET, *words, "--dialect", dialect, "--json")
    assert ended.status == Status.EVERYONE
    assert ended.said["summary"] == {"granted": 2, "already": 0, "refused": 0, "unknown": 0, "not_sent": 0}
    for row in ended.said["people"]:
        assert all(isinstance(row.pop(key), kinds) for key, kinds in PERSON_KEYS.items())
        assert row == {}
    assert {key: type(value) for key, value in ended.said["item"].items()} == ITEM_KEYS
    acted = [(row["email"], row["role"], row["mail"], row["message"]) for row in drive.ledger()]
    assert acted == [
        ("ann@example.org", "write", True, "Grüße 😀"),
        ("bob@example.org", "write", True, "Grüße 😀"),
    ]
    assert len({row["client_request_id"] for row in drive.ledger()}) == 2


def test_together_is_one_request(drive: RunningPracticeDrive, drive_share: DriveShare) -> None:
    ended = drive_share("invite", BUDGET, "--to", "ann@example.org,bob@example.org", "--together")
    assert ended.status == Status.EVERYONE
    assert len(drive.ledger()) == 2
    assert len({row["client_request_id"] for row in drive.ledger()}) == 1


def test_a_second_time_nobody_is_invited_twice(drive: RunningPracticeDrive, drive_share: DriveShare) -> None:
    drive_share("invite", BUDGET, "--to", "ann@example.org")
    again = drive_share("invite", BUDGET, "--to", "ann@example.org", "--json")
    assert (again.status, again.said["people"][0]["access"], len(drive.ledger())) == (0, "already", 1)
    drive_share("invite", BUDGET, "--to", "ann@example.org", "--send-anyway")
    assert len(drive.ledger()) == 2


def test_no_mail_means_no_mail(drive: RunningPracticeDrive, drive_share: DriveShare) -> None:
    ended = drive_share("invite", BUDGET, "--to", "ann@example.org", "--no-email", "--json")
    assert ended.said["people"][0]["mail"] == "not_asked"
    assert [row["mail"] for row in drive.ledger()] == [False]


def test_a_dry_run_sends_nothing(drive: RunningPracticeDrive, drive_share: DriveShare) -> None:
    ended = drive_share("invite", BUDGET, "--to", "ann@example.org", "--dry-run")
    assert ended.status == Status.EVERYONE
    assert f"POST {drive.base_url}/me/drive/root:/Documents/Budget.xlsx:/invite" in ended.out
    assert drive.token not in ended.out + ended.err
    assert drive.ledger() == []


@pytest.mark.parametrize("dialect", ["graph", "onedrive"])
def test_an_item_is_found_by_path_by_id_and_by_link(drive_share: DriveShare, dialect: str) -> None:
    by_path = drive_share("find", BUDGET, "--json", "--dialect", dialect).said
    item = by_path["item"]
    assert (item["name"], item["path"]) == ("Budget.xlsx", "/Documents/Budget.xlsx")
    for reference in (f"id:{item['id']}", item["web_url"]):
        assert drive_share("find", reference, "--json", "--dialect", dialect).said == by_path


def test_an_item_is_found_on_another_drive(drive: RunningPracticeDrive, drive_share: DriveShare) -> None:
    assert drive_share("find", BUDGET, "--drive", drive.drive_id, "--json").said["item"]["drive_id"] == drive.drive_id
    assert drive_share("find", BUDGET, "--drive", "no-such-drive").status == Status.NOTHING_SENT


def test_access_lists_who_was_invited(drive_share: DriveShare) -> None:
    drive_share("invite", BUDGET, "--to", "ann@example.org", "--role", "write")
    ended = drive_share("access", BUDGET, "--json")
    rows = ended.said["permissions"]
    mine = next(row for row in rows if row["email"] == "ann@example.org")
    assert (mine["roles"], mine["kind"], mine["pending"]) == (["write"], "person", True)
    for row in rows:
        assert all(isinstance(row.pop(key), kinds) for key, kinds in PERMISSION_KEYS.items())
        assert row == {}


@pytest.mark.parametrize("verb", [("invite", "--to", "ann@example.org"), ("find",), ("access",)])
def test_no_such_item_ends_with_3(drive: RunningPracticeDrive, drive_share: DriveShare, verb: tuple[str, ...]) -> None:
    ended = drive_share(verb[0], "path:/Nothing/here.txt", *verb[1:], "--json")
    assert (ended.status, ended.said["error"]["code"]) == (Status.NOTHING_SENT, "itemNotFound")
    assert drive.ledger() == []


def test_the_root_of_a_personal_drive_ends_with_2(drive: RunningPracticeDrive, drive_share: DriveShare) -> None:
    ended = drive_share("invite", "path:/", "--to", "ann@example.org", "--json")
    assert (ended.status, ended.said["error"]["code"]) == (Status.BAD_INPUT, "rootOfPersonalDrive")
    assert drive.ledger() == []


def test_a_drive_out_of_reach_ends_with_3(drive_share: DriveShare) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1.0"
        ended = drive_share("invite", BUDGET, "--to", "ann@example.org", "--service-url", url, "--json")
    assert (ended.status, ended.said["error"]["code"]) == (Status.NOTHING_SENT, "unreachable:refused")


def test_a_page_of_html_instead_of_the_item_ends_with_3(drive: RunningPracticeDrive, drive_share: DriveShare) -> None:
    page = {"status": 200, "headers": {"Content-Type": "text/html"}, "text": "<html>Log in to the hotel</html>"}
    drive.script({"match": {"method": "GET"}, "answer": page, "times": 1})
    ended = drive_share("invite", BUDGET, "--to", "ann@example.org", "--json")
    assert (ended.status, ended.said["error"]["code"]) == (Status.NOTHING_SENT, "unclearAnswer:notJson")
    assert "hotel" not in ended.out + ended.err


def test_a_page_of_html_instead_of_the_answer_is_unknown_until_the_list_is_looked_at(drive_share: DriveShare) -> None:
    ended = drive_share("invite", BUDGET, "--to", "html-200@example.org,cut-json@example.org", "--json")
    assert [(row["email"], row["access"], row["mail"]) for row in ended.said["people"]] == [
        ("html-200@example.org", "unknown", "unknown"),
        ("cut-json@example.org", "granted", "unknown"),
    ]
    assert ended.status == Status.NOT_EVERYONE


def test_a_lost_connection_is_looked_up_and_never_sent_again(
    drive: RunningPracticeDrive, drive_share: DriveShare
) -> None:
    ended = drive_share("invite", BUDGET, "--to", "reset-after@example.org, reset-before@example.org", "--json")
    assert [(row["access"], row["attempts"]) for row in ended.said["people"]] == [("granted", 1), ("unknown", 1)]
    assert [row["email"] for row in drive.ledger()] == ["reset-after@example.org"]
    assert "Waiting" in ended.err


def test_no_time_to_wait_leaves_the_unknown_unknown(drive_share: DriveShare) -> None:
    ended = drive_share("invite", BUDGET, "--to", "reset-after@example.org", "--wait", "0")
    assert ended.status == Status.NOT_EVERYONE
    assert "not known" in ended.out


def test_a_service_that_asks_to_wait_is_waited_for(drive: RunningPracticeDrive, drive_share: DriveShare) -> None:
    ended = drive_share("invite", BUDGET, "--to", "throttled@example.org", "--json")
    row = ended.said["people"][0]
    assert (ended.status, row["access"], row["attempts"]) == (Status.EVERYONE, "granted", 2)
    assert "Waiting 1 s · throttled@example.org: the service asks to wait" in ended.err
    assert len(drive.ledger()) == 1


def test_a_token_the_service_does_not_take_ends_with_3(drive: RunningPracticeDrive, drive_share: DriveShare) -> None:
    ended = drive_share("invite", BUDGET, "--to", "ann@example.org", "--json", token="practice-wrong")
    assert (ended.status, ended.said["error"]["code"]) == (Status.NOTHING_SENT, "signInNeeded")
    assert drive.ledger() == []


def test_without_a_token_nothing_is_asked(drive_share: DriveShare) -> None:
    ended = drive_share("find", BUDGET, token="")
    assert ended.status == Status.NOTHING_SENT
    assert "DRIVE_SHARE_TOKEN" in ended.err


@pytest.mark.parametrize(
    ("url", "token", "code"),
    [
        ("http://drive.example/v1.0", "real", "unusableAddress:plainHttp"),
        ("http://127.0.0.1.nip.example/v1.0", "real", "unusableAddress:plainHttp"),
        ("https://drive.example/v1.0", "practice-token", "unusableAddress:practiceTokenElsewhere"),
        ("https://ann:secret@drive.example/v1.0", "real", "unusableAddress:userInfo"),
        ("drive.example", "real", "unusableAddress:notAUrl"),
        ("https://drive.example/\udcff", "real", "unusableAddress:notAUrl"),
    ],
)
@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_a_token_goes_only_where_it_may(
    drive_share: DriveShare, url: str, token: str, code: str, dry: tuple[str, ...]
) -> None:
    words = ("invite", BUDGET, "--to", "ann@example.org", "--json", "--service-url", url, *dry)
    ended = drive_share(*words, token=token)
    assert (ended.status, ended.said["error"]["code"]) == (Status.BAD_INPUT, code)


def test_2001_characters_are_not_sent(drive: RunningPracticeDrive, drive_share: DriveShare) -> None:
    ended = drive_share("invite", BUDGET, "--to", "ann@example.org", "--message-file", "-", stdin=b"x" * 2001)
    assert ended.status == Status.BAD_INPUT
    assert "longer than 2,000 characters" in ended.err
    assert drive.ledger() == []


def test_a_password_and_an_expiry_reach_a_personal_drive(drive: RunningPracticeDrive, drive_share: DriveShare) -> None:
    day = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
    words = ("--to", "ann@example.org", "--password-stdin", "--expires", day)
    ended = drive_share("invite", BUDGET, *words, stdin=b"correct horse\n")
    assert (ended.status, len(drive.ledger())) == (Status.EVERYONE, 1)
    assert "correct horse" not in ended.out + ended.err


def test_a_local_file_is_refused_with_a_sentence(drive_share: DriveShare) -> None:
    ended = drive_share("find", "file:/somewhere/Budget.xlsx")
    assert ended.status == Status.NOTHING_SENT
    assert "in no folder that a OneDrive program keeps in sync" in ended.err
