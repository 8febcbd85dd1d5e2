"""Every state of the window and of the picker, with one hostile text wherever a service, a file or a person writes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from drive_share_gui.application.ports import Answer
from drive_share_gui.application.sign_in_ports import DeviceCode
from drive_share_gui.domain.failure import NoAnswer, ServiceTrouble, Silence, Throttled
from drive_share_gui.domain.item import ByPath, Drive, DriveKind, Item, ItemKind, ItemReference, Listing
from drive_share_gui.domain.permission import Grantee, MailTrouble, Permission
from drive_share_gui.domain.person import Person
from drive_share_gui.domain.refusal import Reason, Refusal
from drive_share_gui.ui.item_picker import ItemPicker
from drive_share_gui.ui.pick_presenter import PickPresenter
from drive_share_gui.ui.sign_in_state import Ask, SignInState
from drive_share_gui.ui.trouble import OwnMistake
from tests.application.fake_sign_in import ANN_SIGNED_IN, FakeSignIn
from tests.ui.inline_runner import InlineRunner
from tests.ui.share_shown import SHEET, ShareDrive, Shown
from tests.ui.sign_in_shown import Asked, with_account
from tests.ui.small_drive import Recent, SmallDrive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from drive_share_gui.domain.account import Account

MARK: Final = "Zx7"
"""Stands in every hostile text, so that it is found wherever it comes out."""
PEOPLE: Final = 6
ENDLESS: Final = 100_000
"""Signs from which a text fills a whole answer, or a whole line of a list."""
_TIP_ROLES: Final[tuple[int, ...]] = (
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.WhatsThisRole,
)
_SHOWN_ROLES: Final[tuple[int, ...]] = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    *range(Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 12),
)
_INSIDE: Final = ("qt_", "qcompleter")
_MOST_COLUMNS: Final = 3


def share_of(text: str, parts: int) -> str:
    """Cut a text without end: all parts of an answer together are at most as long as the longest that is read."""
    return text if len(text) <= ENDLESS else text[: len(text) // parts]


def item_of(text: str) -> Item:
    """Make an item that is hostile in everything a service says of one."""
    part = share_of(text, 6)
    return replace(
        SHEET, name=part, path=f"/{part}/{part}/{part}", owner=part, web_url=part, from_others=True, kind=ItemKind.FILE
    )


def drive_of(text: str) -> ShareDrive:
    """Make a drive that is hostile in everything it says of itself, its item and people."""
    person = Person("zoe@contoso.com", text)
    described = Drive("D", DriveKind.PERSONAL, text, text)
    return ShareDrive(item=item_of(text), description=described, people=(person, Person(text, text)))


def people(text: str) -> list[Person]:
    """Name some people in a hostile way."""
    return [Person(f"p{number}@contoso.com", share_of(text, PEOPLE)) for number in range(PEOPLE)]


def granted(person: Person, text: str, trouble: MailTrouble | None = None) -> Answer:
    """Grant access in hostile words."""
    part = share_of(text, 6)
    grantee = Grantee(object_id=part, name=part)
    permission = Permission(part, (part,), (grantee,), person.address, True, False, link_url=part, trouble=trouble)
    return Answer((permission,), part)


def editing(text: str) -> Shown:
    """Fill the form in, people from everywhere, entries that are nobody, a message."""
    shown = Shown(drive_of(text)).begin()
    for person in people(text):
        shown.presenter.filling.add_person(person)
    shown.presenter.filling.add_people(f'{text}\n"{text}" <p0@contoso.com>\n{text}@\n')
    shown.presenter.filling.set_message(text[:3000])
    shown.dialog.form.options.set_open(True)
    return shown


def finding(text: str) -> Shown:
    """Look for an item with a hostile name."""
    shown = Shown(drive_of(text))
    shown.runner.hold = True
    return shown.begin(f"path:/{text}")


def not_found(text: str) -> Shown:
    """Miss it, for a reason in hostile words."""
    drive = drive_of(text)
    drive.find_failure = ServiceTrouble(500, text)
    return Shown(drive).begin(f"path:/{text}")


def offered(text: str) -> Shown:
    """Offer hostile people under the line."""
    shown = Shown(drive_of(text)).begin()
    shown.window.activateWindow()
    shown.people.edit.setFocus()
    shown.people.show_suggestions(shown.drive.people)
    shown.people.completer.complete()
    return shown


def results(text: str) -> Shown:
    """Give everybody another result, all in hostile words, with the details of one unfolded."""
    shown = Shown(drive_of(text)).begin()
    full = MailTrouble(Refusal(Reason.OTHER, text, 507), text)
    named = people(text)
    shown.drive.answers += (
        granted(named[0], text),
        granted(named[1], text, full),
        Refusal(Reason.OTHER, text, 400),
        NoAnswer(Silence.TIMEOUT),
        ServiceTrouble(500, text),
        Refusal(Reason.OTHER, text, 403),
    )
    for person in named:
        shown.presenter.filling.add_person(person)
    shown.presenter.share()
    return shown


def details(number: int) -> Callable[[str], Shown]:
    """Unfold what is known about one person."""

    def make(text: str) -> Shown:
        shown = results(text)
        shown.page.view.setCurrentIndex(shown.page.model.index(number, 0))
        shown.page.set_details_open(True)
        return shown

    make.__name__ = f"details of {number}"
    return make


def page(text: str) -> Shown:
    """Ask whether a hostile page shall be opened."""
    shown = results(text)
    shown.presenter.show_page(shown.presenter.state.rows[1])
    return shown


def waiting(text: str) -> Shown:
    """Be in the middle of sending."""
    shown = Shown(drive_of(text)).begin()
    shown.runner.most_news = 5
    shown.drive.answers += (granted(people(text)[0], text), Throttled(31))
    for person in people(text):
        shown.presenter.filling.add_person(person)
    shown.presenter.share()
    shown.window.reject()
    return shown


def mistaken(text: str) -> Shown:
    """Admit a mistake; its name is code, but nobody knows whose."""
    shown = editing(text)
    shown.presenter.admit(OwnMistake(f"{MARK}Error"))
    return shown


def outbox(text: str) -> Shown:
    """Name the folder with the mails."""
    shown = Shown(drive_of(text), practice=True)
    shown.connection.outbox = f"/{text}"
    shown.begin()
    shown.presenter.name_outbox()
    return shown


class HostileDrive(SmallDrive):
    """Lists the same hostile item again and again, folders first."""

    text = ""

    def find(self, reference: ItemReference) -> Item:
        found = item_of(self.text)
        return replace(found, is_root=isinstance(reference, ByPath) and not reference.names)

    def children(self, folder: Item | None) -> Listing:
        del folder
        folder_item = replace(item_of(self.text), kind=ItemKind.FOLDER, place=replace(SHEET.place, item_id="F"))
        return Listing((folder_item, item_of(self.text)), complete=False)

    def search(self, text: str) -> Listing:
        return Listing((), complete=True) if text == self.text else self.children(None)


class ShownPicker:
    """An item picker that is not part of a window."""

    def __init__(self, text: str, *recent: Item) -> None:
        self.drive = HostileDrive()
        self.drive.text = text
        self.presenter = PickPresenter(self.drive.open, Recent(recent), InlineRunner(), typing_pause=0)
        self.window = ItemPicker(self.presenter)
        self.window.resize(640, 520)
        self.window.show()


def recent(text: str) -> ShownPicker:
    """Show what was shared lately."""
    return ShownPicker(text, item_of(text))


def browsing(text: str) -> ShownPicker:
    """Walk into folders with hostile names, more than have room."""
    shown = ShownPicker(text)
    view = shown.window.panel.view
    for _ in range(8):
        view.setCurrentIndex(view.rows.index(0))
        view.opened.emit(view.rows.items[0])
    view.setCurrentIndex(view.rows.index(1))
    return shown


def nothing_found(text: str) -> ShownPicker:
    """Search for what is not there."""
    shown = ShownPicker(text)
    shown.window.panel.search.line.setText(text)
    return shown


def account_of(text: str) -> Account:
    """Make an account whose name is hostile."""
    return replace(ANN_SIGNED_IN, username=text)


def switcher(text: str) -> Shown:
    shown = with_account(account_of(text), account_of(f"{text}2"))
    shown.dialog.header.account.open()
    return shown


def which_account(text: str) -> Shown:
    return Asked(SignInState(Ask.WHICH, (account_of(text), ANN_SIGNED_IN), item=text))


def sign_out(text: str) -> Shown:
    return Asked(SignInState(Ask.SIGN_OUT, (account_of(text),), account_of(text), may_go_back=True))


def sign_in_again(text: str) -> Shown:
    return Asked(SignInState(Ask.AGAIN, (account_of(text),), account_of(text), may_go_back=True))


def code(text: str) -> Shown:
    asked = Asked(SignInState(), FakeSignIn(code=DeviceCode(text, text, 60.0))).mid_way(2)
    asked.signing.use_code()
    return asked


SHOWN: Final[dict[str, Callable[[str], Shown | ShownPicker]]] = {
    make.__name__: make
    for make in (
        editing, finding, not_found, offered, results, details(0), details(1), details(3), page, waiting, mistaken,
        outbox, recent, browsing, nothing_found, switcher, which_account, sign_out, sign_in_again, code,
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """A text that the window shows or says, and where."""

    where: str
    text: str


def widgets_of(window: QWidget) -> list[QWidget]:
    """All widgets of ours, in open popups and menus too, whether they can be seen or not."""
    tops = [window, *(popup for popup in QApplication.topLevelWidgets() if popup.isVisible())]
    found = {id(one): one for top in tops for one in (top, *top.findChildren(QWidget))}
    return [one for one in found.values() if not one.objectName().startswith(_INSIDE)]


def tips_of(window: QWidget) -> list[Said]:
    """Collect what Qt reads as markup wherever it looks like it."""
    widgets = widgets_of(window)
    tips = [
        Said(f"{kind} of {type(one).__name__}", tip)
        for one in widgets
        for kind, tip in (("toolTip", one.toolTip()), ("statusTip", one.statusTip()), ("whatsThis", one.whatsThis()))
    ]
    tips += list(_rows_say(widgets, _TIP_ROLES))
    return [said for said in tips if said.text]


def texts_of(window: QWidget) -> list[Said]:
    """Collect every text that is shown or said; not what stands in fields, which is sent as it is."""
    said = [Said("title", window.windowTitle())]
    widgets = widgets_of(window)
    for one in widgets:
        name = type(one).__name__
        said += [Said(f"name of {name}", one.accessibleName()), Said(f"about {name}", one.accessibleDescription())]
        if isinstance(one, QLabel | QAbstractButton):
            said.append(Said(name, one.text()))
        if isinstance(one, QLineEdit | QPlainTextEdit):
            said.append(Said(f"hint of {name}", one.placeholderText()))
        said += [Said(f"action of {name}", action.text()) for action in one.actions()]
    said += list(_rows_say(widgets, _SHOWN_ROLES))
    said += [Said(f"spoken by {kind}", text) for kind, text in _spoken(QAccessible.queryAccessibleInterface(window))]
    return [one for one in said if one.text]


def _rows_say(widgets: list[QWidget], roles: tuple[int, ...]) -> Iterator[Said]:
    for view in widgets:
        if not isinstance(view, QAbstractItemView):
            continue
        model = view.model()
        for row in range(model.rowCount()):
            indexes = (model.index(row, column) for column in range(_MOST_COLUMNS))
            for index in takewhile(QModelIndex.isValid, indexes):
                for role in roles:
                    data: object = index.data(role)
                    if isinstance(data, str):
                        yield Said(f"role {role} of {type(view).__name__}", data)


def _spoken(interface: QAccessibleInterface) -> Iterator[tuple[str, str]]:
    """Ask for everything a screen reader can ask for, but for what stands in fields."""
    field = interface.role() is QAccessible.Role.EditableText
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Help, QAccessible.Text.Value):
        if not (field and kind is QAccessible.Text.Value):
            yield interface.role().name, interface.text(kind)
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child.isValid():
            yield from _spoken(child)
