"""Messages and passwords of rows and drafts: sealed for the disk, and in memory while this program runs."""

import threading
from dataclasses import dataclass
from typing import Final

from drive_share_gui.adapters.sealing import Sealing
from drive_share_gui.domain.failure import SharingError
from drive_share_gui.domain.journal_row import Kept, Texts
from drive_share_gui.domain.keeping import MessageLost


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the disk gets to hold of some texts."""

    kept: Kept
    message: bytes | None = None
    password: bytes | None = None


class KeptTexts:
    """Keeps texts under a name. Where there is no key for sealing, they end with the program."""

    def __init__(self, sealing: Sealing) -> None:
        """Seal with this."""
        self._sealing: Final = sealing
        self._memory: Final[dict[str, Texts]] = {}
        self._using: Final = threading.Lock()

    @property
    def is_quick(self) -> bool:
        """Whether keeping waits for no keyring any more."""
        return self._sealing.is_prepared

    def keep(self, name: str, texts: Texts) -> Sealed:
        """Keep texts in memory, and give what may be written to the disk."""
        if not texts:
            self.drop(name)
            return Sealed(Kept.NOTHING)
        with self._using:
            self._memory[name] = texts
        message = self._sealing.seal(texts.message, f"{name}/message")
        password = self._sealing.seal(texts.password, f"{name}/password")
        if message is None or password is None:
            return Sealed(Kept.IN_MEMORY)
        return Sealed(Kept.SEALED, message, password)

    def give(self, name: str, sealed: Sealed) -> Texts:
        """Give the texts back. Raises SharingError: MessageLost or NoKeyring."""
        if sealed.kept is Kept.NOTHING:
            return Texts()
        with self._using:
            remembered = self._memory.get(name)
        if remembered is not None:
            return remembered
        if sealed.message is None or sealed.password is None:
            raise SharingError(MessageLost())
        message = self._sealing.unseal(sealed.message, f"{name}/message")
        return Texts(message, self._sealing.unseal(sealed.password, f"{name}/password"))

    def drop(self, name: str) -> None:
        """Forget what is in memory under a name."""
        with self._using:
            self._memory.pop(name, None)

    def drop_all(self) -> None:
        """Forget everything that is in memory."""
        with self._using:
            self._memory.clear()
