"""Many processes that want a token at the same moment: `python many_processes.py ORIGIN HOME SHELF HOW_MANY`."""

import importlib
import os
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(CHECKOUT))

from drive_share_gui.adapters.microsoft_identity import Browser, MicrosoftIdentity, PageWords, World  # noqa: E402 - the checkout comes first
from tests.adapters.microsoft_identity.shelf import store_in  # noqa: E402


def one(origin: str, home: Path, shelf: Path) -> str:
    """Do what a program does that was just started."""
    browser = Browser(lambda _url: False, lambda: PageWords("", ""))
    world = World(browser, authority=lambda registration: f"{origin}/{registration.tenant}")
    identity = MicrosoftIdentity(store_in(shelf, home), home, world)
    return identity.tokens(identity.accounts()[0]).token()


def main(origin: str, home: str, shelf: str, how_many: str) -> None:
    """Start them, let them go at once, and write down the token of each."""
    for heavy in ("msal", "cryptography.hazmat.primitives.ciphers.aead"):  # loaded once instead of in every child
        importlib.import_module(heavy)
    hold, go = os.pipe()
    children: list[int] = []
    for _ in range(int(how_many)):
        child = os.fork()
        if child == 0:
            os.close(go)
            os.read(hold, 1)
            os.write(1, one(origin, Path(home), Path(shelf)).encode() + b"\n")
            os._exit(0)
        children.append(child)
    os.close(go)
    failed = sum(os.waitpid(child, 0)[1] != 0 for child in children)
    sys.exit(failed)


if __name__ == "__main__":
    main(*sys.argv[1:])
