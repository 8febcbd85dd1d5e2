"""Rules of the tree that no linter knows: what may be written where, and what the pinned packages must do."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tokenize
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

CHECKOUT: Final = Path(__file__).resolve().parents[1]
MODULES: Final = sorted(
    path for folder in ("drive_share_gui", "tests") for path in (CHECKOUT / folder).rglob("*.py") if path.is_file()
)
PACKAGE: Final = [path for path in MODULES if CHECKOUT / "drive_share_gui" in path.parents]
MOST_LINES: Final = 250
SIGNALS: Final = 5_000

FORBIDDEN: Final = re.compile(r"^unittest\.mock\b|^time\.sleep$|^qtbot\.wait$|\.qWait$|\.processEvents$")

# Hosts of package registries, and folders of one machine. Brackets keep this file from matching itself.
OUT_OF_PLACE: Final = re.compile(
    r"p[y]pi\.org|p[y]thonhosted\.org|n[p]mjs\.org|f[i]le:///o[p]t/|/o[p]t/wheels|/w[o]rk/|/t[m]p/|/ro[o]t/\.|\.p[y]env|/ho[m]e/runner"
)
WITHOUT_CODE: Final = re.compile(r"#\s*(type:\s*ignore|noqa|pyright:\s*ignore)(?!\s*(\[\w|:\s*[A-Z]))", re.IGNORECASE)


def name_of(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


def published_files() -> list[Path]:
    """Every file git would publish; without git, every file outside folders that are made."""
    git = ["git", "-C", str(CHECKOUT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(git, capture_output=True, check=True).stdout.decode().split("\0")
        files = [CHECKOUT / name for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        made = {".git", ".venv", "build", "dist", "node_modules", "__pycache__"}
        files = [path for path in CHECKOUT.rglob("*") if not made & set(path.relative_to(CHECKOUT).parts)]
    return [path for path in files if path.is_file()]


def pins(name: str) -> dict[str, str]:
    """Package and version of each line that pins one."""
    lines = (CHECKOUT / "packaging" / name).read_text("utf-8").splitlines()
    return dict(line.split(" ")[0].split("==", 1) for line in lines if "==" in line.split(" ")[0])


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), name_of(path))


def own_names(tree: ast.Module) -> set[str]:
    """The names a module gives to what it imports from Drive Share."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("drive_share_gui"):
            found.update(alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.Import):
            found.update(
                alias.asname or "drive_share_gui" for alias in node.names if alias.name.startswith("drive_share_gui")
            )
    return found


def dotted_names(node: ast.AST) -> list[str]:
    """What one piece of code imports or takes from something else, in full: `time.sleep`."""
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=module, names=names):
            return [f"{module}.{alias.name}" for alias in names]
        case ast.Attribute():
            return [ast.unparse(node)]
        case _:
            return []


def patched(node: ast.AST, own: set[str]) -> list[str]:
    """What of Drive Share one piece of code replaces for a test."""
    match node:
        case ast.Call(func=ast.Attribute(attr="setattr"), args=[target, *_]) if is_own(target, own):
            return [ast.unparse(target)]
        case _:
            return []


def is_own(target: ast.expr, own: set[str]) -> bool:
    if isinstance(target, ast.Constant):
        return str(target.value).startswith("drive_share_gui")
    return ast.unparse(target).split(".")[0] in own


def offences(modules: Iterable[Path], in_one: Callable[[Path], list[str]]) -> dict[str, list[str]]:
    """Give what breaks a rule, by the module it is in."""
    return {name_of(path): found for path in modules if (found := in_one(path))}


def mocks_and_sleeps(path: Path) -> list[str]:
    tree = tree_of(path)
    own = own_names(tree)
    nodes = list(ast.walk(tree))
    forbidden = [name for node in nodes for name in dotted_names(node) if FORBIDDEN.search(name)]
    return forbidden + [name for node in nodes for name in patched(node, own)]


def silenced_without_a_rule(path: Path) -> list[str]:
    with path.open("rb") as file:
        comments = [token for token in tokenize.tokenize(file.readline) if token.type == tokenize.COMMENT]
    return [token.line.strip() for token in comments if WITHOUT_CODE.search(token.string)]


def first_words_that_are_no_sentence(path: Path) -> list[str]:
    first = (ast.get_docstring(tree_of(path)) or "").partition("\n\n")[0]
    return [] if first.endswith(".") else [first]


def test_no_module_mocks_sleeps_or_runs_events_by_hand() -> None:
    assert offences(MODULES, mocks_and_sleeps) == {}


def test_a_comment_that_silences_a_checker_names_the_rule() -> None:
    assert offences(MODULES, silenced_without_a_rule) == {}


def test_every_module_says_in_one_sentence_what_it_is() -> None:
    assert offences(MODULES, first_words_that_are_no_sentence) == {}


def test_no_module_grows_beyond_what_one_can_keep_in_mind() -> None:
    assert PACKAGE
    assert offences(PACKAGE, lambda path: path.read_text("utf-8").splitlines()[MOST_LINES:]) == {}


def test_nothing_published_names_one_machine_or_a_package_registry() -> None:
    found = {
        name_of(path): match.group()
        for path in published_files()
        if (match := OUT_OF_PLACE.search(path.read_bytes().decode("utf-8", "replace")))
    }
    assert found == {}


@pytest.mark.parametrize("name", ["app.txt", "checks.txt"])
def test_every_package_is_pinned_by_its_hash_and_says_nothing_of_where_it_is_from(name: str) -> None:
    lines = (CHECKOUT / "packaging" / name).read_text("utf-8").splitlines()
    assert [line for line in lines if not re.match(r"\S+==\S+ .*\\$|    --hash=sha256:[0-9a-f]{64}( \\)?$", line)] == []
    blocks = re.split(r"^\S+==", "\n".join(lines), flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in block for block in blocks)


def test_the_app_is_checked_with_the_packages_it_runs_with() -> None:
    app = pins("app.txt")
    assert app
    assert app.items() <= pins("checks.txt").items()


def test_a_program_can_emit_thousands_of_signals() -> None:
    """PySide6 6.12.0 aborts Python 3.11 after some hundred: each one drops a reference of True."""
    program = f"""
from PySide6.QtCore import QObject, Signal

class Bell(QObject):
    rang = Signal(int)

bell, heard = Bell(), []
bell.rang.connect(heard.append)
for number in range({SIGNALS}):
    bell.rang.emit(number)
print(len(heard))
"""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stdout.strip()) == (0, str(SIGNALS)), done.stderr
