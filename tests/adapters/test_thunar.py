"""Our action among a person's own in Thunar's file: merged, found again, taken out, and not one byte more."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from drive_share_gui.adapters.file_managers.thunar import UNIQUE_ID, ThunarEntry
from drive_share_gui.adapters.file_managers.uca import UnreadableActionsError, read_actions
from drive_share_gui.application.local_ports import EntryState
from tests.adapters.menu_ground import Ground

THEIRS = """<?xml version="1.0" encoding="UTF-8"?>
<!-- mine: </actions> <action> -->
<actions>
  <action>
    <icon>x</icon><name xml:lang="de">Öffnen</name><unique-id>1-1</unique-id>
    <command><![CDATA[echo </action> %f]]></command><patterns>*</patterns><directories/>
  </action>
  <!-- <unique-id>drive-share-1</unique-id> -->
  </actions>
<!-- the end -->
""".encode()
BROKEN = [
    b"",
    b"<actions><action></actions>",
    b"<other/>",
    b"<actions/>",
    THEIRS + b"rest",
    "<actions><!-- ü --></actions>".encode("latin-1"),
    "<actions></actions>".encode("utf-16"),
]


def thunar(folder: Path) -> ThunarEntry:
    return ThunarEntry(Ground(folder).computer())


def own_file(folder: Path) -> Path:
    return folder / "config/Thunar/uca.xml"


def write(path: Path, text: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(text)


def test_a_persons_own_actions_stay_to_the_byte(tmp_path: Path) -> None:
    entry = thunar(tmp_path)
    write(own_file(tmp_path), THEIRS)
    entry.put()
    merged = own_file(tmp_path).read_bytes()
    assert entry.stand().state is EntryState.INSTALLED
    assert own_file(tmp_path).with_name("uca.xml.before-drive-share").read_bytes() == THEIRS
    before, after = THEIRS.rsplit(b"</actions>", 1)
    assert merged.startswith(before)
    assert merged.endswith(b"</actions>" + after)
    entry.take()
    assert own_file(tmp_path).read_bytes() == THEIRS
    assert entry.stand().state is EntryState.NOT_INSTALLED


def test_the_action_says_all_that_thunar_asks_for(tmp_path: Path) -> None:
    entry = thunar(tmp_path)
    entry.put()
    action = ET.fromstring(own_file(tmp_path).read_text("utf-8")).find("action")  # noqa: S314 - our own file
    assert action is not None
    told = {part.tag: part.text for part in action}
    assert told["unique-id"] == UNIQUE_ID
    assert told["name"] == "Share with OneDrive…"
    assert (told["range"], told["patterns"]) == ("*", "*")
    kinds = {"directories", "audio-files", "image-files", "other-files", "text-files", "video-files"}
    assert kinds <= told.keys()
    assert (told["command"] or "").endswith(" --open %F")


def test_a_person_without_actions_of_their_own_keeps_those_of_the_system(tmp_path: Path) -> None:
    write(tmp_path / "xdg/Thunar/uca.xml", THEIRS)
    entry = thunar(tmp_path)
    entry.put()
    assert [action.unique_id for action in read_actions(own_file(tmp_path).read_bytes()).actions] == ["1-1", UNIQUE_ID]
    entry.take()
    assert not own_file(tmp_path).exists()


@pytest.mark.parametrize("text", BROKEN)
def test_a_file_that_cannot_be_understood_is_left_alone(tmp_path: Path, text: bytes) -> None:
    entry = thunar(tmp_path)
    write(own_file(tmp_path), text)
    entry.put()
    entry.take()
    assert entry.stand().state is EntryState.LEFT_ALONE
    assert [path.name for path in own_file(tmp_path).parent.iterdir()] == ["uca.xml"]
    assert own_file(tmp_path).read_bytes() == text
    with pytest.raises(UnreadableActionsError):
        read_actions(text)


def test_a_program_that_moved_and_copies_of_our_action_are_put_right(tmp_path: Path) -> None:
    old = ThunarEntry(replace(Ground(tmp_path).computer(), command=("/old/drive-share",)))
    write(own_file(tmp_path), THEIRS)
    old.put()
    once = own_file(tmp_path).read_bytes()
    ours = read_actions(once).find(UNIQUE_ID)[0]
    twice = once[: ours.end] + b"\n" + once[ours.start : ours.end] + once[ours.end :]
    own_file(tmp_path).write_bytes(twice)
    entry = thunar(tmp_path)
    assert entry.stand().state is EntryState.OUTDATED
    entry.put()
    assert entry.stand().state is EntryState.INSTALLED
    entry.take()
    assert own_file(tmp_path).read_bytes() == THEIRS


def test_a_file_that_is_a_link_stays_one(tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles/uca.xml"
    write(kept, THEIRS)
    own_file(tmp_path).parent.mkdir(parents=True)
    own_file(tmp_path).symlink_to(kept)
    thunar(tmp_path).put()
    assert own_file(tmp_path).is_symlink()
    assert kept.read_bytes() != THEIRS


def test_actions_that_grow_by_entities_end_in_a_refusal(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    write(own_file(tmp_path), f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]><actions>&a9;</actions>'.encode())
    assert thunar(tmp_path).stand().state is EntryState.LEFT_ALONE
