"""Rules of the tree about text of others, links and children, read from the code itself (reliability §5)."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

import pytest

from tests.test_house import PACKAGE, name_of, offences, tree_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NEVER: Final = frozenset(
    {"QMessageBox", "QErrorMessage", "QTextBrowser", "QTextEdit", "QTextDocument", "QStaticText", "QSystemTrayIcon"}
    | {"QGraphicsTextItem", "QWhatsThis", "QToolTip", "QInputDialog", "QProgressDialog", "QStatusBar"}
    | {"RichText", "AutoText", "MarkdownText", "setHtml", "setMarkdown", "setInformativeText", "setDetailedText"}
    | {"setOpenExternalLinks", "setStatusTip", "setWhatsThis", "linkActivated", "LinksAccessibleByMouse"}
    | {"TextBrowserInteraction", "faulthandler", "system", "popen", "getoutput"}
)
"""Shows markup, or gives texts of others to something that acts on them; nothing here needs it."""
MAKERS_OF_LABELS: Final = {"drive_share_gui/ui/plain_text.py"}
OPENERS: Final = {"drive_share_gui/ui/web_page.py", "drive_share_gui/ui/share_commands.py"}
"""The second one opens the folder of the practice drive's mails."""
STARTERS: Final = {
    "drive_share_gui/adapters/desktop_proxy.py",
    "drive_share_gui/adapters/microsoft_identity/browser.py",
    "drive_share_gui/adapters/process.py",
    "drive_share_gui/adapters/sync_folders/said.py",
    "drive_share_gui/practice/launcher.py",
}
STARTS: Final = frozenset({"subprocess", "webbrowser", "startfile", "posix_spawn", "execv", "execve", "QProcess"})
WORDS: Final = ("Word.", "Label.")
"""What begins with this is a text of ours."""


def names_in(tree: ast.AST) -> Iterator[str]:
    """Every name a module uses, imports or calls by keyword."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                yield name
            case ast.ImportFrom(module=module, names=names):
                yield from ((module or "").split(".")[0], *(alias.name for alias in names))
            case ast.Import(names=names):
                yield from (alias.name.split(".")[0] for alias in names)
            case _:
                pass


def is_safe_tip(text: ast.expr) -> bool:
    """Whether a tool tip is a text of ours, or escaped."""
    match text:
        case ast.Constant():
            return True
        case ast.Call(func=ast.Name(id="tool_tip")):
            return True
        case ast.IfExp(body=one, orelse=other):
            return is_safe_tip(one) and is_safe_tip(other)
        case _:
            return ast.unparse(text).startswith(WORDS)


def unsafe_tips(tree: ast.AST) -> list[str]:
    return [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "setToolTip"
        and not all(map(is_safe_tip, node.args))
    ]


def unsafe_labels(tree: ast.AST) -> list[str]:
    """Labels made, or kinds of labels defined, that do not say at once that their text is plain."""
    found: list[str] = []
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef(bases=bases) if "QLabel" in map(ast.unparse, bases):
                if "self.setTextFormat(Qt.TextFormat.PlainText)" not in ast.unparse(node):
                    found.append(node.name)
            case ast.Call(func=ast.Name(id="QLabel")):
                found.append(ast.unparse(node))
            case _:
                pass
    return found


def unsafe_children(tree: ast.AST) -> list[str]:
    """Children that get a shell, or our open files."""
    given = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.keyword)]
    return [one for one in given if one.startswith(("shell=", "close_fds=", "pass_fds=")) and one != "close_fds=True"]


def tips_and_labels(path: Path) -> list[str]:
    tree = tree_of(path)
    return unsafe_tips(tree) + ([] if name_of(path) in MAKERS_OF_LABELS else unsafe_labels(tree))


def openings_and_starts(path: Path) -> list[str]:
    tree = tree_of(path)
    found = STARTS.union({"openUrl"}).intersection(names_in(tree))
    may_open, may_start = name_of(path) in OPENERS, name_of(path) in STARTERS
    named = [name for name in sorted(found) if not (may_open if name == "openUrl" else may_start)]
    return named + unsafe_children(tree)


def test_nothing_shows_markup_or_hands_text_to_a_shell() -> None:
    assert offences(PACKAGE, lambda path: sorted(NEVER.intersection(names_in(tree_of(path))))) == {}


def test_labels_are_plain_and_tool_tips_escaped() -> None:
    assert offences(PACKAGE, tips_and_labels) == {}


def test_pages_are_opened_and_children_started_in_few_places() -> None:
    assert offences(PACKAGE, openings_and_starts) == {}


@pytest.mark.parametrize(
    "code",
    [
        "widget.setToolTip(item.name)",
        "widget.setToolTip(f'<b>{name}')",
        "widget.setToolTip('' if fits else name)",
        "label = QLabel(name)",
        "class Mine(QLabel):\n    pass",
        "subprocess.run(name, shell=True)",
        "subprocess.run(name, close_fds=False)",
    ],
)
def test_the_rules_find_what_they_forbid(code: str) -> None:
    tree = ast.parse(code)
    assert unsafe_tips(tree) + unsafe_labels(tree) + unsafe_children(tree)


@pytest.mark.parametrize("code", ["QMessageBox.warning(a, b, c)", "x = Qt.TextFormat.RichText", "os.system(name)"])
def test_the_names_find_what_they_forbid(code: str) -> None:
    assert NEVER.intersection(names_in(ast.parse(code)))
