"""Completes the path of a local file where the program was started, before anybody else gets to see it."""

import os.path


def full_path(path: str) -> str:
    """Give the absolute path, following no link; the ``onedrive:`` address of a file stays as it is.

    An empty path stays empty: it names nothing, least of all the folder one is in.
    """
    return path if not path or path.startswith("onedrive:") else os.path.abspath(path)  # noqa: PTH100 - resolves links


def is_here(name: str) -> bool:
    """Whether the folder where the program was started holds something of this name, whatever it reads like."""
    return os.path.lexists(name)
