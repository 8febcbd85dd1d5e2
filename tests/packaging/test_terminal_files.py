"""The man page and the completions of the shells: made from the command line's own help, whole, and understood."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from drive_share_gui.cli.command_line import VERBS
from drive_share_gui.cli.help_text import HELP
from tests.test_house import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

ENVIRON: Final = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": os.devnull}
OFFERED: Final = [
    ("drive-share inv", {"invite"}),
    ("drive-share --pic", {"--picture"}),
    ("drive-share invite --mess", {"--message", "--message-file"}),
    ("drive-share invite --role ", {"read", "write"}),
    ("drive-share --practice invite --dry", {"--dry-run"}),
    ("drive-share journal send", {"send-again"}),
    ("drive-share sign-in --cloud us", {"us-government", "us-defense"}),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    command: list[str | Path] = [sys.executable, CHECKOUT / "packaging" / "terminal", folder]
    subprocess.run(command, check=True, env=ENVIRON | {"PYTHONPATH": str(CHECKOUT)})
    return folder


def said(*command: str | Path) -> str:
    """What a program prints, which must have nothing to complain about."""
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"needs {command[0]}")
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=ENVIRON)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_man_page_knows_every_verb_and_option(made: Path) -> None:
    page = (made / "man/man1/drive-share.1").read_text("utf-8").replace("\\-", "-")
    options = set(re.findall(r"(?<!\S)--[a-z][a-z-]+", HELP))
    assert [verb for verb in VERBS if f"\n.SS {verb}\n" not in page] == []
    assert [option for option in options if option not in page] == []


def test_man_can_read_the_page(made: Path) -> None:
    page = said("man", "--warnings", "--encoding=UTF-8", "-l", made / "man/man1/drive-share.1")
    assert "drive-share invite" in page
    assert "exit status:" in page


@pytest.mark.parametrize(("typed", "offered"), OFFERED)
def test_bash_offers_what_the_verb_takes(made: Path, typed: str, offered: set[str]) -> None:
    *before, _ = words = typed.split(" ")
    listed = " ".join(f"'{word}'" for word in words)
    script = (
        f"source {made}/bash-completion/completions/drive-share; COMP_WORDS=({listed}); COMP_CWORD={len(before)}; "
        '_drive_share; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    assert set(said("bash", "-c", script).split()) == offered


@pytest.mark.parametrize(("typed", "offered"), OFFERED)
def test_fish_offers_what_the_verb_takes(made: Path, tmp_path: Path, typed: str, offered: set[str]) -> None:
    script = f"source {made}/fish/vendor_completions.d/drive-share.fish; complete -C '{typed}'"
    lines = said("env", f"HOME={tmp_path}", "fish", "--no-config", "-c", script).splitlines()
    assert {line.split("\t")[0] for line in lines} == offered


def test_zsh_can_read_its_completion(made: Path) -> None:
    assert said("zsh", "-n", made / "zsh/vendor-completions/_drive-share") == ""
    assert (made / "zsh/vendor-completions/_drive-share").read_text("utf-8").startswith("#compdef drive-share\n")
