"""Every state of a row reads as one plain sentence, and the summary counts everybody once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from drive_share_gui.application.take_back import TakenBack
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import (
    Cancelled,
    Failure,
    Hurdle,
    NoAnswer,
    ServiceTrouble,
    Silence,
    Throttled,
    Unreachable,
)
from drive_share_gui.domain.invitation import Invitation, Options
from drive_share_gui.domain.journal_row import Looks
from drive_share_gui.domain.keeping import Elsewhere, HandledElsewhere
from drive_share_gui.domain.moment import Moment
from drive_share_gui.domain.outcome import AlreadyHadAccess, Invited, Mail, NotSent, Outcome, Receipt, Refused, Unknown
from drive_share_gui.domain.permission import MailTrouble, Permission, Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Reason, Refusal
from drive_share_gui.ui.result_details import as_text, details_of
from drive_share_gui.ui.result_rows import ResultRow, Step
from drive_share_gui.ui.result_wording import describe_progress, list_rows, read_row, summarise
from tests.domain.journal_rows import queued
from tests.ui.share_shown import SHEET

ANN = Person("ann@x.org", "Ann")
INVITATION = Invitation(SHEET, (ANN,), Role.READ, "", Options())
ROW = ResultRow(ANN, INVITATION)
PERMISSION = Permission("aTow", ("write",), invited_address="ann@x.org", sign_in_required=True, redeemed=False)
LOST = NoAnswer(Silence.TIMEOUT)
NOW = 1_000.0
PLAIN = {0x2068: None, 0x2069: None}


def settled(outcome: Outcome) -> ResultRow:
    return replace(ROW, step=Step.SETTLED, receipt=Receipt(outcome, 1, "req-7"))


def mail_trouble(reason: Reason) -> MailTrouble:
    return MailTrouble(Refusal(reason, "code", 507), "https://g.live.com/x")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (ROW, "Waiting to be sent"),
        (replace(ROW, step=Step.SENDING), "Sending…"),
        (
            replace(ROW, step=Step.WAITING, due=NOW + 31, obstacle=Throttled(31)),
            "The service asks to wait: 31 s left",
        ),
        (
            replace(ROW, step=Step.WAITING, due=NOW + 4, obstacle=Unreachable(Hurdle.NETWORK)),
            "Next try in 4 s · The drive cannot be reached. Check the connection.",
        ),
        (
            replace(ROW, step=Step.WAITING, due=NOW, obstacle=HandledElsewhere(Elsewhere.ROW)),
            "Being sent in another window, which is waited for",
        ),
        (settled(Invited(ANN, PERMISSION, Mail.SENT)), "Can edit · e-mail sent"),
        (settled(Invited(ANN, PERMISSION, Mail.NOT_ASKED)), "Can edit · no e-mail, as chosen"),
        (
            settled(Invited(ANN, replace(PERMISSION, roles=()), Mail.UNKNOWN)),
            "Can view · not known whether the e-mail went out",
        ),
        (
            settled(Invited(ANN, replace(PERMISSION, roles=("sp.full control",)), Mail.SENT)),
            "sp.full control · e-mail sent",
        ),
        (
            settled(Invited(ANN, PERMISSION, mail_trouble(Reason.MAILBOX_FULL))),
            "Can edit · no e-mail: your mailbox is full",
        ),
        (
            settled(AlreadyHadAccess(ANN, PERMISSION)),
            "Can edit · had access before, so nothing was sent",
        ),
        (
            settled(Refused(ANN, Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400))),
            "Not invited. The organisation does not know this address.",
        ),
        (settled(NotSent(ANN, Cancelled())), "Not sent. Stopped before this was sent."),
        (
            replace(settled(Unknown(ANN, LOST)), due=NOW + 40),
            "Not sure yet. Checking the sharing list in 0:40",
        ),
        (replace(settled(Unknown(ANN, LOST)), due=NOW - 1), "Not sure yet. Checking the sharing list soon"),
        (replace(settled(Unknown(ANN, LOST)), step=Step.CHECKING), "Not sure yet: looking at the sharing list…"),
        (settled(Unknown(ANN, LOST)), "Not sure yet. The next start looks again"),
        (replace(settled(Invited(ANN, PERMISSION, Mail.SENT)), step=Step.TAKING_BACK), "Removing access…"),
        (
            replace(settled(Invited(ANN, PERMISSION, Mail.SENT)), taken_back=TakenBack(ANN)),
            "Access removed again",
        ),
        (
            replace(settled(Invited(ANN, PERMISSION, Mail.SENT)), taken_back=TakenBack(ANN, Unreachable(Hurdle.PROXY))),
            "Still has access. The proxy does not let the connection through. Check its settings.",
        ),
    ],
)
def test_a_row_reads_alone(row: ResultRow, sentence: str) -> None:
    assert read_row(row, NOW).translate(PLAIN) == f"Ann <ann@x.org>: {sentence}"


def test_somebody_not_found_is_named_with_the_time_of_the_look() -> None:
    looked = Looks(3, Moment(datetime(2026, 11, 22, 14, 2, tzinfo=UTC), 0, "boot-1"))
    journaled = replace(queued(ANN), state=State.ASK, in_doubt=True, looks=looked)
    local = datetime(2026, 11, 22, 14, 2, tzinfo=UTC).astimezone().strftime("%H:%M")
    said = read_row(replace(settled(Unknown(ANN, LOST)), journaled=journaled), NOW).translate(PLAIN)
    assert said == f"Ann <ann@x.org>: We could not find out whether Ann was invited. Last looked at {local}."


def test_every_mail_trouble_has_words() -> None:
    for reason in Reason:
        assert "no e-mail: " in read_row(settled(Invited(ANN, PERMISSION, mail_trouble(reason))), NOW)


def test_no_sentence_speaks_of_errors_or_blames() -> None:
    reasons: list[Failure] = [Refusal(reason, "x", 400) for reason in Reason]
    reasons += [Unreachable(hurdle) for hurdle in Hurdle]
    reasons += [LOST, ServiceTrouble(503), Cancelled(), Throttled(3)]
    text = " ".join(read_row(settled(Refused(ANN, reason)), NOW) for reason in reasons).lower()
    for word in ("error", "failed", "failure", "invalid", "illegal", "wrong", "fault", "abort"):
        assert word not in text


def test_the_summary_counts_everybody_and_names_what_needs_a_look() -> None:
    invited = settled(Invited(ANN, PERMISSION, Mail.SENT))
    no_mail = settled(Invited(ANN, PERMISSION, mail_trouble(Reason.MAILBOX_FULL)))
    refused = settled(Refused(ANN, Refusal(Reason.OTHER, "x", 400)))
    unknown = settled(Unknown(ANN, LOST))
    gone = replace(invited, taken_back=TakenBack(ANN))
    assert summarise([invited]) == "Shared with one person."
    assert summarise([invited] * 3) == "Shared with 3 people."
    assert summarise([invited, no_mail, refused, unknown]) == "Shared with 2 of 4. 2 need a look. One is being checked."
    assert summarise([refused]) == "Nobody has access yet. One needs a look."
    assert summarise([gone, gone]) == "Access was removed again."
    assert summarise([gone, invited]) == "Shared with 1 of 2."
    assert describe_progress(1, 1_200) == "Sharing with 1,200: 1 done"


def test_the_copied_list_has_a_line_a_person_and_no_hidden_signs() -> None:
    text = list_rows([settled(Invited(ANN, PERMISSION, Mail.SENT)), ROW], NOW)
    assert text == "Ann <ann@x.org>: Can edit · e-mail sent\nAnn <ann@x.org>: Waiting to be sent\n"


def test_details_hold_what_support_asks_for_and_no_secret() -> None:
    permission = replace(PERMISSION, link_url="https://contoso.example/:x:/secret", is_link=True)
    text = as_text(details_of(settled(Invited(ANN, permission, Mail.SENT)), NOW), SHEET)
    for piece in ("aTow", "write", "ann@x.org", "Sign-in required: yes", "Accepted: no", "req-7", "01BUDGET"):
        assert piece in text
    assert "secret" not in text


def test_details_name_the_code_behind_a_refusal() -> None:
    details = details_of(settled(Refused(ANN, Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400))), NOW)
    assert ("Reason code", "noResolvedUsers") in [(detail.name, detail.value) for detail in details]


def test_a_sharing_link_is_shown_in_the_details_and_left_out_of_the_report() -> None:
    permission = replace(PERMISSION, link_url="https://contoso.example/:x:/secret", is_link=True)
    details = details_of(settled(Invited(ANN, permission, Mail.SENT)), NOW)
    assert [detail.name for detail in details if detail.is_secret] == ["Sharing link"]
