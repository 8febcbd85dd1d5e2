"""What happened on the practice drive stays, whoever asks and however often it starts."""

import logging
import sqlite3
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from drive_share_gui.practice.launcher import start_practice_drive
from drive_share_gui.practice.running import running_practice_drive
from drive_share_gui.practice.state import FILE_NAME
from tests.practice.clients import client_of, graph_invite

FILE = "/me/drive/root:/Docs/a.txt"


def emails(client: httpx.Client) -> list[str]:
    value = client.get(f"{FILE}:/permissions").json()["value"]
    return [entry["invitation"]["email"] for entry in value if "invitation" in entry]


def test_everything_survives_a_restart(tmp_path: Path) -> None:
    with running_practice_drive(tmp_path) as drive, client_of(drive) as client:
        graph_invite(client)("joe@example.org", message="Read this")
        before = (client.get(FILE).json()["id"], client.get(f"{FILE}:/permissions").json()["value"], drive.ledger())
        token = drive.token
    with running_practice_drive(tmp_path) as drive, client_of(drive) as client:
        after = (client.get(FILE).json()["id"], client.get(f"{FILE}:/permissions").json()["value"], drive.ledger())
        assert drive.token != token
        graph_invite(client)("ann@example.net")
        assert len(list(drive.outbox.iterdir())) == 2
    assert before == after


def test_a_fresh_start_forgets_all_but_the_samples(tmp_path: Path) -> None:
    with running_practice_drive(tmp_path) as drive, client_of(drive) as client:
        graph_invite(client)("joe@example.org")
    (drive.outbox / "keep.txt").write_text("mine")
    (drive.outbox / "mine.eml").write_text("mine")
    with running_practice_drive(tmp_path, fresh=True) as drive, client_of(drive) as client:
        assert (drive.ledger(), emails(client)) == ([], [])
        assert {path.name for path in drive.outbox.iterdir()} == {"keep.txt", "mine.eml"}
        assert client.get("/me/drive/root:/Documents/Budget.xlsx:/permissions").json()["value"][1:]


def test_the_samples_have_the_same_ids_everywhere(tmp_path: Path) -> None:
    ids: list[str] = []
    for name in ("one", "two"):
        with running_practice_drive(tmp_path / name) as drive, client_of(drive) as client:
            ids.append(client.get(FILE).json()["id"])
    assert ids[0] == ids[1]


def test_two_processes_on_one_state_see_each_other_and_neither_loses_anything(tmp_path: Path) -> None:
    drives = [start_practice_drive(tmp_path) for _ in range(2)]
    clients = [client_of(drive) for drive in drives]
    try:
        with ThreadPoolExecutor(len(clients)) as threads:
            list(threads.map(invite_twenty, clients))
        ledgers = [
            client.get(drive.base_url.removesuffix("/v1.0") + "/practice/ledger").json()
            for drive, client in zip(drives, clients, strict=True)
        ]
        listed = [sorted(emails(client)) for client in clients]
        stranger = clients[0].get(FILE, headers={"Authorization": f"Bearer {drives[1].token}"}).status_code
    finally:
        for client in clients:
            client.close()
        for drive in drives:
            drive.close()
    assert ledgers[0] == ledgers[1]
    assert len(ledgers[0]) == len(list(drives[0].outbox.iterdir())) == 40
    assert listed[0] == listed[1] == sorted(row["email"] for row in ledgers[0])
    assert stranger == 401


def invite_twenty(client: httpx.Client) -> None:
    for number in range(20):
        email = f"person{number}.{client.base_url.port}@example.net"
        assert graph_invite(client)(email).status_code == 200


def break_and_ask(folder: Path) -> None:
    with running_practice_drive(folder) as drive, client_of(drive) as client:
        with closing(sqlite3.connect(folder / FILE_NAME)) as database:
            database.execute("DROP TABLE ledger")
        answer = graph_invite(client)("joe@example.org", message="secret")
        assert (answer.status_code, answer.json()["error"]["code"]) == (500, "generalException")
        assert emails(client) == []


def test_an_error_of_our_own_is_answered_as_one_and_told_without_anybodys_words(
    tmp_path: Path, logged_warnings: list[logging.LogRecord]
) -> None:
    with pytest.raises(sqlite3.OperationalError):
        break_and_ask(tmp_path)
    (told,) = logged_warnings
    logged_warnings.clear()
    assert told.getMessage().startswith("The practice drive could not answer: OperationalError in ")
    assert "joe" not in told.getMessage()
    assert told.exc_info is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights elsewhere")
def test_only_its_owner_can_read_the_state_and_the_mails(tmp_path: Path) -> None:
    data = tmp_path / "new" / "drive"
    with running_practice_drive(data) as drive, client_of(drive) as client:
        graph_invite(client)("joe@example.org")
        (mail,) = drive.outbox.iterdir()
        modes = [stat.S_IMODE(path.stat().st_mode) for path in (data, drive.outbox, mail, data / FILE_NAME)]
        beside = [stat.S_IMODE(path.stat().st_mode) for path in data.glob(f"{FILE_NAME}-*")]
    assert modes == [0o700, 0o700, 0o600, 0o600]
    assert set(beside) <= {0o600}
