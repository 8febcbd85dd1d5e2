"""Measures the processor time the extension costs a file manager each time a menu opens, with its real objects.

`python -m tests.file_managers.menu_cost`: needs the system's Python with the bindings of GNOME Files.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from drive_share_gui.adapters.file_managers.extension import extension
from tests.adapters.menu_ground import Ground
from tests.file_managers.session import SYSTEM_PYTHON

MEASURING: Final = """
import gi, statistics, sys
gi.require_version("Nautilus", "4.0")
from gi.repository import Gio
exec(open(sys.argv[1], encoding="utf-8").read())
SAMPLED, provider = SAMPLE, DriveShare()
files = [Gio.File.new_for_path("/home/ann/OneDrive/Budget %d.xlsx" % n) for n in range(1000)]
elsewhere = [Gio.File.new_for_path("/home/ann/Budget %d.xlsx" % n) for n in range(1000)]
def cost(chosen, sample=SAMPLED):
    global SAMPLE
    SAMPLE, times = sample, []
    for _ in range(300):
        start = time.thread_time()
        provider.get_file_items(chosen)
        times.append(time.thread_time() - start)
    return statistics.median(times) * 1e6, max(times) * 1e6
print(json.dumps([cost(files[:1]), cost(files), cost(elsewhere), cost(files, 1000)]))
"""
ROWS: Final = ("1 file", "1,000 files", "1,000 files elsewhere", "1,000 files, every one looked at")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        computer = Ground(Path(folder)).computer()
        computer.folder_list.write_text(json.dumps({"folders": ["/home/ann/OneDrive", "/home/ann/Work"]}), "utf-8")
        file = extension(computer, "GNOME Files", "Nautilus")
        file.put()
        said = subprocess.run([SYSTEM_PYTHON, "-c", MEASURING, file.path], capture_output=True, text=True, check=False)
    if said.returncode:
        sys.stderr.write(said.stderr)
        return 2
    costs: list[tuple[float, float]] = json.loads(said.stdout)
    for row, (median, most) in zip(ROWS, costs, strict=True):
        ratio = median / costs[-1][0]
        sys.stdout.write(f"{row:34} median {median:6.0f} µs, longest {most:6.0f} µs, {ratio:.3f} of looking at all\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
