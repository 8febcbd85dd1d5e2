"""Serves the practice drive until interrupted: `python -m drive_share_gui.practice`."""

import argparse
import json
import os
import sys
from pathlib import Path

from drive_share_gui.practice.launcher import STOP_WITH_STDIN
from drive_share_gui.practice.scripted import as_text
from drive_share_gui.practice.server import Announcement, Options, serve


def main() -> None:
    """Read the options, serve, and print the announcement as one line of JSON."""
    parser = argparse.ArgumentParser(
        prog="practice-drive", epilog=as_text(), formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--port", type=int, default=0, metavar="N", help="0 for any free port")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="where the drive keeps its state")
    parser.add_argument("--fresh", action="store_true", help="begin with the samples again")
    parser.add_argument("--idempotent", action="store_true", help="a repeated client-request-id acts once")
    chosen = parser.parse_args()
    options = Options(chosen.data, port=chosen.port, fresh=chosen.fresh, idempotent=chosen.idempotent)
    serve(options, announce, stop_with_stdin=os.environ.get(STOP_WITH_STDIN) == "1")


def announce(announcement: Announcement) -> None:
    """Print what a client needs to know."""
    sys.stdout.write(json.dumps(announcement) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
