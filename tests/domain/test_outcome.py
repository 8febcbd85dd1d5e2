"""What an answer says about each person, for every shape an answer can have."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drive_share_gui.domain.failure import (
    Failure,
    Hurdle,
    NoAnswer,
    Riddle,
    ServiceTrouble,
    Silence,
    Throttled,
    UnclearAnswer,
    Unreachable,
)
from drive_share_gui.domain.outcome import (
    AlreadyHadAccess,
    Invited,
    Mail,
    NotSent,
    Outcome,
    Refused,
    Tally,
    Unknown,
    direct_access,
    found_in_list,
    outcome_of,
    settle,
    tally,
)
from drive_share_gui.domain.permission import Grantee, MailTrouble, Permission, Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Reason, Refusal

ANN = Person("ann@example.org", "Ann")
BOB = Person("bob@example.org")
CARL = Person("carl@example.org")
FULL = MailTrouble(Refusal(Reason.MAILBOX_FULL, "exchangeOutOfMailboxQuota", 207), "https://fix.example/1")


def invited(address: str, number: str = "1", role: str = "write") -> Permission:
    return Permission(number, (role,), invited_address=address)


def bare(number: str, role: str = "write") -> Permission:
    return Permission(number, (role,))


def riddle(outcome: Outcome) -> Riddle:
    assert isinstance(outcome, Unknown)
    assert isinstance(outcome.failure, UnclearAnswer)
    return outcome.failure.riddle


def test_silence_is_not_consent() -> None:
    assert settle([ANN], []) == (Unknown(ANN, UnclearAnswer(Riddle.NOBODY_NAMED)),)


def test_a_named_permission_is_access_and_the_mail_went_out_if_asked() -> None:
    permission = invited("ANN@example.org")
    assert settle([ANN], [permission]) == (Invited(ANN, permission, Mail.SENT),)
    assert settle([ANN], [permission], mail_asked=False) == (Invited(ANN, permission, Mail.NOT_ASKED),)


@pytest.mark.parametrize(
    "permission",
    [
        Permission("1", ("read",), (Grantee(address="ann@example.org"),)),
        Permission("1", ("read",), (Grantee(name="ann@example.org"),)),
        Permission("1", ("read",), (Grantee(address="x@x.org"), Grantee(address="ANN@EXAMPLE.ORG"))),
        Permission("1", ("read",), (Grantee(address="ann@example.org"),), is_link=True, link_scope="users"),
    ],
)
def test_a_person_is_recognised_by_address_wherever_it_stands(permission: Permission) -> None:
    assert isinstance(settle([ANN], [permission])[0], Invited)


def test_a_person_is_recognised_by_an_identity_known_from_before() -> None:
    before = Permission("1", ("read",), (Grantee(object_id="42", address="ann@example.org"),))
    after = Permission("2", ("write",), (Grantee(object_id="42", name="Ann Lee"),))
    other = Permission("3", ("write",), (Grantee(object_id="43", name="Ann Lee"),))
    outcomes = settle([ANN, BOB], [other, after], (before,))
    assert outcomes[0] == Invited(ANN, after, Mail.SENT)
    assert outcomes[1] == Invited(BOB, other, Mail.SENT)


def test_one_person_alone_is_recognised_by_elimination() -> None:
    assert settle([ANN], [bare("500")]) == (Invited(ANN, bare("500"), Mail.SENT),)


def test_the_sample_of_the_specification_names_two_for_one_and_so_cannot_be_told_apart() -> None:
    assert riddle(settle([ANN], [bare("500"), bare("501")])[0]) is Riddle.CANNOT_TELL_APART


def test_of_two_bare_permissions_the_one_that_was_there_before_is_somebody_elses() -> None:
    assert settle([ANN], [bare("500"), bare("501")], (bare("500"),)) == (Invited(ANN, bare("501"), Mail.SENT),)


def test_a_bare_permission_from_before_counts_only_if_its_role_changed() -> None:
    assert riddle(settle([ANN], [bare("500")], (bare("500"),))[0]) is Riddle.CANNOT_TELL_APART
    outcome = settle([ANN], [bare("500", "write")], (bare("500", "read"),))[0]
    assert outcome == Invited(ANN, bare("500", "write"), Mail.SENT, created=False)


def test_beside_a_new_permission_of_a_stranger_nobody_is_recognised_by_elimination() -> None:
    stranger = replace(bare("501"), invited_address="ann@example.orgNaN")
    assert isinstance(settle([ANN], [bare("500"), stranger])[0], Unknown)
    assert settle([ANN], [bare("500"), stranger], (stranger,)) == (Invited(ANN, bare("500"), Mail.SENT),)


def test_a_repeated_permission_counts_once() -> None:
    assert isinstance(settle([ANN], [bare("500"), bare("500")])[0], Invited)


def test_a_permission_for_somebody_else_is_said_and_never_taken() -> None:
    assert riddle(settle([ANN], [invited("eve@example.org")])[0]) is Riddle.SOMEBODY_ELSE_NAMED


@pytest.mark.parametrize(
    "permission",
    [
        Permission("1", ("read",), is_link=True, link_url="https://x.example", link_scope="anonymous"),
        Permission("1", ("read",), inherited_from="/drive/root:/Documents"),
        Permission("1", ("read",), invited_address="ann@example.org", inherited_from="/drive/root:/Documents"),
        Permission("1", ("Owner",)),
    ],
)
def test_links_inherited_permissions_and_an_owners_are_nobodys_invitation(permission: Permission) -> None:
    assert riddle(settle([ANN], [permission])[0]) is Riddle.CANNOT_TELL_APART


def test_an_entry_with_trouble_means_access_without_mail() -> None:
    permission = Permission("1", ("read",), invited_address="ann@example.org", trouble=FULL)
    assert settle([ANN], [permission]) == (Invited(ANN, permission, FULL),)


def test_an_entry_with_trouble_and_no_permission_is_a_refusal() -> None:
    permission = Permission("", (), invited_address="ann@example.org", trouble=FULL)
    assert settle([ANN], [permission]) == (Refused(ANN, FULL.refusal),)


def test_no_permission_id_is_no_proof_of_access() -> None:
    assert riddle(settle([ANN], [Permission("", ("read",), invited_address="ann@example.org")])[0]) is (
        Riddle.NO_PERMISSION_ID
    )


def test_together_everybody_is_matched_whatever_the_order() -> None:
    outcomes = settle([ANN, BOB, CARL], [invited(CARL.address, "3"), invited(ANN.address, "1"), bare("2")])
    assert [outcome.person for outcome in outcomes] == [ANN, BOB, CARL]
    assert [o.permission.permission_id for o in outcomes if isinstance(o, Invited)] == ["1", "2", "3"]


def test_together_two_bare_permissions_belong_to_nobody_for_certain() -> None:
    outcomes = settle([ANN, BOB], [bare("1"), bare("2")])
    assert [riddle(outcome) for outcome in outcomes] == [Riddle.CANNOT_TELL_APART] * 2


def test_the_role_shown_is_the_one_granted() -> None:
    outcome = settle([ANN], [invited(ANN.address, role="sp.view only")])[0]
    assert isinstance(outcome, Invited)
    assert outcome.permission.roles == ("sp.view only",)


def test_a_permission_that_was_there_before_was_not_created() -> None:
    outcome = settle([ANN], [invited(ANN.address)], (invited(ANN.address, role="read"),))[0]
    assert isinstance(outcome, Invited)
    assert not outcome.created


@given(
    st.lists(st.sampled_from([ANN, BOB, CARL]), unique=True),
    st.lists(
        st.builds(
            Permission,
            st.sampled_from(["", "1", "2", "3"]),
            st.just(("read",)),
            invited_address=st.sampled_from(["", "ann@example.org", "bob@example.org", "eve@example.org"]),
            inherited_from=st.sampled_from(["", "/a"]),
            is_link=st.booleans(),
        )
    ),
)
def test_everyone_asked_has_exactly_one_outcome_and_no_permission_serves_two_by_elimination(
    asked: list[Person], answer: list[Permission]
) -> None:
    outcomes = settle(asked, answer)
    assert [outcome.person for outcome in outcomes] == asked
    granted = [o.permission.permission_id for o in outcomes if isinstance(o, Invited)]
    assert all(granted)
    assert tally(outcomes).total == len(asked)


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (Unreachable(Hurdle.REFUSED), NotSent),
        (Throttled(1.0), NotSent),
        (Refusal(Reason.NOT_ALLOWED, "accessDenied", 403), Refused),
        (NoAnswer(Silence.TIMEOUT), Unknown),
        (ServiceTrouble(504), Unknown),
        (UnclearAnswer(Riddle.NOT_JSON, 200), Unknown),
    ],
)
def test_a_failed_request_means_what_its_proof_class_says(
    failure: Failure, kind: type[NotSent | Refused | Unknown]
) -> None:
    assert outcome_of(ANN, failure) == kind(ANN, failure)


def test_counts_add_up_to_everyone() -> None:
    outcomes: list[Outcome] = [
        Invited(ANN, bare("1"), Mail.SENT),
        AlreadyHadAccess(BOB, bare("2")),
        Unknown(CARL, NoAnswer(Silence.TIMEOUT)),
    ]
    assert tally(outcomes) == Tally(granted=1, already=1, unknown=1)
    assert tally(outcomes).have_access == 2
    assert tally(outcomes).total == 3


@pytest.mark.parametrize(
    ("permission", "has"),
    [
        (invited("ann@example.org", role="write"), True),
        (invited("ann@example.org", role="owner"), True),
        (invited("ann@example.org", role="read"), False),
        (invited("ann@example.org", role="sp.full control"), False),
        (invited("bob@example.org", role="write"), False),
        (Permission("1", ("write",), invited_address="ann@example.org", inherited_from="/a"), False),
        (Permission("1", ("write",), (Grantee(address="ann@example.org"),), is_link=True, link_scope="users"), False),
        (Permission("1", ("write",), (Grantee(name="ann@example.org", address="eve@example.org"),)), False),
        (Permission("1", ("write",), (Grantee(name="ann@example.org"),), invited_address="eve@example.org"), False),
    ],
)
def test_only_a_direct_permission_of_the_same_or_a_higher_role_is_access_already(
    permission: Permission, *, has: bool
) -> None:
    assert (direct_access(ANN, Role.WRITE, [permission]) is permission) is has


def test_nobody_is_taken_for_a_neighbour_on_the_same_permission() -> None:
    both = (Grantee(object_id="42", address="ann@example.org"), Grantee(object_id="43", name="Bob Stone"))
    before = Permission("1", ("read",), both, is_link=True, link_scope="users")
    bobs = Permission("2", ("write",), (Grantee(object_id="43", name="Bob Stone"),))
    assert riddle(settle([ANN, CARL], [bobs], (before,))[0]) is Riddle.CANNOT_TELL_APART


def test_a_name_that_only_holds_an_at_sign_is_no_address() -> None:
    permission = Permission("1", ("read",), (Grantee(name="Ann @ Contoso"),))
    assert settle([ANN], [permission]) == (Invited(ANN, permission, Mail.SENT),)


def test_without_knowing_what_was_there_before_nothing_counts_as_created() -> None:
    outcome = settle([ANN], [invited(ANN.address)], None)[0]
    assert isinstance(outcome, Invited)
    assert not outcome.created


def test_a_list_shows_an_unanswered_invitation_only_by_what_is_new_in_it() -> None:
    mine = invited("ann@example.org", "7")
    assert found_in_list(ANN, [bare("1"), mine], (bare("1"),)) == mine
    assert found_in_list(ANN, [mine], (mine,)) is None
    assert found_in_list(ANN, [bare("9")], ()) is None
    changed = invited("ann@example.org", "7", "read")
    assert found_in_list(ANN, [mine], (changed,)) == mine
