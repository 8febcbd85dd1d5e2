"""What the browser shows once it has brought its answer: one page that never changes and loads nothing."""

import base64
import hashlib
from dataclasses import dataclass
from html import escape
from typing import Final

_STYLE: Final = (
    ":root{color-scheme:light dark}"
    "body{font:1.125rem/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto 0;padding:0 1.5rem;text-align:center}"
    "h1{font-size:1.5rem;font-weight:600;margin:0 0 .5rem}p{margin:0}"
)
_STYLE_DIGEST: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_DIGEST}'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
_HEADERS: Final = (
    "Content-Type: text/html; charset=utf-8",
    "Cache-Control: no-store",
    f"Content-Security-Policy: {_POLICY}",
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
        f'<meta name="viewport" content="width=device-width"><title>{title}</title><style>{_STYLE}</style></head>'
        f"<body><h1>{title}</h1><p>{text}</p></body></html>"
    )
    return _answer("200 OK", page.encode())


def _answer(status: str, body: bytes) -> bytes:
    head = (f"HTTP/1.1 {status}", *_HEADERS, f"Content-Length: {len(body)}", "", "")
    return "\r\n".join(head).encode("ascii") + body


REFUSAL: Final = _answer("400 Bad Request", b"")
"""The answer to everything else."""
