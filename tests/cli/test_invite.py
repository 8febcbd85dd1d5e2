"""What `invite` sends, says and ends with, on a drive that is only played."""

import logging
import os
import signal
from datetime import UTC, datetime

import pytest

from drive_share_gui.application.ports import Answer, InviteRequest
from drive_share_gui.cli.status import Status
from drive_share_gui.domain.failure import (
    Hurdle,
    NoAnswer,
    Riddle,
    ServiceTrouble,
    SignInNeeded,
    Silence,
    Throttled,
    UnclearAnswer,
    Unreachable,
)
from drive_share_gui.domain.item import ById, ByLink, ByPath, DriveKind, Item
from drive_share_gui.domain.permission import MailTrouble, Permission, Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Reason, Refusal
from tests.application.fakes import permission_for
from tests.cli.terminal import GONE, OneItem, Terminal

ANN = Person("ann@x.org")
BOB = Person("bob@y.org")
SILENT = NoAnswer(Silence.TIMEOUT)
STRANGER = Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400)
FULL = MailTrouble(Refusal(Reason.MAILBOX_FULL, "exchangeOutOfMailboxQuota", 207), "https://fix.example/1")


def test_everyone_has_access_and_a_line_each() -> None:
    ran = Terminal().run("invite", "id:D!1", "--to", "ann@x.org, Bob <bob@y.org>", "--role", "write")
    assert ran.lines == ["ann@x.org  can edit · e-mail sent", "bob@y.org  can edit · e-mail sent"]
    assert ran.status == Status.EVERYONE
    assert "2 of 2 have access." in ran.err


def test_the_item_is_shown_before_anyone_is_invited() -> None:
    service = OneItem(failure=None)
    shown: list[str] = []
    terminal = Terminal(service)
    service.on_invite = lambda _request: shown.append("invited")
    ran = terminal.run("invite", "path:/Documents/Budget.xlsx", "--to", "ann@x.org")
    assert ran.err.splitlines()[0] == "Budget.xlsx · /Documents · 25 kB"
    assert shown == ["invited"]


@pytest.mark.parametrize(
    ("item", "reference", "told"),
    [
        ("id:1", ById("1"), ""),
        ("path:/a/b", ByPath(("a", "b")), ""),
        ("a/b", ByPath(("a", "b")), "Read as a path: path:/a/b"),
        ("7A3C51E09B2D4F68!123", ById("7A3C51E09B2D4F68!123"), "Read as an ID: id:7A3C51E09B2D4F68!123"),
        ("https://1drv.ms/x", ByLink("https://1drv.ms/x"), ""),
    ],
)
def test_without_a_prefix_it_is_told_which_reading_was_taken(item: str, reference: object, told: str) -> None:
    service = OneItem()
    ran = Terminal(service).run("invite", item, "--to", "ann@x.org")
    assert service.asked == [reference]
    assert ran.err.startswith(told or "Budget.xlsx")


def test_every_option_reaches_the_request() -> None:
    service = OneItem(kind=DriveKind.PERSONAL)
    words = ["--no-require-sign-in", "--no-email", "--expires", "2027-01-31T18:00+01:00", "--password-stdin"]
    words += ["--together", "--send-anyway", "--message", "Hello"]
    Terminal(service, stdin=b"secret\n").run("invite", "id:1", "--to", "ann@x.org,bob@y.org", *words)
    request = service.requests[0]
    assert (request.people, request.role, request.message) == ((ANN, BOB), Role.READ, "Hello")
    options = request.options
    assert (options.require_sign_in, options.send_mail, options.together, options.send_anyway) == (
        False,
        False,
        True,
        True,
    )
    assert (options.expires, options.password) == (datetime(2027, 1, 31, 17, tzinfo=UTC), "secret")


def test_who_has_this_access_already_gets_nothing_unless_it_is_sent_anyway() -> None:
    service = OneItem(listed=[(permission_for(ANN, role="write"),)])
    ran = Terminal(service).run("invite", "id:1", "--to", "ann@x.org")
    assert ran.lines == ["ann@x.org  can edit · had access before, nothing was sent"]
    assert (ran.status, service.requests) == (Status.EVERYONE, [])


def test_somebody_refused_is_said_with_the_reason() -> None:
    ran = Terminal(OneItem(answers=[STRANGER])).run("invite", "id:1", "--to", "ann@x.org,bob@y.org")
    assert ran.lines == [
        "ann@x.org  not invited · The organisation does not know this address.",
        "bob@y.org  can view · e-mail sent",
    ]
    assert ran.status == Status.NOT_EVERYONE
    assert "1 of 2 has access. 1 not invited." in ran.err


