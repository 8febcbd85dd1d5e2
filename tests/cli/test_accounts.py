"""What `sign-in`, `sign-out` and `accounts` say and do, with accounts that are only played."""

import signal

import pytest

from drive_share_gui.application.ports import Cancel
from drive_share_gui.application.sign_in_ports import SignInWish
from drive_share_gui.cli.status import Status
from drive_share_gui.domain.account import PERSONAL_TENANT, Account, Feature, Registration
from drive_share_gui.domain.cloud import Cloud
from drive_share_gui.domain.failure import NoAccount, SignInNeeded
from drive_share_gui.domain.signing_in import SignInProblem
from tests.application.fake_sign_in import ANN_SIGNED_IN, CODE, REGISTRATION, FakeRegistrations, FakeSignIn
from tests.cli.terminal import OneItem, Terminal

BOB = Account("bob.home", "bob@live.example", Registration(REGISTRATION.client_id, cloud=Cloud.CHINA), PERSONAL_TENANT)
ANN_ROW = {
    "id": "ann.home",
    "username": "ann@contoso.example",
    "kind": "organization",
    "tenant_id": "contoso",
    "cloud": "global",
    "client_id": REGISTRATION.client_id,
}
OTHER_ID = "99999999-2222-3333-4444-555555555555"


class Interrupted(FakeSignIn):
    """Somebody presses Ctrl+C while the browser is open."""

    def with_browser(self, wish: SignInWish, cancel: Cancel) -> Account:
        signal.raise_signal(signal.SIGINT)
        return super().with_browser(wish, cancel)


def test_signing_in_asks_for_the_least_and_says_what_for() -> None:
    terminal = Terminal()
    ran = terminal.run("sign-in")
    assert (ran.status, ran.lines) == (Status.EVERYONE, ["ann@contoso.example  work or school"])
    assert terminal.sign_in.wishes[0].features == (Feature.SHARE,)
    assert "login.microsoftonline.com" in ran.err
    assert "Files.ReadWrite, User.Read" in ran.err
    assert "All" not in ran.err


def test_more_is_asked_for_only_where_it_is_wished() -> None:
    terminal = Terminal()
    ran = terminal.run("sign-in", "--also", "suggestions", "--also", "items-of-others", "--also", "suggestions")
    assert terminal.sign_in.wishes[0].features == (Feature.SHARE, Feature.SUGGESTIONS, Feature.ITEMS_OF_OTHERS)
    assert "to propose people while you type (People.Read)" in ran.err


def test_a_code_is_shown_as_text_on_standard_error_and_json_stays_alone_on_standard_output() -> None:
    ran = Terminal().run("sign-in", "--device-code", "--json")
    assert ran.said == {"account": ANN_ROW, "lasting": True, "error": None}
    assert CODE.user_code in ran.err
    assert CODE.verification_url in ran.err
    assert "15 minutes" in ran.err


def test_without_a_registration_nobody_signs_in_and_the_way_to_one_is_said() -> None:
    terminal = Terminal(registrations=FakeRegistrations(None))
    ran = terminal.run("sign-in", "--json")
    assert (ran.status, ran.said["error"]["code"]) == (Status.NOTHING_SENT, "signInFailed:notRegistered")
    assert "drive-share sign-in --help" in ran.err
    assert terminal.sign_in.wishes == []


def test_a_client_id_is_remembered_once_it_worked() -> None:
    kept = FakeRegistrations(None)
    terminal = Terminal(registrations=kept, sign_in=FakeSignIn(problem=SignInProblem.REGISTRATION_REFUSED))
    words = ("sign-in", "--client-id", OTHER_ID, "--tenant", "contoso.com", "--cloud", "us-government")
    assert terminal.run(*words).status == Status.NOTHING_SENT
    assert kept.load() is None
    terminal.sign_in.problem = None
    assert terminal.run(*words).status == Status.EVERYONE
    entered = Registration(OTHER_ID, "contoso.com", Cloud.US_GOVERNMENT)
    assert kept.load() == entered
    assert [wish.registration for wish in terminal.sign_in.wishes] == [entered, entered]


def test_a_tenant_alone_is_for_this_time_only() -> None:
    terminal = Terminal()
    terminal.run("sign-in", "--tenant", "contoso.com")
    assert terminal.sign_in.wishes[0].registration == Registration(REGISTRATION.client_id, "contoso.com")
    assert terminal.registrations.known == REGISTRATION


@pytest.mark.parametrize("words", [["--client-id", "1"], ["--tenant", "a/b"], ["--cloud", "mars"], ["--also", "all"]])
def test_what_cannot_be_an_app_is_refused_before_anything_happens(words: list[str]) -> None:
    terminal = Terminal()
    assert terminal.run("sign-in", *words).status == Status.BAD_INPUT
    assert terminal.sign_in.wishes == []


def test_a_named_account_signs_in_again_as_the_app_it_has() -> None:
    terminal = Terminal(sign_in=FakeSignIn([ANN_SIGNED_IN, BOB]))
    assert terminal.run("sign-in", "--account", "BOB@live.example").status == Status.EVERYONE
    (wish,) = terminal.sign_in.wishes
    assert (wish.account, wish.registration) == (BOB, BOB.registration)


