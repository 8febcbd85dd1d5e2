"""Text in a spreadsheet's cell: written so that no program runs it as a formula, and read back as it was."""

import re
from typing import Final

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
"""How a formula starts; with apostrophes before it, it is a text that was disguised, or looks like one."""


def safe_cell(text: str) -> str:
    """Keep a spreadsheet from reading `text` as a formula: an apostrophe goes before it."""
    return "'" + text if _FORMULA.match(text) else text


def plain_cell(cell: str) -> str:
    """Give what `safe_cell` was given, so that what was exported means the same when it is read again."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
