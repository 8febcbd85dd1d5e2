"""Colours are legible on every palette a system may bring (WCAG 2.1, level AA)."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette

from drive_share_gui.ui.theme import CONTRAST, EDGE_CONTRAST, contrast, theme_of

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


@pytest.mark.parametrize("accent", ["#308cc6", "#ffdd00", "#e95420", "#000000", "#ffffff"])
def test_text_on_any_accent_of_the_system_has_contrast(accent: str) -> None:
    palette = QPalette(QColor("#efefef"))
    palette.setColor(QPalette.ColorRole.Accent, QColor(accent))
    theme = theme_of(palette)
    assert contrast(theme.accent_text, theme.accent) >= CONTRAST


def test_contrast_is_that_of_the_guideline() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


def test_a_dark_palette_is_known_by_its_lightness() -> None:
    assert theme_of(PALETTES["dark"]).dark
    assert not theme_of(PALETTES["light"]).dark
