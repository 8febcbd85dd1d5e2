"""Which path lies in which folder, told by the text alone."""

import pytest

from drive_share_gui.adapters.sync_folders.path_rules import LINUX, MAC, WINDOWS, PathRules


@pytest.mark.parametrize(
    ("rules", "root", "path", "names"),
    [
        (LINUX, "/home/ann/OneDrive", "/home/ann/OneDrive/a/b.txt", ("a", "b.txt")),
        (LINUX, "/home/ann/OneDrive", "/home/ann/OneDrive", ()),
        (LINUX, "/home/ann/OneDrive/", "/home/ann//OneDrive/./a/", ("a",)),
        (LINUX, "/home/ann/OneDrive", "/home/ann/OneDrive2/a", None),
        (LINUX, "/home/ann/OneDrive", "/home/ann/onedrive/a", None),
        (LINUX, "/home/ann/OneDrive", "/home/ann/OneDrive/../secret", None),
        (LINUX, "/home/ann/OneDrive", "OneDrive/a", None),
        (LINUX, "/home/ann/OneDrive", "//home/ann/OneDrive/a", None),
        (LINUX, "/", "/a", ("a",)),
        (LINUX, "/s", "/s/ a ", (" a ",)),
        (LINUX, "/s", "/s/a\\b", ("a\\b",)),
        (LINUX, "/s", "/s/a\nb", ("a\nb",)),
        (LINUX, "/cafe\u0301", "/caf\u00e9/a", None),
        (MAC, "/Users/ann/OneDrive", "/users/ANN/onedrive/A", ("A",)),
        (MAC, "/cafe\u0301", "/caf\u00e9/e\u0301", ("e\u0301",)),
        (WINDOWS, r"C:\Users\Ann\OneDrive", r"c:\users\ann\onedrive\Docs\a.txt", ("Docs", "a.txt")),
        (WINDOWS, r"C:\Users\Ann\OneDrive", r"C:/Users/Ann/OneDrive/Docs/..\a.txt", ("a.txt",)),
        (WINDOWS, r"C:\Users\Ann\OneDrive", r"\\?\C:\Users\Ann\OneDrive\a.txt", ("a.txt",)),
        (WINDOWS, r"C:\Users\Ann\OneDrive", r"C:\Users\Ann\OneDrive - Contoso\a.txt", None),
        (WINDOWS, r"C:\Users\Ann\OneDrive", r"C:Users\Ann\OneDrive\a.txt", None),
        (WINDOWS, r"D:\\", r"D:\a", ("a",)),
        (WINDOWS, r"D:\\", "D:\\.", ()),
        (WINDOWS, r"\\files\ann", r"\\?\UNC\FILES\ann\a", ("a",)),
        (WINDOWS, r"\\files\ann", r"\\files\bob\a", None),
        (WINDOWS, r"C:\O", r"\\host\O\a", None),
        (WINDOWS, r"C:\O", "C:\\O\\" + "d\\" * 150 + "x", ("d",) * 150 + ("x",)),
    ],
)
def test_a_path_lies_below_a_folder_by_the_rules_of_its_system(
    rules: PathRules, root: str, path: str, names: tuple[str, ...] | None
) -> None:
    assert rules.below(root, path) == names
