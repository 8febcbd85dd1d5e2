"""Requests shown and not sent."""

from dataclasses import dataclass, field

from drive_share_gui.application.ports import InviteRequest, RequestPreview
from drive_share_gui.cli.status import Status
from drive_share_gui.domain.item import ById, ByPath
from drive_share_gui.domain.local_file import Located, SyncClient, SyncFolder
from tests.cli.terminal import OneItem, Terminal


@dataclass
class Showing(OneItem):
    """A service that shows requests."""

    shown: list[InviteRequest] = field(default_factory=list[InviteRequest])

    def preview(self, request: InviteRequest) -> RequestPreview:
        self.shown.append(request)
        headers = (("Authorization", "Bearer …hidden"),)
        return RequestPreview("POST", "https://x.org/invite", headers, '{"recipients":["ann@x.org"]}')


def test_each_request_is_shown_and_nothing_is_opened_or_sent() -> None:
    service = Showing()
    ran = Terminal(service).run("invite", "path:/a", "--to", "ann@x.org,bob@y.org", "--dry-run")
    assert ran.out.count("POST https://x.org/invite\nAuthorization: Bearer …hidden\n\n{\n") == 2
    assert [request.people[0].address for request in service.shown] == ["ann@x.org", "bob@y.org"]
    assert [request.place for request in service.shown] == [ByPath(("a",))] * 2
    assert (ran.status, ran.line.opened, service.asked, service.requests) == (Status.EVERYONE, 0, [], [])


def test_one_request_for_all_is_shown_as_one() -> None:
    service = Showing()
    ran = Terminal(service).run("invite", "id:1", "--to", "ann@x.org,bob@y.org", "--together", "--dry-run", "--json")
    assert len(service.shown) == 1
    request = {
        "method": "POST",
        "url": "https://x.org/invite",
        "headers": {"Authorization": "Bearer …hidden"},
        "body": '{"recipients":["ann@x.org"]}',
    }
    assert ran.said == {"requests": [request], "leftovers": [], "error": None}


def test_what_only_the_service_knows_is_a_word_that_is_explained() -> None:
    service = Showing()
    ran = Terminal(service).run("invite", "https://1drv.ms/x", "--to", "ann@x.org", "--dry-run")
    assert service.shown[0].place == ById("ID-OF-THE-LINKED-ITEM")
    assert "# ID-OF-THE-LINKED-ITEM stands for the item behind the link" in ran.out


def test_a_password_is_not_shown() -> None:
    service = Showing()
    words = ("invite", "id:1", "--to", "ann@x.org", "--password-stdin", "--dry-run")
    Terminal(service, stdin=b"secret\n").run(*words)
    assert service.shown[0].options.password == "(hidden)"


def test_bad_input_shows_nothing() -> None:
    service = Showing()
    ran = Terminal(service).run("invite", "id:1", "--to", "ann@", "--dry-run", "--json")
    assert (ran.status, service.shown, ran.said["requests"]) == (Status.BAD_INPUT, [], [])
    assert ran.said["leftovers"][0]["text"] == "ann@"


def test_a_local_file_is_shown_where_it_lies_on_the_drive() -> None:
    service = Showing()
    place = Located(SyncFolder(SyncClient.ONEDRIVER, "/home/ann/OneDrive"), ByPath(("a.txt",)), "a.txt")
    words = ("invite", "--path", "/home/ann/OneDrive/a.txt", "--to", "ann@x.org", "--dry-run")
    ran = Terminal(service, location=place).run(*words)
    assert [request.place for request in service.shown] == [ByPath(("a.txt",))]
    assert (ran.line.located, ran.line.opened, ran.status) == (["/home/ann/OneDrive/a.txt"], 0, Status.EVERYONE)


def test_a_local_file_that_is_on_no_drive_has_no_request() -> None:
    service = Showing()
    ran = Terminal(service).run("invite", "file:/home/ann/a.txt", "--to", "ann@x.org", "--dry-run")
    assert (ran.status, service.shown) == (Status.NOTHING_SENT, [])
