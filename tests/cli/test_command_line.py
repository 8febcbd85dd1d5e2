"""What the words of a command line ask for."""

import pytest

from drive_share_gui.cli.command_line import VERBS, Dialog, Help, Unusable, Verb, read_command


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
