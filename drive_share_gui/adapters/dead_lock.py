"""Takes away the lock file of a process that has ended, also where another process has its number by now."""

import contextlib
import os
import sys
from pathlib import Path

if sys.platform == "win32":

    def clear_dead_lock(path: Path) -> None:
        """Remove the file unless a process holds it: Windows keeps one that is open."""
        with contextlib.suppress(OSError):
            path.unlink()

else:
    import fcntl

    def clear_dead_lock(path: Path) -> None:
        """Remove the file unless a process holds it.

        Its holder keeps it under flock(2) from before it writes into it, and the system lets go for whoever ends:
        a file with something in it that can be locked belongs to nobody who lives (QLockFile, on Unix).
        """
        with contextlib.suppress(OSError), path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if file.read(1) and os.path.samestat(os.fstat(file.fileno()), path.lstat()):
                path.unlink()
