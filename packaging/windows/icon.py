"""Makes one icon file of Windows from the icon's pictures."""

import struct
from pathlib import Path
from typing import Final

_SIZES: Final = (16, 24, 32, 48, 64, 128, 256)


def icon(theme: Path) -> bytes:
    """Give it, every size as the PNG it is in the folder of the theme."""
    pictures = [(theme / f"{size}x{size}" / "apps" / "drive-share.png").read_bytes() for size in _SIZES]
    place = 6 + 16 * len(_SIZES)
    head = struct.pack("<HHH", 0, 1, len(_SIZES))
    for size, picture in zip(_SIZES, pictures, strict=True):
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return head + b"".join(pictures)
