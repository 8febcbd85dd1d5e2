"""Certificates for one run: good ones of an authority this process trusts, and such as nobody may trust."""

import ssl
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import trustme

from tests.reliability.surroundings import environment

HOST: Final = "drive.example"
NAMES: Final = ("127.0.0.1", "localhost", HOST)
BAD_CERTIFICATES: Final = (
    "an unknown authority",
    "an unknown authority above it",
    "another name",
    "another address",
    "a name that only begins alike",
    "expired",
    "not valid yet",
    "signed by itself",
)
LONG_AGO: Final = datetime(2020, 1, 1, tzinfo=UTC)
FAR_AHEAD: Final = datetime.now(UTC) + timedelta(days=365)


@dataclass(frozen=True)
class Trust:
    """What servers show."""

    authority: trustme.CA
    stranger: trustme.CA

    @cached_property
    def good(self) -> ssl.SSLContext:
        """A certificate of the trusted authority, for every name used here."""
        return showing(self.authority.issue_cert(*NAMES))

    @cached_property
    def bad(self) -> dict[str, ssl.SSLContext]:
        """Certificates nobody may trust, by what is wrong with them."""
        issue, strange = self.authority.issue_cert, self.stranger
        issued = (
            strange.issue_cert(*NAMES),
            strange.create_child_ca().issue_cert(*NAMES),
            issue("elsewhere.example"),
            issue("127.0.0.2"),
            issue(f"{HOST}.evil.example", "127.0.0.1.evil.example"),
            issue(*NAMES, not_before=LONG_AGO, not_after=LONG_AGO + timedelta(days=1)),
            issue(*NAMES, not_before=FAR_AHEAD, not_after=FAR_AHEAD + timedelta(days=1)),
            trustme.CA(organization_name="Myself").issue_cert(*NAMES),
        )
        return dict(zip(BAD_CERTIFICATES, map(showing, issued), strict=True))


def showing(certificate: trustme.LeafCert) -> ssl.SSLContext:
    """Make a server's side of TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with certificate.private_key_and_cert_chain_pem.tempfile() as path:
        context.load_cert_chain(path)
    return context


@contextmanager
def trusting() -> Generator[Trust]:
    """Let this process trust a new authority, as one trusts what the system names."""
    trust = Trust(trustme.CA(), trustme.CA())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "authority.pem"
        trust.authority.cert_pem.write_to_path(str(path))
        with environment(SSL_CERT_FILE=str(path)):
            yield trust
