"""The practice drive as a web application: guards, reads the address, answers, and plays what was scripted."""

import logging
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from starlette.types import Receive, Scope, Send

from drive_share_gui.practice.address import Address, Resource, dialect_of, read_address
from drive_share_gui.practice.answer import Answer, Refusal, item_not_found, json_answer
from drive_share_gui.practice.browsing import Browsing
from drive_share_gui.practice.call import Call, call_of, read_body
from drive_share_gui.practice.delivery import Deliverer, Delivery
from drive_share_gui.practice.faults import Fault, Scene, Waiting
from drive_share_gui.practice.guard import Guard, not_allowed
from drive_share_gui.practice.inviting import Inviting
from drive_share_gui.practice.ledger import Ledger
from drive_share_gui.practice.outbox import Outbox
from drive_share_gui.practice.rules import Rules
from drive_share_gui.practice.sharing import Sharing

_LOG: Final = logging.getLogger(__name__)
Handler: TypeAlias = Callable[[Call, Address], Answer]


@dataclass(frozen=True, slots=True)
class Timing:
    """How slow the slow answers are, in seconds."""

    slow: float = 5.0
    drip: float = 0.4
    """Between two bytes of a dripping answer."""
    body: float = 10.0
    """The longest a request's body may take."""


@dataclass(frozen=True, slots=True)
class Desks:
    """Everything that answers."""

    browsing: Browsing
    sharing: Sharing
    inviting: Inviting
    ledger: Ledger
    outbox: Outbox
    rules: Rules


class Service:
    """An ASGI application."""

    def __init__(self, desks: Desks, guard: Guard, timing: Timing, *, idempotent: bool) -> None:
        self._desks = desks
        self._guard = guard
        self._timing = timing
        self._idempotent = idempotent
        self._deliverer = Deliverer(timing.drip)
        self._handlers = _handlers(desks.browsing, desks.sharing)
        self.crashes: list[Exception] = []
        """Errors of our own that a client got a 500 for."""

    def stop(self) -> None:
        """Let everything that waits go on, so that the server can end."""
        self._deliverer.stop()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        call = call_of(scope)
        try:
            self._guard.check(call)
            call = call_of(scope, await read_body(receive, self._timing.body))
        except Refusal as refusal:
            delivery = Delivery(_refuse(call, refusal).with_headers(**_closing(call)))
        else:
            delivery = await self._delivery(call)
        await self._deliverer.deliver(_traced(call, delivery), scope, receive, send)

    async def _delivery(self, call: Call) -> Delivery:
        try:
            return await self._respond(call)
        except Refusal as refusal:
            return Delivery(_refuse(call, refusal))
        except Exception as error:  # noqa: BLE001  (a service answers, whatever happens inside)
            self._own_error(error)
            return Delivery(_refuse(call, Refusal(500, "generalException", "An unspecified error has occurred.")))

    def _own_error(self, error: Exception) -> None:
        """Keep and log an error of ours: where it happened, not its text, which may hold somebody's words."""
        self.crashes.append(error)
        frame = traceback.extract_tb(error.__traceback__)[-1]
        _LOG.error(
            "The practice drive could not answer: %s in %s, line %s", type(error).__name__, frame.name, frame.lineno
        )

    async def _respond(self, call: Call) -> Delivery:
        if call.raw_path.startswith("/practice/"):
            return Delivery(self._practice(call))
        rule = self._desks.rules.take(call)
        if rule:
            return await self._play(rule, call, lambda: self._ordinary(call))
        address = read_address(call.raw_path)
        if address.action != "invite" or call.method != "POST":
            return Delivery(self._answer(call, address))
        invitation = self._desks.inviting.check(call, address)
        fault = self._desks.inviting.first_fault(invitation)
        if fault:
            return await self._play(fault, call, lambda: self._desks.inviting.act(invitation))
        return Delivery(self._desks.inviting.act(invitation))

    async def _play(self, fault: Fault, call: Call, act: Callable[[], Answer]) -> Delivery:
        if fault.waiting is Waiting.BEFORE_ACTING:
            await self._deliverer.pause(self._timing.slow)
        scene = Scene(act() if fault.acts else Answer(200), lambda refusal: _refuse(call, refusal), call.target)
        delivery = fault.make(scene)
        return replace(delivery, wait=self._timing.slow) if fault.waiting is Waiting.AFTER_ACTING else delivery

    def _ordinary(self, call: Call) -> Answer:
        try:
            address = read_address(call.raw_path)
            if address.action == "invite" and call.method == "POST":
                return self._desks.inviting.act(self._desks.inviting.check(call, address))
            return self._answer(call, address)
        except Refusal as refusal:
            return _refuse(call, refusal)

    def _answer(self, call: Call, address: Address) -> Answer:
        methods = self._handlers.get((address.resource, address.action, bool(address.argument)), {})
        if call.method not in methods:
            raise not_allowed(call.method)
        return methods[call.method](call, address)

    def _practice(self, call: Call) -> Answer:
        match call.method, call.raw_path:
            case "GET", "/practice/ledger":
                return json_answer(self._desks.ledger.as_json())
            case "GET", "/practice/outbox":
                return json_answer([*self._desks.outbox.names()])
            case "GET", "/practice/profile":
                bound = self._timing.slow + 1
                return json_answer({"idempotent": self._idempotent, "act_within_seconds": bound})
            case "POST", "/practice/script":
                return json_answer({"rules": self._desks.rules.set(call.json())})
            case _:
                raise item_not_found()


def _handlers(browsing: Browsing, sharing: Sharing) -> Mapping[tuple[Resource, str, bool], Mapping[str, Handler]]:
    """Say who answers: by resource, action and whether the action has an argument; then by method."""
    permission = sharing.permission
    return {
        (Resource.ME, "", False): {"GET": browsing.me},
        (Resource.PEOPLE, "", False): {"GET": browsing.people},
        (Resource.DRIVES, "", False): {"GET": browsing.drives},
        (Resource.DRIVE, "", False): {"GET": browsing.drive},
        (Resource.RECENT, "", False): {"GET": browsing.recent},
        (Resource.SHARED_WITH_ME, "", False): {"GET": browsing.shared_with_me},
        (Resource.SHARE, "", False): {"GET": browsing.share},
        (Resource.ITEM, "", False): {"GET": browsing.item},
        (Resource.ITEM, "children", False): {"GET": browsing.children},
        (Resource.ITEM, "search", False): {"GET": browsing.search},
        (Resource.ITEM, "search", True): {"GET": browsing.search},
        (Resource.ITEM, "createLink", False): {"POST": sharing.create_link},
        (Resource.ITEM, "permissions", False): {"GET": sharing.permissions},
        (Resource.ITEM, "permissions", True): {"GET": permission, "PATCH": sharing.change, "DELETE": sharing.remove},
    }


def _refuse(call: Call, refusal: Refusal) -> Answer:
    return refusal.answer(dialect_of(call.raw_path), call.request_id, call.client_request_id)


def _closing(call: Call) -> dict[str, str]:
    """Give up a connection on which the rest of an unread body may still come."""
    return {"Connection": "close"} if call.announces_body else {}


def _traced(call: Call, delivery: Delivery) -> Delivery:
    """Add the headers every answer carries (fact sheet §8)."""
    trace = {"request-id": call.request_id, "Cache-Control": "no-store, no-cache"}
    if call.client_request_id:
        trace["client-request-id"] = call.client_request_id
    answer = delivery.answer
    return replace(delivery, answer=replace(answer, headers={**trace, **answer.headers}))
