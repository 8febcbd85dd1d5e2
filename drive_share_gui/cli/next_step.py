"""What to type next where nobody is signed in, or not any more."""

from drive_share_gui.cli.harmless import harmless
from drive_share_gui.domain.account import Account
from drive_share_gui.domain.failure import Failure, Hurdle, NoAccount, Unreachable
from drive_share_gui.domain.local_file import NoAccountFor
from drive_share_gui.domain.signing_in import NoSuchAccount, SignInFailed, SignInProblem


def next_step(failure: Failure) -> str:
    """Name the command that leads on, or ""."""
    match failure:
        case NoAccount(token_missing=False) | NoSuchAccount():
            return "drive-share sign-in"
        case NoAccountFor(account=account):
            return "drive-share sign-in" if account else "drive-share accounts, and the option --account"
        case SignInFailed(problem=SignInProblem.NOT_REGISTERED):
            return "drive-share sign-in --help"
        case Unreachable(hurdle=Hurdle.PROXY_LOGIN):
            return "drive-share proxy-login --help"
        case _:
            return ""


def go_on(account: Account | None) -> str:
    """Say how the rest is sent after a sign-in has expired; None for a drive that was named with its token."""
    if account is None:
        return "With a new token, drive-share journal resume sends the rest; name the same drive there."
    name = harmless(account.username)
    return f"To send the rest: drive-share sign-in --account {name}, then drive-share journal resume --account {name}"
