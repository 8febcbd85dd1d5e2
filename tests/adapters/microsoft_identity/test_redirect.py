"""Only the redirect of this very attempt is one; everything else, however near, is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drive_share_gui.adapters.microsoft_identity.redirect import Expected, NotARedirectError, read_redirect

STATE = "a-state-nobody-guesses"
EXPECTED = Expected(49152, STATE)
GOOD = f"code=M.C1~x&state={STATE}"
HOST = "Host: localhost:49152\r\n"
FORM = "Content-Type: application/x-www-form-urlencoded\r\n"


def get(query: str = GOOD, *, path: str = "/", host: str = HOST, more: str = "") -> bytes:
    return f"GET {path}?{query} HTTP/1.1\r\n{host}{more}\r\n".encode("latin-1")


def post(body: str = GOOD, *, path: str = "/", host: str = HOST, more: str = FORM, length: object = None) -> bytes:
    size = len(body) if length is None else length
    return f"POST {path} HTTP/1.1\r\n{host}{more}Content-Length: {size}\r\n\r\n{body}".encode("latin-1")


@pytest.mark.parametrize(
    "request_",
    [
        get(),
        post(),
        get(host="hOsT:\tLOCALHOST:49152 \r\n"),
        get(more=f"Cookie: {'c' * 20_000}\r\n"),
        post(more="Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\nOrigin: null\r\n"),
        get(GOOD + "&session_state=1&iss=https%3A%2F%2Flogin.example%2Fc%2Fv2.0"),
        get(f"code={'c' * 7_000}&state={STATE}"),
    ],
    ids=lambda data: repr(data[:70]),
)
def test_a_query_and_a_form_are_read_however_they_come_in_pieces(request_: bytes) -> None:
    fields = read_redirect(request_, EXPECTED)
    assert fields is not None
    assert fields["code"][0] in "Mc"
    for cut in {1, 4, 5, 20, request_.index(b"\r\n\r\n"), len(request_) - 1}:
        assert read_redirect(request_[:cut], EXPECTED) is None


def test_an_error_of_this_attempt_is_an_answer() -> None:
    assert read_redirect(get(f"error=access_denied&state={STATE}"), EXPECTED) == {
        "error": "access_denied",
        "state": STATE,
    }


@pytest.mark.parametrize(
    "request_",
    [
        get("code=x&state=another"),
        get("code=x"),
        get("code=x&state="),
        get(f"code=x&state={STATE}&state={STATE}"),
        get(f"code=x&code=x&state={STATE}"),
        get(f"code=x&error=y&state={STATE}"),
        get(f"state={STATE}"),
        get("error=access_denied"),
        get("error=access_denied&state=another"),
        get(f"code=&state={STATE}"),
        get(f"code=a%0d%0ab&state={STATE}"),
        get(f"code=%ff&state={STATE}"),
        get(f"code={'c' * 16_384}&state={STATE}"),
        get("&".join(f"a{n}=1" for n in range(40)) + f"&{GOOD}"),
        get(""),
        get(path="/callback"),
        get(path="//"),
        get(path="http://localhost:49152/"),
        get(host=""),
        get(host=HOST + HOST),
        get(host="Host: evil.example\r\n"),
        get(host="Host: localhost:49153\r\n"),
        get(host="Host: localhost\r\n"),
        get(host="Host: localhost:49152.evil.example\r\n"),
        get(host="Host: 127.0.0.1.nip.io:49152\r\n"),
        get(more="No colon here\r\n"),
        get(more=" folded: line\r\n"),
        get(more=f"Cookie: {'c' * 40_000}\r\n"),
        post("code=x&state=another"),
        post(path=f"/?{GOOD}"),
        post(path="/other"),
        post(more=""),
        post(more="Content-Type: text/plain\r\n"),
        post(more=FORM + "Transfer-Encoding: chunked\r\n"),
        post(more=FORM + "Content-Length: 5\r\n"),
        post(length="-1"),
        post(length=""),
        post(length=10**6),
        post(length=len(GOOD) - 1),
        b"PUT / HTTP/1.1\r\n\r\n",
        b"HEAD / HTTP/1.1\r\n\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\n\r\n",
        b"GET / HTTP/2.0\r\n\r\n",
        b"GET /\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01",
        b"\0" * 10,
        b"\r\n",
        b"GET /" + b"a" * 40_000,
    ],
    ids=lambda data: repr(data[:70]),
)
def test_everything_else_is_refused(request_: bytes) -> None:
    with pytest.raises(NotARedirectError):
        read_redirect(request_, EXPECTED)


def disturbed(middle: bytes) -> bytes:
    """A redirect with something in it that does not belong there."""
    return get()[:30] + middle + get()[30:]


@given(st.binary(max_size=200) | st.builds(disturbed, st.binary(min_size=1)))
def test_nothing_whatever_makes_it_trip(data: bytes) -> None:
    try:
        fields = read_redirect(data, EXPECTED)
    except NotARedirectError:
        return
    assert fields is None or fields["state"] == STATE
