"""Both dialects on the wire, byte for byte: the specification's own, and Graph's (driveItem: invite)."""

import itertools
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final

import pytest

from drive_share_gui import __version__
from drive_share_gui.application.ports import InviteRequest
from drive_share_gui.domain.item import ById, ByPath, Place
from drive_share_gui.domain.permission import Role
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Reason, Refusal
from drive_share_gui.domain.service_address import Dialect
from tests.adapters.asking import REQUEST, TOKEN, failure_of, service_at
from tests.adapters.fault_server import answering, fault_server, http

NOBODY: Final = http(200, b'{"value":[]}')
FLAGS: Final = list(itertools.product([True, False], [True, False], Role))
PLACES: Final[list[tuple[Place, str, str]]] = [
    (ById("D!1"), "/me/drive/items/D%211/invite", "/drive/items/D%211/action.invite"),
    (ById("D!1", "b!x"), "/drives/b%21x/items/D%211/invite", "/drives/b%21x/items/D%211/action.invite"),
    (ByPath(("a", "b")), "/me/drive/root:/a/b:/invite", "/drive/root:/a/b:/action.invite"),
    (ByPath(("a",), "b!x"), "/drives/b%21x/root:/a:/invite", "/drives/b%21x/root:/a:/action.invite"),
    (ByPath(()), "/me/drive/root/invite", "/drive/root/action.invite"),
]


def sent(request: InviteRequest, dialect: Dialect) -> bytes:
    """The whole request as a server sees it."""
    with fault_server(answering(NOBODY)) as server, service_at(server.base_url, dialect) as service:
        service.invite(request)
        return server.requests[0]


def body(request: InviteRequest, dialect: Dialect) -> bytes:
    return sent(request, dialect).partition(b"\r\n\r\n")[2]


def word(flag: object) -> str:
    return "true" if flag else "false"


def with_options(**options: Any) -> InviteRequest:  # noqa: ANN401 - the fields of Options
    return replace(REQUEST, options=replace(REQUEST.options, **options))


@pytest.mark.parametrize(("sign_in", "mail", "role"), FLAGS)
def test_the_specifications_own_request_has_its_six_properties_and_no_more(
    sign_in: bool,  # noqa: FBT001 - every combination
    mail: bool,  # noqa: FBT001
    role: Role,
) -> None:
    request = replace(with_options(require_sign_in=sign_in, send_mail=mail), role=role)
    expected = (
        f'{{"requireSignIn":{word(sign_in)},"suppressNotification":{word(not mail)},"type":"mail",'
        f'"roles":["{role.value}"],"recipients":["ann@example.org"],"message":"Hello"}}'
    )
    assert body(request, Dialect.ONEDRIVE) == expected.encode()


@pytest.mark.parametrize(("sign_in", "mail", "role"), FLAGS)
def test_the_request_to_graph_says_all_booleans_and_nothing_it_was_not_asked_to_say(
    sign_in: bool,  # noqa: FBT001
    mail: bool,  # noqa: FBT001
    role: Role,
) -> None:
    request = replace(with_options(require_sign_in=sign_in, send_mail=mail), role=role)
    expected = (
        f'{{"recipients":[{{"email":"ann@example.org"}}],"message":"Hello","requireSignIn":{word(sign_in)},'
        f'"sendInvitation":{word(mail)},"roles":["{role.value}"]}}'
    )
    assert body(request, Dialect.GRAPH) == expected.encode()


@pytest.mark.parametrize(("sign_in", "mail", "role"), FLAGS)
def test_both_dialects_mean_the_same(
    sign_in: bool,  # noqa: FBT001
    mail: bool,  # noqa: FBT001
    role: Role,
) -> None:
    request = replace(
        with_options(require_sign_in=sign_in, send_mail=mail), role=role, people=(Person("a@x.org"), Person("b@y.org"))
    )
    graph, onedrive = json.loads(body(request, Dialect.GRAPH)), json.loads(body(request, Dialect.ONEDRIVE))
    assert graph["sendInvitation"] is (not onedrive["suppressNotification"])
    assert graph["requireSignIn"] is onedrive["requireSignIn"]
    assert (graph["roles"], graph["message"]) == (onedrive["roles"], onedrive["message"])
    assert [recipient["email"] for recipient in graph["recipients"]] == onedrive["recipients"]


