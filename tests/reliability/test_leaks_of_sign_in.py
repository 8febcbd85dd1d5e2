"""After a session through every way signing in can go wrong, its secrets are in the keyring and nowhere else."""

from typing import Any, cast

from tests.adapters.keyring_session import Session
from tests.reliability.signing_in_and_out import KINDS, secrets_of

SEED = 7
PROGRAM = f"from tests.reliability.signing_in_and_out import main; main({SEED})"


def test_a_token_is_found_in_no_file_log_crash_command_line_or_environment(user: Session) -> None:
    scratch = user.folder / "scratch"
    scratch.mkdir()
    said = cast("list[Any]", user.run(PROGRAM, TMPDIR=str(scratch)))
    refreshed, kept, left, *shown = said
    assert refreshed > 1
    assert kept == [True, True], "the keyring has them"
    assert left is None, "and not after signing out"
    canaries, _ = secrets_of(SEED)
    places = {str(path): path.read_bytes() for path in user.folder.rglob("*") if path.is_file()}
    assert any(name.endswith(".keyring") for name in places)
    assert any(name.endswith("/log") and data for name, data in places.items())
    assert any(name.endswith("/crash") and b"Aborted" in data for name, data in places.items())
    places["what the process shows"] = "\n".join(shown).encode()
    assert [f"{name}: {found}" for name, data in places.items() for found in canaries.found_in(data)] == []


def test_the_search_finds_what_is_there() -> None:
    canaries, secrets = secrets_of(SEED)
    assert {kind.split(" in ")[0] for kind in canaries.found_in(" ".join(secrets).encode())} == set(KINDS)
    assert canaries.found_in(secrets[0].encode("utf-16-le"))
