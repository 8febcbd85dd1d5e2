"""The man page of drive-share."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from command import Option, VerbHelp

from drive_share_gui import __version__
from drive_share_gui.cli.help_text import HELP

_HEADING: Final = re.compile(r"^(\S.*):$")
_ENTRY: Final = re.compile(r"^  (\S+(?: \S+)*)  +(\S.*)$", re.MULTILINE)


def man_page(verbs: Iterable[VerbHelp], summary: str) -> str:
    """Write it, in the language of man(7)."""
    usage, *rest = HELP.rstrip().split("\n\n")
    lines = [
        f'.TH DRIVE\\-SHARE 1 "" "Drive Share {__version__}" "User Commands"',
        *(".SH NAME", f"drive\\-share \\- {_plain(summary[:1].lower() + summary[1:])}"),
        *(".SH SYNOPSIS", ".nf", *_verbatim(re.sub(r"^(usage:| {6}) ?", "", usage, flags=re.MULTILINE)), ".fi"),
        *(".SH DESCRIPTION", *(line for paragraph in rest for line in _paragraph(paragraph))),
        ".SH VERBS",
        *(line for verb in verbs for line in _verb(verb)),
    ]
    return "\n".join(lines) + "\n"


def _paragraph(text: str) -> Iterator[str]:
    first, _, below = text.partition("\n")
    if _ENTRY.match(below) and (heading := _HEADING.match(first)):
        yield f".SS {_plain(heading[1][:1].upper() + heading[1][1:])}"
        yield from _entries(below)
    elif _ENTRY.match(text):
        yield from _entries(text)
    elif "  " in text:
        yield from (".PP", ".nf", *_verbatim(text), ".fi")
    else:
        yield ".PP"
        for line in text.splitlines():
            yield from (".PP", _plain(line)) if line.startswith("exit status:") else (_plain(line),)


def _entries(text: str) -> Iterator[str]:
    for name, said in _ENTRY.findall(text):
        yield from (".TP", f".B {_plain(name)}", _plain(said))


def _verb(verb: VerbHelp) -> Iterator[str]:
    yield from (f".SS {_plain(verb.name)}", f".B {_plain(verb.usage)}")
    yield from _text(verb.description, laid_out=verb.is_laid_out)
    for option in verb.options:
        yield from (".TP", f".B {_plain(_spelled(option))}", _plain(option.text))
    yield from _text(verb.ending, laid_out=verb.is_laid_out)


def _text(text: str, *, laid_out: bool) -> Iterator[str]:
    yield ".PP"
    yield from (".nf", *_verbatim(text), ".fi") if laid_out else (_plain(text),)


def _spelled(option: Option) -> str:
    value = option.value or "|".join(option.choices)
    return f"{', '.join(option.names)} {value}".rstrip()


def _verbatim(text: str) -> Iterator[str]:
    return map(_plain, text.splitlines())


def _plain(text: str) -> str:
    """Keep man from reading a text as commands."""
    safe = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    return f"\\&{safe}" if safe.startswith(".") else safe