def test_a_mail_that_did_not_go_out_leaves_the_access() -> None:
    answer = Answer((Permission("1", ("read",), invited_address="ann@x.org", trouble=FULL),))
    ran = Terminal(OneItem(answers=[answer])).run("invite", "id:1", "--to", "ann@x.org")
    assert ran.lines[0].endswith(
        "can view · no e-mail: Your mailbox is full, so no e-mail could go out. To mend it: https://fix.example/1"
    )
    assert ran.status == Status.EVERYONE


def test_a_lower_role_than_asked_for_is_said() -> None:
    answer = Answer((permission_for(ANN, role="read"),))
    ran = Terminal(OneItem(answers=[answer])).run("invite", "id:1", "--to", "ann@x.org", "--role", "write")
    assert ran.lines == ["ann@x.org  can view only, where “can edit” was asked for · e-mail sent"]


def test_an_unknown_outcome_is_looked_up_after_the_quiet_window() -> None:
    service = OneItem(answers=[SILENT], listed=[(), (permission_for(ANN),)])
    terminal = Terminal(service)
    ran = terminal.run("invite", "id:1", "--to", "ann@x.org,bob@y.org")
    assert ran.lines == [
        "bob@y.org  can view · e-mail sent",
        "ann@x.org  can view · found in the sharing list; whether the e-mail went out is not known",
    ]
    assert (ran.status, terminal.clock.elapsed) == (Status.EVERYONE, 120)
    assert "Waiting 120 s · ann@x.org: not known yet, looking at the sharing list" in ran.err


def test_what_stays_unknown_is_said_so_and_never_sent_again() -> None:
    service = OneItem(answers=[ServiceTrouble(504)])
    terminal = Terminal(service)
    ran = terminal.run("invite", "id:1", "--to", "ann@x.org", "--wait", "7")
    assert ran.lines[0].startswith("ann@x.org  not known · ")
    assert (ran.status, len(service.requests), terminal.clock.elapsed) == (Status.NOT_EVERYONE, 1, 7)


def test_nothing_is_looked_up_with_no_time_to_wait() -> None:
    terminal = Terminal(OneItem(answers=[SILENT]))
    terminal.run("invite", "id:1", "--to", "ann@x.org", "--wait", "0")
    assert terminal.clock.waits == []


def test_a_throttled_request_is_counted_down_for_somebody_who_watches() -> None:
    terminal = Terminal(OneItem(answers=[Throttled(3)]), watched=True)
    ran = terminal.run("invite", "id:1", "--to", "ann@x.org")
    assert ran.status == Status.EVERYONE
    for left in (3, 2, 1):
        assert f"{left} s · ann@x.org: the service asks to wait" in ran.err


def test_a_throttled_request_is_one_line_in_a_file() -> None:
    ran = Terminal(OneItem(answers=[Throttled(3)])).run("invite", "id:1", "--to", "ann@x.org")
    assert "Waiting 3 s · ann@x.org: the service asks to wait\n" in ran.err
    assert "\r" not in ran.err


def test_a_bar_shows_how_far_it_is() -> None:
    ran = Terminal(OneItem(), watched=True).run("invite", "id:1", "--to", "ann@x.org,bob@y.org")
    assert f"[{'.' * 24}] 0 of 2  ann@x.org" in ran.err
    assert f"[{'#' * 12}{'.' * 12}] 1 of 2  bob@y.org" in ran.err


@pytest.mark.parametrize(
    ("failure", "status"),
    [(GONE, 3), (SignInNeeded(), 3), (Unreachable(Hurdle.REFUSED), 3), (UnclearAnswer(Riddle.NOT_JSON, 200), 3)],
)
def test_nothing_is_sent_where_the_item_cannot_be_had(failure: Refusal, status: int) -> None:
    service = OneItem(failure=failure)
    ran = Terminal(service).run("invite", "id:1", "--to", "ann@x.org")
    assert (ran.status, ran.out, service.requests) == (status, "", [])
    assert ran.line.closed == 1
    assert ran.err.strip()


def test_a_drive_that_goes_out_of_reach_before_anything_was_sent_ends_with_3() -> None:
    service = OneItem(listed=[Unreachable(Hurdle.NETWORK)] * 5)
    ran = Terminal(service).run("invite", "id:1", "--to", "ann@x.org", "--json")
    assert ran.status == Status.NOTHING_SENT
    assert ran.said["error"]["code"] == "unreachable:network"
    assert ran.said["summary"]["not_sent"] == 1


