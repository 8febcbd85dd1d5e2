"""The one file that runs without installation: where it unpacks itself, when, and what it makes of bad surroundings.

A program of three lines stands for the application folder: what is tested are the lines before it.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.test_house import CHECKOUT

PACK: Final = CHECKOUT / "packaging" / "linux" / "pack-one-file"
STAND_IN: Final = """\
#!/bin/sh
printf '%s\\0' "$0" "$APPIMAGE" "$APPDIR" "$@"
case ${1:-} in wait) read -r _ ;; esac
exit 7
"""
NAMES: Final = (
    "Drive Share.run",
    "-n",
    "a\"b';$(touch pwned) `touch pwned` %f & <x>.run",
    "new\nline.run\n",
)
BUILT: Final = sorted((CHECKOUT / "dist").glob("drive-share-*-x86_64.run"))
NEEDED: Final = ("zstd", "tar", "flock")

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="The file is for Linux."),
    pytest.mark.skipif(any(shutil.which(name) is None for name in NEEDED), reason=f"needs {', '.join(NEEDED)}"),
]


def pack(folder: Path, content: str, target: Path) -> Path:
    """Make the one file of a program."""
    program = folder / "drive-share" / "drive-share"
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(content, "utf-8")
    program.chmod(0o755)
    environ = {"PATH": os.environ["PATH"], "SOURCE_DATE_EPOCH": "1700000000"}
    subprocess.run([PACK, program.parent, "0.0.1", target], check=True, env=environ)
    return target


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packed")
    return pack(folder, STAND_IN, folder / "drive-share.run")


def environment(home: Path, **more: str) -> dict[str, str]:
    home.mkdir(exist_ok=True)
    return {"HOME": str(home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"} | more


def start(file: Path | str, home: Path, *words: str, **environ: str) -> tuple[int, list[str], str]:
    """Give the status, what the program was started with (its own place first), and what the file complained about."""
    done = subprocess.run(
        [file, *words], capture_output=True, text=True, check=False, env=environment(home, **environ), cwd=home
    )
    return done.returncode, done.stdout.split("\0")[:-1], done.stderr


def unpacked(home: Path) -> list[Path]:
    return sorted((home / ".cache" / "drive-share" / "unpacked").iterdir())


def test_two_files_of_one_folder_are_the_same(packed: Path, tmp_path: Path) -> None:
    assert pack(tmp_path, STAND_IN, tmp_path / "again.run").read_bytes() == packed.read_bytes()


def test_it_unpacks_once_for_this_person_alone_and_starts_from_there(packed: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = start(packed, home)
    (place,) = unpacked(home)
    assert first == (7, [f"{place}/drive-share/drive-share", str(packed), str(place)], "")
    assert stat.S_IMODE(place.stat().st_mode) == stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    before = (place / "drive-share").stat()
    assert start(packed, home) == first
    assert (place / "drive-share").stat() == before


@pytest.mark.parametrize("name", NAMES)
def test_file_and_arguments_may_have_any_name(packed: Path, tmp_path: Path, name: str) -> None:
    home = tmp_path / "home"
    home.mkdir()
    shutil.copy(packed, home / name)
    status, words, complaint = start(f"./{name}", home, *NAMES)
    assert (status, words[1], words[3:], complaint) == (7, f"{home}/./{name}", list(NAMES), "")
    assert {path.name for path in home.iterdir()} == {name, ".cache"}


def test_a_newer_file_takes_the_place_of_the_older_unless_that_is_running(packed: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    newer = pack(tmp_path, STAND_IN + "# newer\n", tmp_path / "newer.run")
    with subprocess.Popen(
        [packed, "wait"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(home)
    ) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stdout.read(1) == b"/"
        assert start(newer, home)[0] == 7
        assert len(unpacked(home)) == 2
        running.stdin.close()
    newest = pack(tmp_path, STAND_IN + "# newest\n", tmp_path / "newest.run")
    place = start(newest, home)[1][2]
    assert unpacked(home) == [Path(place)]


def test_a_file_that_is_not_whole_starts_nothing(packed: Path, tmp_path: Path) -> None:
    home, cut = tmp_path / "home", tmp_path / "cut.run"
    cut.write_bytes(packed.read_bytes()[:-1])
    cut.chmod(0o755)
    status, words, complaint = start(cut, home)
    assert (status, words) == (3, [])
    assert "not whole" in complaint
    assert not (home / ".cache").exists()


def test_what_was_left_half_unpacked_is_not_started(packed: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    start(packed, home)
    (place,) = unpacked(home)
    (place / "drive-share" / "drive-share").unlink()
    assert start(packed, home)[0] == 7
    assert unpacked(home) == [place]


def test_what_others_could_have_changed_is_not_started(packed: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    start(packed, home)
    (place,) = unpacked(home)
    (place / "drive-share" / "drive-share").write_text("#!/bin/sh\necho changed\n", "utf-8")
    place.chmod(0o777)
    status, words, _ = start(packed, home)
    assert (status, words[1:]) == (7, [str(packed), str(place)])
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


def test_a_link_in_place_of_the_folder_is_not_followed(packed: Path, tmp_path: Path) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (home / ".cache" / "drive-share").mkdir(parents=True)
    (home / ".cache" / "drive-share" / "unpacked").symlink_to(elsewhere)
    status, words, _ = start(packed, home, TMPDIR=str(tmp_path))
    assert (status, Path(words[2]).parent) == (7, tmp_path)
    assert list(elsewhere.iterdir()) == []


def test_where_the_home_takes_nothing_it_runs_once_from_a_folder_of_its_own(packed: Path, tmp_path: Path) -> None:
    home, spare = tmp_path / "home", tmp_path / "spare"
    spare.mkdir(mode=0o700)
    home.mkdir()
    (home / ".cache").write_text("in the way", "utf-8")
    status, words, complaint = start(packed, home, TMPDIR=str(spare))
    assert (status, Path(words[2]).parent, complaint) == (7, spare, "")
    assert list(spare.iterdir()) == []


def test_it_never_unpacks_where_others_could_put_something_else_in_its_place(packed: Path, tmp_path: Path) -> None:
    home, open_to_all = tmp_path / "home", tmp_path / "open"
    open_to_all.mkdir()
    open_to_all.chmod(0o777)
    home.mkdir()
    (home / ".cache").write_text("in the way", "utf-8")
    status, words, _ = start(packed, home, TMPDIR=str(open_to_all))
    assert (status, Path(words[2]).parent) == (7, Path("/var/tmp"))  # noqa: S108 - the sticky folder of every system
    assert not Path(words[2]).exists()


def test_a_relative_cache_folder_counts_as_none(packed: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    start(packed, home, XDG_CACHE_HOME="here")
    assert {path.name for path in home.iterdir()} == {".cache"}


def test_without_room_it_says_so_and_leaves_nothing(packed: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    no_file_may_grow = f'ulimit -f 0; exec "{packed}"'
    command = ["sh", "-c", no_file_may_grow]
    surroundings = environment(home, TMPDIR=str(home))
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=surroundings)
    assert done.returncode == 3
    assert "no room" in done.stderr
    assert unpacked(home) == []


def test_without_zstd_it_says_what_to_install(packed: Path, tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("sh", "find", "tail", "sha256sum", "chmod", "mkdir", "mktemp", "rm", "mv", "tar", "flock"):
        (programs / name).symlink_to(shutil.which(name) or name)
    status, _, complaint = start(packed, tmp_path / "home", PATH=str(programs))
    assert status == 3
    assert "install the package zstd" in complaint


@pytest.mark.skipif(not BUILT, reason="packaging/build-run was never run here.")
def test_the_real_one_invites_and_menu_entries_start_it_again(tmp_path: Path) -> None:
    home, programs = tmp_path / "home", tmp_path / "bin"
    programs.mkdir()
    (programs / "dolphin").symlink_to("/bin/true")
    file = tmp_path / "Drive Share.run"
    file.symlink_to(BUILT[-1])
    surroundings = {"PATH": f"{programs}:{os.environ['PATH']}", "QT_QPA_PLATFORM": "offscreen"}
    invited = start(file, home, "invite", "path:/Documents/Budget.xlsx", "--practice", "--to", "ann@example.org")
    assert invited[0] == 0, invited[2]
    picture = tmp_path / "dialog.png"
    drawn = start(file, home, "--practice", "--picture", str(picture), "path:/Documents/Budget.xlsx", **surroundings)
    assert (drawn[0], drawn[2]) == (0, "")
    assert picture.read_bytes().startswith(b"\x89PNG")
    start(file, home, "integrate", "install", "dolphin", **surroundings)
    (entry,) = (home / ".local/share/kio/servicemenus").iterdir()
    assert f'"{file}" --open' in entry.read_text("utf-8")
    assert ".cache" not in entry.read_text("utf-8")
