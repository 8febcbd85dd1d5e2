"""Sends one invitation through published clients while the service fails after acting, and counts who is invited twice.

Needs the network, and takes minutes the first time: each client gets an environment of its own below `build`. Not part
of the test run.
"""

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.adapters.fault_server import http
from tests.benchmarks.measuring import CHECKOUT
from tests.benchmarks.published_clients import CLIENTS, Client, prepare
from tests.reliability.cells import Ground
from tests.reliability.command import run as run_program
from tests.reliability.command import surroundings
from tests.reliability.failure_matrix import grounds
from tests.reliability.figures import Figure, Table, arguments, publish
from tests.reliability.relay import Deal, Fault, relaying
from tests.reliability.settings import act_silently, acting, idle, then_reset

PATIENCE: Final = 180.0
OURS: Final = "Drive Share"
_KIOTA: Final = """
import asyncio, sys
from kiota_http.kiota_client_factory import KiotaClientFactory

base_url, token, drive_id, item_id, email = sys.argv[1:]
url = f"{base_url}/drives/{drive_id}/items/{item_id}/invite"
body = {"recipients": [{"email": email}], "requireSignIn": True, "sendInvitation": True, "roles": ["read"]}

async def main():
    async with KiotaClientFactory.create_with_default_middleware() as client:
        answer = await client.post(url, json=body, headers={"Authorization": "Bearer " + token})
        answer.raise_for_status()
        print(answer.json()["value"][0]["id"])

asyncio.run(main())
"""
_REQUESTS: Final = """
import sys
import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

base_url, token, drive_id, item_id, email = sys.argv[1:]
url = f"{base_url}/drives/{drive_id}/items/{item_id}/invite"
body = {"recipients": [{"email": email}], "requireSignIn": True, "sendInvitation": True, "roles": ["read"]}
again = Retry(total=3, backoff_factor=0.1, status_forcelist=[429, 500, 502, 503, 504], allowed_methods=None)
session = requests.Session()
session.mount("http://", HTTPAdapter(max_retries=again))
answer = session.post(url, json=body, headers={"Authorization": "Bearer " + token}, timeout=30)
answer.raise_for_status()
print(answer.json()["value"][0]["id"])
"""
OTHERS: Final = (
    Client("microsoft-kiota-http", "1.16.0", _KIOTA),
    Client("requests", "2.32.5", _REQUESTS),
    *(client for client in CLIENTS if client.name in {"O365", "msgraph-sdk"}),
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the service does to an invitation after it acted on it."""

    name: str
    deal: Deal


TROUBLES: Final = (
    Trouble("504 after acting", acting(lambda _reply: http(504))),
    Trouble("503 after acting", acting(lambda _reply: http(503))),
    Trouble("503 after acting, wait 1 s", acting(lambda _reply: http(503, b"", "Retry-After: 1"))),
    Trouble("500 after acting", acting(lambda _reply: http(500))),
    Trouble("reset after acting", then_reset(act_silently)),
    Trouble("closed after acting", act_silently),
    Trouble("answer cut after acting", acting(lambda reply: reply.whole()[:-9])),
    Trouble("429, nothing done, wait 1 s", idle(http(429, b"", "Retry-After: 1"))),
)


def main() -> int:
    """Run and print."""
    asked = arguments(__doc__)
    commands = {client.name: prepare(client, CHECKOUT / "build" / "clients") for client in OTHERS}
    names = (OURS, *commands)
    once, always = (count(commands, times) for times in (1, None))
    columns = ("trouble", *names)
    tables = [
        Table("Times one person is invited, where it happens once", columns, rows(names, once)),
        Table("Times one person is invited, where it happens every time", columns, rows(names, always)),
    ]
    twice = {
        name: sum(max(0, found[trouble.name, name] - 1) for found in (once, always) for trouble in TROUBLES)
        for name in names
    }
    publish(asked, Figure("invitations too many", twice), tables)
    return int(twice[OURS] > 0)


def count(commands: dict[str, list[str]], times: int | None) -> dict[tuple[str, str], int]:
    """Invite somebody through every client at every trouble; give what the ledger says, by trouble and client."""
    tries = list(product(TROUBLES, (OURS, *commands)))
    with grounds() as ground, ThreadPoolExecutor(8) as pool:
        for task in [pool.submit(_invite, ground, commands, trouble, name, times) for trouble, name in tries]:
            task.result()
        acted = ground.acted()
    return {(trouble.name, name): len(acted.get(_email(trouble, name), [])) for trouble, name in tries}


def rows(names: Sequence[str], found: dict[tuple[str, str], int]) -> list[tuple[str | int, ...]]:
    """Write the counts as a table."""
    return [(trouble.name, *(found[trouble.name, name] for name in names)) for trouble in TROUBLES]


def _email(trouble: Trouble, name: str) -> str:
    words = f"{trouble.name} {name}".replace(",", "")
    return ".".join(words.lower().split()) + "@example.org"


def _invite(ground: Ground, commands: dict[str, list[str]], trouble: Trouble, name: str, times: int | None) -> None:
    item, email, token = next(ground.items).place.item_id, _email(trouble, name), ground.drive.token
    with relaying(ground.drive, Fault(deal=trouble.deal, times=times)) as relay, TemporaryDirectory() as home:
        base_url = relay.server.base_url
        if name == OURS:
            words = ("invite", f"id:{item}", "--to", email, "--wait", "0", "--service-url", base_url)
            run_program(*words, environ=surroundings(Path(home), token))
            return
        command = [*commands[name], base_url, token, ground.drive.drive_id, item, email]
        subprocess.run(command, check=False, capture_output=True, timeout=PATIENCE)


if __name__ == "__main__":
    sys.exit(main())
