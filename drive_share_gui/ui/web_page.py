"""Opens a web page in the browser of the system, after its host was shown and agreed to."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from drive_share_gui.ui.web_link import WebLink


def open_page(link: WebLink) -> bool:
    """Open a page; false where it may not be opened, or nothing opens it.

    Qt reads addresses in its own way and hands any scheme on to the system: only what it
    understands as the very host that was shown goes there (reliability §5.4).
    """
    url = QUrl(link.url, QUrl.ParsingMode.StrictMode)
    host = url.host(QUrl.ComponentFormattingOption.FullyEncoded)
    same = url.isValid() and url.scheme() == "https" and not url.userInfo() and host == link.host
    return link.may_be_opened and same and QDesktopServices.openUrl(url)
