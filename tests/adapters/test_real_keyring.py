"""A real gnome-keyring in each of its states, backends that must never be taken, and ends at every step of saving."""

import os
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.adapters.keyring_session import (
    CHECKOUT,
    NO_PROMPT,
    Session,
    can_ask,
)

TOKEN = "TOKENBYTES-" * 300
PROGRAM = f"""
import json, time
from pathlib import Path
from drive_share_gui.adapters.credentials import KeyringCredentials
from drive_share_gui.adapters.keyring_backend import BoundedKeyring, real_backend
from drive_share_gui.domain.failure import SharingError

TOKEN = {TOKEN!r}

def said(act):
    started = time.monotonic()
    try:
        result = act()
    except SharingError as error:
        result = error.failure.problem.name
    return result, time.monotonic() - started
"""


def files_with_the_token(folder: Path) -> list[Path]:
    signs = (b"TOKENBYTES", b"VE9LRU5CWVRFUw", "TOKENBYTES".encode("utf-16-le"))
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(sign in path.read_bytes() for sign in signs)]


PLAIN_TEXT = '''
"""A backend that writes passwords into a file, and says it is as good as any (as keyrings.alt does)."""
import base64
from pathlib import Path
from keyring.backend import KeyringBackend

class PlaintextKeyring(KeyringBackend):
    priority = 0.5
    def get_password(self, service, username):
        path = Path.home() / "keyring_pass.cfg"
        return base64.b64decode(path.read_text()).decode() if path.exists() else None
    def set_password(self, service, username, password):
        (Path.home() / "keyring_pass.cfg").write_text(base64.b64encode(password.encode()).decode())
    def delete_password(self, service, username):
        (Path.home() / "keyring_pass.cfg").unlink()
'''


@pytest.fixture
def plain_text_installed(tmp_path: Path) -> Path:
    """A folder like that of an installed keyrings.alt, where keyring finds its backend by itself."""
    package = tmp_path / "keyrings" / "alt"
    package.mkdir(parents=True)
    (package / "file.py").write_text(PLAIN_TEXT)
    about = tmp_path / "keyrings.alt-5.0.2.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: keyrings.alt\nVersion: 5.0.2\n")
    (about / "entry_points.txt").write_text("[keyring.backends]\nfile = keyrings.alt.file\n")
    return tmp_path


THEIRS = """
import json, keyring
kind = type(keyring.get_keyring())
keyring.set_password("trap", "trap", "TOKENBYTES")
print(json.dumps(kind.__name__))
"""


@pytest.mark.parametrize(
    "named",
    [
        "",
        "keyrings.alt.file.PlaintextKeyring",
        "keyring.backends.null.Keyring",
        "keyring.backends.fail.Keyring",
        "keyring.backends.chainer.ChainerBackend",
    ],
)
@pytest.mark.parametrize("state", ["unlocked", "locked", "absent"])
def test_a_backend_that_does_not_encrypt_is_never_taken_whoever_names_it(
    user: Session, plain_text_installed: Path, named: str, state: str
) -> None:
    """(S1 to S5) Installed beside the real one, chained with it, named in the environment and in the configuration."""
    configured = {"PYTHON_KEYRING_BACKEND": named} if named else {}
    configuration = user.folder / "config" / "python_keyring"
    configuration.mkdir(parents=True)
    (configuration / "keyringrc.cfg").write_text("[backend]\ndefault-keyring=keyrings.alt.file.PlaintextKeyring\n")
    ours = PROGRAM + (
        "keep = KeyringCredentials(Path.home())\n"
        "backend = said(lambda: type(real_backend()).__module__)[0]\n"
        'print(json.dumps([said(lambda: keep.save("token", TOKEN))[0], backend]))'
    )
    path = f"{CHECKOUT}{os.pathsep}{plain_text_installed}"
    environment = {"PYTHONPATH": path, "XDG_CONFIG_HOME": str(user.folder / "config"), **configured}
    outcome = {"unlocked": None, "locked": "LOCKED", "absent": "NONE_HERE"}[state]
    backend = "NONE_HERE" if state == "absent" else "keyring.backends.SecretService"
    assert user.run(ours, keyring=state, **environment) == [outcome, backend]
    assert files_with_the_token(user.folder) == []


def test_the_trap_is_one_and_keyring_itself_falls_into_it(user: Session, plain_text_installed: Path) -> None:
    path = f"{CHECKOUT}{os.pathsep}{plain_text_installed}"
    assert user.run(THEIRS, keyring="absent", PYTHONPATH=path) == "PlaintextKeyring"
    assert files_with_the_token(user.folder)


