"""Runs inside Wine: takes the place of the program's first process, and prints what every further start hands over."""

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from drive_share_gui.adapters.meeting_point import meeting_point
from drive_share_gui.application.opening import Asked
from drive_share_gui.ui.first_process import claim
from drive_share_gui.ui.reception import Reception


def heard(asked: Asked) -> bool:
    """Print it; the one that says so gets its answer."""
    print(json.dumps(asked.words), flush=True)  # noqa: T201 - who started this reads it
    return True


application = QCoreApplication([])
point = meeting_point(os.environ, lambda: Path(os.environ["DRIVE_SHARE_HOME"]))
if point is None:
    sys.exit("no meeting point")
lock = claim(point, None)
reception = Reception(point, heard)
print(json.dumps([str(lock), reception.is_listening]), flush=True)  # noqa: T201
application.exec()