def test_an_empty_message_is_left_out_where_it_is_optional_and_said_where_it_is_not() -> None:
    quiet = replace(REQUEST, message="")
    assert b"message" not in body(quiet, Dialect.GRAPH)
    assert body(quiet, Dialect.ONEDRIVE).endswith(b',"message":""}')


MESSAGES: Final = ['"quoted" \\ and </script>', "two\nlines\tand\x01", "Grüße, 日本語", "😀" * 1000, "=1+1", "\ud800"]


@pytest.mark.parametrize("message", MESSAGES)
@pytest.mark.parametrize("dialect", Dialect)
def test_every_message_arrives_as_it_was_written(message: str, dialect: Dialect) -> None:
    sent = body(replace(REQUEST, message=message), dialect)
    assert json.loads(sent)["message"] == message.replace("\ud800", "?")
    assert message.isascii() or b"\\u" not in sent


def test_an_end_date_and_a_password_go_to_graph_when_they_are_set() -> None:
    expires = datetime(2027, 1, 31, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    sent = json.loads(body(with_options(expires=expires, password="open sesame"), Dialect.GRAPH))
    assert sent["expirationDateTime"] == "2027-01-30T23:30:00Z"
    assert sent["password"] == "open sesame"


@pytest.mark.parametrize("options", [{"expires": datetime(2027, 1, 1, tzinfo=UTC)}, {"password": "open sesame"}])
def test_the_specification_has_no_word_for_them_and_shares_nothing_without(options: dict[str, object]) -> None:
    with fault_server(answering(NOBODY)) as server, service_at(server.base_url, Dialect.ONEDRIVE) as service:
        refusal = failure_of(lambda: service.invite(with_options(**options)))
        assert refusal == Refusal(Reason.NOT_OFFERED, "notOffered", 0)
        assert server.connections == 0


@pytest.mark.parametrize(("place", "graph", "onedrive"), PLACES)
def test_every_kind_of_place_has_its_address_in_both_dialects(place: Place, graph: str, onedrive: str) -> None:
    request = replace(REQUEST, place=place)
    assert sent(request, Dialect.GRAPH).startswith(f"POST /v1.0{graph} HTTP/1.1\r\n".encode())
    assert sent(request, Dialect.ONEDRIVE).startswith(f"POST /v1.0{onedrive} HTTP/1.1\r\n".encode())


def test_a_request_carries_these_headers_and_no_others() -> None:
    head = sent(REQUEST, Dialect.GRAPH).partition(b"\r\n\r\n")[0].decode()
    names = dict(line.split(": ", 1) for line in head.split("\r\n")[1:])
    assert names.pop("Host").startswith("127.0.0.1:")
    assert names == {
        "Authorization": f"Bearer {TOKEN}",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": f"NONISV|DriveShare|DriveShare/{__version__}",
        "client-request-id": REQUEST.request_id,
        "Content-Type": "application/json",
        "Content-Length": str(len(body(REQUEST, Dialect.GRAPH))),
    }


@pytest.mark.parametrize("dialect", Dialect)
def test_a_preview_shows_the_very_request_without_the_token_and_sends_nothing(dialect: Dialect) -> None:
    request = replace(REQUEST, message="Grüße 😀")
    with fault_server(answering(NOBODY)) as server, service_at(server.base_url, dialect) as service:
        preview = service.preview(request)
        assert server.connections == 0
        service.invite(request)
        line, _, rest = server.requests[0].partition(b"\r\n")
        assert f"{preview.method} {preview.url.removeprefix(server.base_url[:-5])} HTTP/1.1" == line.decode()
        assert preview.body.encode() == server.bodies[0]
    assert dict(preview.headers)["Authorization"] == "Bearer …hidden"
    assert TOKEN not in repr(preview)
    seen = [f"{name}: {value}" for name, value in preview.headers if name != "Authorization"]
    assert [line for line in seen if f"{line}\r\n".encode() not in rest] == []


def test_permissions_that_are_inherited_are_never_touched() -> None:
    assert b"retainInheritedPermissions" not in body(with_options(send_anyway=True, together=True), Dialect.GRAPH)
