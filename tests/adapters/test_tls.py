"""Whom the transport trusts: the certificates this system trusts, under the very name that was asked for."""

import ssl
import sys
import time
from pathlib import Path
from typing import Final

import httpcore
import pytest

from drive_share_gui.adapters.bounded_network import BoundedStream
from drive_share_gui.adapters.budget import NotConnectedError
from drive_share_gui.application.ports import Answer
from drive_share_gui.domain.failure import Hurdle, NoAnswer, Silence, Unreachable
from tests.adapters.asking import outcome_of_invite, service_at
from tests.adapters.fault_server import FaultServer, Visit, answering, fault_server, http

CERTIFICATES: Final = Path(__file__).with_name("certificates")
GRANTED: Final = http(200, b'{"value":[{"id":"500","invitation":{"email":"ann@example.org"}}]}')


def serving(certificate: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / f"{certificate}.pem")
    return context


def secure(server: FaultServer) -> str:
    return server.base_url.replace("http:", "https:")


@pytest.fixture
def trusting_the_authority(monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform != "linux":
        pytest.skip("Only on Linux an authority can be trusted for one test.")
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATES / "ca.pem"))


@pytest.mark.usefixtures("trusting_the_authority")
def test_a_certificate_of_a_trusted_authority_is_accepted() -> None:
    with fault_server(answering(GRANTED), serving("loopback")) as server, service_at(secure(server)) as service:
        assert isinstance(outcome_of_invite(service), Answer)


@pytest.mark.usefixtures("trusting_the_authority")
@pytest.mark.parametrize("certificate", ["elsewhere", "expired"])
def test_a_certificate_for_another_name_or_time_is_refused_before_anything_is_sent(certificate: str) -> None:
    with fault_server(answering(GRANTED), serving(certificate)) as server, service_at(secure(server)) as service:
        assert outcome_of_invite(service) == Unreachable(Hurdle.CERTIFICATE)
        assert server.requests == []


def test_a_certificate_of_an_unknown_authority_is_refused_before_anything_is_sent() -> None:
    with fault_server(answering(GRANTED), serving("loopback")) as server, service_at(secure(server)) as service:
        assert outcome_of_invite(service) == Unreachable(Hurdle.CERTIFICATE)
        assert server.requests == []


def test_somebody_who_does_not_speak_tls_is_sent_nothing() -> None:
    def act(visit: Visit) -> None:
        visit.connection.recv(1)
        visit.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with fault_server(act) as server, service_at(secure(server)) as service:
        assert outcome_of_invite(service) == Unreachable(Hurdle.NETWORK)


def test_a_handshake_that_goes_on_for_ever_ends_in_time_and_nothing_was_sent() -> None:
    with fault_server(Visit.wait_until_over) as server, service_at(secure(server), deadline=0.5) as service:
        started = time.monotonic()
        assert outcome_of_invite(service) == Unreachable(Hurdle.NO_CONNECTION_IN_TIME)
        assert time.monotonic() - started < 3


class WrappedUnshaken(httpcore.MockStream):
    """What `ssl` makes of a connection that is lost just before: it is wrapped, and no hands were shaken."""

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        del ssl_context, server_hostname, timeout
        return self

    def get_extra_info(self, info: str) -> None:
        del info


def test_nothing_is_said_over_a_connection_on_which_no_hands_were_shaken() -> None:
    stream = BoundedStream(WrappedUnshaken([]))
    with pytest.raises(NotConnectedError) as caught:
        stream.start_tls(ssl.create_default_context(), "drive.example")
    assert caught.value.hurdle is Hurdle.NETWORK


@pytest.mark.usefixtures("trusting_the_authority")
def test_the_deadline_holds_behind_tls_too() -> None:
    def act(visit: Visit) -> None:
        visit.request()
        visit.drip(GRANTED, 0.1)

    with fault_server(act, serving("loopback")) as server, service_at(secure(server), deadline=0.5) as service:
        started = time.monotonic()
        assert outcome_of_invite(service) == NoAnswer(Silence.TIMEOUT)
        assert time.monotonic() - started < 3


@pytest.mark.usefixtures("trusting_the_authority")
def test_no_key_is_written_down_for_eavesdroppers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = tmp_path / "keys"
    monkeypatch.setenv("SSLKEYLOGFILE", str(keys))
    with fault_server(answering(GRANTED), serving("loopback")) as server, service_at(secure(server)) as service:
        assert isinstance(outcome_of_invite(service), Answer)
    assert not keys.exists()
