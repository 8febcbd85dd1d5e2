"""Writes the man page and the completions of the shells below a folder laid out like /usr/share."""

import sys
import tomllib
from pathlib import Path

from command import dialog_options, verbs
from completions import bash, fish, zsh
from man_page import man_page

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]


def write(folder: Path) -> None:
    """Write them all."""
    of_verbs, of_dialog = tuple(verbs()), dialog_options()
    for name, text in {
        "man/man1/drive-share.1": man_page(of_verbs, PROJECT["description"]),
        "bash-completion/completions/drive-share": bash(of_verbs, of_dialog),
        "zsh/vendor-completions/_drive-share": zsh(of_verbs, of_dialog),
        "fish/vendor_completions.d/drive-share.fish": fish(of_verbs, of_dialog),
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


write(Path(sys.argv[1]))
