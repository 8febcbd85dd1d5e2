"""More than 200 names an item could have, each with what must stand on the wire for it."""

import string
from typing import Final

UNRESERVED: Final = frozenset(string.ascii_letters + string.digits + "-._~")
_PRINTABLE: Final = [chr(code) for code in range(0x20, 0x7F)]
_OTHERS: Final = (
    *("%41", "%2e%2e", "%2F", "%252F", "%00", "100%", "%%", "%zz", "a%20b", "a%2Fb", "a+b c", "++", "##", "a''b"),
    *("a&b=c;d", "a?b#c", "a:/children", "x\\y", "//evil.example", "a/../../secret", "q=1&x=2", "user@host"),
    *("...", "....", ".hidden", "a.", "a..b", "-rf", "--help", "~$lock.docx", "$(id)", "`id`", "a;rm -rf b"),
    *("(a)", "[a]", "{a}", "CON", "NUL.txt", "desktop.ini", "=SUM(A1)", " a", "a ", "x" * 255, "ü" * 120),
    *("ü", "é%", "ß", "Ω", "я", "שלום", "مرحبا", "日本語", "한국어", "ไทย", "नमस्ते", "😀", "👨‍👩‍👧", "🇩🇪"),
    *("\U0001d4b3", "\U0010fffd", "a\u0301", "\u1e9b\u0323", "ﬁ", "①", "Å", "\uff0e\uff0e", "\u2215", "\uff0f"),
    *("a\u202eb", "a\u2066b", "a\u200bb", "a\u00adb", "a\u00a0b", "a\u3000b"),
    *("root", "children", "invite", "action.invite", "permissions", "content", "u!x", "$value", "$ref"),
    *("search(q='x')", "microsoft.graph.invite"),
)
NAMES: Final[tuple[str, ...]] = tuple(
    dict.fromkeys((*(f"a{sign}b" for sign in _PRINTABLE), *(sign for sign in _PRINTABLE if sign != "."), *_OTHERS))
)
"""Signs no name can hold are among them: what is refused before is escaped all the same."""


def on_the_wire(name: str) -> str:
    """Escape as RFC 3986 has it, by hand: what is not unreserved becomes its UTF-8 bytes in capitals."""
    return "".join(sign if sign in UNRESERVED else "".join(f"%{byte:02X}" for byte in sign.encode()) for sign in name)
