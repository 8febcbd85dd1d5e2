"""One person to invite, as typed."""

from dataclasses import dataclass, field
from enum import Enum, auto


class Note(Enum):
    """Something about an address that a person should see before sending to it."""

    CONFUSING_NAME = auto()
    """The display name itself contains another address."""
    UNUSUAL_SCRIPT = auto()
    """Scripts are mixed, or letters stand where others look the same."""
    PUNYCODE = auto()
    """The domain is written in its ``xn--`` form, which hides how it reads."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person by mail address; two with the same ``key`` are the same person."""

    address: str
    """As typed, surrounding space removed; never normalised (reliability: recipients)."""
    name: str = ""
    notes: frozenset[Note] = field(default=frozenset(), compare=False)

    @property
    def key(self) -> str:
        """Compare people by this: addresses are compared without regard to case."""
        return self.address.lower()

    @property
    def domain(self) -> str:
        """The part after the last ``@``, in lower case."""
        return self.address.rpartition("@")[2].lower()
