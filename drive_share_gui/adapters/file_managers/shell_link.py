"""Writes a shortcut of Windows: a program, and arguments that go before those it is handed ([MS-SHLLINK])."""

import struct
from typing import Final

_CLASS: Final = bytes.fromhex("0114020000000000c000000000000046")
_HAS_NAME: Final = 0x4
_HAS_ARGUMENTS: Final = 0x20
_IS_UNICODE: Final = 0x80
_HAS_VARIABLES: Final = 0x200
_SHOW_NORMAL: Final = 1
_HEADER_SIZE: Final = 0x4C
_BLOCK_SIZE: Final = 0x314
_VARIABLES: Final = 0xA0000001
_PATH_ROOM: Final = 260
"""Characters, the last one a NUL."""


def shell_link(program: str, arguments: str, description: str) -> bytes:
    """Give the content of the file. Raises OSError where the path of the program is too long for one.

    The program is named in the block for variables, the one form that needs nothing of the Windows it is made on.
    """
    if len(program.encode("utf-16-le")) >= 2 * _PATH_ROOM:
        message = "The path of the program is too long for a shortcut"
        raise OSError(message)
    flags = _HAS_NAME | _HAS_ARGUMENTS | _IS_UNICODE | _HAS_VARIABLES
    header = struct.pack("<I16sII3QIiIH10x", _HEADER_SIZE, _CLASS, flags, 0, 0, 0, 0, 0, 0, _SHOW_NORMAL, 0)
    ansi = program.encode("ascii", "replace").ljust(_PATH_ROOM, b"\0")
    wide = program.encode("utf-16-le").ljust(2 * _PATH_ROOM, b"\0")
    block = struct.pack("<II", _BLOCK_SIZE, _VARIABLES) + ansi + wide
    return header + _text(description) + _text(arguments) + block + struct.pack("<I", 0)


def _text(text: str) -> bytes:
    return struct.pack("<H", len(text.encode("utf-16-le")) // 2) + text.encode("utf-16-le")
