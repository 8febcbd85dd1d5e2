"""Where the access token of a request comes from."""

from typing import Final, Protocol


class TokenSource(Protocol):
    """Gives access tokens, which are opaque; safe to use from several threads."""

    def token(self) -> str:
        """Give the token to send; raises SharingError where nobody is signed in."""
        ...

    def renew(self, spoiled: str) -> bool:
        """Get another token in place of `spoiled`, which the service refused; false where there is none."""
        ...


class FixedToken:
    """One token, that cannot be renewed."""

    def __init__(self, token: str) -> None:
        self._token: Final = token

    def token(self) -> str:
        """Give the token."""
        return self._token

    def renew(self, spoiled: str) -> bool:
        """Say that there is no other."""
        del spoiled
        return False
