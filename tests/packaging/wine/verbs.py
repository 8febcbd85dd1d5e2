"""Runs inside Wine: starts the verb as Explorer does, by its value in the registry, for the paths in a file.

They are a list in JSON; Explorer puts it in place of %1 and hands the whole line to Windows, unchanged.
"""

import json
import subprocess
import sys
import winreg
from pathlib import Path

KEY = r"Software\Classes\*\shell\DriveShare\command"

assert sys.platform == "win32"
with winreg.OpenKey(winreg.HKEY_CURRENT_USER, KEY) as opened:
    command, _ = winreg.QueryValueEx(opened, "")
for path in json.loads(Path(sys.argv[1]).read_text("utf-8")):
    done = subprocess.run(command.replace("%1", path), check=False, capture_output=True)
    print(done.returncode, done.stderr.decode("utf-8", "replace")[:200], flush=True)  # noqa: T201
