"""Reading the many codes of the services as few reasons."""

import pytest

from drive_share_gui.domain.refusal import Reason, Refusal, concerns_the_item, read_refusal


@pytest.mark.parametrize(
    ("codes", "status", "reason", "code"),
    [
        (["invalidRequest", "secureSharingInvalidRequest"], 400, Reason.SIGN_IN_RULE, "secureSharingInvalidRequest"),
        (["noResolvedUsers"], 400, Reason.ADDRESS_UNKNOWN, "noResolvedUsers"),
        (["accessDenied", "accessRestricted"], 403, Reason.ONLY_THE_OWNER, "accessRestricted"),
        (["accessDenied", "somethingNew"], 403, Reason.NOT_ALLOWED, "accessDenied"),
        (["AccessDenied"], 403, Reason.NOT_ALLOWED, "AccessDenied"),
        (["notAllowed", "accountVerificationRequired"], 207, Reason.VERIFY_ACCOUNT, "accountVerificationRequired"),
        (["-1, Microsoft.SharePoint.Client.X"], 400, Reason.REQUEST_NOT_ACCEPTED, "-1, Microsoft.SharePoint.Client.X"),
        ([""], 404, Reason.ITEM_GONE, "http404"),
        ([], 418, Reason.OTHER, "http418"),
        (["brandNew"], 409, Reason.ALREADY_SHARED, "brandNew"),
    ],
)
def test_the_deepest_known_code_wins_then_the_status(codes: list[str], status: int, reason: Reason, code: str) -> None:
    assert read_refusal(codes, status) == Refusal(reason, code, status)


def test_what_concerns_the_item_stops_the_rest_and_what_concerns_a_person_does_not() -> None:
    assert concerns_the_item(read_refusal(["itemNotFound"], 404))
    assert concerns_the_item(read_refusal(["accessDenied", "accessRestricted"], 403))
    assert concerns_the_item(read_refusal(["malwareDetected"], 400))
    assert not concerns_the_item(read_refusal(["noResolvedUsers"], 400))
    assert not concerns_the_item(read_refusal(["accessDenied"], 403))
