"""`drive-share sign-in`: let somebody sign in with Microsoft, once, for this command and every later one."""

from dataclasses import dataclass
from typing import TypedDict

from drive_share_gui.application.accounts import Accounts, account_named
from drive_share_gui.application.report import ReasonRow
from drive_share_gui.application.sign_in_ports import DeviceCode, SignInWish
from drive_share_gui.cli.account_arguments import SignInArguments
from drive_share_gui.cli.account_row import AccountRow, account_line, account_row
from drive_share_gui.cli.harmless import harmless
from drive_share_gui.cli.interruption import Interruption
from drive_share_gui.cli.status import INTERRUPTED, Status
from drive_share_gui.cli.surroundings import Surroundings
from drive_share_gui.domain.account import Account
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.signing_in import SignInFailed, SignInProblem


class SignInReport(TypedDict):
    """What `sign-in --json` prints."""

    account: AccountRow | None
    lasting: bool | None
    """Whether it stays signed in after this command; null where that was not found out."""
    error: ReasonRow | None


@dataclass(slots=True)
class SignInVerb:
    """One run of the verb."""

    asked: SignInArguments
    around: Surroundings
    account: Account | None = None
    lasting: bool | None = None
    error: ReasonRow | None = None

    def run(self) -> Status:
        """Sign in; raises SharingError. Ctrl+C gives up at once."""
        output, accounts = self.around.output, self.around.accounts()
        wish = self._wish(accounts)
        self.lasting = accounts.are_lasting
        if not self.lasting:
            output.tell("No keyring can be used here, so this sign-in will end with this command.")
        output.tell(f"Signing in at {wish.registration.cloud.hosts.login}. Drive Share asks for permission:")
        for feature in wish.features:
            output.tell(f"  {self.around.words.feature(feature)}")
        stop = Interruption()
        show = self._show_code if self.asked.device_code else None
        if show is None:
            output.tell("The page opens in your browser. Ctrl+C gives up; without a browser, add --device-code.")
        try:
            with stop.listening():
                self.account = accounts.sign_in(wish, stop, show, keep=self.asked.client_id is not None)
        except SharingError as error:
            if error.failure == SignInFailed(SignInProblem.CANCELLED) and stop.is_set():
                self.error = INTERRUPTED
                return Status.INTERRUPTED
            raise
        return self._signed_in(self.account)

    def report(self, error: ReasonRow | None) -> SignInReport:
        """Give the JSON object."""
        account = account_row(self.account) if self.account else None
        return {"account": account, "lasting": self.lasting, "error": error or self.error}

    def _wish(self, accounts: Accounts) -> SignInWish:
        if self.asked.account is None:
            return SignInWish(accounts.registration(self.asked.entered), self.asked.features)
        again = account_named(accounts.signed_in(), self.asked.account)
        return SignInWish(again.registration, self.asked.features, again)

    def _show_code(self, code: DeviceCode) -> None:
        tell = self.around.output.tell
        tell(f"On any device, open  {harmless(code.verification_url)}")
        tell(f"and enter the code   {harmless(code.user_code)}")
        tell(f"It is good for {max(1, round(code.seconds / 60))} minutes. Ctrl+C gives up.")

    def _signed_in(self, account: Account) -> Status:
        if not self.asked.json:
            self.around.output.answer(account_line(account))
        if not self.lasting:
            self.around.output.tell("Signed in, and out again: there is no keyring to keep it in.")
            return Status.NOT_EVERYONE
        self.around.output.tell("Signed in, until: drive-share sign-out")
        return Status.EVERYONE