def test_the_root_of_a_personal_drive_is_not_shared() -> None:
    root = Item(ById("root", "D"), "root", is_root=True, path="/")
    service = OneItem(item=root, kind=DriveKind.PERSONAL)
    ran = Terminal(service).run("invite", "path:/", "--to", "ann@x.org", "--json")
    assert (ran.status, service.requests) == (Status.BAD_INPUT, [])
    assert ran.said["error"] == {
        "code": "rootOfPersonalDrive",
        "text": "The whole drive cannot be shared. Choose a folder or a file in it.",
    }
    assert ran.said["item"]["id"] == "root"


def test_an_expiry_the_specifications_own_dialect_does_not_know_is_said_before_the_drive_is_asked() -> None:
    words = ("--dialect", "onedrive", "--service-url", "https://x.org", "--expires", "2027-01-31", "--to", "ann@x.org")
    ran = Terminal().run("invite", "id:1", *words)
    assert (ran.status, ran.line.opened) == (Status.BAD_INPUT, 0)
    assert "This service takes no expiry date" in ran.err


def test_what_a_choice_causes_is_said_beforehand() -> None:
    ran = Terminal().run("invite", "id:1", "--to", "ann@x.org", "--no-email", "--message", "Hello")
    assert "Note: Without e-mail nobody gets to read the message." in ran.err


def test_an_invitation_to_the_owner_is_pointed_out_on_standard_error() -> None:
    ran = Terminal(OneItem(account="ann@x.org")).run("invite", "id:1", "--to", "ANN@x.org", "--to", "bob@x.org")
    assert "Note: One of these people owns the drive and has access already." in ran.err
    assert "Note" not in ran.out


def test_an_address_that_could_mislead_is_pointed_out() -> None:
    ran = Terminal().run("invite", "id:1", "--to", '"Bob <bob@x.org>" <mallory@x.org>')
    assert "Look twice: mallory@x.org (the name contains another address" in ran.err


def test_text_of_a_service_cannot_steer_the_terminal() -> None:
    item = Item(ById("1"), "evil\x1b[2J\u202e.xlsx", path="/a\nb/evil", owner="\x07")
    ran = Terminal(OneItem(item=item)).run("invite", "id:1", "--to", "ann@x.org")
    assert "evil\\x1b[2J\\u202e.xlsx · /a\\nb · owner \\x07" in ran.err


def test_on_the_practice_drive_it_is_said_where_the_mails_are() -> None:
    ran = Terminal(outbox="somewhere/outbox").run("invite", "id:1", "--practice", "--to", "ann@x.org")
    assert "nothing left this computer. Its mails: somewhere/outbox" in ran.err
    assert ran.where[0].practice


def test_a_fault_of_our_own_is_said_without_data(logged_warnings: list[logging.LogRecord]) -> None:
    service = OneItem(failure=ValueError("ann@x.org and her secret"))
    ran = Terminal(service).run("invite", "id:1", "--to", "ann@x.org", "--json")
    logged = [record.getMessage() for record in logged_warnings]
    logged_warnings.clear()
    assert (ran.status, ran.said["error"]["code"]) == (Status.OUR_FAULT, "ourFault")
    assert "secret" not in ran.out + ran.err + str(logged)
    assert logged[0].startswith("ValueError at terminal.py:")
    assert ran.line.closed == 1


def test_an_interrupt_before_anything_was_sent_ends_with_130() -> None:
    ran = Terminal(OneItem(failure=KeyboardInterrupt())).run("invite", "id:1", "--to", "ann@x.org", "--json")
    assert (ran.status, ran.said["error"]["code"], ran.said["people"]) == (Status.INTERRUPTED, "interrupted", [])


def test_the_first_interrupt_stops_before_the_next_request() -> None:
    service = OneItem(on_invite=lambda _request: os.kill(os.getpid(), signal.SIGINT))
    ran = Terminal(service).run("invite", "id:1", "--to", "ann@x.org,bob@y.org", "--json")
    assert ran.status == Status.INTERRUPTED
    assert [(row["email"], row["access"]) for row in ran.said["people"]] == [
        ("ann@x.org", "granted"),
        ("bob@y.org", "not_sent"),
    ]
    assert ran.said["error"]["code"] == "interrupted"


def test_the_second_interrupt_leaves_who_was_under_way_unknown() -> None:
    def interrupt_twice(_request: InviteRequest) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        os.kill(os.getpid(), signal.SIGINT)

    ran = Terminal(OneItem(on_invite=interrupt_twice)).run("invite", "id:1", "--to", "ann@x.org,bob@y.org")
    assert ran.status == Status.INTERRUPTED
    assert ran.lines[0].startswith("ann@x.org  not known · ")
    assert ran.lines[1] == "bob@y.org  not sent · Stopped before this was sent."
