"""Only plain web pages are opened, after their host was shown; everything else can be copied (reliability §5.4)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication

from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.web_link import WebLink, read_web_link
from drive_share_gui.ui.web_page import open_page
from tests.ui.pictures import FULL, granted
from tests.ui.share_shown import SHEET, ShareDrive, Shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

NEVER_OPENED = [
    "file:///etc/passwd",
    "file://///host/share/x.png",
    "javascript:alert(1)",
    "data:text/html,<script>1</script>",
    "smb://host/share",
    "ms-msdt:/id",
    "search-ms:query=x",
    "vnd.x:y",
    "mailto:a@b.cz?attach=/etc/passwd",
    "-h",
    "/etc/passwd",
    "C:\\Windows\\notepad.exe",
    "\\\\host\\share\\x.exe",
    "//evil.example/x",
    "example.com",
    "",
    ":",
    "://example.com",
    "https:",
    "https://",
    "https:/example.com",
    "https:example.com",
    "https://host",
    "https://user:pw@evil.com",
    "https://user@evil.com",
    "https://@evil.com",
    "https://example.com\\@evil.com/",
    "https://example.com%2f@evil.com/",
    "https://example.com%40evil.com/",
    "https://ex\u0430mple.com/",
    "https://bücher.example/",
    "https://example\u3002com/",
    "https://gmai\u217c.com/",
    "https://example.com:8443/",
    "https://example.com:0443x/",
    "https://exam ple.com/",
    "https://example.com/\nx",
    "https://exa\tmple.com/",
    "https://example.com/\u202ex",
    "https://example.com/\x00",
    "https://example.com/\ud800",
    "https://[::1/",
    "https://[::1]/",
    "https://127.0.0.1/",
    "https://0x7f.1/",
    "https://2130706433/",
    "https://-example.com./",
    "https://example.com/" + "x" * 3000,
    "ftp://example.com/",
    "view-source:https://example.com/",
    "http:\\\\example.com",
    "http://user@g.live.com/",
    'https://example.com/"; calc.exe "',
    "https://example.com/`id`",
]
SCHEMES = sorted(
    {urlsplit(url).scheme for url in NEVER_OPENED if "[::1/" not in url} - {""}
    | {"http", "https", "file", "mailto", "ms-msdt", "search-ms", "vnd.x", "c", "view-source"}
)


class Browser(QObject):
    """Stands where the system's browser would, for every scheme."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        """Note what should be opened."""
        self.opened.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))


@pytest.fixture
def browser(qtbot: QtBot) -> Iterator[Browser]:
    del qtbot
    made = Browser()
    for scheme in SCHEMES:
        QDesktopServices.setUrlHandler(scheme, made, "take")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType] - PySide6 takes no bytes here
    yield made
    for scheme in SCHEMES:
        QDesktopServices.unsetUrlHandler(scheme)


def shown_with(fix_url: str, qtbot: QtBot) -> Shown:
    """Show the notice that a row's Fix… leads to."""
    shown = Shown().begin().invite("ann@contoso.com", granted("ann@contoso.com", replace(FULL, fix_url=fix_url)))
    qtbot.addWidget(shown.window)
    shown.presenter.show_page(shown.presenter.state.rows[0])
    return shown


def offered(shown: Shown) -> list[str]:
    return [button.text() for button in shown.dialog.banner.buttons()]


def press(shown: Shown, label: Label) -> None:
    next(button for button in shown.dialog.banner.buttons() if button.text() == label.plain).click()


@pytest.mark.parametrize("url", NEVER_OPENED, ids=ascii)
def test_whatever_is_no_plain_web_page_is_offered_as_a_copy_only(url: str, browser: Browser, qtbot: QtBot) -> None:
    shown = shown_with(url, qtbot)
    assert offered(shown) == ([Label.COPY_ADDRESS.plain, Label.DISMISS.plain] if url else [])
    shown.dialog.commands.do(Label.OPEN.plain)
    assert browser.opened == []


@pytest.mark.parametrize(
    ("url", "opened", "host"),
    [
        ("https://g.live.com/8SESkydrive/x?a=b#c", "https://g.live.com/8SESkydrive/x?a=b#c", "g.live.com"),
        ("http://g.live.com/8SESkydrive/x", "https://g.live.com/8SESkydrive/x", "g.live.com"),
        ("HTTPS://Account.Live.COM/p", "https://account.live.com/p", "account.live.com"),
        ("https://xn--80ak6aa92e.com/", "https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com"),
        ("https://example.com:443/", "https://example.com:443/", "example.com"),
    ],
)
def test_a_web_page_is_opened_once_its_host_was_shown_in_ascii(
    url: str, opened: str, host: str, browser: Browser, qtbot: QtBot
) -> None:
    shown = shown_with(url, qtbot)
    notice = shown.dialog.banner.notice
    assert notice is not None
    assert f"\u2068{host}\u2069" in notice.text
    assert browser.opened == []
    press(shown, Label.OPEN)
    assert browser.opened == [opened]
    assert shown.dialog.banner.notice is None


@pytest.mark.parametrize("url", ["https://evil.com/", "https://a@shown.example/", "http://shown.example/", "file:///x"])
def test_qt_opens_nothing_but_the_host_that_was_shown(url: str, browser: Browser) -> None:
    assert not open_page(WebLink(url, "shown.example"))
    assert browser.opened == []


@pytest.mark.qt_log_ignore("Unable to detect a web browser")
def test_an_address_that_nothing_opens_stays_to_be_copied(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    shown = shown_with("https://g.live.com/", qtbot)
    press(shown, Label.OPEN)
    assert Label.COPY_ADDRESS.plain in offered(shown)


def test_a_copied_address_cannot_act_where_it_is_pasted(qtbot: QtBot) -> None:
    shown = shown_with("https://example.com/\nrm -rf ~\n\x1b[2J", qtbot)
    press(shown, Label.COPY_ADDRESS)
    assert QGuiApplication.clipboard().text() == "https://example.com/rm -rf ~[2J"
    shown = Shown(ShareDrive(item=replace(SHEET, web_url="https://contoso.example/x\r\nid\n"))).begin()
    qtbot.addWidget(shown.window)
    shown.dialog.commands.copy_link()
    assert QGuiApplication.clipboard().text() == "https://contoso.example/xid"


def test_a_long_address_is_copied_whole() -> None:
    url = "https://contoso.example/" + "x" * 5000
    assert read_web_link(url).url == url
