"""Text of others on a terminal."""

import pytest

from drive_share_gui.cli.harmless import harmless


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Budget.xlsx", "Budget.xlsx"),
        ("Übersicht 日本語.docx", "Übersicht 日本語.docx"),
        ("\x1b[2Jgone", "\\x1b[2Jgone"),
        ("\x9b31mred", "\\x9b31mred"),
        ("two\nlines\r", "two\\nlines\\r"),
        ("annex\u202egpj.exe", "annex\\u202egpj.exe"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("broken \udcff", "broken \\udcff"),
        ("\u2028", "\\u2028"),
    ],
)
def test_what_steers_a_terminal_or_hides_is_shown_as_an_escape(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_right_to_left_text_is_kept_apart_from_its_surroundings() -> None:
    assert harmless("תקצב") == "\u2068תקצב\u2069"


def test_a_family_of_joined_emoji_stays_together() -> None:
    assert harmless("👩\u200d👧") == "👩\u200d👧"