@contextmanager
def screen() -> Generator[str]:
    """A screen on which the keyring can ask."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "800x600x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as display:
            number = display.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()


ASKED = """
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

def is_asked():
    bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
    with open_dbus_connection("SESSION") as connection:
        question = new_method_call(bus, "NameHasOwner", "s", ("org.gnome.keyring.SystemPrompter",))
        return connection.send_and_get_reply(question).body[0]
"""


def test_a_question_that_stays_on_the_screen_holds_nobody_up(user: Session) -> None:
    """(S6) The real limit is 20 seconds; here it is 2."""
    if not can_ask():
        pytest.skip(NO_PROMPT)
    user.run(PROGRAM + 'KeyringCredentials(Path.home()).save("token", TOKEN)\nprint(0)')
    asking = (
        PROGRAM
        + ASKED
        + """
store = KeyringCredentials(Path.home(), BoundedKeyring(patience=2.0))
first, second = said(lambda: store.load("token")), said(lambda: store.load("token"))
print(json.dumps([first[0], 2 <= first[1] < 6, second[0], second[1] < 1, is_asked()]), flush=True)
import os
os._exit(0)
"""
    )
    with screen() as display:
        assert user.run(asking, keyring="asking", DISPLAY=display, NO_AT_BRIDGE="1") == [
            "NO_ANSWER",
            True,
            "NO_ANSWER",
            True,
            True,
        ]
    assert user.run(PROGRAM + 'print(json.dumps(KeyringCredentials(Path.home()).load("token") == TOKEN))') is True


def test_without_a_screen_a_locked_keyring_says_so_at_once(user: Session) -> None:
    user.run(PROGRAM + 'KeyringCredentials(Path.home()).save("token", TOKEN)\nprint(0)')
    locked = PROGRAM + (
        'found = said(lambda: KeyringCredentials(Path.home()).load("token"))\n'
        "print(json.dumps([found[0], found[1] < 5]))"
    )
    assert user.run(locked, keyring="locked") == ["LOCKED", True]


KILLED = """
import os, signal

class Mortal:
    '''Ends the process before or after its n-th change.'''
    def __init__(self, lives, after):
        self.inner, self.lives, self.after = real_backend(), lives, after
    def get_password(self, *words):
        return self.inner.get_password(*words)
    def set_password(self, *words):
        self._live(lambda: self.inner.set_password(*words))
    def delete_password(self, *words):
        self._live(lambda: self.inner.delete_password(*words))
    def _live(self, act):
        self.lives -= 1
        if self.lives or self.after:
            act()
        if not self.lives:
            os.kill(os.getpid(), signal.SIGKILL)

OLD, NEW = "o" * 1500, "n" * 2500
found, kills = [], 0
for after in (False, True):
    for lives in range(1, 30):
        store = KeyringCredentials(Path.home())
        store.save("token", OLD)
        child = os.fork()
        if child == 0:
            KeyringCredentials(Path.home(), BoundedKeyring(lambda: Mortal(lives, after))).save("token", NEW)
            os._exit(0)
        if os.waitpid(child, 0)[1] != signal.SIGKILL:
            break
        kills += 1
        left = KeyringCredentials(Path.home()).load("token")
        found.append("old" if left == OLD else "new" if left == NEW else "neither")
print(json.dumps([kills, sorted(set(found))]))
"""


def test_a_kill_before_or_after_every_change_leaves_the_old_or_the_new(user: Session) -> None:
    """(S7) The canary, three new parts, the manifest, two old parts: before and after each."""
    assert user.run(PROGRAM + KILLED) == [2 * (2 + 3 + 1 + 2), ["new", "old"]]


LEFT = """
import secretstorage
bus = secretstorage.dbus_init()
labels = [item.get_attributes() for item in secretstorage.get_default_collection(bus).get_all_items()]
print(json.dumps([len(labels), sum("drive-share" in str(label) for label in labels)]))
"""


def test_nothing_stays_in_the_keyring_of_what_is_deleted(user: Session) -> None:
    """(S10) Neither a part nor a manifest nor the canary."""
    kept = PROGRAM + 'store = KeyringCredentials(Path.home())\nstore.save("token", TOKEN)\n'
    assert user.run(kept + LEFT) == [5, 5]
    assert user.run(kept + 'store.delete("token")\n' + LEFT) == [0, 0]
