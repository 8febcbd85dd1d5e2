"""What published answers to an invitation mean."""

import json
from datetime import UTC, datetime

import httpx

from drive_share_gui.adapters.drive_api.errors import failure_in
from drive_share_gui.adapters.drive_api.permissions import read_permission
from drive_share_gui.domain.failure import Riddle, UnclearAnswer
from drive_share_gui.domain.outcome import Invited, Mail, Outcome, Unknown, settle
from drive_share_gui.domain.permission import Grantee, GranteeKind, MailTrouble, Permission
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Reason, Refusal
from tests.adapters.asking import REQUEST, service_that_answers
from tests.contract.meanings import Example, means, reply


def answered(example: Example) -> tuple[Permission, ...]:
    """The permissions an invitation that is answered like this gives."""
    answer = reply(example["response"])

    def respond(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(answer.status, content=answer.body)

    with service_that_answers(respond) as service:
        return service.invite(REQUEST).permissions


def settled(example: Example, *addresses: str) -> tuple[Outcome, ...]:
    return settle([Person(address) for address in addresses], answered(example))


def asked(example: Example) -> list[str]:
    recipients = example["request"]["body"]["recipients"]
    return [recipient if isinstance(recipient, str) else recipient["email"] for recipient in recipients]


@means("seed-2015-invite-200")
def one_is_asked_for_and_two_unnamed_permissions_come_back(example: Example) -> None:
    (outcome,) = settled(example, *asked(example))
    assert outcome == Unknown(outcome.person, UnclearAnswer(Riddle.CANNOT_TELL_APART))
    assert [(p.permission_id, p.roles, p.is_link, p.addresses) for p in answered(example)] == [
        ("500", ("write",), False, frozenset()),
        ("501", ("write",), False, frozenset()),
    ]


@means("onedrive-2016-invite-200", "onedrive-head-invite-200")
def everybody_asked_for_is_named_by_the_invitation(example: Example) -> None:
    for outcome, permission in zip(settled(example, *asked(example)), answered(example), strict=True):
        assert isinstance(outcome, Invited)
        assert outcome.permission == permission
        assert permission.addresses == {outcome.person.key}


@means("graph-v1-invite-200")
def the_published_answer_names_somebody_else_than_the_request(example: Example) -> None:
    assert asked(example) == ["ryan@contoso.com"]
    (outcome,) = settled(example, "ryan@contoso.com")
    assert outcome == Unknown(outcome.person, UnclearAnswer(Riddle.SOMEBODY_ELSE_NAMED))
    (outcome,) = settled(example, "robin@contoso.com")
    assert isinstance(outcome, Invited)
    assert outcome.permission.expires == datetime(2018, 7, 15, 14, tzinfo=UTC)
    assert outcome.permission.grantees == (
        Grantee(object_id="42F177F1-22C0-4BE3-900D-4507125C5C20", name="Robin Danielsen"),
    )


@means("graph-v1-invite-207-partial")
def the_entry_with_an_error_has_access_and_no_mail(example: Example) -> None:
    helga, robin = settled(example, *asked(example))
    trouble = MailTrouble(
        Refusal(Reason.VERIFY_ACCOUNT, "accountVerificationRequired", 207),
        "http://g.live.com/8SESkydrive/VerifyAccount",
    )
    assert isinstance(helga, Invited)
    assert isinstance(robin, Invited)
    assert (helga.permission.permission_id, helga.mail) == ("1EFG7CA3-7A19-4D57-8CEF-149DB9DDFA62", trouble)
    assert robin.mail is Mail.SENT


@means("graph-v1-grant-200")
def one_link_for_two_people_is_nobodys_own(example: Example) -> None:
    assert [permission.is_plain_link for permission in answered(example)] == [True]
    assert all(isinstance(outcome, Unknown) for outcome in settled(example, *asked(example)))


@means("graph-v1-grant-existing-access-200")
def three_entries_are_of_three_kinds(example: Example) -> None:
    link, granted, external = answered(example)
    assert (link.is_plain_link, link.link_scope) == (True, "existingAccess")
    assert (granted.is_link, *granted.addresses) == (False, "john@contoso.com")
    assert (external.permission_id, *external.addresses) == ("", "ryan@external.com")
    john, ryan = settled(example, *asked(example))
    assert isinstance(john, Invited)
    assert ryan == Unknown(ryan.person, UnclearAnswer(Riddle.NO_PERMISSION_ID))


@means("observed-invite-200-no-invitation-facet")
def the_address_is_found_in_the_old_granted_to(example: Example) -> None:
    (outcome,) = settled(example, "{correct-user-email}")
    assert isinstance(outcome, Invited)
    assert outcome.permission.invited_address == ""


@means("observed-invite-200-external-displayname-only")
def the_address_is_found_in_the_display_name(example: Example) -> None:
    text = json.dumps(example).replace("{email}", "guest@example.org")
    guest, other = settled(json.loads(text), "guest@example.org", "other@example.org")
    assert isinstance(guest, Invited)
    assert isinstance(other, Unknown)


@means("libregraph-invite")
def the_relatives_of_graph_are_read_by_their_schemas(example: Example) -> None:
    answers = example["responses_200"]
    read = {title: [read_permission(entry) for entry in entries] for title, entries in answers.items()}
    assert all(permission.permission_id for entries in read.values() for permission in entries)
    assert read["send viewer invite"][0].grantees[0].name == "Albert Einstein"
    assert read["send manager invite to group"][0].grantees[0].kind is GranteeKind.GROUP
    assert read["send editor invite with expiry"][0].expires == datetime(2018, 7, 15, 14, tzinfo=UTC)
    (error,) = example["response_400"].values()
    assert failure_in(reply({"status": 400, "body": error})) == Refusal(
        Reason.SIGN_IN_RULE, "secureSharingInvalidRequest", 400
    )
