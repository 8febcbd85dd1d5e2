"""Prism, a proxy that checks every request and answer against an OpenAPI description, as a tool of one test."""

import os
import shutil
import subprocess
import threading
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NoReturn

import pytest

from tests.adapters.fault_server import LOOPBACK, free_port

VERSION: Final = "5.14.2"
PACKAGE: Final = f"@stoplight/prism-cli@{VERSION}"
FOLDER: Final = Path(__file__).resolve().parents[2] / "build" / f"prism-{VERSION}"
PROGRAM: Final = Path("node_modules", "@stoplight", "prism-cli", "dist", "index.js")
INSTALL_SECONDS: Final = 240


@dataclass
class Prism:
    """Where it listens, and what it said."""

    base_url: str
    said: list[str] = field(default_factory=list[str])


@contextmanager
def prism_between(description: Path, upstream: str) -> Generator[Prism]:
    """Run Prism in front of `upstream` for as long as the block lasts. A violation is answered with an error."""
    node = _node_and_npm()[0]
    port = free_port()
    options = ["--errors", "--port", str(port), "--host", LOOPBACK]
    command = [node, str(_installed() / PROGRAM), "proxy", *options, str(description), upstream]
    prism = Prism(f"http://{LOOPBACK}:{port}")
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace"
    ) as process:
        assert process.stdout is not None
        started = _has_started(process.stdout, prism.said)
        draining = threading.Thread(target=prism.said.extend, args=(process.stdout,))
        draining.start()
        try:
            if not started:
                pytest.fail(f"Prism did not start:\n{''.join(prism.said)}", pytrace=False)
            yield prism
        finally:
            process.terminate()
            draining.join()


def _has_started(lines: Iterable[str], said: list[str]) -> bool:
    for line in lines:
        said.append(line)
        if "is listening" in line:
            return True
    return False


def _installed() -> Path:
    """Install Prism where git does not look, once."""
    if (FOLDER / PROGRAM).is_file():
        return FOLDER
    partial = FOLDER.with_name(f"{FOLDER.name}.{os.getpid()}")
    partial.mkdir(parents=True, exist_ok=True)
    npm = _node_and_npm()[1]
    options = ["--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"]
    try:
        subprocess.run(
            [npm, "install", *options, PACKAGE], cwd=partial, check=True, capture_output=True, timeout=INSTALL_SECONDS
        )
    except (OSError, subprocess.SubprocessError):
        shutil.rmtree(partial, ignore_errors=True)
        _do_without("Prism could not be installed with npm.")
    if not FOLDER.exists():
        partial.rename(FOLDER)
    return FOLDER


def _node_and_npm() -> tuple[str, str]:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        _do_without("Node and npm are not installed, so Prism cannot run.")
    return node, npm


def _do_without(why: str) -> NoReturn:
    """Leave the test out, but not where everything for it has to be there."""
    if os.environ.get("CI") == "true":
        pytest.fail(why, pytrace=False)
    pytest.skip(why)
