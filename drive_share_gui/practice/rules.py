"""Rules that tests set with `POST /practice/script`: the next request that fits meets a fault or a given answer."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from drive_share_gui.practice.answer import GRAPH_CONTENT_TYPE, INVALID, Answer, Json, JsonObject, Refusal
from drive_share_gui.practice.call import Call
from drive_share_gui.practice.delivery import Delivery
from drive_share_gui.practice.faults import FAULTS, Fault

_MATCH_NAMES: Final = frozenset({"method", "path", "body"})
_ANSWER_NAMES: Final = frozenset({"status", "headers", "json", "text", "wait", "act"})


@dataclass(slots=True)
class Rule:
    """What fits, what it meets, and how often still; None for always."""

    match: Mapping[str, str]
    fault: Fault
    times: int | None

    def fits(self, call: Call) -> bool:
        """Whether method is the same, and path and body contain what the rule names."""
        return (
            self.match.get("method", call.method) == call.method
            and self.match.get("path", "") in call.raw_path
            and self.match.get("body", "").encode() in call.body
        )


class Rules:
    """The rules set so far, in this server only."""

    def __init__(self) -> None:
        self._rules: list[Rule] = []

    def set(self, content: Json) -> int:
        """Put new rules in the place of all others, and tell how many there are.

        A rule is `{"match": {"method", "path", "body"}, "answer": …, "times": 1}`; path and body need only contain
        what the rule says. The answer is the name of a fault, or `{"status", "headers", "json" or "text", "wait",
        "act"}`: with `act` the request is carried out all the same. `times` null means always.
        """
        if not isinstance(content, list):
            raise Refusal(400, INVALID, "The script must be a list of rules.")
        self._rules = [_rule(one) for one in content]
        return len(self._rules)

    def take(self, call: Call) -> Fault | None:
        """Give what the request meets, and count it."""
        for rule in self._rules:
            if rule.times != 0 and rule.fits(call):
                rule.times = None if rule.times is None else rule.times - 1
                return rule.fault
        return None


def _rule(content: Json) -> Rule:
    if not isinstance(content, dict) or not {"answer"} <= content.keys() <= {"match", "answer", "times"}:
        raise Refusal(400, INVALID, "A rule has match, answer and times.")
    match, times = content.get("match", {}), content.get("times", 1)
    if not isinstance(match, dict) or not match.keys() <= _MATCH_NAMES:
        raise Refusal(400, INVALID, "A rule matches method, path and body.")
    if times is not None and not isinstance(times, int):
        raise Refusal(400, INVALID, "A rule's times is a number, or null.")
    return Rule({name: str(value) for name, value in match.items()}, _fault(content["answer"]), times)


def _fault(answer: Json) -> Fault:
    if isinstance(answer, str) and answer in FAULTS:
        return FAULTS[answer]
    if not isinstance(answer, dict) or not answer.keys() <= _ANSWER_NAMES:
        raise Refusal(
            400, INVALID, "A rule's answer is the name of a fault, or has status, headers, json, text, wait and act."
        )
    delivery = _delivery(answer)
    if answer.get("act") and not answer.keys() & {"status", "json", "text"}:
        return Fault(True, lambda scene: Delivery(scene.answer, wait=delivery.wait))
    return Fault(bool(answer.get("act")), lambda _scene: delivery)


def _delivery(answer: JsonObject) -> Delivery:
    status, headers, wait = answer.get("status", 200), answer.get("headers", {}), answer.get("wait", 0)
    if not isinstance(status, int) or not isinstance(headers, dict) or not isinstance(wait, int | float):
        raise Refusal(400, INVALID, "A rule's status and wait are numbers, its headers an object.")
    body = json.dumps(answer["json"]) if "json" in answer else str(answer.get("text", ""))
    given = {name: str(value) for name, value in headers.items()}
    kind = {"Content-Type": GRAPH_CONTENT_TYPE} if "json" in answer else {"Content-Type": "text/plain; charset=utf-8"}
    return Delivery(Answer(status, body.encode(), {**kind, **given}), wait=wait)
