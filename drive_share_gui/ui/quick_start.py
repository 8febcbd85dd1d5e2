"""Import Qt faster: the sources inside its Python bindings are compiled once, not at every start."""

from __future__ import annotations

import builtins
import importlib
import importlib.util
import marshal
import os
import sys
import zlib
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from types import CodeType


def import_qt(cache_folder: Path) -> None:
    """Import PySide6.QtCore, keeping what it compiles in a file of `cache_folder`.

    The bindings carry 100 kB of Python source that they compile at every start; it is a fifth of
    the time QtCore takes. The file is this user's own, like any ``.pyc``; whatever is wrong with
    it, Qt is imported all the same. Their hook into `import`, which reads the source of every later
    module to offer Qt's names in snake case there, is taken out: nobody here asks for it.
    """
    import_really = builtins.__import__
    with _remembered_code(cache_folder / _file_name()):
        importlib.import_module("PySide6.QtCore")
    builtins.__import__ = import_really


def _file_name() -> str:
    """Name the cache after the interpreter's code format and the very library that was installed."""
    spec = importlib.util.find_spec("shiboken6")
    folder = Path(spec.origin).parent if spec is not None and spec.origin is not None else Path()
    stamp = "-".join(str(part.stat().st_mtime_ns) for part in sorted(folder.glob("Shiboken.*")))
    return f"qt-{sys.implementation.cache_tag}-{importlib.util.MAGIC_NUMBER.hex()}-{stamp}.code"


@contextmanager
def _remembered_code(path: Path) -> Generator[None]:
    """Answer `compile` from the file while the block runs, and add to the file what it lacked."""
    known = _read(path)
    fresh: set[tuple[str, int, int]] = set()
    compile_really: Callable[..., Any] = builtins.compile

    def remembered(source: Any, filename: Any, mode: str, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - as `compile`
        if not isinstance(source, bytes) or mode != "exec" or rest or named:
            return compile_really(source, filename, mode, *rest, **named)
        key = (str(filename), len(source), zlib.crc32(source))
        if key not in known:
            known[key] = compile_really(source, filename, mode)
            fresh.add(key)
        return known[key]

    builtins.compile = remembered
    try:
        yield
    finally:
        builtins.compile = compile_really
    if fresh:
        _write(path, known)


def _read(path: Path) -> dict[tuple[str, int, int], CodeType]:
    with suppress(OSError, ValueError, EOFError, TypeError):
        data = path.read_bytes()
        if zlib.crc32(data[4:]) == int.from_bytes(data[:4], "big"):
            return dict(marshal.loads(data[4:]))  # noqa: S302 - the user's own cache, as `.pyc` files are
    return {}


def _write(path: Path, codes: dict[tuple[str, int, int], CodeType]) -> None:
    data = marshal.dumps(codes)
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}")
        part.write_bytes(zlib.crc32(data).to_bytes(4, "big") + data)
        part.replace(path)
