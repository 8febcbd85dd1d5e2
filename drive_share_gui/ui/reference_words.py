"""In words, why a text names no item."""

from typing import Final

from drive_share_gui.domain.failure import ReferenceProblem
from drive_share_gui.ui.translation import translate


def explain_reference(problem: ReferenceProblem) -> str:
    """Say what is wrong with it, and how it can be written."""
    return translate("Failure", _REFERENCES[problem])


_REFERENCES: Final = {
    ReferenceProblem.EMPTY: "Name an item: its path, its ID or a link.",
    ReferenceProblem.ILLEGAL_SIGN: 'Names on a drive cannot contain " * : < > ? | or a backslash.',
    ReferenceProblem.DOT_SEGMENT: 'A path cannot contain "." or ".." as a name. Write the full path.',
    ReferenceProblem.CONTROL_CHARACTER: "There is a control character in it, such as a tab or a line break.",
    ReferenceProblem.ID_TOO_LONG: "An item ID has at most 256 characters.",
    ReferenceProblem.NOT_AN_ID: 'An item ID contains no "/" and is neither "." nor "..".',
    ReferenceProblem.NOT_HTTPS: "A link has to begin with https://.",
    ReferenceProblem.NOT_A_LINK: "This is not a complete link.",
    ReferenceProblem.NAME_NOT_TEXT: "The name has bytes in it that are no text, so OneDrive cannot have it. Rename it.",
    ReferenceProblem.LOCAL_PATH_TOO_LONG: "This path is longer than any file on a drive can have.",
    ReferenceProblem.LOCAL_FILE: "It is not known yet where this local file lies on the drive. Name its path there.",
}
