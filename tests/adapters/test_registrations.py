"""The app as which people sign in, in its file."""

import stat
from pathlib import Path

import pytest

from drive_share_gui.adapters.registrations import BUILT_IN, FILE_NAME, RegistrationFile
from drive_share_gui.domain.account import Registration
from drive_share_gui.domain.cloud import Cloud
from drive_share_gui.domain.failure import NotSaved, SharingError

APP = Registration("11111111-2222-3333-4444-555555555555", "contoso.com", Cloud.CHINA)
JUST_AN_ID = '{"client_id": " 99999999-2222-3333-4444-555555555555 "}'


def test_what_was_entered_comes_back_and_is_this_users_own(tmp_path: Path) -> None:
    RegistrationFile(tmp_path / "home").save(APP)
    assert RegistrationFile(tmp_path / "home").load() == APP
    assert stat.S_IMODE((tmp_path / "home" / FILE_NAME).stat().st_mode) == 0o600


def test_what_is_built_in_counts_until_something_is_entered(tmp_path: Path) -> None:
    built_in = tmp_path / "built-in.json"
    built_in.write_text(JUST_AN_ID)
    file = RegistrationFile(tmp_path / "home", built_in)
    assert file.load() == Registration("99999999-2222-3333-4444-555555555555")
    file.save(APP)
    assert file.load() == APP


def test_none_is_built_in_here() -> None:
    assert not BUILT_IN.exists()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"client_id": 7}',
        '{"client_id": "x"}',
        JUST_AN_ID.replace("}", ', "cloud": "mars"}'),
        JUST_AN_ID.replace("}", ', "tenant": "a/b"}'),
        JUST_AN_ID.replace("}", " " * 10_000 + "}"),
    ],
)
def test_a_file_that_holds_no_registration_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE_NAME).write_text(content)
    assert RegistrationFile(tmp_path, tmp_path / "none").load() is None


def test_where_nothing_can_be_written_the_reason_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SharingError) as caught:
        RegistrationFile(tmp_path / "file").save(APP)
    assert caught.value.failure == NotSaved(disk_full=False)
