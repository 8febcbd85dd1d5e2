"""Who is signed in, as which app, and what that allows."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from drive_share_gui.domain.cloud import Cloud

PERSONAL_TENANT: Final = "9188040d-6c67-4c5b-b112-36a304b66dad"
"""The tenant of all personal accounts (Microsoft identity platform, "Access token claims", `tid`)."""
_ID: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_TENANT: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")


def is_client_id(text: str) -> bool:
    """Whether `text` has the form of an application (client) id."""
    return _ID.fullmatch(text) is not None


def is_tenant(text: str) -> bool:
    """Whether `text` can name a tenant: an id, a domain, or one of the names that stand for several."""
    return _TENANT.fullmatch(text) is not None


class Feature(Enum):
    """What needs a permission of the account; each is asked for when it is first used."""

    SHARE = "share"
    """Share one's own items."""
    ITEMS_OF_OTHERS = "items-of-others"
    """Share what others shared with one."""
    SUGGESTIONS = "suggestions"
    """Propose people while typing."""

    @property
    def scopes(self) -> tuple[str, ...]:
        """The delegated permissions, the least there are (fact sheet §10)."""
        return _SCOPES[self]


_SCOPES: Final = {
    Feature.SHARE: ("Files.ReadWrite", "User.Read"),
    Feature.ITEMS_OF_OTHERS: ("Files.ReadWrite.All",),
    Feature.SUGGESTIONS: ("People.Read",),
}


@dataclass(frozen=True, slots=True)
class Registration:
    """The app as which people sign in; somebody registered it, there is none by default."""

    client_id: str
    tenant: str = "common"
    """`common`, `consumers`, `organizations`, or the tenant's own id or domain."""
    cloud: Cloud = Cloud.GLOBAL

    @property
    def is_valid(self) -> bool:
        """Whether both can stand in an address."""
        return is_client_id(self.client_id) and is_tenant(self.tenant)


@dataclass(frozen=True, slots=True)
class Account:
    """One account that is signed in."""

    account_id: str
    """`oid.tid`, the same on every computer; what journal rows belong to."""
    username: str
    """The mail address it is signed in with."""
    registration: Registration
    tenant_id: str = ""

    @property
    def is_personal(self) -> bool:
        """Whether it is a personal account, not one of work or school."""
        return self.tenant_id == PERSONAL_TENANT

    def answers_to(self, name: str) -> bool:
        """Whether somebody who says `name` means this account."""
        return name.strip().casefold() in {self.username.casefold(), self.account_id.casefold()}
