"""The people and groups of the practice world: whose drive it is, and whom the service knows by name."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody, or a group, with an account that the service can name."""

    id: str
    name: str
    email: str
    title: str = ""
    is_group: bool = False


ME: Final = Account("7a3c51e09b2d4f68", "Ann Archer", "ann.archer@example.org", "Project lead")
MIRA: Final = Account("f0a81c7e-52d4-4b1f-9a46-3d7be0c9a512", "Mira Okafor", "mira.okafor@example.com", "Finance lead")
PEOPLE: Final = (
    ME,
    MIRA,
    Account("0d1f6c1a-7b7e-4c55-8f0a-6f5a0f4f1001", "Joe Marsh", "joe@example.org", "Designer"),
    Account("0d1f6c1a-7b7e-4c55-8f0a-6f5a0f4f1002", "Ryan Gill", "ryan@example.com", "Analyst"),
    Account("0d1f6c1a-7b7e-4c55-8f0a-6f5a0f4f1003", "Anna-Lena Weiß", "anna-lena.weiss@example.net", "Translator"),
    Account("0d1f6c1a-7b7e-4c55-8f0a-6f5a0f4f1004", "José Nuñez", "jose.nunez@example.org", "Photographer"),
    Account("0d1f6c1a-7b7e-4c55-8f0a-6f5a0f4f1005", "佐藤 花子", "hanako.sato@example.com", "Editor"),
    Account("0d1f6c1a-7b7e-4c55-8f0a-6f5a0f4f1006", "نور حداد", "nour.haddad@example.net", "Lawyer"),
    Account("0d1f6c1a-7b7e-4c55-8f0a-6f5a0f4f1007", "Sean O'Neil", "sean.oneil@example.org", "Caretaker"),
    Account("0d1f6c1a-7b7e-4c55-8f0a-6f5a0f4f1008", "Annika Berg", "annika.berg@example.com", "Auditor"),
    Account(
        "0d1f6c1a-7b7e-4c55-8f0a-6f5a0f4f1009", "Already There", "already@example.org", "Has access from the start"
    ),
    Account("0d1f6c1a-7b7e-4c55-8f0a-6f5a0f4f2001", "Garden Club", "garden.club@example.org", is_group=True),
    Account("0d1f6c1a-7b7e-4c55-8f0a-6f5a0f4f2002", "Finance Team", "finance@example.com", is_group=True),
)
_BY_EMAIL: Final = {account.email: account for account in PEOPLE}
_BY_ID: Final = {account.id: account for account in PEOPLE}


def known_by_email(email: str) -> Account | None:
    """Find who owns the address, whatever its case."""
    return _BY_EMAIL.get(email.lower())


def known_by_id(object_id: str) -> Account | None:
    """Find who has this directory id."""
    return _BY_ID.get(object_id.lower())


def known_by_alias(alias: str) -> Account | None:
    """Find who or which group is called so; an alias is the part of the address before the @."""
    wanted = alias.lower()
    return next((account for account in PEOPLE if account.email.partition("@")[0] == wanted), None)


def matching(text: str) -> list[Account]:
    """Find the people a search means: every word begins a part of the name or of the address."""
    words = text.lower().split()
    return [account for account in PEOPLE if account != ME and all(_begins(account, word) for word in words)]


def _begins(account: Account, word: str) -> bool:
    parts = [*account.name.lower().split(), account.email]
    return any(part.startswith(word) for part in parts)
