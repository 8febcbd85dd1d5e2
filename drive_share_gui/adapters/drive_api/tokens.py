"""A token that was given, as one from the environment is."""

from typing import Final


class FixedToken:
    """One token, that cannot be renewed (a `TokenSource`)."""

    def __init__(self, token: str) -> None:
        self._token: Final = token

    def token(self) -> str:
        """Give the token."""
        return self._token

    def renew(self, spoiled: str) -> bool:
        """Say that there is no other."""
        del spoiled
        return False
