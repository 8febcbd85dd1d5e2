"""Colours, sizes and spaces of every window, derived from the palette and font of the system."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

SPACE: Final = 8
"""The unit of all spacing, in device-independent pixels."""
MARGIN: Final = 3 * SPACE
"""Between a window's edge and what is in it."""
RADIUS: Final = 6
"""Of the corners of fields, buttons and marks."""
ICON: Final = 16
LEADING: Final = (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine).value
"""Flags for a line of painted text that begins where reading begins; Qt mirrors them."""
TRAILING: Final = (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine).value
CONTRAST: Final = 4.5
"""Least contrast of text with what is behind it (WCAG 2.1, 1.4.3, level AA)."""
EDGE_CONTRAST: Final = 3.0
"""Least contrast of what shows that a control is there or has the focus (WCAG 2.1, 1.4.11)."""

_DARK_BELOW: Final = 0.5
_STEP: Final = 0.02


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one palette; every one that carries text is legible on `window` and `field`."""

    dark: bool
    window: QColor
    field: QColor
    """Behind what is typed, and behind rows."""
    text: QColor
    quiet: QColor
    """Text of the second rank."""
    edge: QColor
    """Around fields."""
    divider: QColor
    """Lines that only part one thing from the next."""
    hover: QColor
    chip: QColor
    accent: QColor
    accent_text: QColor
    """Text on `accent`."""
    link: QColor
    """The accent as text, and as the ring of the focus."""
    tint: QColor
    """A breath of `accent`, behind a calm notice."""
    good: QColor
    caution: QColor
    caution_tint: QColor
    problem: QColor
    problem_tint: QColor
    doubt: QColor


_KNOWN: Final[dict[tuple[int, int], Theme]] = {}
"""Themes by what Qt calls the cache keys of the palette and the program's: others after every change."""
_MOST_KNOWN: Final = 64


def theme_of(palette: QPalette) -> Theme:
    """Derive the colours from `palette`; cheap when asked again for the same one.

    The accent is the program's own: buttons of GTK's platform theme have black for theirs (Qt 6.11).
    """
    own = QGuiApplication.palette()
    key = palette.cacheKey(), own.cacheKey()
    known = _KNOWN.get(key)
    if known is None:
        group, role = QPalette.ColorGroup.Active, QPalette.ColorRole
        names = (role.Window, role.Base, role.WindowText)
        known = _theme(*(palette.color(group, name).rgb() for name in names), own.color(group, role.Accent).rgb())
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN[key] = known
    return known


@lru_cache(maxsize=8)
def _theme(window_rgb: int, field_rgb: int, text_rgb: int, accent_rgb: int) -> Theme:
    window, field = QColor(window_rgb), QColor(field_rgb)
    backs = (window, field)
    text = legible(QColor(text_rgb), *backs)
    accent_text = QColor("white")
    accent = legible(QColor(accent_rgb), accent_text)
    problem, caution = legible(QColor("#c0262d"), *backs), legible(QColor("#8a5a00"), *backs)
    return Theme(
        dark=window.lightnessF() < _DARK_BELOW,
        window=window,
        field=field,
        text=text,
        quiet=legible(mix(text, window, 0.36), *backs),
        edge=legible(mix(text, field, 0.6), *backs, least=EDGE_CONTRAST),
        divider=mix(text, window, 0.84),
        hover=mix(text, window, 0.92),
        chip=mix(text, field, 0.9),
        accent=accent,
        accent_text=accent_text,
        link=legible(accent, *backs),
        tint=mix(accent, window, 0.88),
        good=legible(QColor("#1a7f37"), *backs),
        caution=caution,
        caution_tint=mix(caution, window, 0.88),
        problem=problem,
        problem_tint=mix(problem, window, 0.9),
        doubt=legible(QColor("#5a55c8"), *backs),
    )


def mix(front: QColor, back: QColor, share: float) -> QColor:
    """Blend two colours: `share` of `back`, the rest of `front`."""
    return QColor.fromRgbF(
        front.redF() + (back.redF() - front.redF()) * share,
        front.greenF() + (back.greenF() - front.greenF()) * share,
        front.blueF() + (back.blueF() - front.blueF()) * share,
    )


def legible(colour: QColor, *backs: QColor, least: float = CONTRAST) -> QColor:
    """Move `colour` towards black or white, hue kept, until it stands out from all `backs`."""
    darker = all(back.lightnessF() >= _DARK_BELOW for back in backs)
    hue, saturation, lightness = colour.hslHueF(), colour.hslSaturationF(), colour.lightnessF()
    for _ in range(round(1 / _STEP)):
        if all(contrast(colour, back) >= least for back in backs):
            break
        lightness = max(0.0, lightness - _STEP) if darker else min(1.0, lightness + _STEP)
        colour = QColor.fromHslF(max(hue, 0.0), saturation, lightness)
    return colour


def contrast(one: QColor, other: QColor) -> float:
    """Give the contrast ratio of two opaque colours, 1 to 21 (WCAG 2.1, contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - of sRGB
        for value in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def scaled(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """Give `font` in another size, whether it is measured in points or in pixels."""
    other = QFont(font)
    if font.pointSizeF() > 0:
        other.setPointSizeF(font.pointSizeF() * factor)
    else:
        other.setPixelSize(round(font.pixelSize() * factor))
    if bold:
        other.setWeight(QFont.Weight.DemiBold)
    return other
