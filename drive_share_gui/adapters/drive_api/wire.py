"""The resources of the drive's services as they come over the wire, read with forgiveness.

A field of another type than expected counts as missing and loses nothing else; unknown fields and
unknown words stay. Names are those of Graph's `permission`, `driveItem`, `drive` and `person`.
"""

from collections.abc import Mapping
from typing import Annotated, TypeAlias, TypeVar, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

_MOST_BYTES = 2**63 - 1


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _object(value: object) -> object:
    return cast("object", value) if isinstance(value, dict) else None


def _objects(value: object) -> list[object]:
    entries = cast("list[object]", value) if isinstance(value, list) else [value]
    return [entry for entry in entries if isinstance(entry, dict)]


def _texts(value: object) -> list[str]:
    entries = cast("list[object]", value) if isinstance(value, list) else [value]
    return [entry for entry in entries if isinstance(entry, str)]


def _truth(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _size(value: object) -> int | None:
    whole = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_BYTES
    return cast("int", value) if whole else None


_T = TypeVar("_T")
Text: TypeAlias = Annotated[str, BeforeValidator(_text)]
Texts: TypeAlias = Annotated[list[str], BeforeValidator(_texts)]
Truth: TypeAlias = Annotated[bool | None, BeforeValidator(_truth)]
Size: TypeAlias = Annotated[int | None, BeforeValidator(_size)]
Part: TypeAlias = Annotated[_T | None, BeforeValidator(_object)]
Parts: TypeAlias = Annotated[list[_T], BeforeValidator(_objects)]


class Resource(BaseModel):
    """Anything a service describes."""

    model_config = ConfigDict(extra="allow", defer_build=True, populate_by_name=False)


class Facet(Resource):
    """A part whose presence alone says something."""


class Identity(Resource):
    """Who somebody is (`identity`, `sharePointIdentity`)."""

    id: Text = ""
    name: Text = Field(default="", alias="displayName")
    email: Text = ""
    login: Text = Field(default="", alias="loginName")


class IdentitySet(Resource):
    """One grantee, who may be described in several ways at once."""

    user: Part[Identity] = None
    site_user: Part[Identity] = Field(default=None, alias="siteUser")
    group: Part[Identity] = None
    site_group: Part[Identity] = Field(default=None, alias="siteGroup")
    sharepoint_group: Part[Identity] = Field(default=None, alias="sharePointGroup")
    application: Part[Identity] = None
    device: Part[Identity] = None


class ItemPlace(Resource):
    """Where an item lies (`itemReference`)."""

    drive_id: Text = Field(default="", alias="driveId")
    id: Text = ""
    path: Text = ""


class SharingLink(Resource):
    """The link facet of a permission."""

    type: Text = ""
    scope: Text = ""
    url: Text = Field(default="", alias="webUrl")


class Invitation(Resource):
    """The invitation facet of a permission."""

    email: Text = ""
    sign_in_required: Truth = Field(default=None, alias="signInRequired")
    redeemed_by: Text = Field(default="", alias="redeemedBy")


class Permission(Resource):
    """A permission, or an entry of a 207 that also carries an error."""

    id: Text = ""
    roles: Texts = Field(default_factory=list[str])
    granted_to: Parts[IdentitySet] = Field(default_factory=list[IdentitySet], alias="grantedTo")
    granted_to_v2: Parts[IdentitySet] = Field(default_factory=list[IdentitySet], alias="grantedToV2")
    granted_to_identities: Parts[IdentitySet] = Field(default_factory=list[IdentitySet], alias="grantedToIdentities")
    granted_to_identities_v2: Parts[IdentitySet] = Field(
        default_factory=list[IdentitySet], alias="grantedToIdentitiesV2"
    )
    link: Part[SharingLink] = None
    invitation: Part[Invitation] = None
    inherited_from: Part[ItemPlace] = Field(default=None, alias="inheritedFrom")
    expires: Text = Field(default="", alias="expirationDateTime")
    error: Annotated[Mapping[str, object] | None, BeforeValidator(_object)] = None


class File(Resource):
    """The file facet."""

    mime_type: Text = Field(default="", alias="mimeType")


class Shared(Resource):
    """The shared facet."""

    owner: Part[IdentitySet] = None


class Item(Resource):
    """A driveItem, or the `remoteItem` of one."""

    id: Text = ""
    name: Text = ""
    size: Size = None
    web_url: Text = Field(default="", alias="webUrl")
    parent: Part[ItemPlace] = Field(default=None, alias="parentReference")
    folder: Part[Facet] = None
    file: Part[File] = None
    package: Part[Facet] = None
    root: Part[Facet] = None
    image: Part[Facet] = None
    photo: Part[Facet] = None
    audio: Part[Facet] = None
    video: Part[Facet] = None
    shared: Part[Shared] = None
    created_by: Part[IdentitySet] = Field(default=None, alias="createdBy")
    remote: Part["Item"] = Field(default=None, alias="remoteItem")


class Drive(Resource):
    """A drive."""

    id: Text = ""
    kind: Text = Field(default="", alias="driveType")
    owner: Part[IdentitySet] = None


class ScoredAddress(Resource):
    """One address of a person, best first."""

    address: Text = ""


class Contact(Resource):
    """A `person` of the people list."""

    name: Text = Field(default="", alias="displayName")
    addresses: Parts[ScoredAddress] = Field(default_factory=list[ScoredAddress], alias="scoredEmailAddresses")
