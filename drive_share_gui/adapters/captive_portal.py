"""Tells a network that wants somebody to sign in on a page of its own from one that is only broken.

A small file that Microsoft serves for this very purpose is asked for over plain http, as Windows
does on every network it joins. Nothing of ours goes there: no token, no name, no address.
"""

from typing import Final
from urllib.parse import urlsplit

import httpcore

from drive_share_gui.adapters.bounded_network import BoundedBackend
from drive_share_gui.adapters.budget import Budget, current_budget, spending

CHECK_URL: Final = "http://www.msftconnecttest.com/connecttest.txt"
"""Plain http on purpose: only that can a portal answer in the service's place."""
EXPECTED: Final = b"Microsoft Connect Test"
SECONDS: Final = 3.0
_REDIRECTS: Final = range(300, 400)
_SIGN_IN_FIRST: Final = 511
"""Network Authentication Required (RFC 6585, section 6)."""
_OK: Final = 200


def is_captive(check_url: str = CHECK_URL) -> bool:
    """Whether somebody else answers in the place of `check_url`; no answer at all proves nothing."""
    with spending(Budget(SECONDS)), httpcore.ConnectionPool(network_backend=BoundedBackend()) as pool:
        try:
            headers = [("Host", urlsplit(check_url).netloc), ("Accept", "text/plain"), ("Connection", "close")]
            answer = pool.request("GET", check_url, headers=headers)
        except Exception:  # noqa: BLE001 - whatever it was: there is no page to sign in on
            if (budget := current_budget()) is not None:
                budget.give_up()
            return False
    if answer.status in _REDIRECTS:
        where = next((value for name, value in answer.headers if name.lower() == b"location"), b"")
        return urlsplit(where.decode("latin-1")).hostname not in {None, urlsplit(check_url).hostname}
    return answer.status == _SIGN_IN_FIRST or (answer.status == _OK and answer.content.strip() != EXPECTED)
