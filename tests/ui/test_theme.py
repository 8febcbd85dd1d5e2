"""Colours are legible on every palette a system may bring (WCAG 2.1, level AA)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from drive_share_gui.ui.theme import CONTRAST, EDGE_CONTRAST, contrast, theme_of

if TYPE_CHECKING:
    from collections.abc import Iterator

PALETTES = {
    "light": QPalette(QColor("#efefef")),
    "white": QPalette(QColor("#ffffff"), QColor("#ffffff")),
    "dark": QPalette(QColor("#2b2b2b")),
    "black": QPalette(QColor("#000000"), QColor("#000000")),
    "night blue": QPalette(QColor("#1b1f2e"), QColor("#141824")),
}


@pytest.mark.parametrize("name", PALETTES)
def test_all_text_has_contrast(name: str) -> None:
    theme = theme_of(PALETTES[name])
    for back in (theme.window, theme.field):
        for front in (theme.text, theme.quiet, theme.link, theme.good, theme.caution, theme.problem, theme.doubt):
            assert contrast(front, back) >= CONTRAST
        assert contrast(theme.edge, back) >= EDGE_CONTRAST
    assert contrast(theme.accent_text, theme.accent) >= CONTRAST
    assert contrast(theme.text, theme.chip) >= CONTRAST
    assert contrast(theme.text, theme.tint) >= CONTRAST
    assert contrast(theme.text, theme.caution_tint) >= CONTRAST
    assert contrast(theme.text, theme.problem_tint) >= CONTRAST


@pytest.fixture
def program(qapp: QApplication) -> Iterator[QApplication]:
    before = QApplication.palette()
    yield qapp
    QApplication.setPalette(before)


@pytest.mark.usefixtures("program")
@pytest.mark.parametrize("accent", ["#308cc6", "#ffdd00", "#e95420", "#000000", "#ffffff"])
def test_text_on_any_accent_of_the_system_has_contrast(accent: str) -> None:
    palette = QPalette(QColor("#efefef"))
    palette.setColor(QPalette.ColorRole.Accent, QColor(accent))
    QApplication.setPalette(palette)
    theme = theme_of(palette)
    assert contrast(theme.accent_text, theme.accent) >= CONTRAST


@pytest.mark.usefixtures("program")
def test_an_accent_that_a_platform_gives_one_kind_of_control_is_left_alone() -> None:
    palette = QPalette(QColor("#efefef"))
    palette.setColor(QPalette.ColorRole.Accent, QColor("#e95420"))
    QApplication.setPalette(palette)
    of_program = theme_of(QApplication.palette())
    of_buttons = QPalette(palette)
    of_buttons.setColor(QPalette.ColorRole.Accent, QColor("#000000"))
    assert theme_of(of_buttons) == of_program
    palette.setColor(QPalette.ColorRole.Accent, QColor("#308cc6"))
    QApplication.setPalette(palette)
    assert theme_of(of_buttons) != of_program, "known only as long as the program's accent stays"


def test_contrast_is_that_of_the_guideline() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


def test_a_dark_palette_is_known_by_its_lightness() -> None:
    assert theme_of(PALETTES["dark"]).dark
    assert not theme_of(PALETTES["light"]).dark
