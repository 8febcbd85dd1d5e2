"""Secrets are kept by a real keyring or by none, survive a replacement cut short, and nobody waits for ever."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from drive_share_gui.adapters import credentials
from drive_share_gui.adapters.credentials import KeyringCredentials, MemoryCredentials
from drive_share_gui.adapters.keyring_backend import Backend, BoundedKeyring
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.keeping import KeyringProblem, NoKeyring
from tests.adapters.keyring_session import CHECKOUT, Session

TOKEN = "".join(f"TOKENBYTES-{number};" for number in range(400))
WINDOWS_LIMIT = 1280


class KilledError(BaseException):
    """The process ends here."""


@dataclass
class Shelf:
    """A keyring in memory, with the limit of the narrowest real one; dies at a call if told to."""

    kept: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    lives: int = -1

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._live()
        if len(password.encode("utf-16-le", "surrogatepass")) // 2 > WINDOWS_LIMIT:
            raise OSError(1783, "The stub received bad data")
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._live()
        del self.kept[service, username]

    def _live(self) -> None:
        if self.lives == 0:
            raise KilledError
        self.lives -= 1


def store_in(shelf: Backend, tmp_path: Path, patience: float = 20.0) -> KeyringCredentials:
    return KeyringCredentials(tmp_path, BoundedKeyring(lambda: shelf, patience))


def problem_in(act: Callable[[], object]) -> KeyringProblem:
    with pytest.raises(SharingError) as error:
        act()
    assert isinstance(error.value.failure, NoKeyring)
    return error.value.failure.problem


@pytest.mark.parametrize(
    "secret", ["", "x", "x" * 1000, "x" * 1001, TOKEN[:6000], "\U0001f511" * 3000, "ü\ud800" * 900]
)
def test_a_secret_of_any_length_comes_back(tmp_path: Path, secret: str) -> None:
    shelf = Shelf()
    store = store_in(shelf, tmp_path)
    assert store.load("token") is None
    store.save("token", secret)
    assert store_in(shelf, tmp_path).load("token") == secret
    store.save("other", "o")
    store.delete("token")
    store.delete("token")
    assert store.load("token") is None
    assert store.load("other") == "o"
    store.delete("other")
    assert shelf.kept == {}


@pytest.mark.parametrize(("old", "new"), [("a" * 3500, "b" * 2500), ("a" * 10, "b" * 6000), ("a" * 6000, "b")])
def test_replacing_that_is_cut_short_anywhere_leaves_the_old_or_the_new(tmp_path: Path, old: str, new: str) -> None:
    reached: list[str | None] = []
    for lives in range(100):
        shelf = Shelf()
        store = store_in(shelf, tmp_path)
        store.save("token", old)
        shelf.lives = lives
        try:
            store.save("token", new)
            ended = True
        except SharingError:
            ended = False
        shelf.lives = -1
        found = store_in(shelf, tmp_path).load("token")
        assert found in {old, new}
        reached.append(found)
        store.save("token", "c" * 1500)
        assert store.load("token") == "c" * 1500
        assert len(shelf.kept) == 3, "no part of a try that was cut short stays"
        if ended:
            break
    assert set(reached) == {old, new}
    assert len(reached) > 4


def test_two_processes_may_save_at_once(tmp_path: Path) -> None:
    shelf = Shelf()
    stores = [store_in(shelf, tmp_path) for _ in range(4)]
    threads = [threading.Thread(target=store.save, args=("token", f"{n}" * 2500)) for n, store in enumerate(stores)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store_in(shelf, tmp_path).load("token") in {f"{n}" * 2500 for n in range(4)}


def test_a_keyring_that_forgets_is_found_out_before_anything_is_given_to_it(tmp_path: Path) -> None:
    given: list[str] = []

    class Forgetful(Shelf):
        def set_password(self, service: str, username: str, password: str) -> None:
            given.append(f"{service} {username} {password}")

    assert problem_in(lambda: store_in(Forgetful(), tmp_path).save("token", TOKEN)) is KeyringProblem.FORGETFUL
    assert len(given) == 1
    assert "TOKENBYTES" not in given[0]


def test_a_keyring_that_does_not_delete_is_found_out(tmp_path: Path) -> None:
    class Clinging(Shelf):
        def delete_password(self, service: str, username: str) -> None:
            """Say it is done."""

    assert problem_in(lambda: store_in(Clinging(), tmp_path).load("token")) is KeyringProblem.FORGETFUL


class KeyringLocked(Exception):  # noqa: N818 - keyring's own name
    """What keyring raises."""


class PanicError(BaseException):
    """What a library written in Rust raises."""


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (KeyringLocked("Failed to unlock the collection!"), KeyringProblem.LOCKED),
        (RuntimeError("D-Bus"), KeyringProblem.TROUBLE),
        (OSError(5, "broken"), KeyringProblem.TROUBLE),
        (PanicError(), KeyringProblem.TROUBLE),
        (SystemExit(1), KeyringProblem.TROUBLE),
        (SharingError(NoKeyring(KeyringProblem.NONE_HERE)), KeyringProblem.NONE_HERE),
    ],
)
def test_whatever_a_keyring_raises_is_one_of_our_reasons(
    tmp_path: Path, error: BaseException, problem: KeyringProblem
) -> None:
    class Broken(Shelf):
        def get_password(self, service: str, username: str) -> str | None:
            if service and username:
                raise error
            return None

    assert problem_in(lambda: store_in(Broken(), tmp_path).load("token")) is problem


def test_nobody_waits_for_ever_for_a_keyring_and_it_may_answer_later() -> None:
    answer = threading.Event()

    class Asking(Shelf):
        def set_password(self, service: str, username: str, password: str) -> None:
            answer.wait()
            super().set_password(service, username, password)

    keyring = BoundedKeyring(Asking, patience=0.1)
    assert problem_in(lambda: keyring.call(str)) is KeyringProblem.NO_ANSWER
    assert problem_in(lambda: keyring.call(str)) is KeyringProblem.NO_ANSWER
    assert sum(thread.name == "keyring" for thread in threading.enumerate()) == 1, "one hangs, no more are begun"
    answer.set()
    for thread in threading.enumerate():
        if thread.name == "keyring":
            thread.join()
    assert keyring.call(lambda _: "here") == "here"


def test_secrets_for_this_run_are_kept_in_memory() -> None:
    store = MemoryCredentials()
    store.save("token", TOKEN)
    assert store.load("token") == TOKEN
    store.delete("token")
    store.delete("token")
    assert store.load("token") is None
    assert store.is_lasting is False


def test_a_part_fits_every_keyring_there_is() -> None:
    assert credentials.PART <= 1000 < WINDOWS_LIMIT


@pytest.mark.parametrize("choice", ["environment", "configuration"])
def test_what_keyring_would_choose_by_itself_is_never_asked_for(tmp_path: Path, choice: str) -> None:
    """(S2 to S5) Neither a backend that is named from outside, nor the folder it would be loaded from, is used."""
    (tmp_path / "evil.py").write_text(
        "from pathlib import Path\nfrom keyring.backend import KeyringBackend\n"
        "Path(__file__).with_name('loaded').touch()\n"
        "class Keyring(KeyringBackend):\n    priority = 99\n"
        "    def get_password(self, *_): return None\n"
        "    def set_password(self, *_): pass\n"
        "    def delete_password(self, *_): pass\n"
    )
    (tmp_path / "python_keyring").mkdir()
    (tmp_path / "python_keyring" / "keyringrc.cfg").write_text(
        f"[backend]\ndefault-keyring=evil.Keyring\nkeyring-path={tmp_path}\n"
    )
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(CHECKOUT),
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/nobody",
        "XDG_CONFIG_HOME": str(tmp_path),
        "HOME": str(tmp_path),
    }
    if choice == "environment":
        environment |= {"PYTHON_KEYRING_BACKEND": "evil.Keyring", "PYTHONPATH": f"{CHECKOUT}{os.pathsep}{tmp_path}"}
    ours = """
