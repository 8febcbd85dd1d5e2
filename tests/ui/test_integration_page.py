"""The page of file managers: what it shows, what its buttons ask for, and what it says when that fails."""

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.menus_shown import MenusShown, menus, menus_brought, menus_failed, menus_installed, menus_none


def texts(shown: MenusShown) -> dict[str, str]:
    return {row.title.text(): row.state.text() for row in shown.menus.rows if not row.isHidden()}


def test_every_file_manager_that_is_here_says_how_its_entry_stands(qtbot: QtBot) -> None:
    shown = menus()
    qtbot.addWidget(shown.window)
    assert texts(shown) == {
        "GNOME Files": "Not installed. python3-nautilus is not installed either; without it, the entry stands under "
        "Scripts.",
        "Nemo": "Installed",
        "Caja": "Out of date. Install it again.",
        "Thunar": "Its own file of actions cannot be read, so nothing was changed there.",
    }
    assert shown.menus.news.isHidden()


def test_only_what_can_be_done_is_offered(qtbot: QtBot) -> None:
    shown = menus()
    qtbot.addWidget(shown.window)
    offered = {
        row.title.text(): [button.text() for button in (row.install, row.remove) if not button.isHidden()]
        for row in shown.menus.rows
    }
    assert offered == {
        "GNOME Files": ["Install"],
        "Nemo": ["Remove"],
        "Caja": ["Install again", "Remove"],
        "Thunar": [],
    }
    assert shown.menus.rows[0].install.accessibleName() == "Install: GNOME Files"


def test_what_a_package_brought_is_told_apart_from_ones_own(qtbot: QtBot) -> None:
    shown = menus_brought()
    qtbot.addWidget(shown.window)
    assert texts(shown) == {
        "GNOME Files": "python3-nautilus is not installed any more. Install the entry again, and it stands under "
        "Scripts.",
        "Nemo": "Installed, for everyone on this computer",
        "Dolphin": "There twice: a package has put it there for everyone as well. Remove yours.",
    }
    assert [(row.install.isHidden(), row.remove.isHidden()) for row in shown.menus.rows] == [
        (False, False),
        (True, True),
        (True, False),
    ]


def test_a_row_installs_and_removes_its_own_entry_only(qtbot: QtBot) -> None:
    shown = menus()
    qtbot.addWidget(shown.window)
    files, nemo = shown.menus.rows[:2]
    files.install.click()
    nemo.remove.click()
    assert shown.managers.asked == [("install", ("nautilus",)), ("remove", ("nemo",))]
    assert texts(shown)["Nemo"] == "Not installed"
    assert shown.menus.news.text() == "Nemo shows the change when it is started again: nemo -q"


def test_all_are_installed_at_once_and_then_nothing_is_left_to_install(qtbot: QtBot) -> None:
    shown = menus_installed()
    qtbot.addWidget(shown.window)
    assert shown.managers.asked == [("install", ())]
    assert not shown.menus.install_all.isEnabled()
    assert "nautilus -q" in shown.menus.news.text()


def test_the_command_that_mends_what_is_missing_can_be_copied(qtbot: QtBot) -> None:
    shown = menus()
    qtbot.addWidget(shown.window)
    shown.menus.rows[0].copy.click()
    assert QGuiApplication.clipboard().text() == "sudo apt install python3-nautilus"


def test_a_failure_is_said_and_can_be_tried_again(qtbot: QtBot) -> None:
    shown = menus_failed()
    qtbot.addWidget(shown.window)
    assert "full" in shown.menus.news.text()
    shown.managers.failure = None
    shown.menus.install_all.click()
    assert "full" not in shown.menus.news.text()
    assert texts(shown)["Nemo"] == "Installed"


def test_while_it_works_nothing_can_be_pressed_twice(qtbot: QtBot) -> None:
    shown = menus()
    qtbot.addWidget(shown.window)
    shown.runner.hold = True
    shown.menus.rows[0].install.click()
    assert not shown.menus.rows[1].remove.isEnabled()
    assert not shown.menus.install_all.isEnabled()


def test_without_any_file_manager_that_is_said(qtbot: QtBot) -> None:
    shown = menus_none()
    qtbot.addWidget(shown.window)
    assert texts(shown) == {}
    assert not shown.menus.install_all.isEnabled()


def test_being_done_leads_back(qtbot: QtBot) -> None:
    shown = menus()
    qtbot.addWidget(shown.window)
    with qtbot.waitSignal(shown.menus.left):
        shown.menus.done.click()
