"""In words, how it went with each step on the way to the drive."""

from typing import Final

from drive_share_gui.application.try_connection import Mark, Step, Trial, Tried
from drive_share_gui.ui.translation import translate
from drive_share_gui.ui.wording import explain


def describe_step(tried: Tried) -> str:
    """Say in one sentence how it went; the only words are our own."""
    if tried.failure is not None:
        return explain(tried.failure)
    if tried.mark is Mark.NOT_TRIED:
        return translate("ConnectionStep", "Not tried.")
    return translate("ConnectionStep", (_SPARED if tried.mark is Mark.NOT_NEEDED else _PASSED)[tried.step])


def describe_trial(trial: Trial, *, is_busy: bool, is_login_lost: bool) -> str:
    """Sum it up."""
    if is_busy or not trial.steps:
        return translate("ConnectionStep", "Trying each step on the way to the drive…") if is_busy else ""
    if trial.failure is not None:
        return translate("ConnectionStep", "One step on the way to the drive does not work.")
    if is_login_lost:
        return translate(
            "ConnectionStep",
            "Everything works. There is no keyring here, so the proxy asks again after the next start.",
        )
    return translate("ConnectionStep", "Everything works.")


def name_step(step: Step) -> str:
    """Name a step in a word or two."""
    return translate("ConnectionStep", _NAMES[step])


_NAMES: Final = {
    Step.PROXY: "Proxy",
    Step.NAME: "Name",
    Step.CONNECTION: "Connection",
    Step.CERTIFICATE: "Certificate",
    Step.ANSWER: "Answer",
    Step.SIGN_IN: "Sign-in",
    Step.DRIVE: "Drive",
}
_PASSED: Final = {
    Step.PROXY: "The proxy lets the connection through.",
    Step.NAME: "The name of the service was found.",
    Step.CONNECTION: "The service can be reached.",
    Step.CERTIFICATE: "Its certificate is trusted.",
    Step.ANSWER: "The service answers.",
    Step.SIGN_IN: "You are signed in.",
    Step.DRIVE: "The drive can be read.",
}
_SPARED: Final = {
    **_PASSED,
    Step.PROXY: "No proxy is set.",
    Step.NAME: "The proxy looks up the name.",
    Step.CERTIFICATE: "None is needed on this computer.",
}
