"""The real OpenID provider of the tests: installed with npm from pinned packages, and run on loopback over https."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

import pytest
import trustme

HERE: Final = Path(__file__).with_name("provider")
BUILD: Final = Path(__file__).resolve().parents[2] / "build"
INSTALL_SECONDS: Final = 240


@dataclass(frozen=True)
class Provider:
    """Where somebody signs in."""

    issuer: str

    @property
    def authority(self) -> str:
        return self.issuer.removesuffix("/v2.0")


@contextmanager
def running(certificate: trustme.LeafCert, client: str, tenant: str, person: str) -> Generator[Provider]:
    """Run it for as long as the block lasts."""
    node = program("node", "Node")
    folder = _installed()
    with certificate.private_key_and_cert_chain_pem.tempfile() as pem, tempfile.TemporaryFile() as said:
        command = [node, str(folder / "provider.mjs"), pem, client, tenant, person]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, text=True) as process:
            try:
                assert process.stdout is not None
                word, _, issuer = process.stdout.readline().partition(" ")
                if word != "ready":
                    said.seek(0)
                    pytest.fail(f"The provider did not start:\n{said.read().decode()}", pytrace=False)
                yield Provider(issuer.strip())
            finally:
                process.terminate()


def program(name: str, what: str) -> str:
    """Find a program the tests need, by one of its names."""
    found = next(filter(None, map(shutil.which, name.split())), None)
    return found or do_without(f"{what} is not installed, so nobody can sign in with a real provider.")


def do_without(why: str) -> NoReturn:
    """Leave the test out, but not where everything for it has to be there."""
    if os.environ.get("CI") == "true":
        pytest.fail(why, pytrace=False)
    pytest.skip(why)


def _installed() -> Path:
    """Install it where git does not look, once for these very files."""
    content = b"".join(path.read_bytes() for path in sorted(HERE.iterdir()))
    folder = BUILD / f"oidc-provider-{hashlib.sha256(content).hexdigest()[:16]}"
    if folder.is_dir():
        return folder
    partial = folder.with_name(f"{folder.name}.{os.getpid()}")
    shutil.copytree(HERE, partial)
    npm = program("npm", "npm")
    options = ["--no-audit", "--no-fund", "--ignore-scripts"]
    try:
        subprocess.run([npm, "ci", *options], cwd=partial, check=True, capture_output=True, timeout=INSTALL_SECONDS)
    except (OSError, subprocess.SubprocessError):
        shutil.rmtree(partial, ignore_errors=True)
        do_without("The OpenID provider could not be installed with npm.")
    try:
        partial.rename(folder)
    except OSError:  # another process was faster
        shutil.rmtree(partial)
    return folder
