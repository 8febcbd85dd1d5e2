"""What is sealed can be read with the key of the keyring, for the purpose it was sealed for, and not otherwise."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drive_share_gui.adapters.credentials import MemoryCredentials
from drive_share_gui.adapters.sealing import KEY_NAME, Sealing
from drive_share_gui.domain.failure import Failure, SharingError
from drive_share_gui.domain.keeping import KeyringProblem, MessageLost, NoKeyring
from tests.adapters.journal_ground import LastingMemory

PURPOSE = "row-1/message"


@pytest.fixture
def sealing(tmp_path: Path) -> Sealing:
    return Sealing(LastingMemory(), tmp_path)


def failure_in(sealing: Sealing, sealed: bytes, purpose: str = PURPOSE) -> Failure:
    with pytest.raises(SharingError) as error:
        sealing.unseal(sealed, purpose)
    return error.value.failure


def sealed_by(sealing: Sealing, text: str) -> bytes:
    sealed = sealing.seal(text, PURPOSE)
    assert sealed is not None
    return sealed


@given(st.text(st.characters()))
def test_every_text_comes_back_as_it_was_typed(text: str) -> None:
    keyring = LastingMemory()
    keyring.save(KEY_NAME, "A" * 43 + "=")
    first, second = Sealing(keyring, Path("unused")), Sealing(keyring, Path("unused"))
    sealed = sealed_by(first, text)
    assert second.unseal(sealed, PURPOSE) == text
    assert sealed_by(first, text) != sealed, "nobody sees that two messages are the same"


def test_every_changed_bit_and_every_missing_byte_is_found_out(sealing: Sealing) -> None:
    sealed = sealed_by(sealing, "Dear Ann")
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        assert failure_in(sealing, bytes(changed)) == MessageLost()
        assert failure_in(sealing, sealed[:place]) == MessageLost()
    assert failure_in(sealing, sealed + b"\0") == MessageLost()


def test_what_was_sealed_for_one_row_cannot_be_read_as_anothers(sealing: Sealing) -> None:
    sealed = sealed_by(sealing, "Dear Ann")
    assert failure_in(sealing, sealed, "row-2/message") == MessageLost()
    assert failure_in(sealing, sealed, "row-1/password") == MessageLost()


def test_another_key_does_not_open_it_and_says_so(sealing: Sealing, tmp_path: Path) -> None:
    sealed = sealed_by(sealing, "Dear Ann")
    assert failure_in(Sealing(LastingMemory(), tmp_path), sealed) == MessageLost()


@pytest.mark.parametrize("damaged", ["", "short", "ä", "A" * 45])
def test_a_key_that_is_none_is_replaced(tmp_path: Path, damaged: str) -> None:
    keyring = LastingMemory()
    keyring.save(KEY_NAME, damaged)
    sealing = Sealing(keyring, tmp_path)
    assert sealing.prepare() is None
    assert sealing.unseal(sealed_by(sealing, "x"), PURPOSE) == "x"


def test_memory_is_no_place_for_a_key(tmp_path: Path) -> None:
    sealing = Sealing(MemoryCredentials(), tmp_path)
    assert sealing.prepare() == NoKeyring(KeyringProblem.NONE_HERE)
    assert sealing.seal("x", PURPOSE) is None
    assert failure_in(sealing, b"anything") == NoKeyring(KeyringProblem.NONE_HERE)


def test_a_keyring_that_refused_is_not_asked_again_during_this_run(tmp_path: Path) -> None:
    asked: list[str] = []

    class Locked(LastingMemory):
        def load(self, name: str) -> str | None:
            asked.append(name)
            raise SharingError(NoKeyring(KeyringProblem.LOCKED))

    sealing = Sealing(Locked(), tmp_path)
    for _ in range(3):
        assert sealing.seal("x", PURPOSE) is None
        assert sealing.prepare() == NoKeyring(KeyringProblem.LOCKED)
    assert asked == [KEY_NAME], "each time could open a question on the screen"
