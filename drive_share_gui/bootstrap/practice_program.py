"""The practice drive as a program of its own; what it is made of loads when it is asked for."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from drive_share_gui.domain.failure import NoPractice, SharingError


class PracticeProgram:
    """Serves the practice drive until interrupted (a `PracticeServer`)."""

    def __init__(self, home: Callable[[], Path], environ: Mapping[str, str]) -> None:
        """Keep its files under `home`, where no folder is named."""
        self._home: Final = home
        self._environ: Final = environ

    def scripted_answers(self) -> str:
        """Describe the answers it gives on demand."""
        from drive_share_gui.practice.scripted import as_text

        return as_text()

    def serve(self, *, port: int, data: Path | None, fresh: bool, announce: Callable[[str], None]) -> None:
        """Serve until interrupted. Raises SharingError(NoPractice)."""
        from drive_share_gui.practice.launcher import FOLDER_NAME, STOP_WITH_STDIN
        from drive_share_gui.practice.server import Options, serve

        try:
            options = Options(data or self._home() / FOLDER_NAME, port=port, fresh=fresh)
            with_stdin = self._environ.get(STOP_WITH_STDIN) == "1"
            serve(options, lambda said: announce(json.dumps(said)), stop_with_stdin=with_stdin)
        except OSError as error:
            raise SharingError(NoPractice()) from error
