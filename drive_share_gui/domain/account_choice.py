"""Which of several accounts an item is shared from: what was used before, then what the reference itself tells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from drive_share_gui.domain.account import Account
from drive_share_gui.domain.cloud import Cloud
from drive_share_gui.domain.item import ById, ByLink, ByPath, Item, ItemReference

_PERSONAL_HOSTS: Final = frozenset({"1drv.ms", "onedrive.live.com", "my.microsoftpersonalcontent.com"})
_ORGANISATION_HOSTS: Final = {
    ".sharepoint.com": frozenset({Cloud.GLOBAL}),
    ".sharepoint.us": frozenset({Cloud.US_GOVERNMENT}),
    ".sharepoint-mil.us": frozenset({Cloud.US_DEFENSE}),
    ".sharepoint.cn": frozenset({Cloud.CHINA}),
}
_OF_WORK: Final = re.compile(r"01[0-9A-Z]{20,}")
"""An item's id in a drive of work or school; those of personal drives hold a ``!`` (fact sheet §7)."""
_OWN_SITE: Final = "-my"
"""How the host of the OneDrives of a tenant ends, before its domain: ``contoso-my.sharepoint.com``."""


@dataclass(frozen=True, slots=True)
class Used:
    """An item, and the account it was last shared from."""

    item: Item
    account_id: str


def account_for(reference: ItemReference, accounts: Sequence[Account], used: Sequence[Used]) -> Account | None:
    """Choose from `accounts`; None where the person has to say.

    In this order: the only one there is; the one from which this item, then something in its folder,
    was last shared (`used`, newest first); the only one that the host of a link, or the form of an id, leaves.
    """
    if len(accounts) == 1:
        return accounts[0]
    signed_in = {account.account_id: account for account in accounts}
    for fits in (_is_it, _is_beside_it):
        for one in used:
            if one.account_id in signed_in and fits(reference, one.item):
                return signed_in[one.account_id]
    likely = [account for account in accounts if _can_be(account, reference)]
    return likely[0] if len(likely) == 1 else None


def _is_it(reference: ItemReference, item: Item) -> bool:
    match reference:
        case ById(item_id=item_id, drive_id=drive_id):
            same_drive = drive_id is None or drive_id.casefold() == (item.drive_id or "").casefold()
            return item.place.item_id == item_id and same_drive
        case ByPath(text=text, drive_id=None):
            return text.casefold() == item.path.casefold()
        case ByLink(url=url):
            return bool(item.web_url) and url == item.web_url
        case _:
            return False


def _is_beside_it(reference: ItemReference, item: Item) -> bool:
    """Whether the item lies in the same folder, site or drive; the root, which every drive has, tells nothing."""
    match reference:
        case ByPath(text=text, drive_id=None):
            folder = text.rpartition("/")[0].casefold()
            return folder != "" and folder == item.path.rpartition("/")[0].casefold()
        case ByLink(url=url):
            host = _host(url)
            return host not in {"", *_PERSONAL_HOSTS} and host == _host(item.web_url)
        case ById(drive_id=str(drive_id)):
            return drive_id.casefold() == (item.drive_id or "").casefold()
        case _:
            return False


def _can_be(account: Account, reference: ItemReference) -> bool:
    match reference:
        case ByLink(url=url):
            return _fits_host(account, _host(url))
        case ById(drive_id=str(drive_id)):
            return account.is_personal != drive_id.casefold().startswith("b!")
        case ById(item_id=item_id):
            return account.is_personal if "!" in item_id else not (account.is_personal and _OF_WORK.match(item_id))
        case _:
            return True


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").casefold()
    except ValueError:
        return ""


def _fits_host(account: Account, host: str) -> bool:
    """Tell by the host; that of a tenant begins with the tenant's own name, as its addresses of origin do."""
    if host in _PERSONAL_HOSTS:
        return account.is_personal
    for end, clouds in _ORGANISATION_HOSTS.items():
        if host.endswith(end):
            tenant = host.removesuffix(end).removesuffix(_OWN_SITE)
            domain = account.username.casefold().rpartition("@")[2]
            return (
                not account.is_personal
                and account.registration.cloud in clouds
                and tenant in {domain.partition(".")[0], domain.replace(".", "")}
            )
    return True
