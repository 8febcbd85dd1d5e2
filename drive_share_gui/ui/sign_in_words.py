"""In words, why somebody could not be signed in."""

from typing import Final, assert_never

from drive_share_gui.domain.account import Feature
from drive_share_gui.domain.signing_in import NoSuchAccount, SignInFailed, SignInProblem, SignInTrouble
from drive_share_gui.ui.translation import translate


def describe_feature(feature: Feature) -> str:
    """Say what for, and name the permissions as the sign-in page does."""
    what = translate("Permission", _FEATURES[feature])
    return f"{what} ({', '.join(feature.scopes)})"


def title_and_text_of_answer_page() -> tuple[str, str]:
    """Say what the browser shows once it has brought its answer, whatever that was."""
    text = "Drive Share has the answer and goes on. You can close this page."
    return "Drive Share", translate("AnswerPage", text)


def explain_sign_in(failure: SignInTrouble) -> str:
    """Say what kept somebody from signing in, and what to do."""
    match failure:
        case SignInFailed(problem=problem, code=code):
            text = translate("Failure", _PROBLEMS[problem])
            return f"{text} ({code})" if code else text
        case NoSuchAccount():
            return translate("Failure", "This account is not signed in here. Sign in with it first.")
        case _:
            assert_never(failure)


_FEATURES: Final = {
    Feature.SHARE: "to find and share your own files, and to show who you are",
    Feature.ITEMS_OF_OTHERS: "to share files that others shared with you",
    Feature.SUGGESTIONS: "to propose people while you type",
}

_PROBLEMS: Final = {
    SignInProblem.NOT_REGISTERED: "Drive Share has to be registered with Microsoft before anybody can sign in.",
    SignInProblem.CANCELLED: "Signing in was given up.",
    SignInProblem.DECLINED: "The sign-in page was left without signing in.",
    SignInProblem.TOO_LATE: "Nobody signed in in time. Try again.",
    SignInProblem.NO_BROWSER: "No web browser could be opened. Sign in with a code instead.",
    SignInProblem.NO_LISTENER: "This computer does not let the browser answer. Sign in with a code instead.",
    SignInProblem.ADMIN_CONSENT: "An administrator of your organisation has to allow Drive Share first.",
    SignInProblem.OTHER_ACCOUNT: "Somebody else signed in than was asked for. Nothing was changed.",
    SignInProblem.NOT_FOR_US: "The answer of the sign-in page does not belong to this attempt. Try again.",
    SignInProblem.REGISTRATION_REFUSED: "Microsoft does not accept this registration of Drive Share. Check its ID.",
    SignInProblem.SERVICE: "The sign-in service had a problem of its own. Try again later.",
}
