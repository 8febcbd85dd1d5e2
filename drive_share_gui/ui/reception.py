"""Takes what further starts of the program hand over, and believes nothing that comes in."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from drive_share_gui.application.opening import MAX_BYTES, Asked, MeetingPoint, read_message

SILENCE: Final = 5_000
"""Milliseconds anybody gets to say a whole line."""
AT_ONCE: Final = 64
"""Connections; of more, the oldest goes."""
OPENED: Final = b"opened\n"
REFUSED: Final = b"refused\n"


class Reception(QObject):
    """Listens at the meeting point; whoever holds its lock makes one."""

    def __init__(self, point: MeetingPoint, open_for: Callable[[Asked], bool], parent: QObject | None = None) -> None:
        """Begin to listen; `open_for` says whether it opened a window."""
        super().__init__(parent)
        self._point: Final = point
        self._open_for: Final = open_for
        self._guests: Final[list[QLocalSocket]] = []
        self._server: Final = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)
        QLocalServer.removeServer(point.address)  # of a process that was killed: the lock says nobody listens
        self._server.listen(point.address)

    @property
    def is_listening(self) -> bool:
        """Whether others can be heard; without it every start opens its own windows."""
        return self._server.isListening()

    def close(self) -> None:
        """Hear nobody any more."""
        self._server.close()
        for guest in tuple(self._guests):
            guest.abort()

    def _welcome(self) -> None:
        while self._server.hasPendingConnections():
            guest = self._server.nextPendingConnection()
            if not self._point.is_own(int(guest.socketDescriptor())):
                guest.abort()
                guest.deleteLater()
                continue
            guest.setReadBufferSize(MAX_BYTES + 1)
            self._guests.append(guest)
            guest.disconnected.connect(partial(self._forget, guest))
            guest.readyRead.connect(partial(self._listen, guest))
            QTimer.singleShot(SILENCE, guest, guest.abort)
            if len(self._guests) > AT_ONCE:
                self._guests[0].abort()
            self._listen(guest)

    def _listen(self, guest: QLocalSocket) -> None:
        if guest not in self._guests:
            return
        if guest.canReadLine():
            asked = read_message(bytes(guest.readLine(MAX_BYTES + 1).data()))
            guest.write(OPENED if asked is not None and self._open_for(asked) else REFUSED)
            guest.disconnectFromServer()
        elif guest.bytesAvailable() > MAX_BYTES:
            guest.abort()

    def _forget(self, guest: QLocalSocket) -> None:
        if guest in self._guests:
            self._guests.remove(guest)
            guest.deleteLater()
