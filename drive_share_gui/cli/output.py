"""Standard output for answers, standard error for everything else; an answer is never lost to a full disk."""

import contextlib
import os
from typing import Final, TextIO

_DEFAULT_WIDTH: Final = 80


class Output:
    """Both streams of the program; either may be missing, closed or full."""

    def __init__(self, out: TextIO | None, err: TextIO | None) -> None:
        """Write to these two; None swallows what is written."""
        self._out = out
        self._err = err
        self._status = ""
        self._lost: list[str] = []
        self.trouble: OSError | None = None
        """Why standard output cannot be written any more."""
        self.is_terminal: Final = err is not None and err.isatty()
        """Whether a person watches standard error."""

    def answer(self, text: str) -> None:
        """Write a line of the answer at once. Raises nothing: see `close`."""
        self._wipe()
        if self._out is not None and self.trouble is None:
            try:
                self._out.write(_in_its_signs(self._out, text + "\n"))
                self._out.flush()
            except OSError as error:
                self.trouble = error
                _let_go(self._out)
        if self.trouble is not None:
            self._lost.append(text)
        self._draw()

    def tell(self, text: str) -> None:
        """Write a line for the person who watches."""
        self._wipe()
        self._write(text + "\n")
        self._draw()

    def show(self, status: str) -> None:
        """Keep `status` in the last line of the terminal until the next one; "" for none."""
        self._wipe()
        self._status = status
        self._draw()

    def can_hold(self, text: str) -> bool:
        """Whether standard output has a sign for every character of `text`."""
        return self._out is None or _in_its_signs(self._out, text) == text

    def close(self) -> OSError | None:
        """Give the trouble there was; whatever standard output did not take is on standard error then.

        A reader that went away wanted no more: nothing is repeated for it, and it is no trouble.
        """
        self.show("")
        if self.trouble is None or isinstance(self.trouble, BrokenPipeError):
            return None
        self.tell(f"Standard output cannot be written ({self.trouble.strerror}). This belongs there:")
        for text in self._lost:
            self.tell(text)
        return self.trouble

    def _wipe(self) -> None:
        if self._status and self.is_terminal:
            self._write("\r\x1b[K")

    def _draw(self) -> None:
        if self._status and self.is_terminal:
            self._write(self._status[: self._width() - 1])

    def _write(self, text: str) -> None:
        if self._err is not None:
            with contextlib.suppress(OSError, ValueError):
                self._err.write(_in_its_signs(self._err, text))
                self._err.flush()

    def _width(self) -> int:
        with contextlib.suppress(OSError, ValueError):
            if self._err is not None:
                return os.get_terminal_size(self._err.fileno()).columns or _DEFAULT_WIDTH
        return _DEFAULT_WIDTH


def _in_its_signs(stream: TextIO, text: str) -> str:
    """Write what a stream has no sign for as an escape."""
    encoding: str = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _let_go(stream: TextIO) -> None:
    """Turn a broken stream to nowhere, so that Python does not stumble over it once more at its end."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
