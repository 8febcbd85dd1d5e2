"""Who may do what with an item, as the service lists it."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Final

from drive_share_gui.domain.refusal import Refusal


class Role(Enum):
    """What an invitation can grant."""

    READ = "read"
    WRITE = "write"


_RANK: Final = {"read": 1, "write": 2, "owner": 3}


class GranteeKind(Enum):
    """Whom a permission is for."""

    PERSON = "person"
    GROUP = "group"
    LINK = "link"
    APPLICATION = "application"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Grantee:
    """One identity of a permission."""

    kind: GranteeKind = GranteeKind.PERSON
    object_id: str = ""
    name: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class MailTrouble:
    """The service gave access and could not send the mail (Graph, driveItem: invite, 207)."""

    refusal: Refusal
    fix_url: str = ""
    """Where the account's owner can mend it; as given, unchecked."""


@dataclass(frozen=True, slots=True)
class Permission:
    """One permission resource. Texts are the service's own and are never trusted as markup."""

    permission_id: str
    """Opaque; empty where the service gave none."""
    roles: tuple[str, ...] = ()
    """As the service spelled them; unknown ones occur (``sp.full control``)."""
    grantees: tuple[Grantee, ...] = ()
    invited_address: str = ""
    """`invitation.email`."""
    sign_in_required: bool | None = None
    redeemed: bool | None = None
    """Whether the invitation was accepted; None where nobody can tell."""
    is_link: bool = False
    """Whether it is a sharing link with an address of its own."""
    link_url: str = ""
    link_scope: str = ""
    inherited_from: str = ""
    """Path or ID of the folder it comes from; empty for a direct one."""
    expires: datetime | None = None
    trouble: MailTrouble | None = None

    @property
    def addresses(self) -> frozenset[str]:
        """Every mail address the permission names, in lower case.

        A display name counts only where nothing else names the person: anybody can call himself
        by somebody else's address.
        """
        named = {self.invited_address, *(g.address or self._name_as_address(g) for g in self.grantees)}
        return frozenset(address.strip().lower() for address in named if address.strip())

    @property
    def object_ids(self) -> frozenset[str]:
        """The directory IDs of those it is for."""
        return frozenset(g.object_id for g in self.grantees if g.object_id)

    def object_ids_of(self, address: str) -> frozenset[str]:
        """Find the directory ID of whom it is for by `address`, which is in lower case."""
        alone = len(self.grantees) == 1 and self.addresses == frozenset({address})
        return frozenset(g.object_id for g in self.grantees if g.object_id and (alone or g.address.lower() == address))

    def _name_as_address(self, grantee: Grantee) -> str:
        """Take a display name for an address, as some services write it (fact sheet §3)."""
        return grantee.name if "@" in grantee.name and " " not in grantee.name and not self.invited_address else ""

    @property
    def is_inherited(self) -> bool:
        """Whether it comes from a folder above (personal drives only say so)."""
        return bool(self.inherited_from)

    @property
    def is_plain_link(self) -> bool:
        """Whether it is a link that is for nobody in particular."""
        return self.is_link and not self.addresses and not self.object_ids

    @property
    def is_owners(self) -> bool:
        """Whether it is what an owner has, which no invitation gives."""
        return any(name.lower() == "owner" for name in self.roles)

    def grants(self, role: Role) -> bool:
        """Whether it gives at least `role`; a role nobody knows gives nothing for certain."""
        return any(_RANK.get(name.lower(), 0) >= _RANK[role.value] for name in self.roles)