from drive_share_gui.adapters.keyring_backend import real_backend
from drive_share_gui.domain.failure import SharingError
try:
    print(type(real_backend()))
except SharingError as error:
    print(error.failure.problem.name)
"""
    done = subprocess.run([sys.executable, "-c", ours], env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), (tmp_path / "loaded").exists()) == ("NONE_HERE", False), done.stderr
    theirs = "import keyring; print(type(keyring.get_keyring()).__module__)"
    done = subprocess.run([sys.executable, "-c", theirs], env=environment, capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), (tmp_path / "loaded").exists()) == ("evil", True), "the trap works"


PROGRAM = f"""
import json, sys
from pathlib import Path
from drive_share_gui.adapters.credentials import KeyringCredentials
from drive_share_gui.adapters.sealing import Sealing
from drive_share_gui.domain.failure import SharingError

TOKEN = {TOKEN!r}
store = KeyringCredentials(Path.home())
sealing = Sealing(store, Path.home())
said = []

def say(act):
    try:
        said.append(act())
    except SharingError as error:
        said.append(error.failure.problem.name)
"""


def test_a_real_keyring_keeps_replaces_and_removes_a_secret_and_no_file_holds_it_in_clear(user: Session) -> None:
    said = user.run(
        PROGRAM
        + """
