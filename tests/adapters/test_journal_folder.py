"""The journal lies where only this user can read it, and is begun anew, never deleted, where it cannot be read."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from drive_share_gui.adapters.journal import database
from drive_share_gui.adapters.journal.opening import Ground
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.keeping import JournalProblem, NotJournaled
from tests.adapters.journal_ground import LastingMemory, opened, queue_one


def refusal(home: Path) -> JournalProblem:
    """Say why the journal in `home` cannot be opened."""
    with pytest.raises(SharingError) as error, opened(home):
        pass
    assert isinstance(error.value.failure, NotJournaled)
    return error.value.failure.problem


def modes(folder: Path) -> dict[str, str]:
    return {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in sorted(folder.rglob("*"))}


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
def test_every_file_is_this_users_alone_whatever_the_umask(drive_share_home: Path, umask: int) -> None:
    drive_share_home.mkdir(mode=0o755)
    before = os.umask(umask)
    try:
        with opened(drive_share_home) as store:
            queue_one(store)
            found = modes(drive_share_home / "journal")
    finally:
        os.umask(before)
    assert found == {"journal.db": "0o600", "journal.db-shm": "0o600", "journal.db-wal": "0o600"}
    assert modes(drive_share_home)["journal"] == "0o700"


def test_modes_that_were_opened_to_others_are_closed_again(drive_share_home: Path) -> None:
    with opened(drive_share_home) as store:
        queue_one(store)
    (drive_share_home / "journal").chmod(0o755)
    (drive_share_home / "journal" / "journal.db").chmod(0o644)
    with opened(drive_share_home):
        assert modes(drive_share_home)["journal"] == "0o700"
        assert modes(drive_share_home)["journal.db"] == "0o600"


@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777])
def test_a_folder_others_can_write_in_is_refused_and_nothing_is_written(drive_share_home: Path, mode: int) -> None:
    (drive_share_home / "journal").mkdir(parents=True)
    (drive_share_home / "journal").chmod(mode)
    assert refusal(drive_share_home) is JournalProblem.FOLDER_OPEN_TO_OTHERS
    assert list((drive_share_home / "journal").iterdir()) == []


def test_a_home_others_can_write_in_is_refused(drive_share_home: Path) -> None:
    drive_share_home.mkdir()
    drive_share_home.chmod(0o777)
    assert refusal(drive_share_home) is JournalProblem.FOLDER_OPEN_TO_OTHERS
    assert list(drive_share_home.iterdir()) == []


@pytest.mark.parametrize("what", [".", "journal", "journal/journal.db"])
def test_what_belongs_to_somebody_else_is_refused(drive_share_home: Path, what: str) -> None:
    if os.geteuid() != 0:
        pytest.skip("Only root can give a folder to somebody else.")
    with opened(drive_share_home):
        pass
    os.chown(drive_share_home / what, 12345, 12345)
    assert refusal(drive_share_home) is JournalProblem.FOLDER_NOT_OURS


def test_a_link_in_the_place_of_the_file_is_not_followed(drive_share_home: Path, tmp_path: Path) -> None:
    (drive_share_home / "journal").mkdir(parents=True, mode=0o700)
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (drive_share_home / "journal" / "journal.db").symlink_to(victim)
    assert refusal(drive_share_home) is JournalProblem.NOT_WRITABLE
    assert victim.read_text() == "mine"


def test_a_home_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert refusal(tmp_path / "file" / "home") is JournalProblem.NOT_WRITABLE


class Careless(sqlite3.Connection):
    """Answers 0 when asked about one of its promises."""

    careless_about = ""

    def execute(self, *asked: str) -> sqlite3.Cursor:  # type: ignore[override] # pyright: ignore[reportIncompatibleMethodOverride]
        cursor = super().execute(*asked)
        return super().execute("SELECT 0") if self.careless_about and self.careless_about in asked[0] else cursor


@pytest.mark.parametrize("promise", ["PRAGMA journal_mode", "PRAGMA synchronous", "PRAGMA secure_delete"])
def test_a_place_that_does_not_keep_what_was_acknowledged_is_refused(drive_share_home: Path, promise: str) -> None:
    class Careful(Careless):
        careless_about = promise

    def connect(path: Path) -> sqlite3.Connection:
        return sqlite3.connect(path, isolation_level=None, check_same_thread=False, factory=Careful)

    with pytest.raises(SharingError) as error, opened(drive_share_home, ground=Ground(connect=connect)):
        pass
    assert error.value.failure == NotJournaled(JournalProblem.NOT_DURABLE)


def test_the_promises_are_asked_for_on_the_real_file(drive_share_home: Path) -> None:
    found: list[sqlite3.Connection] = []

    def connect(path: Path) -> sqlite3.Connection:
        found.append(database.connect(path))
        return found[-1]

    with opened(drive_share_home, ground=Ground(connect=connect)):
        (connection,) = found
        values = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "secure_delete", "temp_store", "mmap_size", "fullfsync")
        }
    assert values == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "temp_store": 2,
        "mmap_size": 0,
        "fullfsync": 1,
    }


def overwritten(path: Path) -> None:
    path.write_bytes(b"not a database at all" * 500)


def scratched(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = bytes(byte ^ 0x5A for byte in data[4096:])
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def emptied_beside_its_log(path: Path) -> None:
    path.with_name("journal.db-wal").write_bytes(b"left over" * 1000)
    path.write_bytes(b"")


def removed_beside_its_log(path: Path) -> None:
    path.with_name("journal.db-wal").write_bytes(b"left over" * 1000)
    path.unlink()


def somebody_elses(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA application_id = 77")
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()


def row_of_nonsense(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE invitation SET item = '{}'")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "damage",
    [
        overwritten,
        scratched,
        cut,
        emptied_beside_its_log,
        removed_beside_its_log,
        somebody_elses,
        row_of_nonsense,
    ],
)
def test_a_journal_that_cannot_be_read_is_set_aside_whole_and_nothing_of_it_is_sent(
    drive_share_home: Path, damage: Callable[[Path], None]
) -> None:
    keyring = LastingMemory()
    with opened(drive_share_home, keyring) as store:
        assert store.journal.set_aside is None
        queue_one(store)
    damage(drive_share_home / "journal" / "journal.db")
    shutil.copytree(drive_share_home / "journal", drive_share_home / "copy")
    before = {path.name: path.read_bytes() for path in (drive_share_home / "copy").iterdir()}
    with opened(drive_share_home, keyring) as store:
        aside = store.journal.set_aside
        assert store.journal.rows() == ()
        assert aside is not None
        assert Path(aside).parent == drive_share_home
        assert {path.name: path.read_bytes() for path in Path(aside).iterdir() if path.suffix != ".db-shm"} == before
        queue_one(store)
    with opened(drive_share_home, keyring) as store:
        assert store.journal.set_aside is None
        assert len(store.journal.rows()) == 1


def test_a_journal_that_was_set_aside_goes_only_when_everything_is_forgotten(drive_share_home: Path) -> None:
    with opened(drive_share_home):
        pass
    overwritten(drive_share_home / "journal" / "journal.db")
    (drive_share_home / "journal-unreadable.txt").write_text("somebody's own", "utf-8")
    with opened(drive_share_home) as store:
        aside = store.journal.set_aside
        row_id = queue_one(store).row_id
        store.journal.forget([row_id])
        assert aside is not None
        assert Path(aside).is_dir()
        store.journal.forget()
        assert not Path(aside).exists()
        assert store.journal.set_aside is None
    assert (drive_share_home / "journal-unreadable.txt").exists()


def test_every_damaged_journal_gets_a_name_of_its_own(drive_share_home: Path) -> None:
    names: set[str | None] = set()
    for _ in range(3):
        with opened(drive_share_home):
            pass
        overwritten(drive_share_home / "journal" / "journal.db")
        with opened(drive_share_home) as store:
            names.add(store.journal.set_aside)
    assert len(names) == 3
    assert all(name and Path(name).is_dir() for name in names)


def test_a_damaged_journal_that_another_window_writes_in_is_left_in_its_place(drive_share_home: Path) -> None:
    with opened(drive_share_home) as store:
        queue_one(store)
        store.journal.forget([])
        path = drive_share_home / "journal" / "journal.db"
        whole = path.read_bytes()
        with path.open("r+b") as file:
            file.write(b"not a database at all")
        assert refusal(drive_share_home) is JournalProblem.DAMAGED
        assert path.exists()
        path.write_bytes(whole)
    with opened(drive_share_home) as store:
        assert store.journal.set_aside is None


def test_a_file_in_the_place_of_the_folder_is_said_so(drive_share_home: Path) -> None:
    drive_share_home.mkdir(mode=0o700)
    (drive_share_home / "journal").write_text("a file")
    assert refusal(drive_share_home) is JournalProblem.NOT_WRITABLE
    assert (drive_share_home / "journal").read_text() == "a file"
