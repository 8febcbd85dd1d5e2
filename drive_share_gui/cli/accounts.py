"""`drive-share accounts` and `drive-share sign-out`: who is signed in, and who is to be no longer."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from drive_share_gui.application.accounts import account_named
from drive_share_gui.application.report import ReasonRow
from drive_share_gui.cli.account_arguments import AccountsArguments, SignOutArguments
from drive_share_gui.cli.account_row import AccountRow, account_line, account_row
from drive_share_gui.cli.status import Status
from drive_share_gui.cli.surroundings import Surroundings
from drive_share_gui.domain.account import Account


class AccountsReport(TypedDict):
    """What `accounts --json` prints: who is signed in; and `sign-out --json`: who was."""

    accounts: list[AccountRow]
    error: ReasonRow | None


@dataclass(slots=True)
class AccountsVerb:
    """One run of `accounts`."""

    asked: AccountsArguments
    around: Surroundings
    accounts: tuple[Account, ...] = ()

    def run(self) -> Status:
        """List them, one a line; raises SharingError."""
        self.accounts = self.around.accounts().signed_in()
        if not self.accounts:
            self.around.output.tell("Nobody is signed in. Sign in with: drive-share sign-in")
        if not self.asked.json:
            for account in self.accounts:
                self.around.output.answer(account_line(account))
        return Status.EVERYONE

    def report(self, error: ReasonRow | None) -> AccountsReport:
        """Give the JSON object."""
        return {"accounts": list(map(account_row, self.accounts)), "error": error}


@dataclass(slots=True)
class SignOutVerb:
    """One run of `sign-out`."""

    asked: SignOutArguments
    around: Surroundings
    gone: tuple[Account, ...] = ()

    def run(self) -> Status:
        """Sign out whoever is meant; raises SharingError, and argparse.ArgumentError where that is not clear."""
        accounts = self.around.accounts()
        signed_in = accounts.signed_in()
        for account in self._meant(signed_in):
            accounts.sign_out(account)
            self.gone += (account,)
            if not self.asked.json:
                self.around.output.answer(f"Signed out: {account_line(account)}")
        if not signed_in:
            self.around.output.tell("Nobody is signed in.")
        return Status.EVERYONE

    def report(self, error: ReasonRow | None) -> AccountsReport:
        """Give the JSON object."""
        return {"accounts": list(map(account_row, self.gone)), "error": error}

    def _meant(self, signed_in: Sequence[Account]) -> Sequence[Account]:
        if self.asked.account is not None:
            return (account_named(signed_in, self.asked.account),)
        if len(signed_in) > 1 and not self.asked.everyone:
            raise argparse.ArgumentError(None, "Several accounts are signed in. Name one, or say --all.")
        return signed_in
