"""Where a token may go."""

import pytest

from drive_share_gui.domain.failure import AddressProblem, SharingError, UnusableAddress
from drive_share_gui.domain.service_address import Dialect, ServiceAddress, service_address

PRACTICE = "practice-abc"


@pytest.mark.parametrize(
    ("url", "token"),
    [
        ("https://graph.microsoft.com/v1.0", "token"),
        ("https://xn--bcher-kva.example:8443/v1.0", "token"),
        ("https://10.0.0.7/v1.0", "token"),
        ("https://[2001:db8::1]/v1.0", "token"),
        ("http://127.0.0.1:8080/v1.0", PRACTICE),
        ("http://localhost:1/v1.0", PRACTICE),
        ("http://[::1]:2/v1.0", PRACTICE),
        ("http://127.0.0.1:8080/v1.0", ""),
    ],
)
def test_https_is_spoken_to_and_on_this_computer_the_practice_drive(url: str, token: str) -> None:
    assert service_address(url + "/", Dialect.GRAPH, token) == ServiceAddress(url, Dialect.GRAPH)


@pytest.mark.parametrize(
    ("url", "token", "problem"),
    [
        ("http://graph.microsoft.com/v1.0", "token", AddressProblem.PLAIN_HTTP),
        ("http://127.0.0.1.nip.io/v1.0", "token", AddressProblem.PLAIN_HTTP),
        ("http://localhost.example.org/v1.0", "token", AddressProblem.PLAIN_HTTP),
        ("https://graph.microsoft.com/v1.0", PRACTICE, AddressProblem.PRACTICE_TOKEN_ELSEWHERE),
        ("http://127.0.0.1:8080/v1.0", "token", AddressProblem.REAL_TOKEN_HERE),
        ("https://localhost/v1.0", "token", AddressProblem.REAL_TOKEN_HERE),
        ("https://[::1]/v1.0", "token", AddressProblem.REAL_TOKEN_HERE),
        ("https://gr\u0430ph.microsoft.com/v1.0", "token", AddressProblem.NOT_A_URL),
        ("https://evil.example\\.graph.microsoft.com/v1.0", "token", AddressProblem.NOT_A_URL),
        ("https://evil.example%2fgraph.microsoft.com/v1.0", "token", AddressProblem.NOT_A_URL),
        ("https://graph.microsoft.com\\@evil.example/v1.0", "token", AddressProblem.USER_INFO),
        ("//graph.microsoft.com/v1.0", "token", AddressProblem.NOT_A_URL),
        ("file:///etc/passwd", "token", AddressProblem.NOT_A_URL),
        ("https://graph.microsoft.com/v1.0\nX: y", "token", AddressProblem.NOT_A_URL),
        ("https://ann:secret@graph.microsoft.com/v1.0", "token", AddressProblem.USER_INFO),
        ("ftp://graph.microsoft.com", "token", AddressProblem.NOT_A_URL),
        ("graph.microsoft.com/v1.0", "token", AddressProblem.NOT_A_URL),
        ("https://", "token", AddressProblem.NOT_A_URL),
        ("https://x.example:port/", "token", AddressProblem.NOT_A_URL),
        ("https://x.example/?a=b", "token", AddressProblem.NOT_A_URL),
    ],
)
def test_an_unsafe_address_is_refused(url: str, token: str, problem: AddressProblem) -> None:
    with pytest.raises(SharingError) as caught:
        service_address(url, Dialect.GRAPH, token)
    assert caught.value.failure == UnusableAddress(problem)


def test_a_practice_token_stays_on_this_computer() -> None:
    assert service_address("http://127.0.0.1:1/v1.0", Dialect.ONEDRIVE, PRACTICE).is_loopback
