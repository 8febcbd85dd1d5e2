"""In words, what stands between this computer and the drive, and what came back that says too little."""

from typing import Final, TypeAlias, assert_never

from drive_share_gui.domain.failure import Hurdle, NoAnswer, Riddle, Silence, UnclearAnswer, Unreachable
from drive_share_gui.ui.translation import translate

_OnTheWay: TypeAlias = Unreachable | NoAnswer | UnclearAnswer


def explain_network(failure: _OnTheWay) -> str:
    """Say what happened on the way, and what to do where something can be done."""
    match failure:
        case Unreachable(hurdle=hurdle):
            return translate("Failure", _HURDLES[hurdle])
        case NoAnswer(silence=silence):
            return translate("Failure", _SILENCES[silence])
        case UnclearAnswer(riddle=riddle):
            return translate("Failure", _RIDDLES[riddle])
        case _:
            assert_never(failure)


_HURDLES: Final = {
    Hurdle.REFUSED: "The drive cannot be reached: nothing answers at its address.",
    Hurdle.NAME_UNKNOWN: "The drive cannot be reached: its name was not found. Check the connection.",
    Hurdle.NO_CONNECTION_IN_TIME: "The drive cannot be reached: no connection came about in time.",
    Hurdle.CERTIFICATE: (
        "The connection is not safe: the certificate of the other side is not trusted. "
        "In a company network its own certificate may be missing on this computer."
    ),
    Hurdle.PROXY: "The proxy does not let the connection through. Check its settings.",
    Hurdle.PROXY_LOGIN: "The proxy wants a user name and a password before it lets the connection through.",
    Hurdle.PROXY_METHOD: (
        "The proxy wants a kind of login that Drive Share does not have, such as NTLM or Kerberos. "
        "Ask your administrator for a way with a user name and password, or without a login."
    ),
    Hurdle.PROXY_SCRIPT: (
        "The drive cannot be reached. A script of the system settings chooses the proxy, and it cannot be run here. "
        "Name the proxy itself in the settings."
    ),
    Hurdle.CAPTIVE_PORTAL: "This network wants you to sign in in a browser first. Then try again.",
    Hurdle.NETWORK: "The drive cannot be reached. Check the connection.",
}

_SILENCES: Final = {
    Silence.TIMEOUT: "The drive did not answer in time.",
    Silence.CONNECTION_LOST: "The connection was lost before the answer.",
}

_RIDDLES: Final = {
    Riddle.NOT_JSON: "An unexpected page answered instead of the drive.",
    Riddle.UNEXPECTED_SHAPE: "The answer of the drive cannot be read.",
    Riddle.TOO_LARGE: "The answer of the drive was far too long and was not read.",
    Riddle.REDIRECT: "The drive pointed to another address, which was not followed.",
    Riddle.UNEXPECTED_STATUS: "The drive answered in a way that does not say what happened.",
    Riddle.NOBODY_NAMED: "The drive agreed but named nobody.",
    Riddle.SOMEBODY_ELSE_NAMED: "The drive named somebody else than was asked for.",
    Riddle.NO_PERMISSION_ID: "The drive named this person but no permission.",
    Riddle.CANNOT_TELL_APART: "The drive agreed but did not say for whom.",
}
