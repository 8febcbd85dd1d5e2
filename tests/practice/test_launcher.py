"""A practice drive started by the app listens, keeps its state, and dies with the app."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from drive_share_gui.practice.launcher import start_practice_drive


def ledger(base_url: str, token: str) -> httpx.Response:
    url = base_url.removesuffix("/v1.0") + "/practice/ledger"
    return httpx.get(url, headers={"Authorization": f"Bearer {token}"}, trust_env=False)


def is_gone(base_url: str) -> bool:
    """Whether nobody listens any more, within ten seconds."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            httpx.get(base_url, trust_env=False)
        except httpx.HTTPError:
            return True
    return False


def test_a_started_drive_serves_until_it_is_closed(tmp_path: Path) -> None:
    drive = start_practice_drive(tmp_path)
    try:
        assert drive.base_url.startswith("http://127.0.0.1:")
        assert drive.outbox == tmp_path / "practice-drive" / "outbox"
        assert ledger(drive.base_url, drive.token).json() == []
        assert drive.token not in repr(drive)
    finally:
        drive.close()
    assert is_gone(drive.base_url)
    drive.close()


def test_a_drive_dies_with_the_program_that_started_it(tmp_path: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from drive_share_gui.practice.launcher import start_practice_drive\n"
        "drive = start_practice_drive(Path(sys.argv[1])); print(drive.base_url, flush=True); os._exit(1)"
    )
    ran = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False)
    base_url = ran.stdout.strip()
    assert base_url.startswith("http://127.0.0.1:")
    assert is_gone(base_url)


def test_a_child_inherits_no_secret(tmp_path: Path) -> None:
    environment = {**os.environ, "DRIVE_SHARE_TOKEN": "real-secret", "HTTPS_PROXY": "http://u:p@proxy.example"}
    program = (
        "import os, sys; from pathlib import Path; from drive_share_gui.practice.launcher import start_practice_drive\n"
        "drive = start_practice_drive(Path(sys.argv[1]))\n"
        "(child,) = Path(f'/proc/self/task/{os.getpid()}/children').read_text().split()\n"
        "print(Path(f'/proc/{child}/environ').read_bytes().decode()); drive.close()"
    )
    if not Path("/proc/self/environ").exists():
        pytest.skip("needs /proc")
    ran = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True, env=environment
    )
    assert "PATH=" in ran.stdout
    assert "real-secret" not in ran.stdout
    assert "proxy.example" not in ran.stdout


def test_a_drive_that_cannot_start_says_so(tmp_path: Path) -> None:
    (tmp_path / "practice-drive").write_text("a file where the folder should be")
    with pytest.raises(OSError, match="practice drive"):
        start_practice_drive(tmp_path)


def test_a_drive_listens_on_loopback_only(tmp_path: Path) -> None:
    table = Path("/proc/net/tcp")
    if not table.exists():
        pytest.skip("needs /proc")
    drive = start_practice_drive(tmp_path)
    try:
        port = f"{int(drive.base_url.removesuffix('/v1.0').rpartition(':')[2]):04X}"
        rows = [line.split() for line in table.read_text().splitlines()[1:]]
        listening = [row[1] for row in rows if row[3] == "0A" and row[1].endswith(f":{port}")]
        assert listening == [f"0100007F:{port}"]
    finally:
        drive.close()


def test_the_command_announces_itself_on_its_first_line_and_ends_when_interrupted(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "drive_share_gui.practice", "--data", str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as process:
        assert process.stdout
        said = json.loads(process.stdout.readline())
        assert said.keys() == {"base_url", "token", "drive_id", "outbox"}
        assert ledger(said["base_url"], said["token"]).json() == []
        process.terminate()
        assert process.wait(10) == 0
        assert process.stdout.read() == b""


def test_the_command_tells_what_it_can_be_asked_for() -> None:
    command = [sys.executable, "-m", "drive_share_gui.practice", "--help"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "gateway-timeout" in ran.stdout


def test_a_port_that_is_taken_is_refused(tmp_path: Path) -> None:
    drive = start_practice_drive(tmp_path)
    try:
        port = drive.base_url.removesuffix("/v1.0").rpartition(":")[2]
        command = [sys.executable, "-m", "drive_share_gui.practice", "--data", str(tmp_path / "x"), "--port", port]
        ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
        assert ran.returncode != 0
        assert ran.stdout == ""
    finally:
        drive.close()
