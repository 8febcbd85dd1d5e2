"""Local files on the command line: whatever they are called, they are files, never options or verbs."""

import os
from pathlib import Path

import pytest

from drive_share_gui.cli.command_line import Dialog, Unusable, Verb, read_command
from drive_share_gui.cli.status import Status
from drive_share_gui.domain.item import ByLocalFile, ByPath
from drive_share_gui.domain.local_file import DriveRoot, NoAccountFor, NotInOneDrive, NotUploadedYet, SyncClient
from tests.adapters.sync_folders.hostile_names import HOSTILE
from tests.cli.terminal import OneItem, Terminal

ALL_NAMES = (
    *HOSTILE,
    "--help",
    "--json",
    "--",
    "-h",
    "--path",
    "--platform=offscreen",
    "-stylesheet=/x.qss",
    "invite",
    "journal",
    "id:01ABC",
    " a ",
    os.fsdecode(b"caf\xe9"),
)


@pytest.mark.parametrize("name", ALL_NAMES)
@pytest.mark.parametrize("folder", ["", "./", "/sync/"])
def test_the_dialog_takes_a_path_to_the_letter(name: str, folder: str) -> None:
    whole = f"{folder if folder.startswith('/') else f'{Path.cwd()}/'}{name}"
    assert read_command(["--path", folder + name]) == Dialog(path=whole)
    words = ["--practice", f"--path={folder}{name}", "--to", "ann@x.org"]
    assert read_command(words) == Dialog(path=whole, practice=True, people="ann@x.org")


@pytest.mark.parametrize("name", [name for name in ALL_NAMES if name.isascii() or name.isprintable()])
@pytest.mark.parametrize("verb", ["find", "access"])
def test_a_verb_takes_a_path_to_the_letter_and_completes_it(verb: str, name: str) -> None:
    service = OneItem()
    ran = Terminal(service).run(verb, "--path", name)
    assert (ran.status, service.asked) == (Status.EVERYONE, [ByLocalFile(f"{Path.cwd()}/{name}")])
    assert ran.where[0].wanted == ByLocalFile(f"{Path.cwd()}/{name}")


def test_a_name_that_is_no_text_is_refused_with_a_sentence() -> None:
    service = OneItem()
    ran = Terminal(service).run("find", "--path", os.fsdecode(b"caf\xe9.txt"))
    assert (ran.status, service.asked) == (Status.BAD_INPUT, [])
    assert "bytes in it that are no text" in ran.err


def test_a_path_of_a_folder_that_is_kept_in_sync_is_a_file_here_and_it_is_said() -> None:
    service = OneItem()
    ran = Terminal(service).run("find", "/sync/Budget.xlsx")
    assert service.asked == [ByLocalFile("/sync/Budget.xlsx")]
    assert "Read as a file on this computer: file:/sync/Budget.xlsx" in ran.err


@pytest.mark.parametrize(("words"), [("path:/sync/a",), ("/Documents/a",), ("/sync/a", "--drive", "b!x")])
def test_every_other_path_is_one_on_the_drive(words: tuple[str, ...]) -> None:
    service = OneItem()
    Terminal(service).run("find", *words)
    assert isinstance(service.asked[0], ByPath)


def test_an_address_of_a_file_is_read_as_one() -> None:
    service = OneItem()
    Terminal(service).run("find", "file:///sync/My%20Budget%25.xlsx")
    Terminal(service).run("find", "file:/sync/100%25")
    Terminal(service).run("find", r"C:\Users\Ann\a.txt")
    assert service.asked[:2] == [ByLocalFile("/sync/My Budget%.xlsx"), ByLocalFile("/sync/100%25")]
    assert isinstance(service.asked[2], ByLocalFile)


@pytest.mark.parametrize("words", [(), ("id:1", "--path", "/a")])
def test_one_item_is_needed_and_no_second_one(words: tuple[str, ...]) -> None:
    service = OneItem()
    ran = Terminal(service).run("find", *words)
    assert (ran.status, service.asked) == (Status.BAD_INPUT, [])
    assert "ITEM, --path FILE" in ran.err


def test_the_dialog_takes_one_item_too() -> None:
    assert isinstance(read_command(["--path", "/a", "id:1"]), Unusable)
    assert isinstance(read_command(["--path"]), Unusable)
    assert read_command(["find", "--", "--path", "x"]) == Verb("find", ("--", "--path", "x"))


@pytest.mark.parametrize(
    ("failure", "code", "sentence"),
    [
        (NotInOneDrive(), "notInOneDrive:otherPlace", "Move it there, or paste a link."),
        (NotUploadedYet(SyncClient.RCLONE), "notUploadedYet", "Wait until rclone has uploaded it, then share."),
        (
            NoAccountFor("bob@x.org"),
            "noAccountFor",
            "belongs to bob@x.org. Sign in with that account, or change to it, then share. (See: drive-share sign-in)",
        ),
        (NoAccountFor(), "noAccountFor", "Name the account, or paste a link."),
        (NoAccountFor("\u202e@x"), "noAccountFor", "Name the account, or paste a link."),
        (DriveRoot(), "driveRoot", "Choose a folder or file in it."),
    ],
)
def test_every_answer_has_a_sentence_with_a_next_step(
    failure: NotInOneDrive | NotUploadedYet | NoAccountFor | DriveRoot, code: str, sentence: str
) -> None:
    ran = Terminal(OneItem(failure=failure)).run("find", "--path", "/sync/a", "--json")
    assert ran.status == Status.NOTHING_SENT
    assert ran.said["error"]["code"] == code
    assert sentence in ran.said["error"]["text"]
    assert "\u202e" not in ran.err + ran.out
