"""Mails are real mail files, whatever was typed, and none is ever lost."""

import re
from email import message_from_bytes
from email.policy import SMTPUTF8
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from drive_share_gui.practice.asked import MAIL_ADDRESS
from drive_share_gui.practice.outbox import Mail, Outbox
from drive_share_gui.practice.people import ME

ADDRESSES = st.from_regex(MAIL_ADDRESS, fullmatch=True, alphabet=st.characters(exclude_categories=["Cs"])).filter(
    lambda text: len(text) <= 320
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def mail(number: int = 1, recipient: str = "joe@example.org", item: str = "a.txt", message: str = "") -> Mail:
    link = "https://onedrive.example/s/s!x"
    return Mail(number, ME, recipient, item, can_edit=False, link=link, message=message)


@given(recipient=ADDRESSES, item=TEXTS.filter(str.isprintable), message=TEXTS)
def test_every_mail_can_be_written_and_read_again(recipient: str, item: str, message: str) -> None:
    with TemporaryDirectory() as folder:
        path = Outbox(Path(folder)).post(mail(recipient=recipient, item=item, message=message))
        read = message_from_bytes(path.read_bytes(), policy=SMTPUTF8)
        assert path.parent == Path(folder)
        assert re.fullmatch(r"000001-[A-Za-z0-9@._+-]*\.eml", path.name)
        assert read.get_content_type() == "text/plain"
        assert "https://onedrive.example/s/s!x" in read.get_content()
        assert len(read.get_all("To", [])) == 1


def test_a_mail_of_the_same_number_overwrites_nothing(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path)
    paths = [outbox.post(mail(message=text)) for text in ("one", "two", "three")]
    assert len(set(paths)) == 3
    assert ["one" in paths[0].read_text(), "two" in paths[1].read_text()] == [True, True]


def test_mails_are_listed_in_order(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path)
    for number in (2, 10, 1):
        outbox.post(mail(number))
    assert outbox.names() == [f"{number:06}-joe@example.org.eml" for number in (1, 2, 10)]
