"""An account as the command line shows it."""

from typing import TypedDict

from drive_share_gui.cli.harmless import harmless
from drive_share_gui.domain.account import Account
from drive_share_gui.domain.cloud import Cloud


class AccountRow(TypedDict):
    """An account in --json."""

    id: str
    username: str
    kind: str
    """`personal` or `organization`."""
    tenant_id: str
    cloud: str
    client_id: str
    """The app it is signed in as."""


def account_row(account: Account) -> AccountRow:
    """Describe an account."""
    return {
        "id": account.account_id,
        "username": account.username,
        "kind": "personal" if account.is_personal else "organization",
        "tenant_id": account.tenant_id,
        "cloud": account.registration.cloud.value,
        "client_id": account.registration.client_id,
    }


def account_line(account: Account) -> str:
    """Describe it in one line: its name, what kind it is, and the cloud where that is not the usual one."""
    kind = "personal" if account.is_personal else "work or school"
    cloud = account.registration.cloud
    parts = [kind, "" if cloud is Cloud.GLOBAL else cloud.value]
    return f"{harmless(account.username)}  {' · '.join(filter(None, parts))}"