def test_without_a_keyring_it_is_said_before_and_the_status_is_not_zero() -> None:
    ran = Terminal(sign_in=FakeSignIn(is_lasting=False)).run("sign-in", "--json")
    assert (ran.status, ran.said["lasting"]) == (Status.NOT_EVERYONE, False)
    assert ran.err.index("No keyring") < ran.err.index("Signing in at")


def test_what_went_wrong_is_a_sentence_and_a_code() -> None:
    ran = Terminal(sign_in=FakeSignIn(problem=SignInProblem.NO_BROWSER)).run("sign-in", "--json")
    assert (ran.status, ran.said["error"]["code"]) == (Status.NOTHING_SENT, "signInFailed:noBrowser")
    assert "Sign in with a code" in ran.err


def test_accounts_lists_who_is_signed_in_and_nobody_is_no_trouble() -> None:
    ran = Terminal(sign_in=FakeSignIn([ANN_SIGNED_IN, BOB])).run("accounts")
    assert ran.lines == ["ann@contoso.example  work or school", "bob@live.example  personal · china"]
    nobody = Terminal().run("accounts", "--json")
    assert (nobody.status, nobody.said) == (Status.EVERYONE, {"accounts": [], "error": None})
    assert "drive-share sign-in" in nobody.err


def test_sign_out_names_who_is_gone() -> None:
    terminal = Terminal(sign_in=FakeSignIn([ANN_SIGNED_IN, BOB]))
    ran = terminal.run("sign-out", "ann@contoso.example", "--json")
    assert (ran.status, ran.said) == (Status.EVERYONE, {"accounts": [ANN_ROW], "error": None})
    assert terminal.sign_in.signed_in == [BOB]
    assert terminal.run("sign-out").lines == ["Signed out: bob@live.example  personal · china"]
    assert terminal.run("sign-out").status == Status.EVERYONE


def test_of_several_accounts_none_is_signed_out_by_chance() -> None:
    terminal = Terminal(sign_in=FakeSignIn([ANN_SIGNED_IN, BOB]))
    assert terminal.run("sign-out").status == Status.BAD_INPUT
    assert terminal.run("sign-out", "carl@x.org").status == Status.NOTHING_SENT
    assert terminal.sign_in.signed_in == [ANN_SIGNED_IN, BOB]
    assert terminal.run("sign-out", "--all").status == Status.EVERYONE
    assert terminal.sign_in.signed_in == []


def test_every_verb_that_asks_a_drive_takes_an_account_and_tells_what_it_is_for() -> None:
    terminal = Terminal()
    verbs = [["find", "id:1"], ["access", "id:1"], ["invite", "id:1", "--to", "ann@example.org"], ["journal", "check"]]
    for words in verbs:
        (where,) = terminal.run(*words, "--account", "ann@contoso.example").where
        assert (where.account, where.wanted is None) == ("ann@contoso.example", words[0] == "journal")
        assert terminal.run(*words, "--account", "a", "--practice").status == Status.BAD_INPUT


def test_the_journal_is_read_without_an_account_and_settled_with_one() -> None:
    terminal = Terminal()
    (listed,) = terminal.run("journal").where
    (settled,) = terminal.run("journal", "resume").where
    assert (listed.everywhere, settled.everywhere) == (True, False)


def test_nobody_signed_in_is_said_with_the_way_in() -> None:
    ran = Terminal(OneItem(failure=NoAccount())).run("find", "id:1")
    assert ran.status == Status.NOTHING_SENT
    assert "drive-share sign-in" in ran.err


def test_the_account_is_named_before_anything_happens_with_it() -> None:
    for words in (["find", "id:D!1"], ["access", "id:D!1"], ["invite", "id:D!1", "--to", "ann@example.org"]):
        assert "Account: ann@contoso.example\n" in Terminal(account=ANN_SIGNED_IN).run(*words).err
        assert "Account" not in Terminal().run(*words).err


def test_ctrl_c_gives_up_at_once_and_nobody_is_signed_in() -> None:
    terminal = Terminal(sign_in=Interrupted())
    ran = terminal.run("sign-in", "--json")
    assert (ran.status, ran.said["error"]["code"]) == (Status.INTERRUPTED, "interrupted")
    assert terminal.sign_in.signed_in == []


def test_an_expired_sign_in_keeps_the_rest_and_says_how_they_are_sent_after_it() -> None:
    service = OneItem()
    terminal = Terminal(service, account=ANN_SIGNED_IN)
    service.answers = [SignInNeeded()]
    ran = terminal.run("invite", "id:D!1", "--to", "ann@example.org, bob@example.org", "--json")
    assert (ran.status, ran.said["error"]["code"]) == (Status.NOTHING_SENT, "signInNeeded")
    assert "drive-share journal resume --account ann@contoso.example" in ran.err
    resumed = terminal.run("journal", "resume", "--json")
    assert [(row["email"], row["state"]) for row in resumed.said["rows"]] == [
        ("ann@example.org", "done"),
        ("bob@example.org", "done"),
    ]
    assert len({request.request_id for request in service.requests}) == 2
