"""What `integrate` says and does, with file managers that are only played."""

import pytest

from drive_share_gui.cli.status import Status
from drive_share_gui.domain.failure import NotSaved
from tests.application.fake_file_managers import FILES, NEMO, FakeFileManagers
from tests.cli.terminal import Terminal


def test_status_says_what_is_missing_and_how_to_mend_it() -> None:
    terminal = Terminal()
    ran = terminal.run("integrate", "status")
    assert ran.status == Status.EVERYONE
    lacking = "python3-nautilus is not installed either; without it, the entry stands under Scripts."
    assert ran.lines == [
        "nemo      Nemo: Not installed",
        f"nautilus  GNOME Files: Not installed. {lacking}",
        "          sudo apt install python3-nautilus",
        "thunar    Thunar: Its own file of actions cannot be read, so nothing was changed there.",
        "dolphin   Dolphin: Not on this computer",
    ]
    assert terminal.managers.asked == []


def test_installing_what_works_ends_well_and_says_when_it_shows() -> None:
    ran = Terminal().run("integrate", "install", "nemo")
    assert (ran.status, ran.lines) == (Status.EVERYONE, ["nemo  Nemo: Installed"])
    assert "Nemo shows the change when it is started again: nemo -q" in ran.err


def test_installing_everything_tells_by_its_status_that_something_is_missing() -> None:
    terminal = Terminal()
    ran = terminal.run("integrate", "install")
    assert ran.status == Status.NOT_EVERYONE
    assert terminal.managers.asked == [("install", ())]
    assert "python3-nautilus is not installed. Until it is" in ran.out


def test_where_nothing_is_missing_everything_ends_well_and_again() -> None:
    terminal = Terminal(managers=FakeFileManagers([NEMO]))
    assert terminal.run("integrate", "install").status == Status.EVERYONE
    again = terminal.run("integrate", "install")
    assert (again.status, again.err) == (Status.EVERYONE, "")


def test_removing_leaves_nothing_to_complain_about() -> None:
    terminal = Terminal()
    terminal.run("integrate", "install")
    ran = terminal.run("integrate", "remove", "nautilus", "nemo", "nemo")
    assert ran.status == Status.EVERYONE
    assert terminal.managers.asked[-1] == ("remove", ("nautilus", "nemo"))


def test_json_is_alone_on_standard_output() -> None:
    ran = Terminal(managers=FakeFileManagers([FILES])).run("integrate", "status", "--json")
    assert ran.said == {
        "file_managers": [
            {
                "name": "nautilus",
                "title": "GNOME Files",
                "state": "not_installed",
                "missing": "python3-nautilus",
                "mend": "sudo apt install python3-nautilus",
                "restart": "nautilus -q",
            }
        ],
        "error": None,
    }


@pytest.mark.parametrize("words", [("install", "konqueror"), ("mend",), ()])
def test_what_is_not_known_is_bad_usage_and_changes_nothing(words: tuple[str, ...]) -> None:
    terminal = Terminal()
    ran = terminal.run("integrate", *words, "--json")
    assert (ran.status, ran.said["error"]["code"]) == (Status.BAD_INPUT, "usage")
    assert terminal.managers.asked == []


def test_a_full_disk_is_said_in_a_sentence() -> None:
    ran = Terminal(managers=FakeFileManagers(failure=NotSaved(disk_full=True))).run("integrate", "install", "--json")
    assert (ran.status, ran.said["error"]["code"]) == (Status.NOTHING_SENT, "notSaved")
