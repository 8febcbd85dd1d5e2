"""Answers kept for repeats: with the option on, a request repeated under the same id acts once."""

import hashlib

from drive_share_gui.practice.answer import GRAPH_CONTENT_TYPE, INVALID, Answer, Refusal
from drive_share_gui.practice.call import Call
from drive_share_gui.practice.state import State


class Replays:
    """Keeps answers by `client-request-id`; does nothing unless `on`. Both methods are to be called inside `change`."""

    def __init__(self, state: State, *, on: bool) -> None:
        self._state = state
        self._on = on

    def find(self, call: Call) -> Answer | None:
        """Give the answer this request already got; another request under the same id is refused."""
        if not self._on or not call.client_request_id:
            return None
        found = self._state.rows.execute(
            "SELECT request, status, answer FROM replays WHERE client_request_id = ?", (call.client_request_id,)
        )
        row = found.fetchone()
        if row is None:
            return None
        if row["request"] != _digest(call):
            raise Refusal(409, INVALID, "Another request was made under this client-request-id.")
        return Answer(row["status"], row["answer"].encode(), {"Content-Type": GRAPH_CONTENT_TYPE})

    def keep(self, call: Call, answer: Answer) -> None:
        """Keep the answer for a repeat."""
        if self._on and call.client_request_id:
            self._state.rows.execute(
                "INSERT INTO replays (client_request_id, request, status, answer) VALUES (?, ?, ?, ?)",
                (call.client_request_id, _digest(call), answer.status, answer.body.decode()),
            )


def _digest(call: Call) -> str:
    return hashlib.sha256(f"{call.method} {call.raw_path}\n".encode() + call.body).hexdigest()
