"""Starts a program, sends one invitation to the practice drive and ends: ours, beside curl posting the same body."""

import itertools
import json
import shutil
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from drive_share_gui.practice.launcher import PracticeDrive, start_practice_drive
from tests.benchmarks.measuring import (
    CHECKOUT,
    Asked,
    Comparison,
    Contender,
    compare,
    options,
    plain_environment,
    publish,
    run,
)
from tests.benchmarks.published_clients import CLIENTS, prepare

ITEM: Final = "/Documents/Budget.xlsx"
BARE_HTTPX: Final = """
import json, sys, httpx
url, token, email = sys.argv[1:]
body = {"recipients": [{"email": email}], "requireSignIn": True, "sendInvitation": True, "roles": ["read"]}
with httpx.Client(trust_env=False, verify=False) as client:
    answer = client.post(url, json=body, headers={"Authorization": "Bearer " + token})
print(answer.json()["value"][0]["id"])
"""

Command = Callable[[str], list[str]]
"""The command that invites one address."""


@dataclass
class AskedHere(Asked):
    """What this program can be asked besides."""

    python: str = sys.executable
    published_clients: bool = False
    environments: Path = field(default_factory=lambda: CHECKOUT / "build" / "published-clients")


def main() -> None:
    """Measure and print."""
    parser = options(__doc__ or "", rounds=9)
    parser.add_argument("--python", metavar="FILE", help="the interpreter of another environment with the app")
    parser.add_argument("--published-clients", action="store_true", help="also those of others; fetches them once")
    parser.add_argument("--environments", type=Path, metavar="DIR", help="where those are kept (default: build/)")
    asked = parser.parse_args(namespace=AskedHere())
    with tempfile.TemporaryDirectory() as home:
        drive = start_practice_drive(Path(home))
        try:
            publish(asked, measure(asked, drive, Path(home)))
        finally:
            drive.close()


def measure(asked: AskedHere, drive: PracticeDrive, home: Path) -> Comparison:
    """Let everybody invite somebody new each time."""
    environment = plain_environment(DRIVE_SHARE_TOKEN=drive.token, DRIVE_SHARE_HOME=str(home))
    commands: dict[str, Command] = {
        "curl": partial(curl, drive),
        "python -c pass": lambda _: [asked.python, "-c", "pass"],
        "one post with httpx": lambda email: [asked.python, "-c", BARE_HTTPX, post_url(drive), drive.token, email],
        "drive-share invite": partial(drive_share, asked.python, drive),
        "drive-share invite --dry-run": lambda email: [*drive_share(asked.python, drive, email), "--dry-run"],
    }
    if shutil.which("curl") is None:
        sys.stdout.write("There is no curl: compared with Python doing nothing.\n")
        del commands["curl"]
    if asked.published_clients:
        item = item_id(drive)
        for client in CLIENTS:
            commands[client.name] = partial(published, prepare(client, asked.environments), drive, item)
    fresh = (f"person{count}@example.org" for count in itertools.count())
    contenders = [Contender(name, partial(invite, command, fresh, environment)) for name, command in commands.items()]
    return compare("One cold invitation", contenders, asked.rounds)


def invite(command: Command, fresh: Iterator[str], environment: Mapping[str, str]) -> dict[str, float]:
    """Run one program to its end."""
    return run(command(next(fresh)), environment).figures


def curl(drive: PracticeDrive, email: str) -> list[str]:
    """Post the body of one invitation, with everything else that is needed, and print the answer."""
    headers = [f"Authorization: Bearer {drive.token}", "Content-Type: application/json"]
    body = {"recipients": [{"email": email}], "requireSignIn": True, "sendInvitation": True, "roles": ["read"]}
    named = [part for header in headers for part in ("-H", header)]
    return ["curl", "--silent", "--show-error", "--fail", *named, "-d", json.dumps(body), post_url(drive)]


def drive_share(python: str, drive: PracticeDrive, email: str) -> list[str]:
    """Find the item, look who has access, invite, and say what became of it."""
    where = ["--service-url", drive.base_url]
    return [python, "-m", "drive_share_gui", "invite", f"path:{ITEM}", "--to", email, *where, "--json"]


def published(start: list[str], drive: PracticeDrive, item: str, email: str) -> list[str]:
    """Let a client of others do it."""
    return [*start, drive.base_url, drive.token, drive.drive_id, item, email]


def post_url(drive: PracticeDrive) -> str:
    """Give the address an invitation goes to."""
    return f"{drive.base_url}/me/drive/root:{ITEM}:/invite"


def item_id(drive: PracticeDrive) -> str:
    """Look the item up, for clients that want its ID."""
    request = urllib.request.Request(  # noqa: S310 - our own practice drive
        f"{drive.base_url}/me/drive/root:{ITEM}", headers={"Authorization": f"Bearer {drive.token}"}
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - the same
        return str(json.load(answer)["id"])


if __name__ == "__main__":
    main()
