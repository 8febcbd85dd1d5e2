"""Starts Drive Share from its application folder, where Python has been packed in."""

import os
import sys
from pathlib import Path
from typing import Final

FOLDER: Final = str(Path(__file__).parent)
SEARCHED: Final = ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH")
MADE_HERE: Final = ("_PYI_", "LD_LIBRARY_PATH_ORIG")


def clean_environment() -> None:
    """Take out what the start of the folder put in: programs this one starts must load the system's own libraries."""
    for name in SEARCHED:
        foreign = [part for part in os.environ.get(name, "").split(":") if part and not part.startswith(FOLDER)]
        os.environ.pop(name, None)
        if foreign:
            os.environ[name] = ":".join(foreign)
    for name in [name for name in os.environ if name.startswith(MADE_HERE)]:
        del os.environ[name]


clean_environment()

from drive_share_gui.__main__ import main  # noqa: E402 - in clean surroundings

sys.exit(main())
