"""Signing in with the least that is needed, as the app that is known or was entered."""

import threading

import pytest

from drive_share_gui.application.accounts import Accounts, Entered, account_named, once_more
from drive_share_gui.application.sign_in_ports import DeviceCode, SignInWish
from drive_share_gui.domain.account import Feature, Registration
from drive_share_gui.domain.cloud import Cloud
from drive_share_gui.domain.failure import Failure, NoAccount, NotSaved, SharingError
from drive_share_gui.domain.signing_in import NoSuchAccount, SignInFailed, SignInProblem
from tests.application.fake_sign_in import ANN_SIGNED_IN, CODE, REGISTRATION, FakeRegistrations, FakeSignIn

OTHER_ID = "99999999-2222-3333-4444-555555555555"
NEVER = threading.Event()


class FullDisk(FakeRegistrations):
    """Registrations that cannot be kept."""

    def save(self, registration: Registration) -> None:
        raise SharingError(NotSaved(disk_full=registration.is_valid))


def why(accounts: Accounts, entered: Entered) -> Failure:
    with pytest.raises(SharingError) as raised:
        accounts.registration(entered)
    return raised.value.failure


def test_the_app_is_the_one_known_with_what_was_entered_now() -> None:
    accounts = Accounts(FakeSignIn(), FakeRegistrations(Registration(REGISTRATION.client_id, "contoso.com")))
    assert accounts.registration() == Registration(REGISTRATION.client_id, "contoso.com")
    assert accounts.registration(Entered(tenant=" a.org ")) == Registration(REGISTRATION.client_id, "a.org")
    assert accounts.registration(Entered(cloud=Cloud.CHINA)).cloud is Cloud.CHINA


def test_another_client_id_takes_nothing_over_from_the_known_app() -> None:
    accounts = Accounts(FakeSignIn(), FakeRegistrations(Registration(REGISTRATION.client_id, "a.org", Cloud.CHINA)))
    assert accounts.registration(Entered(f" {OTHER_ID} ")) == Registration(OTHER_ID)


def test_an_app_that_is_not_known_or_cannot_be_is_refused() -> None:
    unknown = Accounts(FakeSignIn(), FakeRegistrations(None))
    assert why(unknown, Entered(tenant="a.org")) == SignInFailed(SignInProblem.NOT_REGISTERED)
    assert why(unknown, Entered("1")) == SignInFailed(SignInProblem.REGISTRATION_REFUSED)
    assert why(unknown, Entered(OTHER_ID, "a/b")) == SignInFailed(SignInProblem.REGISTRATION_REFUSED)


def test_a_code_is_shown_only_where_one_is_wished() -> None:
    accounts = Accounts(FakeSignIn(), FakeRegistrations())
    shown: list[DeviceCode] = []
    accounts.sign_in(SignInWish(REGISTRATION), NEVER)
    accounts.sign_in(SignInWish(REGISTRATION), NEVER, shown.append)
    assert shown == [CODE]


def test_an_app_that_cannot_be_kept_does_not_undo_a_sign_in() -> None:
    accounts = Accounts(FakeSignIn(), FullDisk())
    assert accounts.sign_in(SignInWish(REGISTRATION), NEVER, keep=True) == ANN_SIGNED_IN
    assert accounts.signed_in() == (ANN_SIGNED_IN,)


def test_once_more_is_the_same_account_and_app_and_perhaps_for_more() -> None:
    wish = once_more(ANN_SIGNED_IN, "claims", Feature.SUGGESTIONS)
    assert (wish.account, wish.registration, wish.claims) == (ANN_SIGNED_IN, REGISTRATION, "claims")
    assert wish.features == (Feature.SHARE, Feature.SUGGESTIONS)


def test_an_account_is_named_by_its_address_or_id_or_is_the_last_one() -> None:
    signed_in = [ANN_SIGNED_IN]
    assert account_named(signed_in, " ANN@contoso.example") == account_named(signed_in, "ann.home") == ANN_SIGNED_IN
    assert account_named(signed_in, None) == ANN_SIGNED_IN
    with pytest.raises(SharingError) as nobody:
        account_named([], None)
    with pytest.raises(SharingError) as stranger:
        account_named(signed_in, "bob")
    assert (nobody.value.failure, stranger.value.failure) == (NoAccount(), NoSuchAccount())
