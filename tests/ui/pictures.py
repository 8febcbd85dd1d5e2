"""Draws the share window in every state into a folder, to be looked at.

    python -m tests.ui.pictures FOLDER [light|dark|arabic] [NAME…]

Screens of other densities: set QT_SCALE_FACTOR=2 before.
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from drive_share_gui.application.ports import Answer
from drive_share_gui.domain.failure import Hurdle, NoAnswer, Silence, Throttled, Unreachable
from drive_share_gui.domain.invitation import Options
from drive_share_gui.domain.item import DriveKind
from drive_share_gui.domain.keeping import JournalProblem, NotJournaled
from drive_share_gui.domain.local_file import (
    DriveRoot,
    NoAccountFor,
    NotInOneDrive,
    NotLocated,
    NotUploadedYet,
    Outside,
    SyncClient,
)
from drive_share_gui.domain.permission import Grantee, MailTrouble, Permission
from drive_share_gui.domain.proxy import ProxyLogin
from drive_share_gui.domain.refusal import Reason, Refusal
from drive_share_gui.ui.draft_news import NotKept
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.wish import Wish
from tests.adapters.journal_ground import LastingMemory
from tests.application.fake_way_out import PROXY
from tests.ui import menus_shown, sign_in_shown
from tests.ui.earlier_rows import asked_about, being_sent, in_doubt, never_sent
from tests.ui.full_drive import FullDrive
from tests.ui.share_shown import DRIVE, REPORT, SHEET, ShareDrive, Shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from drive_share_gui.application.account_journal import AccountJournal
    from drive_share_gui.application.journal_ports import CredentialStore
    from tests.application.fakes import FakeClock

LOST = NoAnswer(Silence.TIMEOUT)
FULL = MailTrouble(Refusal(Reason.MAILBOX_FULL, "exchangeOutOfMailboxQuota", 507), "https://g.live.com/8SESkydrive/x")
UNKNOWN_ADDRESS = Refusal(Reason.ADDRESS_UNKNOWN, "noResolvedUsers", 400)
FORBIDDEN = Refusal(Reason.NOT_ALLOWED, "accessDenied", 403)
MANY = "; ".join(f'"{name} {other}" <{name.lower()}.{other.lower()}@{domain}>' for name, other, domain in [
    ("Ann", "Archer", "contoso.com"), ("Bob", "Stone", "fabrikam.com"), ("Carla", "Núñez", "contoso.com"),
    ("Dmitri", "Wolkow", "contoso.com"), ("Eva-Maria", "Große", "fabrikam.com"), ("Farid", "Haddad", "contoso.com"),
    ("Gina", "Lollo", "contoso.com"), ("Hana", "Sato", "contoso.com"), ("Ivo", "Novák", "contoso.com"),
])  # fmt: skip
DONE = 5
HOSTILE = '<b>Bold</b> & <img src="x"> \u202egnp.exe & R&D'


def granted(address: str, trouble: MailTrouble | None = None) -> Answer:
    grantee = Grantee(object_id="7c1e", name=address.partition("@")[0].title())
    permission = Permission("aTowIy5mfG1lbWJlcnNoaXB8", ("read",), (grantee,), address, True, False, trouble=trouble)
    return Answer((permission,), "5f8a9c0e-0d1f-4b57-9d0d-3a2f6d1c7b11")


def empty() -> Shown:
    return Shown().begin()


def finding() -> Shown:
    shown = Shown()
    shown.runner.hold = True
    return shown.begin("path:/Documents/Finance/Budget.xlsx")


def filled() -> Shown:
    shown = Shown().begin(people="ann@contoso.com, Bob Stone <bob@fabrikam.com>")
    shown.presenter.filling.set_message("Hello,\nplease have a look at the figures of the third quarter.")
    return shown


def many() -> Shown:
    shown = Shown().begin(people=MANY)
    shown.people.edit.setText("kurt")
    return shown


def leftovers() -> Shown:
    return Shown().begin(
        people="ann@contoso.com; joe@; bob@contoso\u200b.com; ann@contoso.com; a@b@c.org; Дима <дима@x.org>"
    )


def too_long() -> Shown:
    shown = filled()
    shown.presenter.filling.set_message("All work and no play. " * 92)
    return shown


def near_end() -> Shown:
    shown = filled()
    shown.presenter.filling.set_message("x" * 1958)
    return shown


def options() -> Shown:
    drive = ShareDrive(description=replace(DRIVE, kind=DriveKind.PERSONAL, takes_expiry=True, takes_password=True))
    shown = Shown(drive).begin(people="ann@contoso.com, Bob Stone <bob@fabrikam.com>")
    shown.presenter.filling.set_message("Hello")
    shown.presenter.filling.set_options(
        Options(
            require_sign_in=False,
            expires=datetime(2027, 1, 31, 12, tzinfo=UTC),
            password="secret",
            together=True,
            send_anyway=True,
        )
    )
    shown.dialog.form.options.set_open(True)
    return shown


def unreachable() -> Shown:
    drive = ShareDrive(find_failure=Unreachable(Hurdle.NAME_UNKNOWN))
    return Shown(drive).begin(people="ann@contoso.com")


def nowhere(answer: NotLocated) -> Shown:
    drive = ShareDrive(find_failure=answer)
    return Shown(drive).begin("file:/home/ann/OneDrive/Finance/Budget.xlsx", people="ann@contoso.com")


def not_uploaded() -> Shown:
    return nowhere(NotUploadedYet(SyncClient.ABRAUNEGG))


def not_in_onedrive() -> Shown:
    return nowhere(NotInOneDrive())


def of_another_account() -> Shown:
    return nowhere(NoAccountFor("bob@fabrikam.com"))


def of_an_unknown_account() -> Shown:
    return nowhere(NoAccountFor())


def the_whole_drive() -> Shown:
    return nowhere(DriveRoot())


def in_some_library() -> Shown:
    return nowhere(NotInOneDrive(Outside.SOME_LIBRARY))


def other_name() -> Shown:
    drive = ShareDrive(item=replace(SHEET, local_name="Budget (copy).xlsx"))
    return Shown(drive).begin("file:/home/ann/OneDrive/Budget (copy).xlsx", people="ann@contoso.com")


def choosing() -> Shown:
    return Shown(practice=True).begin("")


def practice() -> Shown:
    return Shown(practice=True).begin(people="ann@contoso.com, Bob Stone <bob@fabrikam.com>")


def sending() -> Shown:
    shown = Shown().begin()
    people = [f"p{number}@contoso.com" for number in range(24)]
    shown.runner.most_news = 2 * DONE + 2
    return shown.invite(", ".join(people), *(granted(address) for address in people[:DONE]), Throttled(31))


def results() -> Shown:
    shown = Shown().begin()
    old = Permission("old", ("write",), invited_address="erin@contoso.com")
    shown.drive.listed = [(old,)]
    return shown.invite(
        "Ann Archer <ann@contoso.com>, bob@fabrikam.com, carl@contoso.invalid, dora@contoso.com, erin@contoso.com, "
        "fred@contoso.com",
        granted("ann@contoso.com"),
        granted("bob@fabrikam.com", FULL),
        UNKNOWN_ADDRESS,
        NoAnswer(Silence.TIMEOUT),
        FORBIDDEN,
    )


def details() -> Shown:
    shown = results()
    page = shown.dialog.results
    assert page is not None
    page.view.setCurrentIndex(page.model.index(1, 0))
    page.set_details_open(True)
    return shown


def fix() -> Shown:
    shown = results()
    shown.presenter.show_page(shown.presenter.state.rows[1])
    return shown


def leaving() -> Shown:
    shown = sending()
    shown.window.reject()
    return shown


def all_well() -> Shown:
    return Shown(practice=True).begin().invite("ann@contoso.com, Bob Stone <bob@fabrikam.com>, carla@contoso.com")


def undone() -> Shown:
    shown = all_well()
    shown.presenter.sending.undo()
    return shown


def several_items() -> Shown:
    shown = Shown(FullDrive())
    people = "Ann <ann@contoso.com>, bob@fabrikam.com"
    shown.presenter.begin(Wish("id:01BUDGET", people=people, also=("id:01REPORT", "id:01PLAN")))
    return shown.begin("")


def some_left_out() -> Shown:
    shown = Shown(FullDrive(local_names={"01REPORT": "Report (old).docx"}))
    left_out = ("file:/home/ann/OneDrive/New idea.docx", "https://")
    shown.presenter.begin(Wish("id:01BUDGET", people="ann@contoso.com", also=("id:01REPORT", *left_out)))
    return shown.begin("")


def several_results() -> Shown:
    shown = several_items()
    return shown.invite("carl@x.org", granted("ann@contoso.com"), granted("bob@fabrikam.com", FULL), UNKNOWN_ADDRESS)


def long_names() -> Shown:
    name = "Quarterly report of the subsidiary in Nowosibirsk, second draft, with comments of everybody " * 2 + ".xlsx"
    drive = ShareDrive(item=replace(SHEET, name=name, path="/" + "A rather long folder name/" * 6 + name))
    shown = Shown(drive).begin()
    who = f"{'Wolfeschlegelsteinhausenbergerdorff ' * 4}<{'w' * 60}@{'long.' * 20}example.org>"
    return shown.invite(f"{who}, b@contoso.com", granted("x@y.zz"), FORBIDDEN)


def unanswered() -> Shown:
    shown = Shown().begin()
    return shown.invite("Ann Archer <ann@contoso.com>, dora@contoso.com", LOST)


def asking() -> Shown:
    shown = (
        Shown()
        .begin()
        .invite("Ann Archer <ann@contoso.com>, bob@fabrikam.com, eve@x.org", LOST, granted("bob@fabrikam.com"), LOST)
    )
    for _ in range(3):
        shown.clock.elapsed += 200
        shown.presenter.settling.tick()
    return shown


def asking_blindly() -> Shown:
    shown = unanswered()
    shown.drive.listed = [FORBIDDEN] * 9
    shown.clock.elapsed += 200
    shown.presenter.settling.tick()
    shown.page.view.setCurrentIndex(shown.page.model.index(0, 0))
    return shown


def unkept() -> Shown:
    shown = all_well()
    shown.presenter.sending.unkept = tuple(row.person for row in shown.presenter.state.rows[1:])
    shown.presenter.sending.changed.emit()
    return shown


def asking_once() -> Shown:
    shown = unanswered()
    for _ in range(3):
        shown.clock.elapsed += 200
        shown.presenter.settling.tick()
    page = shown.page
    page.view.setCurrentIndex(page.model.index(0, 0))
    return shown


def unwritable() -> Shown:
    shown = filled()
    shown.connection.journal_failure = NotJournaled(JournalProblem.DISK_FULL)
    shown.presenter.share()
    return shown


def leave_some(book: AccountJournal, clock: FakeClock) -> None:
    asked = [in_doubt(book, SHEET, "ann@contoso.com"), in_doubt(book, REPORT, "erin@contoso.com")]
    clock.elapsed += 200
    for row in asked:
        asked_about(book, row)
    never_sent(book, REPORT, "bob@fabrikam.com", "carl@contoso.com")


def leave_all_kinds(book: AccountJournal, clock: FakeClock) -> None:
    leave_some(book, clock)
    clock.elapsed += 3_600 - 30
    in_doubt(book, SHEET, "dora@contoso.com")
    being_sent(book, SHEET, "gina@contoso.com")


def earlier_bar() -> Shown:
    shown = Shown(earlier=leave_some).begin()
    shown.presenter.earlier.begin()
    return shown


def earlier() -> Shown:
    shown = Shown(earlier=leave_all_kinds).begin()
    shown.presenter.earlier.begin()
    shown.presenter.show_earlier()
    return shown


def earlier_settled() -> Shown:
    shown = earlier()
    shown.drive.answers = [granted("ann@contoso.com"), UNKNOWN_ADDRESS]
    shown.presenter.settling.send(shown.presenter.state.earlier[:1])
    shown.presenter.settling.leave(shown.presenter.state.earlier[1:2])
    shown.presenter.settling.send(shown.presenter.state.earlier[2:3])
    return shown


def earlier_sending() -> Shown:
    shown = earlier()
    shown.runner.most_news = 1
    shown.presenter.settling.send(shown.presenter.state.earlier)
    return shown


def set_aside() -> Shown:
    home = Path(os.environ.get("DRIVE_SHARE_HOME") or tempfile.mkdtemp())
    folder = home / "journal"
    folder.mkdir(mode=0o700, parents=True)
    home.chmod(0o700)
    (folder / "journal.db").write_bytes(b"no journal at all" * 300)
    os.environ["DRIVE_SHARE_HOME"] = str(home)
    shown = Shown().begin()
    shown.presenter.earlier.begin()
    return shown


def at_the_proxy() -> Shown:
    """The proxy stands in the way of the item."""
    shown = Shown(ShareDrive(find_failure=Unreachable(Hurdle.PROXY_LOGIN))).begin()
    shown.connection.way.address = PROXY
    return shown


def testing() -> Shown:
    shown = at_the_proxy()
    shown.runner.hold = True
    shown.dialog.commands.do(Label.LOG_IN_TO_PROXY.plain)
    return shown


def no_certificate() -> Shown:
    shown = Shown(ShareDrive(find_failure=Unreachable(Hurdle.CERTIFICATE))).begin()
    shown.connection.way.failure = Unreachable(Hurdle.CERTIFICATE)
    shown.dialog.commands.do(Label.TEST_CONNECTION.plain)
    return shown


def proxy_login() -> Shown:
    shown = at_the_proxy()
    shown.connection.way.wanted = ProxyLogin("ann", "word")
    shown.dialog.commands.do(Label.LOG_IN_TO_PROXY.plain)
    return shown


def connected() -> Shown:
    shown = at_the_proxy()
    shown.connection.way.has_keyring = False
    shown.dialog.commands.do(Label.TEST_CONNECTION.plain)
    return shown


def hostile() -> Shown:
    drive = ShareDrive(item=replace(SHEET, name=HOSTILE, path=f"/{HOSTILE}/{HOSTILE}", owner=HOSTILE, from_others=True))
    return Shown(drive).begin(people=f'"{HOSTILE.replace(chr(34), "")}" <ann@contoso.com>; {HOSTILE}')


def typed_before(keyring: CredentialStore | None = None) -> Shown:
    """Leave something typed for the item behind, as an earlier window would."""
    before = filled()
    before.connection.keyring = keyring
    before.presenter.drafting.begin()
    before.presenter.drafting.take_items((SHEET,))
    before.presenter.drafting.save()
    before.connection.store.close()
    before.window.hide()
    shown = Shown()
    shown.clock.elapsed = 300.0
    shown.connection.keyring = keyring
    shown.presenter.drafting.begin()
    return shown


def restored() -> Shown:
    return typed_before(LastingMemory()).begin()


def message_gone() -> Shown:
    return typed_before().begin()


def offered() -> Shown:
    return typed_before().begin(people="carl@contoso.com")


def forgetting() -> Shown:
    shown = typed_before().begin()
    shown.presenter.drafting.dismiss()
    shown.presenter.filling.set_message("Hello")
    shown.presenter.drafting.save()
    shown.dialog.form.options.set_open(True)
    shown.presenter.forgetting.ask()
    return shown


def forgotten() -> Shown:
    shown = typed_before().begin()
    shown.presenter.forgetting.forget()
    return shown


def not_kept() -> Shown:
    shown = filled()
    shown.presenter.drafting.tell(NotKept(NotJournaled(JournalProblem.DISK_FULL)))
    return shown


def dialog() -> Shown:
    return sign_in_shown.in_the_name_of(filled())


def dialog_results() -> Shown:
    return sign_in_shown.in_the_name_of(results())


STATES: dict[str, Callable[[], Shown]] = {
    make.__name__: make
    for make in (
        dialog, dialog_results,
        empty, finding, filled, many, leftovers, too_long, near_end, options, unreachable, choosing, practice,
        sending, results, details, fix, leaving, all_well, undone, several_items,
        several_results, long_names, unanswered, asking, asking_once,
        asking_blindly, unkept, unwritable, not_uploaded, other_name, not_in_onedrive, of_another_account,
        of_an_unknown_account, the_whole_drive, in_some_library, some_left_out,
        earlier_bar, earlier, earlier_settled, earlier_sending, hostile,
        restored, message_gone, offered, forgetting, forgotten, not_kept, set_aside,
        at_the_proxy, testing, no_certificate, proxy_login, connected,
    )
} | sign_in_shown.STATES | menus_shown.STATES  # fmt: skip


def dark_palette() -> QPalette:
    palette = QPalette(QColor("#2a2e32"))
    palette.setColor(QPalette.ColorRole.Base, QColor("#1b1e20"))
    palette.setColor(QPalette.ColorRole.Accent, QColor("#308cc6"))
    palette.setColor(QPalette.ColorRole.Highlight, QColor("#308cc6"))
    return palette


def main() -> None:
    """Draw every state, or those named."""
    folder, mode = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "light"
    names = sys.argv[3:] or list(STATES)
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication([sys.argv[0]])
    translator = QTranslator()
    if mode == "dark":
        application.setPalette(dark_palette())
    if mode == "arabic":
        assert translator.load("qtbase_ar", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        application.installTranslator(translator)
    for name in names:
        shown = STATES[name]()
        if mode == "small":
            shown.window.resize(600, 560)
        for _ in range(3):
            shown.window.grab()
            QApplication.sendPostedEvents()
        shown.window.grab().save(str(folder / f"{name}-{mode}.png"), "PNG")
        shown.window.hide()


if __name__ == "__main__":
    main()
