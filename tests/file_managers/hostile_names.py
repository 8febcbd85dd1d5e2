"""Twenty file names that break programs which hand names over carelessly (reliability §5.7)."""

from typing import Final

HOSTILE_NAMES: Final[tuple[bytes, ...]] = (
    b"Budget.xlsx",
    b"-rf",
    b"--platform=offscreen",
    b"-stylesheet=x.qss",
    b"invite",
    b"$(touch hit1) `touch hit2`; touch hit3 & touch hit4 | touch hit5.txt",
    b"$HOME ${IFS}~.txt",
    b'it\'s a "quoted" name.txt',
    b"back\\slash\\n.txt",
    b"%f %F %u %U %d %n %% %N %P.txt",
    b"100%.txt",
    b"two\nlines.txt",
    b"tab\tand\rreturn.txt",
    b" spaces at both ends ",
    b"#fragment?query=1&more.txt",
    b"file:%2Fetc%2Fpasswd %20",
    b"*?[a-z]{x,y}<in >out.txt",
    "\u202efdp.exe \u2066日本語\u2069 e\u0301 🙂.txt".encode(),
    b"not \xff\xfe UTF-8.txt",
    b"long " + b"x" * 246 + b".txt",
)
