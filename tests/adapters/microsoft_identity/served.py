"""The sign-in service of the tests on a real socket, over https, for programs that are not this process."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

from tests.adapters.microsoft_identity.identity_provider import IdentityProvider
from tests.reliability.trust import trusting


@contextmanager
def served(provider: IdentityProvider) -> Generator[None]:
    """Serve it at ``https://localhost`` until the end of the block, with a certificate this computer trusts so long."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            answer = provider.answer(httpx.Request(self.command, f"{provider.origin}{self.path}", content=body))
            self.send_response(answer.status_code)
            self.send_header("Content-Length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        do_POST = do_GET  # noqa: N815 - the server's own name

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the server's own name
            """Say nothing."""

    with trusting() as trust, ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.socket = trust.good.wrap_socket(server.socket, server_side=True)
        provider.origin = f"https://localhost:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()
