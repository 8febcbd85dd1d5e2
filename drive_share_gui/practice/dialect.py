"""The two dialects a request may speak."""

from enum import Enum, auto


class Dialect(Enum):
    """Whose words are used: the specification's of 2015, or those of Microsoft Graph."""

    SPECIFICATION = auto()
    GRAPH = auto()
