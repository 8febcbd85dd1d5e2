"""Whether who signed in is somebody this registration is for."""

import re
from typing import Final

from drive_share_gui.adapters.microsoft_identity.token_answer import IdClaims
from drive_share_gui.domain.account import PERSONAL_TENANT, Account, Registration
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.signing_in import SignInFailed, SignInProblem

_ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LONGEST_NAME: Final = 320


def account_in(claims: IdClaims, registration: Registration, origin: str, tenant: str) -> Account:
    """Give the account of an id token that came straight from the token endpoint.

    `origin` is that of the authority and `tenant` what the authority says its tenant is. msal checks
    the nonce and leaves the rest to whoever calls it. Raises SharingError(SignInFailed): NOT_FOR_US.
    """
    right = (
        _ID.fullmatch(claims.oid)
        and _ID.fullmatch(claims.tid)
        and claims.iss == f"{origin}/{claims.tid}/v2.0"
        and claims.aud == registration.client_id
        and _is_let_in(claims.tid, registration.tenant, tenant)
    )
    if not right:
        raise SharingError(SignInFailed(SignInProblem.NOT_FOR_US))
    return Account(f"{claims.oid}.{claims.tid}", _name(claims), registration, claims.tid)


def _is_let_in(tid: str, asked: str, found: str) -> bool:
    match asked:
        case "common":
            return True
        case "consumers":
            return tid == PERSONAL_TENANT
        case "organizations":
            return tid != PERSONAL_TENANT
        case _:
            return tid == (asked.lower() if _ID.fullmatch(asked.lower()) else found.lower())


def _name(claims: IdClaims) -> str:
    names = (claims.preferred_username, claims.email)
    return next((name for name in names if name and name.isprintable() and len(name) <= _LONGEST_NAME), claims.oid)
