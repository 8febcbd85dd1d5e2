"""Starts Drive Share from its command line: a verb works in the terminal, anything else opens the dialog."""

import sys
from collections.abc import Sequence
from typing import Final, assert_never

from drive_share_gui import __version__
from drive_share_gui.cli.command_line import Command, Dialog, Help, Unusable, Verb, read_command
from drive_share_gui.cli.harmless import harmless
from drive_share_gui.cli.help_text import HELP
from drive_share_gui.cli.output import Output

_UNWRITABLE: Final = 1
_BAD_USAGE: Final = 2
_INTERRUPTED: Final = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Do what `argv` asks (without the program's name; None for this process's own) and give the exit status."""
    try:
        return _run(read_command(sys.argv[1:] if argv is None else argv))
    except KeyboardInterrupt:
        return _INTERRUPTED


def _run(command: Command) -> int:
    match command:
        case Dialog():
            from drive_share_gui import bootstrap

            return bootstrap.run_dialog(command)
        case Verb():
            from drive_share_gui import bootstrap

            return bootstrap.run_verb(command)
        case Help(version=version):
            output = Output(sys.stdout, sys.stderr)
            output.answer(f"drive-share {__version__}" if version else HELP.rstrip())
            return _UNWRITABLE if output.close() else 0
        case Unusable(why=why):
            Output(sys.stdout, sys.stderr).tell(harmless(why))
            return _BAD_USAGE
        case _:
            assert_never(command)


if __name__ == "__main__":
    raise SystemExit(main())
