"""Every older form of the tables becomes the present one, a step a transaction, and keeps what was written."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from drive_share_gui.adapters.journal.database import Database
from drive_share_gui.adapters.journal.schema import APPLICATION_ID, MIGRATIONS
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.keeping import JournalProblem, NotJournaled
from tests.adapters.journal_ground import let_go, opened, queue_one

NEXT = ("ALTER TABLE invitation ADD COLUMN colour TEXT NOT NULL DEFAULT 'none'",)
BROKEN = ("ALTER TABLE invitation ADD COLUMN size INTEGER", "ALTER TABLE nowhere ADD COLUMN size INTEGER")


def versions(folder: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(folder / "journal.db")) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        return version, connection.execute("PRAGMA application_id").fetchone()[0]


def columns(folder: Path) -> set[str]:
    with closing(sqlite3.connect(folder / "journal.db")) as connection:
        return {column[1] for column in connection.execute("PRAGMA table_info(invitation)")}


def migrated(folder: Path, migrations: Sequence[Sequence[str]]) -> None:
    Database(folder, migrations=migrations).close()


def test_an_older_form_is_brought_up_to_date_and_its_rows_are_kept(drive_share_home: Path) -> None:
    folder = drive_share_home / "journal"
    with opened(drive_share_home) as store:
        row = queue_one(store)
    assert versions(folder) == (len(MIGRATIONS), APPLICATION_ID)
    for _ in range(2):
        migrated(folder, [*MIGRATIONS, NEXT])
        assert versions(folder) == (len(MIGRATIONS) + 1, APPLICATION_ID)
    with closing(sqlite3.connect(folder / "journal.db")) as connection:
        found = connection.execute("SELECT row_id, colour FROM invitation").fetchall()
    assert found == [(row.row_id, "none")]


def test_a_journal_of_the_first_version_keeps_every_row_and_takes_new_ones(drive_share_home: Path) -> None:
    folder = drive_share_home / "journal"
    folder.mkdir(mode=0o700, parents=True)
    migrated(folder, MIGRATIONS[:1])
    with opened(drive_share_home.with_name("other")) as store:
        let_go(store, queue_one(store))
    with closing(sqlite3.connect(folder / "journal.db")) as connection:
        connection.execute("ATTACH ? AS other", (str(drive_share_home.with_name("other") / "journal" / "journal.db"),))
        connection.execute("INSERT INTO invitation SELECT * FROM other.invitation")
        connection.commit()
    with opened(drive_share_home) as store:
        (row,) = store.journal.rows()
        assert store.journal.take([row])[0].owner is not None
    assert versions(folder) == (len(MIGRATIONS), APPLICATION_ID)
    with closing(sqlite3.connect(folder / "journal.db")) as connection:
        indexes = connection.execute("SELECT tbl_name FROM sqlite_master WHERE name = 'invitation_by_item'").fetchall()
    assert indexes == [("invitation",)]


def test_a_step_that_fails_leaves_the_form_before_it(drive_share_home: Path) -> None:
    folder = drive_share_home / "journal"
    with opened(drive_share_home) as store:
        row = queue_one(store)
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrated(folder, [*MIGRATIONS, NEXT, BROKEN])
    assert versions(folder) == (len(MIGRATIONS) + 1, APPLICATION_ID)
    assert {"colour", "size"} & columns(folder) == {"colour"}
    with closing(sqlite3.connect(folder / "journal.db")) as connection:
        assert connection.execute("SELECT row_id FROM invitation").fetchall() == [(row.row_id,)]


ADD = "INSERT INTO chore (name) VALUES ('one')"


def add_and(database: Database, then: Callable[[sqlite3.Connection], object]) -> None:
    with database.writing() as connection:
        connection.execute(ADD)
        then(connection)


def test_an_error_within_a_transaction_undoes_all_of_it_and_the_next_one_works(tmp_path: Path) -> None:
    database = Database(tmp_path)
    with pytest.raises(ZeroDivisionError):
        add_and(database, lambda _: 1 // 0)
    with pytest.raises(SharingError) as error:
        add_and(database, lambda connection: connection.execute("INSERT INTO nowhere VALUES (1)"))
    assert error.value.failure == NotJournaled(JournalProblem.NOT_WRITABLE)
    with database.writing() as connection:
        assert connection.execute("SELECT * FROM chore").fetchall() == []
        connection.execute(ADD)
    database.close()
    with database.reading() as connection:
        assert connection.execute("SELECT * FROM chore").fetchall() == [("one",)]
    database.close()


def test_a_journal_whose_file_was_damaged_while_it_was_closed_for_a_moment_is_refused(tmp_path: Path) -> None:
    database = Database(tmp_path)
    database.close()
    (tmp_path / "journal.db").write_bytes(b"not a database at all" * 500)
    with pytest.raises(SharingError) as error, database.reading():
        pass
    assert error.value.failure == NotJournaled(JournalProblem.DAMAGED)
    database.close()


def test_who_waits_too_long_for_another_process_is_told_so(tmp_path: Path) -> None:
    def impatient(path: Path) -> sqlite3.Connection:
        return sqlite3.connect(path, timeout=0.05, isolation_level=None, check_same_thread=False)

    one, two = Database(tmp_path), Database(tmp_path, impatient)
    with one.writing(), pytest.raises(SharingError) as error, two.writing():
        pass
    assert error.value.failure == NotJournaled(JournalProblem.BUSY)
    with two.writing() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    one.close()
    two.close()
