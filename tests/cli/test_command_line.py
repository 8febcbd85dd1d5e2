"""What the words of a command line ask for."""

from dataclasses import fields
from pathlib import Path

import pytest

from drive_share_gui.application.opening import MOST_ITEMS
from drive_share_gui.cli.command_line import (
    VERBS,
    Dialog,
    Help,
    Unusable,
    Verb,
    read_command,
    words_of,
)


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_the_first_word_that_is_no_option(verb: str) -> None:
    assert read_command([verb, "x"]) == Verb(verb, ("x",))


def test_options_may_stand_before_the_verb() -> None:
    words = ["--practice", "--drive", "find", "--service-url=x", "find", "path:/a", "--json"]
    assert read_command(words) == Verb(
        "find", ("--practice", "--drive", "find", "--service-url=x", "path:/a", "--json")
    )


@pytest.mark.parametrize("words", [["--", "invite"], ["path:invite"], ["--practice", "--", "journal"]])
def test_an_item_that_is_called_like_a_verb_can_be_named(words: list[str]) -> None:
    answer = read_command(words)
    assert isinstance(answer, Dialog)
    assert answer.item in {"invite", "path:invite", "journal"}


def test_without_words_the_dialog_opens_without_an_item() -> None:
    assert read_command([]) == Dialog()


def test_the_dialog_takes_an_item_and_where_to_look_for_it() -> None:
    words = ["--service-url", "https://x.org/v1.0", "id:1", "--dialect=onedrive", "--drive", "D", "--picture=a.png"]
    expected = Dialog("id:1", drive_id="D", service_url="https://x.org/v1.0", dialect="onedrive", picture="a.png")
    assert read_command(words) == expected


def test_the_dialog_can_begin_with_people() -> None:
    assert read_command(["--practice", "--to", "ann@x.org, bob@y.org", "/a"]) == Dialog(
        "/a", practice=True, people="ann@x.org, bob@y.org"
    )


def test_nobody_is_invited_for_a_picture_but_on_the_practice_drive() -> None:
    words = ["--picture", "a.png", "--to", "ann@x.org", "path:/a"]
    assert isinstance(read_command(["--practice", *words]), Dialog)
    assert isinstance(read_command(["--service-url", "https://x.org/v1.0", *words]), Unusable)


@pytest.mark.parametrize("name", ["-platformpluginpath", "-style", "--qmljsdebugger", "-platform"])
def test_a_file_name_that_qt_would_obey_is_an_item_after_two_dashes_and_nothing_without(name: str) -> None:
    assert read_command(["--", name]) == Dialog(name)
    assert isinstance(read_command([name]), Unusable)


@pytest.mark.parametrize(
    "words",
    [
        ["a", "b"],
        ["--drive"],
        ["--drive="],
        ["--dialect", "soap"],
        ["--practice", "--service-url", "https://x.org"],
        ["--json"],
        ["--token", "x"],
    ],
)
def test_words_nobody_understands_open_nothing(words: list[str]) -> None:
    assert isinstance(read_command(words), Unusable)


def test_help_and_version_are_asked_for_without_a_verb() -> None:
    assert read_command(["--practice", "--help"]) == Help()
    assert read_command(["--version"]) == Help(version=True)


@pytest.mark.parametrize("words", [["--open", "/a/b"], ["--practice", "--open", "-platform"], ["--open", "invite"]])
def test_whatever_follows_open_is_a_file(words: list[str]) -> None:
    assert read_command(words) == Dialog(f"file:{Path(words[-1]).absolute()}", practice="--practice" in words)


def test_several_files_a_file_manager_opens_are_items_of_one_dialog() -> None:
    words = ["--open", "/a/-b c.txt", "onedrive://x/y", "/d"]
    assert read_command(words) == Dialog("file:/a/-b c.txt", also=("onedrive://x/y", "file:/d"))


def test_a_link_is_the_item_it_names() -> None:
    for words in (["drive-share:?item=path:%2Fa%20b"], ["--open", "drive-share:?item=path:%2Fa%20b"]):
        assert read_command(words) == Dialog("path:/a b")


@pytest.mark.parametrize("link", ["drive-share:", "drive-share:?item=id:1&to=eve@x.org", "drive-share:?item=file:/a"])
def test_a_link_that_names_no_item_opens_nothing(link: str) -> None:
    assert isinstance(read_command([link]), Unusable)
    assert isinstance(read_command(["--open", link]), Unusable)


DIALOGS = (
    Dialog("-rf", practice=True),
    Dialog("invite", drive_id="-D", account="--ann"),
    Dialog(people="'Ann' <a@x.org>\n-b"),
    Dialog("x", service_url="--y", dialect="onedrive"),
    Dialog("x", picture="a=b.png"),
    Dialog(serves=True),
    Dialog(path="/a -- b"),
    Dialog("id:1", also=("--also", "file:/a b")),
)


@pytest.mark.parametrize("dialog", DIALOGS)
def test_words_made_of_a_dialog_are_read_as_that_dialog(dialog: Dialog) -> None:
    assert read_command(words_of(dialog)) == dialog


@pytest.mark.parametrize("name", [one.name for one in fields(Dialog)])
def test_every_part_of_a_dialog_has_words(name: str) -> None:
    assert any(getattr(dialog, name) != getattr(Dialog(), name) for dialog in DIALOGS)


def test_several_items_are_for_one_dialog() -> None:
    assert read_command(["id:1", "--also", "id:2", "--also=id:2"]) == Dialog("id:1", also=("id:2",))
    assert read_command(["--open", "/a", "file:///b%20c"]) == Dialog("file:/a", also=("file:/b c",))


def test_a_dialog_takes_no_more_items_than_one_can_look_through() -> None:
    assert isinstance(read_command(["--open", *map(str, range(MOST_ITEMS))]), Dialog)
    answer = read_command(["--open", *map(str, range(10_000))])
    assert isinstance(answer, Unusable)
    assert "100 items" in answer.why
