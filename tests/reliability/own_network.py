"""A network of one's own, with nothing in it but this computer, and which can be unplugged (Linux, root)."""

import ctypes
import fcntl
import os
import socket
import struct
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import Enum, auto
from typing import Final, TypeVar

_CLONE_NEWNET: Final = 0x40000000
_SIOCGIFFLAGS: Final = 0x8913
_SIOCSIFADDR: Final = 0x8916
_SIOCSIFFLAGS: Final = 0x8914
_IFF_UP: Final = 1
_LOOPBACK: Final = b"lo"
_T = TypeVar("_T")


def is_possible() -> bool:
    """Whether this process may have such a network."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return False
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(_unshare).result()


def inside(work: Callable[[], _T]) -> _T:
    """Do `work` in a thread with a network of its own, as have the threads it starts. Raises what it raises."""

    def run() -> _T:
        assert _unshare()
        plug(Plug.IN)
        return work()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


class Plug(Enum):
    """How this thread's network is."""

    IN = auto()
    """This computer reaches itself."""
    NO_WAY = auto()
    """No address leads anywhere, and the system says so."""
    LOST = auto()
    """Every packet is lost, and nobody says so."""


def plug(state: Plug) -> None:
    """Change this thread's network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        flags = struct.unpack("16sh14x", fcntl.ioctl(control, _SIOCGIFFLAGS, struct.pack("16sh14x", _LOOPBACK, 0)))[1]
        flags = flags & ~_IFF_UP if state is Plug.LOST else flags | _IFF_UP
        fcntl.ioctl(control, _SIOCSIFFLAGS, struct.pack("16sh14x", _LOOPBACK, flags))
        address = bytes(4) if state is Plug.NO_WAY else socket.inet_aton("127.0.0.1")
        fcntl.ioctl(control, _SIOCSIFADDR, struct.pack("16sHH4s8x", _LOOPBACK, socket.AF_INET, 0, address))


def _unshare() -> bool:
    done: int = ctypes.CDLL(None, use_errno=True).unshare(_CLONE_NEWNET)
    return done == 0
