"""Every verb and option of drive-share, read from the program itself."""

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from drive_share_gui.bootstrap import Parts, surroundings
from drive_share_gui.cli.command_line import VERBS
from drive_share_gui.cli.help_text import HELP
from drive_share_gui.cli.program import parser_of

_OPTION: Final = re.compile(r"^  (--[a-z-]+(?:, --[a-z-]+)*)(?: ([A-Z]+))?  +(\S.*)$", re.MULTILINE)
_FILES: Final = frozenset({"FILE", "DIR"})


@dataclass(frozen=True, slots=True)
class Option:
    """One option, with all its spellings."""

    names: tuple[str, ...]
    value: str = ""
    """What its value is called; empty where it has none."""
    choices: tuple[str, ...] = ()
    text: str = ""

    @property
    def takes_value(self) -> bool:
        """Whether a word follows it."""
        return bool(self.value or self.choices)

    @property
    def takes_file(self) -> bool:
        """Whether that word is a file."""
        return self.value in _FILES


@dataclass(frozen=True, slots=True)
class VerbHelp:
    """One verb and all it can be asked."""

    name: str
    usage: str
    description: str
    options: tuple[Option, ...]
    ending: str
    is_laid_out: bool
    """Whether description and ending keep their lines."""
    first_words: tuple[str, ...]
    """What may follow the verb, where that is one of a few words."""

    @property
    def summary(self) -> str:
        """The first sentence."""
        return re.split(r"[.;,:](?:\s|$)", self.description, maxsplit=1)[0]


def dialog_options() -> tuple[Option, ...]:
    """Give the options that open the dialog."""
    return tuple(Option(tuple(names.split(", ")), value, (), text) for names, value, text in _OPTION.findall(HELP))


def verbs() -> Iterator[VerbHelp]:
    """Give every verb, in the order of the help."""
    around = surroundings(Parts(), "")
    for name in VERBS:
        yield _verb(name, parser_of(name, around))


def _verb(name: str, parser: argparse.ArgumentParser) -> VerbHelp:
    options = [action for action in parser._actions if action.option_strings]  # noqa: SLF001 - argparse offers no other way
    description = parser.description or ""
    return VerbHelp(
        name,
        " ".join(parser.format_usage().removeprefix("usage: ").split()),
        description,
        tuple(map(_option, options)),
        parser.epilog or "",
        is_laid_out=parser.formatter_class is argparse.RawDescriptionHelpFormatter,
        first_words=tuple(re.findall(r"^  ([a-z-]+)", description, re.MULTILINE)),
    )


def _option(action: argparse.Action) -> Option:
    choices = tuple(map(str, action.choices or ()))
    value = "" if action.nargs == 0 else str(action.metavar or ("" if choices else action.dest.upper()))
    return Option(tuple(action.option_strings), value, choices, " ".join((action.help or "").split()))
