"""What the browser shows once it has brought its answer: one page that never changes and loads nothing."""

from dataclasses import dataclass
from html import escape
from typing import Final

_HEADERS: Final = (
    "Content-Type: text/html; charset=utf-8",
    "Cache-Control: no-store",
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "Referrer-Policy: no-referrer",
    "X-Content-Type-Options: nosniff",
    "Connection: close",
)


@dataclass(frozen=True, slots=True)
class PageWords:
    """What stands on the page."""

    title: str
    text: str
    language: str = "en"


def page_answer(words: PageWords) -> bytes:
    """Make the whole answer; nothing of the request is in it."""
    language, title, text = map(escape, (words.language, words.title, words.text))
    page = (
        f'<!doctype html><html lang="{language}" dir="auto"><head><meta charset="utf-8">'
        f'<meta name="color-scheme" content="light dark"><title>{title}</title></head>'
        f"<body><h1>{title}</h1><p>{text}</p></body></html>"
    )
    return _answer("200 OK", page.encode())


def _answer(status: str, body: bytes) -> bytes:
    head = (f"HTTP/1.1 {status}", *_HEADERS, f"Content-Length: {len(body)}", "", "")
    return "\r\n".join(head).encode("ascii") + body


REFUSAL: Final = _answer("400 Bad Request", b"")
"""The answer to everything else."""
