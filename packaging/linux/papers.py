"""Writes what a package says of itself: its description for nfpm, changes, licences, and what lintian is to pass over.

papers.py deb|rpm|archlinux VERSION FOLDER STAGE writes below STAGE/usr/share, and the description to standard output.
"""

import gzip
import json
import os
import sys
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from string import Template
from typing import Final

from needs import Needs, needs_of

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
METAINFO: Final = ROOT / "resources/desktop/io.github.drive_share.DriveShare.metainfo.xml"
MAINTAINER: Final = "Drive Share contributors <drive-share@users.noreply.github.com>"


def description(version: str, folder: Path, stage: Path, needs: Needs) -> str:
    """Fill in what nfpm is told."""
    from_libraries = [f"libc.so.6(GLIBC_{needs.c_library})(64bit)"]
    from_libraries += [f"{name}()(64bit)" for name in needs.libraries if not name.startswith(("libc.so", "ld-linux"))]
    values = {
        "VERSION": version,
        "MAINTAINER": MAINTAINER,
        "FOLDER": folder,
        "STAGE": stage,
        "MTIME": _moment().strftime("%Y-%m-%dT%H:%M:%SZ"),
        "C_LIBRARY": needs.c_library,
        "LIBRARIES": json.dumps(from_libraries),
    }
    return Template((HERE / "nfpm.yaml").read_text("utf-8")).substitute(values)


def changes(version: str) -> str:
    """Give the changes of every release as Debian writes them, the newest first."""
    releases = {one.get("version", ""): one for one in ET.parse(METAINFO).iter("release")}  # noqa: S314 - our own file
    if version not in releases:
        sys.exit(f"{METAINFO.name} tells of no release {version}.")
    return "\n".join(_release(number, one) for number, one in releases.items())


def _release(version: str, told: ET.Element) -> str:
    lines = [" ".join((paragraph.text or "").split()) for paragraph in told.iter() if paragraph.tag in {"p", "li"}]
    day = datetime.fromisoformat(told.get("date", "")).replace(tzinfo=UTC)
    changed = "".join(f"  * {line}\n" for line in lines or ["Release; see the description of the application."])
    return f"drive-share ({version}) stable; urgency=medium\n\n{changed}\n -- {MAINTAINER}  {format_datetime(day)}\n"


def licences(folder: Path) -> str:
    """Give Drive Share's own licence, and name that of everything it comes with."""
    told = json.loads((folder / "components.cdx.json").read_text("utf-8"))
    names = [_component(one) for one in told["components"]]
    begins = "Drive Share is under this licence:\n"
    goes_on = (
        "It comes with the following; their licences, whole, and copyright notices are in /opt/drive-share/NOTICES:\n"
    )
    common = "The licences of Qt are also in /usr/share/common-licenses/LGPL-3 and /usr/share/common-licenses/GPL-3.\n"
    return "\n".join([begins, (ROOT / "LICENSE").read_text("utf-8"), goes_on, *names, "", common])


def _component(told: dict[str, str]) -> str:
    choices = [one.get("expression") or one["license"].get("id", "") for one in map(dict, told.get("licenses", ()))]
    licence = f": {choices[0]}" if choices and choices[0] else ""
    return f"  {told['name']} {told['version']}{licence}"


def _moment() -> datetime:
    return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)


def main() -> None:
    """Write all."""
    form, version, folder, stage = sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4])
    share = stage / "usr/share"
    if form == "deb":
        documents = share / "doc/drive-share"
        overrides = share / "lintian/overrides/drive-share"
        overrides.parent.mkdir(parents=True)
        overrides.write_bytes((HERE / "lintian-overrides").read_bytes())
        documents.mkdir(parents=True)
        (documents / "copyright").write_text(licences(folder), encoding="utf-8")
        (documents / "changelog.gz").write_bytes(gzip.compress(changes(version).encode(), mtime=0))
    else:
        documents = share / "licenses/drive-share"
        documents.mkdir(parents=True)
        (documents / "LICENSE").write_text(licences(folder), encoding="utf-8")
    sys.stdout.write(description(version, folder, stage, needs_of(folder)))


if __name__ == "__main__":
    main()
