"""What `journal` says, and what it refuses, against a drive that is only played."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from drive_share_gui.application.ports import InviteRequest
from drive_share_gui.cli.status import Status
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import Failure, NoAnswer, SignInNeeded, Silence
from drive_share_gui.domain.invitation import Invitation, Options
from drive_share_gui.domain.journal_row import Row
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Reason, Refusal
from tests.application.books import new_book
from tests.application.fakes import FakeClock, permission_for
from tests.cli.terminal import BUDGET, OneItem, Terminal

ANN, BOB = Person("ann@example.org"), Person("bob@example.org")
SILENCE: Failure = NoAnswer(Silence.CONNECTION_LOST)


def queued(clock: FakeClock, *people: Person, message: str = "") -> tuple[Row, ...]:
    book = new_book(clock)
    rows = book.queue(Invitation(BUDGET, people, Role.READ, message, Options())).rows
    book.abandon(rows)
    book.journal.close()
    return rows


def asked(terminal: Terminal) -> Row:
    """Bring Ann to where only she who invited can say: sent without an answer, and looked for in vain."""
    terminal.service = OneItem(answers=[SILENCE])
    terminal.run("invite", "id:D!1", "--to", ANN.address)
    terminal.run("journal", "check")
    (row,) = rows(terminal)
    assert row.state is State.ASK
    return row


def rows(terminal: Terminal) -> tuple[Row, ...]:
    book = new_book(terminal.clock)
    found = book.journal.rows()
    book.journal.close()
    return found


def test_an_empty_journal_is_no_trouble() -> None:
    ran = Terminal().run("journal")
    assert (ran.status, ran.out, ran.line.opened) == (Status.EVERYONE, "", 0)
    assert "Nothing is open" in ran.err


def test_what_is_open_is_listed_without_a_drive_and_makes_the_status_one() -> None:
    terminal = Terminal()
    terminal.run("invite", "id:D!1", "--to", "ann@example.org")
    queued(terminal.clock, BOB)
    ran = terminal.run("journal")
    assert (ran.status, ran.line.opened) == (Status.NOT_EVERYONE, 0)
    assert [line.split("  ", 1)[1] for line in ran.lines] == [
        "Budget.xlsx  bob@example.org  not sent yet",
        "Budget.xlsx  ann@example.org  can view · e-mail sent",
    ]


def test_what_was_settled_long_ago_is_not_listed() -> None:
    terminal = Terminal()
    terminal.run("invite", "id:D!1", "--to", "ann@example.org")
    terminal.clock.elapsed += 31 * 24 * 3600
    assert terminal.run("journal", "--json").said == {"rows": [], "error": None}


def test_resume_sends_the_same_invitation() -> None:
    terminal = Terminal()
    (row,) = queued(terminal.clock, ANN)
    ran = terminal.run("journal", "resume", "--json")
    assert ran.status == Status.EVERYONE
    assert [(one["row"], one["state"], one["attempts"]) for one in ran.said["rows"]] == [(row.row_id, "done", 1)]
    assert isinstance(terminal.service, OneItem)
    assert [request.request_id for request in terminal.service.requests] == [row.send_id]


def test_a_lost_message_keeps_the_row_and_is_said() -> None:
    terminal = Terminal()
    queued(terminal.clock, ANN, message="Please have a look.")
    ran = terminal.run("journal", "resume")
    assert ran.status == Status.NOT_EVERYONE
    assert "ann@example.org · Budget.xlsx: not sent. Its message was not kept" in ran.err
    assert isinstance(terminal.service, OneItem)
    assert terminal.service.requests == []
    assert rows(terminal)[0].state is State.QUEUED


def test_check_waits_looks_and_then_leaves_the_person_to_decide() -> None:
    terminal = Terminal()
    row = asked(terminal)
    ran = terminal.run("journal")
    assert ran.lines[0].startswith(f"{row.row_id[:8]}  Budget.xlsx  ann@example.org  could not be confirmed")
    assert "as of 2026-11-2" in ran.lines[0]
    assert isinstance(terminal.service, OneItem)
    assert len(terminal.service.requests) == 1


def test_a_later_check_settles_whom_the_list_shows_by_then() -> None:
    terminal = Terminal()
    asked(terminal)
    terminal.service = OneItem(listed=[(permission_for(ANN),)])
    ran = terminal.run("journal", "check", "--json")
    assert ran.status == Status.EVERYONE
    assert [(row["state"], row["permission_id"]) for row in ran.said["rows"]] == [("done", "1")]
    assert terminal.service.requests == []


def test_send_again_is_a_recorded_click() -> None:
    terminal = Terminal()
    row = asked(terminal)
    ran = terminal.run("journal", "send-again", row.row_id[:6], "--json")
    assert ran.status == Status.EVERYONE
    assert [(one["state"], one["attempts"]) for one in ran.said["rows"]] == [("done", 2)]
    assert [click.choice.value for click in rows(terminal)[0].clicks] == ["send_again"]


def test_whom_the_list_shows_by_then_is_not_sent_anything_again() -> None:
    terminal = Terminal()
    row = asked(terminal)
    terminal.service = OneItem(listed=[(permission_for(ANN),)])
    assert terminal.run("journal", "send-again", row.row_id).status == Status.EVERYONE
    assert terminal.service.requests == []
    assert rows(terminal)[0].state is State.DONE


def test_what_is_unknown_is_to_be_checked_before_it_is_sent_again() -> None:
    terminal = Terminal(OneItem(answers=[SILENCE]))
    terminal.run("invite", "id:D!1", "--to", ANN.address, "--wait", "0")
    (row,) = rows(terminal)
    ran = terminal.run("journal", "send-again", row.row_id)
    assert ran.status == Status.BAD_INPUT
    assert "check what is not known first" in ran.err
    assert ran.line.opened == 0
    assert rows(terminal)[0].attempts == 1


def test_a_row_can_be_left() -> None:
    terminal = Terminal()
    row = asked(terminal)
    ran = terminal.run("journal", "leave", row.row_id[:6].upper())
    assert (ran.status, ran.line.opened) == (Status.EVERYONE, 0)
    assert ran.lines[0].endswith("left, as you decided · may have arrived")
    assert terminal.run("journal").status == Status.EVERYONE


def test_rows_can_be_forgotten_one_by_one_or_all() -> None:
    terminal = Terminal()
    first, *_ = queued(terminal.clock, ANN, BOB)
    assert terminal.run("journal", "forget", first.row_id).err == "Forgotten: 1.\n"
    assert [row.person for row in rows(terminal)] == [BOB]
    assert terminal.run("journal", "forget", "--all").status == Status.EVERYONE
    assert rows(terminal) == ()


def test_check_sends_nothing_and_asks_no_list_where_nothing_is_unclear() -> None:
    terminal = Terminal(OneItem(listed=[Refusal(Reason.ITEM_GONE, "itemNotFound", 404)]))
    queued(terminal.clock, ANN)
    ran = terminal.run("journal", "check", "--json")
    assert (ran.status, ran.said["error"]) == (Status.NOT_EVERYONE, None)
    assert [row["state"] for row in ran.said["rows"]] == ["queued"]


def test_resume_that_is_not_signed_in_is_trouble_and_sends_nothing() -> None:
    terminal = Terminal(OneItem(listed=[SignInNeeded("expired")]))
    queued(terminal.clock, ANN, BOB)
    ran = terminal.run("journal", "resume", "--json")
    assert ran.status == Status.NOTHING_SENT
    assert [row["access"] for row in ran.said["rows"]] == ["not_sent", "not_sent"]
    assert {row["state"] for row in ran.said["rows"]} == {"needs_sign_in"}
    terminal.service = OneItem()
    assert terminal.run("journal", "resume").status == Status.EVERYONE


def test_somebody_refused_by_a_resume_is_not_everyone() -> None:
    terminal = Terminal(OneItem(answers=[Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400)]))
    queued(terminal.clock, ANN)
    assert terminal.run("journal", "resume").status == Status.NOT_EVERYONE
    assert rows(terminal)[0].state is State.REFUSED


def test_a_list_that_cannot_be_read_is_trouble() -> None:
    terminal = Terminal()
    asked(terminal)
    terminal.service = OneItem(listed=[Refusal(Reason.ITEM_GONE, "itemNotFound", 404)])
    ran = terminal.run("journal", "check", "--json")
    assert (ran.status, ran.said["error"]["code"]) == (Status.NOTHING_SENT, "itemNotFound")
    assert [row["state"] for row in ran.said["rows"]] == ["ask"]


def test_what_became_of_somebody_is_said_where_the_journal_does_not_take_it(drive_share_home: Path) -> None:
    def take_nothing(_request: InviteRequest) -> None:
        with closing(sqlite3.connect(drive_share_home / "journal" / "journal.db")) as file:
            file.execute("CREATE TRIGGER full BEFORE UPDATE ON invitation BEGIN SELECT RAISE(FAIL, 'full'); END")

    terminal = Terminal(OneItem(on_invite=take_nothing))
    queued(terminal.clock, ANN)
    ran = terminal.run("journal", "resume")
    assert ran.status == Status.NOT_EVERYONE
    assert "ann@example.org  can view · e-mail sent" in ran.err
    assert "The journal could not be written any more" in ran.err


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("polish",), "can be asked to check"),
        (("leave",), "Which rows?"),
        (("check", "1"), "check takes no rows"),
        (("--all",), "--all goes with forget"),
        (("forget", "1", "--all"), "--all goes with forget"),
        (("leave", "no-such-row"), "No row begins with"),
        (("--wait", "soon"), "a number of seconds"),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_done(words: tuple[str, ...], why: str) -> None:
    ran = Terminal().run("journal", *words, "--json")
    assert ran.status == Status.BAD_INPUT
    assert why in ran.said["error"]["text"]


@pytest.mark.parametrize("words", [("--json", "journal", "check"), ("journal", "--wait", "1", "check", "--json")])
def test_options_may_stand_anywhere(words: tuple[str, ...]) -> None:
    assert Terminal().run(*words).said == {"rows": [], "error": None}
