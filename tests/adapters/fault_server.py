"""A server on this computer that does to every connection what a test tells it to, and keeps what it was sent."""

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Final, TypeAlias

LOOPBACK: Final = "127.0.0.1"
PATIENCE: Final = 10.0


class Visit:
    """One connection, seen from the server."""

    def __init__(self, connection: socket.socket, over: threading.Event, requests: list[bytes]) -> None:
        self.connection = connection
        self.over = over
        self._requests = requests

    def request(self) -> bytes:
        """Read one request, head and body, and keep it."""
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._more()
        head, _, body = data.partition(b"\r\n\r\n")
        length = next(
            (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
        )
        while len(body) < length:
            body += self._more()
        self._requests.append(head + b"\r\n\r\n" + body)
        return self._requests[-1]

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)

    def drip(self, data: bytes, seconds: float) -> None:
        """Send one byte, wait, and so on, until there is no more or the other side is gone."""
        for byte in data:
            if self.over.wait(seconds):
                return
            self.connection.sendall(bytes([byte]))

    def wait_until_over(self) -> None:
        """Say nothing for as long as the test lasts."""
        self.over.wait(PATIENCE)

    def reset(self) -> None:
        """Break the connection off, so that the other side sees a reset and no orderly end."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def _more(self) -> bytes:
        data = self.connection.recv(65536)
        if not data:
            raise ConnectionError
        return data


Act: TypeAlias = Callable[[Visit], None]


@dataclass
class FaultServer:
    """Where the server listens and what it was sent."""

    port: int
    listener: socket.socket = field(repr=False)
    requests: list[bytes] = field(default_factory=list[bytes])
    connections: int = 0
    ended: threading.Event = field(default_factory=threading.Event, repr=False)
    """Set once nobody is let in any more."""

    def shut(self) -> None:
        """Let nobody in any more: whoever comes is refused."""
        self.listener.shutdown(socket.SHUT_RDWR)
        self.ended.wait(PATIENCE)

    @property
    def base_url(self) -> str:
        return f"http://{LOOPBACK}:{self.port}/v1.0"

    @property
    def request_lines(self) -> list[bytes]:
        return [request.partition(b"\r\n")[0] for request in self.requests]

    @property
    def bodies(self) -> list[bytes]:
        return [request.partition(b"\r\n\r\n")[2] for request in self.requests]


@contextmanager
def fault_server(act: Act, tls: ssl.SSLContext | None = None, port: int = 0) -> Generator[FaultServer]:
    """Run `act` for every connection, each in a thread of its own; all of it ends with the block."""
    over = threading.Event()
    with ExitStack() as cleanup:
        listener = cleanup.enter_context(socket.create_server((LOOPBACK, port)))
        server = FaultServer(listener.getsockname()[1], listener)
        workers: list[threading.Thread] = []

        def serve(connection: socket.socket) -> None:
            with suppress(OSError, ValueError), connection:
                secured = tls.wrap_socket(connection, server_side=True) if tls else connection
                with secured:
                    act(Visit(secured, over, server.requests))

        def accept() -> None:
            with suppress(OSError):
                while not over.is_set():
                    connection, _ = listener.accept()
                    connection.settimeout(PATIENCE)
                    server.connections += 1
                    worker = threading.Thread(target=serve, args=(connection,))
                    workers.append(worker)
                    worker.start()
            server.ended.set()

        accepting = threading.Thread(target=accept)
        accepting.start()
        try:
            yield server
        finally:
            over.set()
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            with suppress(OSError):  # where shutting down does not wake the waiting thread, a visitor does
                socket.create_connection((LOOPBACK, server.port), 1).close()
            listener.close()
            accepting.join(PATIENCE)
            for worker in workers:
                worker.join(PATIENCE)


def answering(*answers: bytes) -> Act:
    """Read a request and send the next of these answers, the last one again and again; then close."""
    left = list(answers)

    def act(visit: Visit) -> None:
        visit.request()
        visit.send(left.pop(0) if len(left) > 1 else left[0])

    return act


def read_and_reset(visit: Visit) -> None:
    """Take the request and break the connection off."""
    visit.request()
    visit.reset()


def http(status: int, body: bytes = b"", *headers: str, reason: str = "Whatever") -> bytes:
    """Write an answer with its length, after which the connection is closed."""
    lines = [f"HTTP/1.1 {status} {reason}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def free_port() -> int:
    """Give a port on which nobody listens."""
    with socket.create_server((LOOPBACK, 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
