"""The application folder with a real keyring: what is kept by one start of the program is found by the next."""

from __future__ import annotations

from typing import Final, cast

import pytest

from tests.adapters.keyring_session import NO_SESSION, can_open_sessions, new_user
from tests.test_house import CHECKOUT

PROGRAM: Final = CHECKOUT / "dist" / "drive-share" / "drive-share"
PASSWORD: Final = "s3cret-of-the-proxy"
STEPS: Final = f"""
import base64, json, os, socketserver, ssl, subprocess, threading
import trustme

LOGIN = base64.b64encode(b"ann:{PASSWORD}")
ANSWER = b"HTTP/1.1 %s\\r\\nContent-Length: 0\\r\\n%s\\r\\n"
seen = []
authority = trustme.CA()
service = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
authority.issue_cert("service.invalid").configure_cert(service)
trusted = os.path.join(os.environ["HOME"], "authority.pem")
authority.cert_pem.write_to_path(trusted)

def head(file):
    return list(iter(lambda: file.readline().strip(), b""))

class Proxy(socketserver.BaseRequestHandler):
    def handle(self):
        with self.request.makefile("rb") as file:
            while lines := head(file):
                seen.append(any(LOGIN in line for line in lines))
                if seen[-1]:
                    return self.open_the_way()
                self.request.sendall(ANSWER % (b"407 Login", b"Proxy-Authenticate: Basic realm=here\\r\\n"))

    def open_the_way(self):
        self.request.sendall(b"HTTP/1.1 200 Connection established\\r\\n\\r\\n")
        with service.wrap_socket(self.request, server_side=True) as secure, secure.makefile("rb") as file:
            while head(file):
                secure.sendall(ANSWER % (b"401 Unauthorized", b""))

socketserver.ThreadingTCPServer.daemon_threads = True
server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Proxy)
threading.Thread(target=server.serve_forever, daemon=True).start()
ways = {{"HTTPS_PROXY": f"http://127.0.0.1:{{server.server_address[1]}}", "SSL_CERT_FILE": trusted}}

def run(*words, typed=""):
    seen.clear()
    words = ({str(PROGRAM)!r}, *words, "--service-url", "https://service.invalid", "--json")
    environ = os.environ | ways | {{"DRIVE_SHARE_TOKEN": "t"}}
    done = subprocess.run(words, input=typed, capture_output=True, text=True, env=environ)
    return f"{{done.returncode}} {{any(seen)}} {{done.stdout}} {{done.stderr}}"

print(json.dumps([run("proxy-login", "--user", "ann", typed="{PASSWORD}\\n"), run("test-connection")]))
"""

pytestmark = [
    pytest.mark.skipif(not PROGRAM.exists(), reason="packaging/build-folder was never run here."),
    pytest.mark.skipif(not can_open_sessions(), reason=NO_SESSION),
]


def test_what_is_kept_in_the_keyring_is_found_by_the_next_start() -> None:
    with new_user() as session:
        said = session.run(STEPS)
        files = [path for path in session.folder.rglob("*") if path.is_file()]
        plain = [path for path in files if PASSWORD.encode() in path.read_bytes()]
    kept, used = cast("list[str]", said)
    assert kept.startswith("0 True "), kept
    assert '"kept": true' in kept
    assert used.split(" ")[1] == "True", used
    assert plain == []
