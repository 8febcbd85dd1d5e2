"""What leaves a page: a text for the clipboard, and a web page whose host was shown before."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from drive_share_gui.ui.announcement import announce
from drive_share_gui.ui.buttons import Button, Rank
from drive_share_gui.ui.icons import Sign
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.plain_text import foreign, pasteable, unmarked
from drive_share_gui.ui.translation import translate
from drive_share_gui.ui.web_link import WebLink, read_web_link
from drive_share_gui.ui.web_page import open_page


def copy_text(text: str, widget: QWidget) -> None:
    """Put a text on the clipboard, without signs that would do something where it is pasted; say so aloud."""
    QGuiApplication.clipboard().setText(pasteable(text))
    announce(widget, Label.COPIED.plain)


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
        copy_text(self._text, self)


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
        open_page(self._page)
