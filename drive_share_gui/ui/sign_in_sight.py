"""The sign-in page in words: what each question says, and what can be answered."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final

from drive_share_gui.domain.account import Account, Feature
from drive_share_gui.ui.plain_text import foreign
from drive_share_gui.ui.sign_in_state import Ask, SignInState
from drive_share_gui.ui.sign_in_words import describe_feature
from drive_share_gui.ui.translation import translate


class Act(Enum):
    """Something to do on the page; ``&`` marks the key that reaches its button."""

    SIGN_IN = "&Sign in"
    SIGN_IN_AGAIN = "&Sign in again"
    ALLOW = "A&llow it"
    USE_CODE = "Use a &code instead"
    PRACTICE = "Try the &practice drive"
    OTHER_APP = "Use another &registration…"
    ADD_ACCOUNT = "&Add account…"
    SIGN_OUT = "&Sign out"
    BACK = "Not &now"
    CANCEL = "C&ancel"

    @property
    def text(self) -> str:
        """The words in the language of the window."""
        return translate("SignIn", self.value)


@dataclass(frozen=True, slots=True)
class Sight:
    """What stands on the page."""

    heading: str
    text: str
    note: str = ""
    """Something to know before deciding."""
    main: Act | None = None
    others: tuple[Act, ...] = ()
    """Beside the main one."""
    links: tuple[Act, ...] = ()
    """Other ways."""


def sight_of(state: SignInState) -> Sight:
    """Say what a state asks."""
    return _SIGHTS[state.ask](state)


def describe_left(seconds: float) -> str:
    """Say how long a code is still good for."""
    minutes, rest = divmod(round(seconds), 60)
    return translate("SignIn", "Good for {minutes}:{seconds} more minutes.").format(
        minutes=minutes, seconds=f"{rest:02}"
    )


def name_account(account: Account) -> str:
    """Name an account and what kind it is."""
    kind = translate("SignIn", "personal") if account.is_personal else translate("SignIn", "work or school")
    return translate("SignIn", "{name} ({kind})").format(name=foreign(account.username, 80), kind=kind)


def _start(state: SignInState) -> Sight:
    if state.accounts:
        heading = translate("SignIn", "Add an account")
    else:
        heading = translate("SignIn", "Share from your OneDrive")
    text = translate(
        "SignIn",
        "Signing in happens in your own web browser, at Microsoft: no password is ever typed here. "
        "Drive Share asks for permission {what}.",
    ).format(what=describe_feature(Feature.SHARE))
    links = (Act.USE_CODE, Act.OTHER_APP) if state.accounts else (Act.USE_CODE, Act.PRACTICE, Act.OTHER_APP)
    return Sight(heading, text, _note(state), Act.SIGN_IN, _back(state), links)


def _again(state: SignInState) -> Sight:
    name = foreign(state.account.username, 80) if state.account else ""
    text = translate(
        "SignIn",
        "The sign-in of {name} has expired. What is filled in stays, and whoever was not invited yet is invited "
        "once you have signed in.",
    ).format(name=name)
    heading = translate("SignIn", "Sign in again to go on")
    return Sight(heading, text, _note(state), Act.SIGN_IN_AGAIN, _back(state), (Act.USE_CODE,))


def _more(state: SignInState) -> Sight:
    feature = state.feature or Feature.SHARE
    text = translate(
        "SignIn",
        "So far Drive Share has asked for no more than your own files need. This takes one more permission, {what}. "
        "You sign in once more to allow it.",
    ).format(what=describe_feature(feature))
    return Sight(translate("SignIn", _MORE[feature]), text, _note(state), Act.ALLOW, _back(state), (Act.USE_CODE,))


def _which(state: SignInState) -> Sight:
    heading = translate("SignIn", "Which account is it shared from?")
    text = translate("SignIn", "Several can be meant for {item}. The choice is remembered once it was shared.")
    return Sight(heading, text.format(item=foreign(state.item, 120)), links=(Act.ADD_ACCOUNT,))


def _register(state: SignInState) -> Sight:
    heading = translate("SignIn", "Register Drive Share: two minutes, once")
    text = translate(
        "SignIn",
        "Microsoft lets programs in only as registered apps, and this copy has no registration yet. "
        "If your organisation gave you an ID, go straight to the end.",
    )
    return Sight(heading, text, "", Act.SIGN_IN, (Act.CANCEL,), (Act.USE_CODE,) if state.entry.registration else ())


def _browser(state: SignInState) -> Sight:
    heading = translate("SignIn", "Go on in your browser")
    where = state.host or translate("SignIn", "Microsoft")
    text = translate("SignIn", "A page of {host} opens there. Once you have signed in, this window goes on by itself.")
    return Sight(heading, text.format(host=where), "", None, (Act.CANCEL,), (Act.USE_CODE,))


def _code(_state: SignInState) -> Sight:
    heading = translate("SignIn", "Enter this code")
    text = translate("SignIn", "On this or any other device, open the page below, enter the code, and sign in.")
    return Sight(heading, text, "", None, (Act.CANCEL,), ())


def _sign_out(state: SignInState) -> Sight:
    name = foreign(state.account.username, 80) if state.account else ""
    heading = translate("SignIn", "Sign out {name}?").format(name=name)
    text = translate(
        "SignIn",
        "Its sign-in is removed from this computer. What is in the journal stays, and is not sent as anybody else.",
    )
    return Sight(heading, text, "", Act.SIGN_OUT, (Act.CANCEL,))


def _note(state: SignInState) -> str:
    if state.is_lasting:
        return ""
    return translate(
        "SignIn", "No keyring can be used on this computer, so you stay signed in only until this window is closed."
    )


def _back(state: SignInState) -> tuple[Act, ...]:
    return (Act.BACK,) if state.may_go_back else ()


_MORE: Final = {
    Feature.SHARE: "Share from your OneDrive",
    Feature.ITEMS_OF_OTHERS: "Share what others shared with you",
    Feature.SUGGESTIONS: "Propose people while you type",
}
_SIGHTS: Final[dict[Ask, Callable[[SignInState], Sight]]] = {
    Ask.START: _start,
    Ask.AGAIN: _again,
    Ask.MORE: _more,
    Ask.WHICH: _which,
    Ask.REGISTER: _register,
    Ask.BROWSER: _browser,
    Ask.CODE: _code,
    Ask.SIGN_OUT: _sign_out,
}
