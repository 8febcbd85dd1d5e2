"""Lists what an installer contains (SBOM, CycloneDX), from its folder before it is packed, for Linux or Windows.

packaging/components FOLDER -o FILE [--of INSTALLER] [--notices FILE]
"""

import argparse
from pathlib import Path

from contents import parts_of
from document import commit_time, document, subject
from notices import notices

import drive_share_gui


def main() -> None:
    """Write what was asked for."""
    parser = argparse.ArgumentParser(prog="packaging/components", description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, help="what the installer will contain")
    parser.add_argument("-o", dest="output", type=Path, help="the list to write")
    parser.add_argument("--of", type=Path, help="the installer, whose hash goes into the list")
    parser.add_argument("--notices", type=Path, help="the licences of all to write")
    asked = parser.parse_args()
    parts = parts_of(asked.folder)
    if asked.notices:
        asked.notices.write_text(notices(parts), encoding="utf-8")
    if asked.output:
        text = document(asked.folder, parts, subject(drive_share_gui.__version__, asked.of), commit_time())
        asked.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
