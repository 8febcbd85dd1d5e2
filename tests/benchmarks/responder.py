"""A service that costs next to nothing: answers every invitation with one permission, for measuring clients alone."""

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from tests.benchmarks.measuring import CHECKOUT, plain_environment

_LENGTH: Final = re.compile(rb"^content-length: *(\d+)", re.IGNORECASE | re.MULTILINE)
_SHARED_WITH: Final = re.compile(rb"^GET .*shared-with-(\d+)/permissions ")
_END: Final = b"\r\n\r\n"


@contextmanager
def responding() -> Generator[str]:
    """Run the service in a process of its own for as long as the block lasts; gives its base address."""
    program = [sys.executable, "-m", "tests.benchmarks.responder"]
    with subprocess.Popen(
        program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=plain_environment(), cwd=CHECKOUT
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        yield f"http://127.0.0.1:{int(child.stdout.readline())}/v1.0"
        child.stdin.close()


class _Answering(asyncio.Protocol):
    """One connection, of one request after the other."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._received = b""

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (end := self._received.find(_END)) >= 0:
            head = self._received[:end]
            length = _LENGTH.search(head)
            needed = end + len(_END) + (int(length[1]) if length else 0)
            if len(self._received) < needed:
                return
            body = self._received[end + len(_END) : needed]
            self._received = self._received[needed:]
            self._transport.write(answer(head, body))


def answer(head: bytes, body: bytes) -> bytes:
    """Give the whole answer to one request."""
    shared = _SHARED_WITH.match(head)
    addresses = (
        [recipient["email"] for recipient in json.loads(body)["recipients"]]
        if body
        else [f"somebody{number}@example.org" for number in range(int(shared[1]) if shared else 0)]
    )
    content = json.dumps({"value": [permission(address) for address in addresses]}).encode()
    lines = ("HTTP/1.1 200 OK", "Content-Type: application/json", "request-id: 1", f"Content-Length: {len(content)}")
    return "\r\n".join(lines).encode() + _END + content


def permission(address: str) -> dict[str, object]:
    """Describe the permission of one person as Graph does (Graph, driveItem: invite, Response)."""
    user = {"displayName": address.partition("@")[0], "email": address, "id": f"id-{address}"}
    return {
        "@odata.type": "#microsoft.graph.permission",
        "id": f"permission-{address}",
        "roles": ["read"],
        "grantedToV2": {"user": user},
        "grantedTo": {"user": user},
        "invitation": {"email": address, "signInRequired": True},
    }


async def serve() -> None:
    """Listen on any free port, print it, and answer until standard input ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(_Answering, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve())