say(lambda: store.load("token"))
say(lambda: store.save("token", "first"))
say(lambda: store.save("token", TOKEN))
say(lambda: store.load("token") == TOKEN)
print(json.dumps(said))
"""
    )
    assert said == [None, None, None, True]
    files = {path: path.read_bytes() for path in user.home.rglob("*") if path.is_file()}
    assert any(path.suffix == ".keyring" for path in files)
    assert [path for path, data in files.items() if b"TOKENBYTES" in data] == []
    later = (
        PROGRAM + 'say(lambda: store.load("token") == TOKEN)\nstore.delete("token")\nsay(lambda: store.load("token"))'
    )
    assert user.run(later + "\nprint(json.dumps(said))") == [True, None]


def test_a_locked_keyring_is_said_to_be_locked_and_loses_nothing(user: Session) -> None:
    user.run(PROGRAM + 'store.save("token", TOKEN)\nprint(0)')
    locked = PROGRAM + 'say(lambda: store.load("token"))\nsay(lambda: store.save("token", "x"))\n'
    assert user.run(locked + "print(json.dumps(said))", keyring="locked") == ["LOCKED", "LOCKED"]
    assert user.run(PROGRAM + 'print(json.dumps(store.load("token") == TOKEN))') is True


def test_without_a_keyring_nothing_is_kept_and_nothing_is_written(user: Session) -> None:
    absent = PROGRAM + 'say(lambda: store.save("token", TOKEN))\nsay(lambda: sealing.prepare().problem.name)\n'
    assert user.run(absent + "print(json.dumps(said))", keyring="absent") == ["NONE_HERE", "NONE_HERE"]
    assert [path.name for path in user.home.rglob("*") if path.is_file() and b"TOKENBYTES" in path.read_bytes()] == []


def test_a_message_sealed_in_one_session_is_read_in_the_next_and_not_while_the_keyring_is_locked(user: Session) -> None:
    seal = PROGRAM + 'print(json.dumps(sealing.seal("Dear Ann", "row/message").hex()))'
    sealed = user.run(seal)
    assert isinstance(sealed, str)
    assert re.fullmatch("[0-9a-f]{82}", sealed)
    read = f'say(lambda: sealing.unseal(bytes.fromhex("{sealed}"), "row/message"))\nprint(json.dumps(said))'
    assert user.run(PROGRAM + read) == ["Dear Ann"]
    assert user.run(PROGRAM + read, keyring="locked") == ["LOCKED"]


def test_processes_that_start_at_once_make_one_key(user: Session) -> None:
    many = (
        PROGRAM
        + """
import os
children = []
for number in range(6):
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.write(writing, sealing.seal("x", "p")[1:5].hex().encode())
        os._exit(0)
    os.close(writing)
    children.append(reading)
print(json.dumps(len({os.read(reading, 100) for reading in children})))
"""
    )
    assert user.run(many) == 1
