"""What leaves a page: a text for the clipboard, and a web page whose host was shown before."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from drive_share_gui.ui.announcement import announce
from drive_share_gui.ui.buttons import Button, Rank
from drive_share_gui.ui.icons import Sign
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.plain_text import foreign, unmarked
from drive_share_gui.ui.translation import translate
from drive_share_gui.ui.web_link import WebLink, read_web_link


class CopyButton(Button):
    """Copies one text, and says aloud that it did."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Label.COPY.plain, Rank.LINK, parent)
        self._text = ""
        self.clicked.connect(self._copy)

    def offer(self, text: str, name: str) -> None:
        """Copy `text` from now on; a screen reader hears `name` with the button."""
        self._text = text
        self.setAccessibleName(f"{Label.COPY.plain}: {name}")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        announce(self, Label.COPIED.plain)


class PageButton(Button):
    """Opens one web page, and names its host; hidden where the address is no plain web page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", Rank.LINK, parent, sign=Sign.OUTSIDE)
        self._page = WebLink("")
        self.clicked.connect(self._open)

    def offer(self, url: str) -> None:
        """Open `url` from now on."""
        self._page = read_web_link(url)
        text = translate("SignIn", "Open {host}").format(host=foreign(self._page.host, 80))
        self.setText(unmarked(text))
        self.setVisible(self._page.may_be_opened)
        self.updateGeometry()

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl(self._page.url))
