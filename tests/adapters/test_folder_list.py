"""The list of synced folders: kept where an entry reads it, and nowhere else."""

from pathlib import Path

from drive_share_gui.adapters.folder_list import is_read


def test_it_is_kept_where_it_was_written_once_or_a_package_brings_an_extension(tmp_path: Path) -> None:
    environ, own = {"XDG_DATA_DIRS": f"not/whole:{tmp_path}/usr"}, tmp_path / "list"
    assert not is_read(own, environ)
    brought = tmp_path / "usr/nemo-python/extensions/drive_share.py"
    brought.parent.mkdir(parents=True)
    brought.touch()
    assert is_read(own, environ)
    own.touch()
    assert is_read(own, {"XDG_DATA_DIRS": str(tmp_path / "other")})
