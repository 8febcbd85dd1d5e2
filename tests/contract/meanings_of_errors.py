"""What published and observed errors mean."""

from typing import Final

import httpx

from drive_share_gui.adapters.drive_api.errors import codes_in, failure_in
from drive_share_gui.domain.failure import Failure, Riddle, ServiceTrouble, SignInNeeded, Throttled, UnclearAnswer
from drive_share_gui.domain.refusal import Reason, Refusal
from tests.adapters.asking import ITEM, REQUEST, failure_of, service_that_answers
from tests.contract.meanings import Check, Example, means, reply


@means("graph-error-shape", "onedrive-error-shape")
def the_inner_object_is_found_in_both_spellings(example: Example) -> None:
    body = example["response"]["body"]
    inner = body["error"].get("innererror", {})
    assert codes_in(body) == ("invalidRange", *([inner["code"]] if inner else []))


REFUSED: Final[dict[str, Failure]] = {
    "observed-noResolvedUsers": Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400),
    "observed-secureSharingInvalidRequest": Refusal(Reason.SIGN_IN_RULE, "secureSharingInvalidRequest", 400),
    "observed-malformed-generic-400": Refusal(Reason.REQUEST_NOT_ACCEPTED, "invalidRequest", 400),
    "observed-retainInherited-false-400": Refusal(Reason.REQUEST_NOT_ACCEPTED, "invalidRequest", 400),
    "observed-requireSignIn-and-sendInvitation-false": Refusal(Reason.REQUEST_NOT_ACCEPTED, "invalidRequest", 400),
    "observed-expiration-not-a-parameter": Refusal(
        Reason.REQUEST_NOT_ACCEPTED, "-1, Microsoft.SharePoint.Client.InvalidClientQueryException", 400
    ),
    "observed-feature-disabled-403": Refusal(Reason.NOT_ALLOWED, "accessDenied", 403),
    "observed-accessDenied-403": Refusal(Reason.NOT_ALLOWED, "accessDenied", 403),
    "observed-notSupported-objectNotSupported": Refusal(Reason.ITEM_NOT_SHAREABLE, "objectNotSupported", 400),
    "observed-generalException-500": ServiceTrouble(500, "generalException"),
    "observed-504-unknownError": ServiceTrouble(504, "UnknownError"),
    "observed-401-expired-token": SignInNeeded(),
    "observed-429-nested": Throttled(41.0),
    "observed-429-ratelimit-headers": Throttled(31.0),
    "graph-429-documented": Throttled(2.128),
}


def the_service_answered(failure: Failure) -> Check:
    def check(example: Example) -> None:
        assert failure_in(reply(example["response"])) == failure

    return check


for _name, _failure in REFUSED.items():
    means(_name)(the_service_answered(_failure))


@means("observed-onedrive-v1-expired-token")
def an_expired_token_may_look_like_a_missing_item(example: Example) -> None:
    by_root, by_id = (failure_in(reply(answer)) for answer in example["responses"])
    assert by_root == SignInNeeded()
    assert by_id == Refusal(Reason.ITEM_GONE, "itemNotFound", 404)


@means("graph-batch-response-mixed")
def the_outer_200_of_a_batch_says_nothing(example: Example) -> None:
    answer = reply(example["response"])
    with service_that_answers(lambda _request: httpx.Response(200, content=answer.body)) as service:
        assert failure_of(lambda: service.permissions(ITEM)) == UnclearAnswer(Riddle.UNEXPECTED_SHAPE, 200)
    inner = [failure_in(reply(part)) for part in example["response"]["body"]["responses"]]
    assert inner == [
        Refusal(Reason.NOT_ALLOWED, "http403", 403),
        Refusal(Reason.NOT_OFFERED, "Request_BadRequest", 405),
    ]


@means("auth-token-error-400")
def the_error_of_a_sign_in_is_a_word(example: Example) -> None:
    assert codes_in(example["response"]["body"]) == ("invalid_scope",)


@means("auth-token-200")
def a_token_is_no_answer_to_an_invitation(example: Example) -> None:
    answer = reply(example["response"])
    with service_that_answers(lambda _request: httpx.Response(200, content=answer.body)) as service:
        assert failure_of(lambda: service.invite(REQUEST)) == UnclearAnswer(Riddle.UNEXPECTED_SHAPE, 200)


@means("auth-device-code")
def a_code_to_type_elsewhere_is_pending_under_a_word(example: Example) -> None:
    assert codes_in(example["pending"]) == ("authorization_pending",)
    assert codes_in(example["device"]) == ()
