"""Only plain web pages are opened, and their host is shown before (reliability §5.4)."""

from __future__ import annotations

import pytest

from drive_share_gui.ui.web_link import read_web_link


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "smb://host/share",
        "ms-msdt:/id",
        "search-ms:query=x",
        "vnd.x:y",
        "mailto:a@b.c?attach=/etc/passwd",
        "-h",
        "/etc/passwd",
        "",
        "https://",
        "https://host",
        "https://user:pw@evil.com",
        "https://user@evil.com",
        "https://example.com\\@evil.com/",
        "https://ex\u0430mple.com/",
        "https://example.com:8443/",
        "https://exam ple.com/",
        "https://example.com/\nx",
        "https://[::1/",
        "https://example.com/" + "x" * 3000,
    ],
)
def test_whatever_is_no_plain_web_page_is_not_opened(url: str) -> None:
    assert not read_web_link(url).may_be_opened


def test_a_web_page_is_opened_and_plain_http_becomes_https() -> None:
    link = read_web_link("http://g.live.com/8SESkydrive/AccountVerify?x=1")
    assert link.may_be_opened
    assert (link.url, link.host) == ("https://g.live.com/8SESkydrive/AccountVerify?x=1", "g.live.com")
