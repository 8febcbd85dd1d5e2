"""Results as scripts and spreadsheets get them."""

import csv
import io
import json

import pytest

from drive_share_gui.application.report import granted_role, person_row, results_as_csv, results_as_json
from drive_share_gui.domain.failure import Cancelled, NoAnswer, Silence
from drive_share_gui.domain.failure_code import code_of
from drive_share_gui.domain.outcome import AlreadyHadAccess, Invited, Mail, NotSent, Outcome, Receipt, Refused, Unknown
from drive_share_gui.domain.permission import MailTrouble, Permission
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Reason, Refusal
from tests.application.fakes import ITEM, permission_for

ANN = Person("ann@example.org", "=HYPERLINK(1)")
NO_MAIL = MailTrouble(Refusal(Reason.MAILBOX_FULL, "exchangeOutOfMailboxQuota", 207), "https://fix.example/1")
REFUSED = Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400)
PERMISSION = permission_for(ANN, "500", "write")


@pytest.mark.parametrize(
    ("outcome", "access", "mail", "code"),
    [
        (Invited(ANN, PERMISSION, Mail.SENT), "granted", "sent", None),
        (Invited(ANN, PERMISSION, Mail.NOT_ASKED), "granted", "not_asked", None),
        (Invited(ANN, PERMISSION, Mail.UNKNOWN), "granted", "unknown", None),
        (Invited(ANN, PERMISSION, NO_MAIL), "granted", "not_sent", "exchangeOutOfMailboxQuota"),
        (AlreadyHadAccess(ANN, PERMISSION), "already", "not_sent", None),
        (Refused(ANN, REFUSED), "refused", "not_sent", "noResolvedUsers"),
        (Unknown(ANN, NoAnswer(Silence.TIMEOUT)), "unknown", "unknown", "noAnswer:timeout"),
        (NotSent(ANN, Cancelled()), "not_sent", "not_sent", "cancelled"),
    ],
)
def test_both_facts_stand_in_the_promised_words(outcome: Outcome, access: str, mail: str, code: str | None) -> None:
    row = person_row(Receipt(outcome, 1), code_of)
    assert (row["access"], row["mail"]) == (access, mail)
    assert (row["reason"]["code"] if row["reason"] else None) == code
    has = access in {"granted", "already"}
    assert (row["permission_id"], row["role"]) == (("500", "write") if has else (None, None))


def test_where_to_mend_the_mail_is_given_with_its_reason() -> None:
    row = person_row(Receipt(Invited(ANN, PERMISSION, NO_MAIL)), code_of)
    assert row["fix_url"] == "https://fix.example/1"


def test_json_is_the_object_of_the_command_line() -> None:
    receipts = [Receipt(Invited(ANN, PERMISSION, Mail.SENT), 1), Receipt(Refused(ANN, REFUSED), 2)]
    report = json.loads(results_as_json([(ITEM, receipts)], code_of))
    assert list(report) == ["item", "people", "leftovers", "summary", "error"]
    assert report["item"] == {"id": "D!1", "name": "Budget.xlsx", "path": "", "drive_id": "D", "web_url": ""}
    assert report["summary"] == {"granted": 1, "already": 0, "refused": 1, "unknown": 0, "not_sent": 0}
    assert report["people"][1]["attempts"] == 2


def test_no_cell_of_the_csv_starts_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(results_as_csv([(ITEM, [Receipt(Refused(ANN, REFUSED))])], code_of))))
    assert rows[1][:3] == ["ann@example.org", "'=HYPERLINK(1)", "refused"]


@pytest.mark.parametrize(
    ("roles", "role"),
    [(("read",), "read"), (("read", "write"), "write"), (("sp.full control",), "sp.full control"), ((), None)],
)
def test_the_role_is_the_strongest_one_as_the_service_spelled_it(roles: tuple[str, ...], role: str | None) -> None:
    assert granted_role(Permission("1", roles)) == role
