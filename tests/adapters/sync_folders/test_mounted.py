"""onedriver, rclone and GNOME Files: what they mount, in real mounts where this computer allows them."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from drive_share_gui.adapters.sync_folders.gvfs import Gvfs
from drive_share_gui.adapters.sync_folders.mounts import Mount, mounts
from drive_share_gui.adapters.sync_folders.onedriver import Onedriver
from drive_share_gui.adapters.sync_folders.rclone import Rclone
from drive_share_gui.domain.item import ById, ByPath
from drive_share_gui.domain.local_file import DriveRoot, Located, Location, NotUploadedYet, SyncClient, SyncFolder
from tests.adapters.sync_folders.real_mount import mounted, needs_bindfs, needs_rclone

OF_WORK = "b!" + "x" * 64
ITEM = "01" + "ABCDEFGH" * 4


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str, str], dict[str, str]]:
    """Put a program in place of rclone or gio, and give the environment in which it is found."""

    def put(name: str, script: str) -> dict[str, str]:
        file = tmp_path / "bin" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
        return {"PATH": f"{file.parent}:{os.environ['PATH']}", "HOME": str(tmp_path)}

    return put


@needs_bindfs
def test_a_real_mount_of_onedriver_is_its_accounts_drive(tmp_path: Path) -> None:
    inside, point = tmp_path / "inside", tmp_path / "My OneDrive"
    inside.mkdir()
    point.mkdir()
    (inside / ".xdg-volume-info").write_text("[Volume Info]\nName=ann@contoso.example\nIcon=x\n", "utf-8")
    with mounted("bindfs", "-o", "fsname=onedriver,subtype=onedriver", inside, point, at=point):
        (only,) = (kept for kept in Onedriver(mounts).kept_folders() if kept.folder.path == str(point))
        assert only.folder == SyncFolder(SyncClient.ONEDRIVER, str(point), "ann@contoso.example")
        assert only.locate(("a", "b.txt")) == Located(only.folder, ByPath(("a", "b.txt")), "b.txt")
        assert only.locate(()) == DriveRoot()
    assert all(kept.folder.path != str(point) for kept in Onedriver(mounts).kept_folders())


@pytest.mark.parametrize("held", [None, b"", b"\xff\xfe", b"Name=two words\n", b"[Volume Info]\nName=My Drive\n"])
def test_a_mount_that_does_not_say_whose_it_is_has_no_account(tmp_path: Path, held: bytes | None) -> None:
    if held is not None:
        (tmp_path / ".xdg-volume-info").write_bytes(held)
    table = (Mount(str(tmp_path), "fuse.onedriver", "onedriver"), Mount("/", "ext4", "/dev/sda"))
    (only,) = Onedriver(lambda: table).kept_folders()
    assert only.folder.account == ""


def test_a_mount_that_does_not_answer_keeps_nobody_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / ".xdg-volume-info"
    os.mkfifo(pipe)
    (only,) = Onedriver(lambda: (Mount(str(tmp_path), "fuse", "onedriver"),), patience=0.05).kept_folders()
    assert only.folder.account == ""
    with pipe.open("wb"):  # lets the reader end
        pass


@needs_rclone
def test_a_real_mount_of_rclone_is_asked_about_by_its_remote(tmp_path: Path) -> None:
    inside, point, config = tmp_path / "inside", tmp_path / "point", tmp_path / "rclone.conf"
    inside.mkdir()
    point.mkdir()
    config.write_text(
        '[od one]\ntype = onedrive\ntoken = {"access_token":"none"}\ndrive_id = b!x\n\n[loc]\ntype = local\n'
    )
    environ = {"PATH": os.environ["PATH"], "RCLONE_CONFIG": str(config), "HTTPS_PROXY": "http://127.0.0.1:9"}
    words = ("rclone", "mount", "--config", config, f"loc:{inside}", point, "--daemon", "--devname")
    with mounted(*words, "od one:Docs", at=point):
        (only,) = (kept for kept in Rclone(mounts, environ).kept_folders() if kept.folder.path == str(point))
        assert only.folder == SyncFolder(SyncClient.RCLONE, str(point), inside=("Docs",))
        assert only.locate(("a.txt",)) == Located(only.folder, ByPath(("Docs", "a.txt")), "a.txt")
    with mounted(*words, "loc:Docs", at=point):
        assert all(kept.folder.path != str(point) for kept in Rclone(mounts, environ).kept_folders())


RCLONE = """
case "$1" in
listremotes) printf 'crypt:  crypt\\nod one: onedrive\\nother:  drive\\n' ;;
lsjson) for last; do :; done; printf '%s\\n' "$last" >> "$HOME/asked"; printf '%s' "$(cat "$HOME/answer")" ;;
esac
"""


@pytest.mark.parametrize(
    ("answer", "place"),
    [
        (json.dumps({"ID": f"{OF_WORK}#{ITEM}", "Name": "a"}), ById(ITEM, OF_WORK)),
        (json.dumps({"ID": ITEM}), None),
        (json.dumps({"ID": "#x"}), None),
        (json.dumps({"ID": f"{OF_WORK}#../x"}), None),
        (json.dumps([1]), None),
        ("null", None),
        ("no json", None),
        ("", None),
    ],
)
def test_rclone_gives_the_id_or_the_path_is_gone_by(
    tmp_path: Path, program: Callable[[str, str], dict[str, str]], answer: str, place: ById | None
) -> None:
    environ = program("rclone", RCLONE)
    (tmp_path / "answer").write_text(answer, "utf-8")
    (only,) = Rclone(lambda: (Mount("/cloud", "fuse.rclone", "od one:/Docs/"),), environ).kept_folders()
    by_path = ByPath(("Docs", "-rf", "$(id).txt"))
    assert only.locate(("-rf", "$(id).txt")) == Located(only.folder, place or by_path, "$(id).txt")
    assert (tmp_path / "asked").read_text("utf-8") == "od one:Docs/-rf/$(id).txt\n"


@pytest.mark.parametrize("source", ["crypt:", "other:Docs", "unknown:", "od one", "rclone"])
def test_a_remote_that_is_no_onedrive_is_none_of_ours(
    program: Callable[[str, str], dict[str, str]], source: str
) -> None:
    environ = program("rclone", RCLONE)
    assert list(Rclone(lambda: (Mount("/cloud", "fuse.rclone", source),), environ).kept_folders()) == []


def test_without_rclone_nobody_knows_what_is_mounted(tmp_path: Path) -> None:
    here = Rclone(lambda: (Mount("/cloud", "fuse.rclone", "od:"),), {"PATH": str(tmp_path)})
    assert list(here.kept_folders()) == []


def test_rclone_that_does_not_answer_is_given_up(program: Callable[[str, str], dict[str, str]]) -> None:
    environ = program("rclone", 'if [ "$1" = listremotes ]; then echo "od: onedrive"; else exec sleep 60; fi')
    (only,) = Rclone(lambda: (Mount("/cloud", "fuse.rclone", "od:"),), environ, patience=1.0).kept_folders()
    assert only.locate(("a",)) == Located(only.folder, ByPath(("a",)), "a")


def test_programs_see_nothing_of_our_secrets(tmp_path: Path, program: Callable[[str, str], dict[str, str]]) -> None:
    environ = {**program("rclone", 'env > "$HOME/env"'), "DRIVE_SHARE_TOKEN": "secret", "RCLONE_CONFIG": "/x"}
    list(Rclone(lambda: (Mount("/cloud", "fuse.rclone", "od:"),), environ).kept_folders())
    seen = (tmp_path / "env").read_text("utf-8")
    assert "secret" not in seen
    assert "RCLONE_CONFIG=/x" in seen


GIO = 'for last; do :; done; printf "%s" "$last" > "$HOME/asked"; cat "$HOME/answer"'
ANSWER = "uri: onedrive://x\nlocal path: /run/{name}\nunix mount: gvfsd-fuse\nattributes:\n  id::file: {id}\n"


@pytest.mark.parametrize(
    ("names", "identity", "location"),
    [
        (("OneDrive", "a"), OF_WORK + ITEM, ById(ITEM, OF_WORK)),
        (("Elsewhere", "a"), OF_WORK + ITEM, ById(ITEM, OF_WORK)),
        (
            ("OneDrive", "a"),
            "5d33dd65c69329465D33DD65C6932946!70859",
            ById("5D33DD65C6932946!70859", "5d33dd65c6932946"),
        ),
        (
            ("OneDrive", "a"),
            "5d33dd65c69329465D33DD65C6932946!s" + "0f" * 16,
            ById("5D33DD65C6932946!s" + "0f" * 16, "5d33dd65c6932946"),
        ),
        (("OneDrive", "d", "a"), "", ByPath(("d", "a"))),
        (("OneDrive", "a"), "GVfsSharedWithMe", ByPath(("a",))),
        (("OneDrive", "a"), "b!short" + ITEM, ByPath(("a",))),
        (("Shared with me", "a"), "", NotUploadedYet(SyncClient.GVFS)),
        (("OneDrive",), "", DriveRoot()),
        ((), "", DriveRoot()),
    ],
)
def test_gnome_gives_the_id_and_only_the_own_drive_has_paths(
    tmp_path: Path,
    program: Callable[[str, str], dict[str, str]],
    names: tuple[str, ...],
    identity: str,
    location: ById | ByPath | Location,
) -> None:
    environ = program("gio", GIO)
    (tmp_path / "answer").write_text(ANSWER.format(name="x", id=identity), "utf-8")
    account = tmp_path / "gvfs" / "onedrive:host=contoso.example,user=ann"
    account.mkdir(parents=True)
    (tmp_path / "gvfs" / "smb-share:server=x").mkdir()
    (only,) = Gvfs(lambda: (Mount(str(tmp_path / "gvfs"), "fuse.gvfsd-fuse", "gvfsd-fuse"),), environ).kept_folders()
    assert only.folder == SyncFolder(SyncClient.GVFS, str(account), "ann@contoso.example")
    expected = Located(only.folder, location, names[-1]) if isinstance(location, ById | ByPath) else location
    assert only.locate(names) == expected


def test_an_address_of_gnome_is_read_without_its_folder(
    tmp_path: Path, program: Callable[[str, str], dict[str, str]]
) -> None:
    environ = program("gio", GIO)
    (tmp_path / "answer").write_text(ANSWER.format(name="x", id=OF_WORK + ITEM), "utf-8")
    address = "onedrive://ann@contoso.example/OneDrive/My%20Docs/caf%C3%A9.txt"
    location = Gvfs(tuple, environ).locate_address(address)
    assert isinstance(location, Located)
    assert (location.place, location.name, location.folder.account) == (
        ById(ITEM, OF_WORK),
        "caf\u00e9.txt",
        "ann@contoso.example",
    )
    assert (tmp_path / "asked").read_text("utf-8") == address
    assert Gvfs(tuple, environ).locate_address("smb://server/x") is None
    assert Gvfs(tuple, environ).locate_address("onedrive:///x") is None


def test_lines_in_a_name_are_not_read_as_an_id(tmp_path: Path, program: Callable[[str, str], dict[str, str]]) -> None:
    environ = program("gio", GIO)
    name = f"x\nattributes:\n  id::file: {OF_WORK}01{'EVIL' * 8}"
    (tmp_path / "answer").write_text(ANSWER.format(name=name, id=OF_WORK + ITEM), "utf-8")
    location = Gvfs(tuple, environ).locate_address("onedrive://ann@contoso.example/OneDrive/a")
    assert isinstance(location, Located)
    assert location.place == ById(ITEM, OF_WORK)
