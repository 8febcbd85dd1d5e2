"""More than 200 names an item may have, each with what must stand on the wire for it."""

import string
from typing import Final

UNRESERVED: Final = frozenset(string.ascii_letters + string.digits + "-._~")
ILLEGAL: Final = frozenset('"*:<>?/\\|')
_ASCII: Final = [f"a{sign}b" for sign in map(chr, range(0x20, 0x7F)) if sign not in ILLEGAL]
_ALONE: Final = [sign for sign in map(chr, range(0x21, 0x7F)) if sign not in ILLEGAL | {"."}]
_OTHERS: Final = (
    *(
        "%41",
        "%2e%2e",
        "%2F",
        "%252F",
        "%00",
        "100%",
        "%",
        "%%",
        "%zz",
        "a%20b",
        "a+b c",
        "+",
        "++",
        "a&b=c;d",
        "#",
        "##",
    ),
    *(
        "...",
        "....",
        ".hidden",
        "a.",
        "a..b",
        "-rf",
        "--help",
        "~$lock.docx",
        "$(id)",
        "`id`",
        "a;rm -rf b",
        "a'b",
        "a''b",
    ),
    *(
        "q=1&x=2",
        "@",
        "user@host",
        "!",
        "a!b",
        "(a)",
        "[a]",
        "{a}",
        "a,b",
        "a=b",
        "a^b",
        "CON",
        "NUL.txt",
        "desktop.ini",
    ),
    *(
        "ü",
        "é%",
        "ß",
        "Ω",
        "я",
        "שלום",
        "مرحبا",
        "日本語",
        "한국어",
        "ไทย",
        "नमस्ते",
        "😀",
        "👨‍👩‍👧",
        "🇩🇪",
        "\U0001d4b3",
        "\U0010fffd",
    ),
    *(
        "a\u202eb",
        "a\u2066b",
        "a\u200bb",
        "a\u00adb",
        "a\u00a0b",
        "a\u3000b",
        "ﬁ",
        "①",
        "Å",
        "\uff0e\uff0e",
        "\u2215",
        "\uff0f",
    ),
    *(" a", "a ", " ", "x" * 255, "ü" * 120, "=SUM(A1)", "a\u0301", "\u1e9b\u0323", "search(q='x')", "root"),
    *(
        "children",
        "invite",
        "action.invite",
        "permissions",
        "u!x",
        "$value",
        "$ref",
        "content",
        "microsoft.graph.invite",
    ),
)
NAMES: Final[tuple[str, ...]] = tuple(
    dict.fromkeys(name for name in (*_ASCII, *_ALONE, *_OTHERS) if name.strip() not in {"", ".", ".."})
)


def on_the_wire(name: str) -> str:
    """Escape as RFC 3986 has it, by hand: what is not unreserved becomes its UTF-8 bytes in capitals."""
    return "".join(sign if sign in UNRESERVED else "".join(f"%{byte:02X}" for byte in sign.encode()) for sign in name)
