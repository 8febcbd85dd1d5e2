"""`invite` with `--also`: the same people, several items, and what became of each."""

import os
import signal
from dataclasses import dataclass

from drive_share_gui.application.ports import InviteRequest
from drive_share_gui.cli.status import Status
from drive_share_gui.domain.failure import ReferenceProblem, SharingError, UnusableReference
from drive_share_gui.domain.item import ById, Item, ItemReference
from drive_share_gui.domain.permission import Permission
from drive_share_gui.domain.refusal import Reason, Refusal
from tests.cli.terminal import OneItem, Ran, Terminal

STRANGER = Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400)
WORDS = ("invite", "id:1", "--also", "id:2", "--also", "id:3", "--to", "ann@x.org, bob@y.org")


@dataclass
class Shelf(OneItem):
    """A drive with every item but one."""

    def find(self, reference: ItemReference) -> Item:
        if not isinstance(reference, ById) or reference.item_id == "gone":
            raise SharingError(UnusableReference(ReferenceProblem.NOT_AN_ID, str(reference)))
        return Item(reference, f"File {reference.item_id}")

    def permissions(self, item: Item) -> tuple[Permission, ...]:
        assert item.name
        return ()


def access(ran: Ran) -> list[tuple[str, list[str]]]:
    return [(one["item"]["id"], [person["access"] for person in one["people"]]) for one in ran.said["items"]]


def test_the_same_people_are_invited_to_all_items() -> None:
    service = Shelf()
    ran = Terminal(service).run(*WORDS)
    assert ran.status == Status.EVERYONE
    assert [(request.place, len(request.people)) for request in service.requests] == [
        (ById(item), 1) for item in "112233"
    ]
    assert len(ran.lines) == 6
    assert [line for line in ran.err.splitlines() if line.endswith(":")] == ["File 1:", "File 2:", "File 3:"]
    assert "6 of 6 have access." in ran.err


def test_json_tells_each_item_as_it_would_be_told_alone() -> None:
    service = Shelf(answers=[STRANGER])
    ran = Terminal(service).run(*WORDS, "--json")
    assert access(ran) == [("1", ["refused", "granted"]), ("2", ["granted"] * 2), ("3", ["granted"] * 2)]
    assert ran.said["summary"]["granted"] == 5
    assert (ran.status, ran.said["error"], ran.said["leftovers"]) == (Status.NOT_EVERYONE, None, [])
    alone = Terminal(Shelf()).run("invite", "id:1", "--to", "ann@x.org", "--json").said
    assert {"item", "people", "summary"} <= alone.keys()
    assert alone.keys() == ran.said["items"][0].keys()


def test_one_item_that_cannot_be_found_keeps_everything_from_being_sent() -> None:
    service = Shelf()
    ran = Terminal(service).run("invite", "id:1", "--also", "id:gone", "--to", "ann@x.org", "--json")
    assert service.requests == []
    assert ran.status not in {Status.EVERYONE, Status.NOT_EVERYONE}
    assert ran.said["error"] is not None


def test_an_item_named_twice_is_shared_once() -> None:
    service = Shelf()
    Terminal(service).run("invite", "id:1", "--also", "id:1", "--to", "ann@x.org")
    assert len(service.requests) == 1


def test_an_interrupt_stops_before_the_next_item_and_tells_who_was_left_out() -> None:
    def interrupt(_request: InviteRequest) -> None:
        os.kill(os.getpid(), signal.SIGINT)

    service = Shelf(on_invite=interrupt)
    ran = Terminal(service).run(*WORDS, "--json")
    assert len(service.requests) == 1
    assert ran.status == Status.INTERRUPTED
    assert access(ran) == [("1", ["granted", "not_sent"]), ("2", ["not_sent"] * 2), ("3", ["not_sent"] * 2)]


def test_a_dry_run_shows_every_request() -> None:
    ran = Terminal(Shelf()).run(*WORDS, "--dry-run", "--json")
    assert len(ran.said["requests"]) == 6
