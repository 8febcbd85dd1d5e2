"""In words, which of several items are left out because they cannot be had, and why."""

from collections.abc import Sequence
from typing import Final

from drive_share_gui.application.find_item import Missing
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.item import ByLocalFile, ByPath
from drive_share_gui.domain.reference import parse_reference
from drive_share_gui.ui.form_wording import describe_trouble
from drive_share_gui.ui.plain_text import foreign
from drive_share_gui.ui.translation import translate

_NAMED: Final = 3
"""Items that are named one by one; of more, the number is said."""
_LONGEST: Final = 60


def explain_missing(missing: Sequence[Missing]) -> str:
    """Name them, those with the same reason together, and say the reason after them."""
    by_reason = dict[str, list[str]]()
    for one in missing:
        by_reason.setdefault(describe_trouble(one.failure), []).append(foreign(_name(one.text), _LONGEST))
    return " ".join(_left_out(names, reason) for reason, names in by_reason.items())


def _left_out(names: Sequence[str], reason: str) -> str:
    listed = ", ".join(f"“{name}”" for name in names[:_NAMED])
    if len(names) > _NAMED:
        text = translate("Notice", "Left out: {names} and {number} more. {reason}")
        return text.format(names=listed, number=f"{len(names) - _NAMED:,}", reason=reason)
    return translate("Notice", "Left out: {names}. {reason}").format(names=listed, reason=reason)


def _name(text: str) -> str:
    """Give the last name of a path, which tells items apart; anything else as it was asked for."""
    try:
        reference = parse_reference(text)
    except SharingError:
        return text
    match reference:
        case ByLocalFile(path=path):
            return path.replace("\\", "/").rstrip("/").rpartition("/")[2] or path
        case ByPath(names=(*_, name)):
            return name
        case _:
            return text
