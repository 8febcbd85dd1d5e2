"""The table of mounts, read as the kernel writes it."""

from pathlib import Path

import pytest

from drive_share_gui.adapters.sync_folders.mounts import Mount, is_far, mounts

TABLE = b"""\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/root rw
25 22 0:22 / /proc rw,nosuid - proc proc rw
31 22 0:30 / /home/ann/My\\040OneDrive rw,nosuid - fuse.onedriver onedriver rw,user_id=1000
32 22 0:31 / /mnt/tab\\011line\\012back\\134 rw master:7 propagate_from:2 - fuse.rclone od\\040one:Docs rw
33 22 0:32 / /net rw - autofs auto.net rw
34 33 0:33 / /net/files rw - nfs4 files:/export rw
35 22 0:34 / /win rw - fuseblk /dev/sdb1 rw
36 22 0:35 / /home/ann/caf\xc3\xa9 rw - ext4 /dev/sdc rw
a line that means nothing
"""


@pytest.fixture
def table(tmp_path: Path) -> tuple[Mount, ...]:
    file = tmp_path / "mountinfo"
    file.write_bytes(TABLE)
    return mounts(file)


def test_every_mount_is_named_with_the_signs_it_really_has(table: tuple[Mount, ...]) -> None:
    assert Mount("/home/ann/My OneDrive", "fuse.onedriver", "onedriver") in table
    assert Mount("/mnt/tab\tline\nback\\", "fuse.rclone", "od one:Docs") in table
    assert Mount("/home/ann/caf\u00e9", "ext4", "/dev/sdc") in table
    assert len(table) == 8


@pytest.mark.parametrize(
    ("path", "far"),
    [
        ("/home/ann/x", False),
        ("/home/ann/My OneDrive/x", True),
        ("/net", True),
        ("/net/unmounted/x", True),
        ("/net/files/x", True),
        ("/network/x", False),
        ("/win/x", False),
    ],
)
def test_what_lies_on_a_network_or_on_a_program_is_far(table: tuple[Mount, ...], path: str, far: bool) -> None:  # noqa: FBT001 - a table
    assert is_far(path, table) is far


def test_without_a_table_nothing_is_known(tmp_path: Path) -> None:
    assert mounts(tmp_path / "none") == ()
    assert not is_far("/net/x", ())
