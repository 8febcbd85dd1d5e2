"""The menu entries that a package brings: where file managers look, for all to read, made with a bare Python."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.adapters.menu_ground import files_below

SCRIPT = Path(__file__).parents[2] / "packaging/menu-entries"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="file managers of Linux")


def written(folder: Path, *program: str) -> dict[str, bytes]:
    """Run the script, without any package beyond Python's own."""
    subprocess.run([sys.executable, "-I", "-S", SCRIPT, folder, *program], check=True)
    return files_below(folder / "usr/share")


def test_every_file_manager_with_a_place_for_everyone_gets_its_entry(tmp_path: Path) -> None:
    files = written(tmp_path)
    assert set(files) == {
        "nautilus-python/extensions/drive_share.py",
        "nemo-python/extensions/drive_share.py",
        "caja-python/extensions/drive_share.py",
        "kio/servicemenus/drive-share.desktop",
        "file-manager/actions/drive-share.desktop",
    }
    for name, content in files.items():
        assert (tmp_path / "usr/share" / name).stat().st_mode & 0o777 == 0o644
        assert b"/usr/bin/drive-share" in content
        assert str(Path.home()).encode() not in content
        if name.endswith(".py"):
            ast.parse(content.decode(), feature_version=(3, 6))


def test_the_entries_start_the_program_where_the_package_puts_it(tmp_path: Path) -> None:
    files = written(tmp_path, "/opt/Drive Share/drive-share")
    assert b"COMMAND = ['/opt/Drive Share/drive-share', '--open']" in files["nemo-python/extensions/drive_share.py"]
    assert b'Exec="/opt/Drive Share/drive-share" --open %F' in files["kio/servicemenus/drive-share.desktop"]
    assert b"Exec='/opt/Drive Share/drive-share' --open %F" in files["file-manager/actions/drive-share.desktop"]
