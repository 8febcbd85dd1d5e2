"""Builds the address of a request, name by name, so that no sign in a name can mean anything else."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from drive_share_gui.domain.failure import ReferenceProblem, SharingError, UnusableReference
from drive_share_gui.domain.item import ById, Place

_DEFAULT_PORTS: Final = {"https": 443, "http": 80}
_AMBIGUOUS: Final = frozenset("\\#")


@dataclass(frozen=True, slots=True)
class Address:
    """A path below the base URL, ready for the wire, and the same with its names left out for the log."""

    path: str
    route: str

    def fixed(self, text: str) -> "Address":
        """Add what the service's own grammar consists of."""
        return Address(self.path + text, self.route + text)

    def named(self, wire: str, placeholder: str) -> "Address":
        """Add what names something, already escaped."""
        return Address(self.path + wire, self.route + placeholder)


def segment(name: str) -> str:
    """Escape one name: everything but letters, digits and ``-._~`` (fact sheet §7).

    Raises SharingError for what a client or server on the way would fold into its neighbours.
    """
    if name in {"", ".", ".."}:
        raise SharingError(UnusableReference(ReferenceProblem.NOT_AN_ID, name))
    return quote(name, safe="", errors="replace")


def drive_address(own_drive: str, drive_id: str | None) -> Address:
    """Address a drive; the caller's own for None."""
    if drive_id is None:
        return Address(own_drive, own_drive)
    return Address("/drives/", "/drives/").named(segment(drive_id), "{drive}")


def item_address(own_drive: str, place: Place, action: str = "") -> Address:
    """Address an item, or an action on it: ``/items/{id}/invite``, ``/root:/{path}:/invite``."""
    drive = drive_address(own_drive, place.drive_id)
    tail = f"/{action}" if action else ""
    if isinstance(place, ById):
        return drive.fixed("/items/").named(segment(place.item_id), "{item}").fixed(tail)
    if not place.names:
        return drive.fixed(f"/root{tail}")
    path = "/".join(segment(name) for name in place.names)
    return drive.fixed("/root:/").named(path, "{path}").fixed(f":{tail}" if tail else "")


def same_origin(url: str, base_url: str) -> bool:
    """Whether `url` leads to the very service of `base_url`, so that a token may go there.

    Scheme, host and port have to be the same, and there is no user name in it, nor anything that
    two readers understand in two ways (reliability: R2).
    """
    if not url.isprintable() or url != url.strip() or not _AMBIGUOUS.isdisjoint(url):
        return False
    try:
        return _origin(url) == _origin(base_url) and "@" not in urlsplit(url).netloc
    except ValueError:
        return False


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or _DEFAULT_PORTS.get(parts.scheme)
