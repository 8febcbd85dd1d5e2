"""What concerns a whole process or computer, changed for one block: its environment, its network."""

import os
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

PROXY_NAMES: Final = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@contextmanager
def environment(**values: str | None) -> Generator[None]:
    """Set variables, or take them away with None."""
    before = {name: os.environ.get(name) for name in values}
    _set(values)
    try:
        yield
    finally:
        _set(before)


@contextmanager
def proxy_named(url: str | None) -> Generator[None]:
    """Name the proxy of this computer, for everything."""
    names = {spelled: None for name in PROXY_NAMES for spelled in (name, name.upper())}
    with environment(**names), environment(HTTP_PROXY=url, HTTPS_PROXY=url):
        yield


def _set(values: dict[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
