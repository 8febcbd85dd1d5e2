"""The store of the client “onedrive”: read while the client holds it, never trusted blindly."""

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from drive_share_gui.adapters.sync_folders.item_store import Stored, look_up
from drive_share_gui.domain.item import ById
from tests.adapters.sync_folders.client_store import (
    DRIVE,
    LENT,
    ROWS,
    VERSION_11,
    VERSION_18,
    Row,
    kept_open,
    make_store,
)

OWN = DRIVE.upper()


@pytest.mark.parametrize("columns", [VERSION_18, VERSION_11])
@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("Documents", ById(f"{OWN}!2", DRIVE)),
        ("Documents/Budget.xlsx", ById(f"{OWN}!3", DRIVE)),
        ("From Bob", ById("01BOBSFOLDER", LENT)),
        ("From Bob/Plan.docx", ById("01BOBSFILE", LENT)),
        ("Far away", ById("01FAR", "b!Gone")),
        ("caf\u00e9.txt", ById(f"{OWN}!6", DRIVE)),
        ("cafe\u0301.txt", ById(f"{OWN}!6", DRIVE)),
        ("Documents/New.docx", None),
        ("Far away/Unknown.docx", None),
        ("Budget.xlsx", None),
        ("documents", None),
        ("Bob's papers", None),
    ],
)
def test_a_path_leads_to_the_id_that_invitations_go_to(
    tmp_path: Path, columns: str, path: str, place: ById | None
) -> None:
    make_store(tmp_path, columns=columns)
    assert look_up(tmp_path, tuple(path.split("/")), None) == Stored(place)


def test_a_store_that_the_client_holds_is_read_with_what_is_in_its_log_only(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    added = Row(DRIVE, f"{OWN}!99", "Fresh.docx", "file", f"{OWN}!1")
    with kept_open(store, [added]):
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True, timeout=0).execute("SELECT * FROM item")
        assert look_up(tmp_path, ("Fresh.docx",), None) == Stored(ById(f"{OWN}!99", DRIVE))
        assert look_up(tmp_path, ("Documents",), None) == Stored(ById(f"{OWN}!2", DRIVE))


def test_nothing_of_the_copy_stays_and_the_store_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    private = tmp_path / "private"
    private.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(private))
    store = make_store(tmp_path / "client")
    before = store.read_bytes(), store.stat().st_mtime_ns
    assert look_up(store.parent, ("Documents",), None) is not None
    assert list(private.iterdir()) == []
    assert (store.read_bytes(), store.stat().st_mtime_ns) == before
    assert [file.name for file in store.parent.iterdir()] == ["items.sqlite3"]


def test_the_drive_of_the_settings_is_the_one_that_is_walked(tmp_path: Path) -> None:
    library = (Row("b!Library", "01ROOT", "root", "root", None), Row("b!Library", "01A", "Documents", "dir", "01ROOT"))
    make_store(tmp_path, (*ROWS, *library))
    assert look_up(tmp_path, ("Documents",), "B!LIBRARY") == Stored(ById("01A", "b!Library"))
    assert look_up(tmp_path, ("Documents",), DRIVE) == Stored(ById(f"{OWN}!2", DRIVE))
    assert look_up(tmp_path, ("Documents",), "b!None") is None


def test_where_two_drives_have_such_a_path_nobody_guesses(tmp_path: Path) -> None:
    other = (Row("b!Other", "01ROOT", "root", "root", None), Row("b!Other", "01A", "Documents", "dir", "01ROOT"))
    make_store(tmp_path, (*ROWS, *other))
    assert look_up(tmp_path, ("Documents",), None) is None
    assert look_up(tmp_path, ("Documents", "Budget.xlsx"), None) == Stored(ById(f"{OWN}!3", DRIVE))


@pytest.mark.parametrize("missing", ["driveId", "parentId", "remoteId"])
def test_a_store_without_what_is_asked_for_is_not_read(tmp_path: Path, missing: str) -> None:
    columns = ", ".join(f"{column} TEXT" for column in VERSION_18.split() if column != missing)
    with closing(sqlite3.connect(tmp_path / "items.sqlite3")) as database:
        database.execute(f"CREATE TABLE item ({columns})")
    assert look_up(tmp_path, ("Documents",), None) is None


@pytest.mark.parametrize("held", [b"", b"SQLite format 3\0" + b"\xff" * 4080, b"not a database" * 400])
def test_what_is_no_store_is_not_read(tmp_path: Path, held: bytes) -> None:
    (tmp_path / "items.sqlite3").write_bytes(held)
    assert look_up(tmp_path, ("Documents",), None) is None


def test_a_torn_copy_is_not_read(tmp_path: Path) -> None:
    rows = [Row(DRIVE, f"{OWN}!{number}", f"{number}.txt", "file", f"{OWN}!1") for number in range(100, 1_500)]
    store = make_store(tmp_path, (*ROWS, *rows))
    with store.open("r+b") as file:
        file.seek(store.stat().st_size // 2 // 4096 * 4096)
        file.write(b"\x55" * 8192)
    assert look_up(tmp_path, ("Documents",), None) is None


def test_no_store_is_no_answer(tmp_path: Path) -> None:
    assert look_up(tmp_path / "nowhere", ("Documents",), None) is None


@pytest.mark.parametrize("name", ["' OR 1=1 --", "%", "_", "a\x00b", "*"])
def test_a_name_is_never_read_as_a_question(tmp_path: Path, name: str) -> None:
    make_store(tmp_path)
    assert look_up(tmp_path, (name,), None) == Stored(None)


def test_a_name_that_is_no_text_is_no_item(tmp_path: Path) -> None:
    make_store(tmp_path)
    assert look_up(tmp_path, (os.fsdecode(b"caf\xe9"),), None) is None
