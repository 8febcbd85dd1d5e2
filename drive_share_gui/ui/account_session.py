"""One opening of the window: whose drive it is about, signing in where nobody is, another account on request."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from drive_share_gui.application.accounts import Accounts
from drive_share_gui.application.connection import Connection, Where
from drive_share_gui.application.local_ports import FileManagers, MenuOffer
from drive_share_gui.application.ports import Clock, RecentItems
from drive_share_gui.domain.account import Account, Feature
from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import NoAccount, SharingError
from drive_share_gui.domain.item import ItemReference
from drive_share_gui.domain.keeping import NoKeyring
from drive_share_gui.domain.reference import parse_reference
from drive_share_gui.ui.background import BackgroundRunner
from drive_share_gui.ui.expired import challenge_in
from drive_share_gui.ui.form import Form
from drive_share_gui.ui.held_up import go_on
from drive_share_gui.ui.known_accounts import Known, find_out
from drive_share_gui.ui.menus import Menus
from drive_share_gui.ui.share_session import Behind, ShareSession
from drive_share_gui.ui.share_state import ShareState
from drive_share_gui.ui.share_window import ShareWindow
from drive_share_gui.ui.sign_in_state import Ask, SignInState
from drive_share_gui.ui.signing import Signing
from drive_share_gui.ui.trouble import Trouble
from drive_share_gui.ui.wish import Wish

if TYPE_CHECKING:
    from drive_share_gui.ui.sign_in_page import SignInPage

PATIENCE: Final = 1.0
"""Seconds a sign-in that was given up gets to end."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the program gives its window to work with."""

    where: Where
    connect: Callable[[Where], Connection]
    """Connections are closed when the window has gone."""
    accounts: Callable[[], Accounts]
    clock: Clock
    recent_items_factory: Callable[[], RecentItems]
    file_managers: Callable[[], FileManagers]
    menu_offer: Callable[[], MenuOffer] | None = None


class AccountSession:
    """Shows one account's dialog at a time; another account gets a dialog and a connection of its own.

    So nothing that belongs to one account, a row of the journal least of all, is ever done as another.
    What is filled in goes along.
    """

    def __init__(self, window: ShareWindow, wish: Wish, around: Around) -> None:
        """Prepare everything; nothing is started yet."""
        self._window: Final = window
        self.wish: Final = wish
        """What the window was opened for."""
        self._around: Final = around
        self._runner: Final = BackgroundRunner()
        self._sessions: Final[list[ShareSession]] = []
        self._known = Known()
        self._asked_for_more: Final[set[str]] = set()
        self._page: SignInPage | None = None
        self._menus: Final = Menus(window, around.file_managers, around.menu_offer, self._runner, self._show_dialog)
        self.signing: Final = Signing(around.accounts, self._runner, around.clock)
        self.signing.signed_in.connect(self._on_signed_in)
        self.signing.signed_out.connect(self._on_signed_out)
        self.signing.chosen.connect(self.switch_to)
        self.signing.practice_wanted.connect(self._practice)
        self.signing.left.connect(self._show_dialog)

    @property
    def now(self) -> ShareSession:
        """The dialog of the present account, and what is behind it."""
        return self._sessions[-1]

    def begin(self) -> None:
        """Fill the window, and find out behind it who is signed in."""
        self._open(replace(self._around.where, wanted=_wanted(self.wish)), self.wish)

    def is_about(self, wish: Wish) -> bool:
        """Whether the window is for what is wished for, an item or the choice of one, and nothing else was picked."""
        mine, other = (one._replace(people="", picture=None, items=()) for one in (self.wish, wish))
        return mine == other and not any(session.has_other_item for session in self._sessions)

    def come_back(self, people: str) -> None:
        """Be there again, perhaps for more people."""
        self.now.come_back(people)

    def retire(self, done: Callable[[], None]) -> None:
        """End when what is under way has ended: the window is closed, and others need not wait for that."""
        self.signing.end()
        left: list[BackgroundRunner | ShareSession] = [self._runner, *self._sessions]

        def end_one(one: BackgroundRunner | ShareSession) -> None:
            left.remove(one)
            if not left:
                done()

        for session in self._sessions:
            session.retire(partial(end_one, session))
        self._runner.when_idle(partial(end_one, self._runner))

    def end(self) -> None:
        """Give what is under way a little time to end."""
        self.signing.end()
        for session in self._sessions:
            session.end()
        self._runner.finish(PATIENCE)

    def switch_to(self, account: Account) -> None:
        """Share from this account instead; item, people and message go along."""
        self._reopen(Where(account=account.account_id))

    def _goes_elsewhere(self, text: str, reference: ItemReference) -> bool:
        """Share from the one account that can have what was named, if that is another than this; tell whether it is."""
        account = self._known.who_else_has(reference)
        if account is not None:
            self._reopen(Where(account=account.account_id), text)
            self.now.has_other_item = True
        return account is not None

    def _practice(self) -> None:
        self._reopen(Where(practice=True))

    def _reopen(self, where: Where, named: str = "") -> None:
        before, self._known = self.now, Known()
        form, state = before.presenter.filling.form, before.presenter.state
        wish = self.wish._replace(people="", picture=None, reference=state.reference)
        if named:
            wish = Wish(named)
        elif state.item is not None and not where.practice:
            place = state.item.known_place
            wish = wish._replace(reference=f"id:{place.item_id}", drive_id=place.drive_id, items=state.items)
        self._open(where, wish, form)
        before.put_aside()

    def _open(self, where: Where, wish: Wish, form: Form | None = None) -> None:
        around = self._around
        connection = around.connect(where)
        session = ShareSession(self._window, wish, Behind(connection, around.clock, around.recent_items_factory))
        self._sessions.append(session)
        if form is not None:
            session.presenter.filling.replace(form)
        session.begin()
        dialog = session.dialog
        if dialog is not None and wish.picture is None:
            self._menus.offer_in(session.presenter, dialog.commands)
        if dialog is None or where.practice or where.service_url is not None:
            return  # Neither has accounts. Menus are left alone, too: their entries would open another drive than this.
        dialog.commands.sign_in_wanted.connect(self._sign_in_again)
        dialog.header.account.chosen.connect(self.switch_to)
        dialog.header.account.add_wanted.connect(partial(self._ask, Ask.START))
        dialog.header.account.sign_out_wanted.connect(partial(self._ask, Ask.SIGN_OUT))
        dialog.header.account.file_managers_wanted.connect(self._menus.show)
        dialog.header.account.suggestions_wanted.connect(partial(self._ask_for_more, Feature.SUGGESTIONS))
        session.presenter.changed.connect(self._look_for_refusals)
        session.goes_elsewhere = self._goes_elsewhere
        self._read()

    def _read(self) -> None:
        session = self.now
        work = partial(find_out, self._around.accounts, session.connection)
        self._runner.run(work, partial(self._on_read, session), partial(self._on_not_read, session))

    def _on_read(self, session: ShareSession, known: Known) -> None:
        if session is not self.now or session.dialog is None:
            return
        self._known = known
        if known.current is None:
            which = isinstance(known.failure, NoAccount) and known.failure.several
            trouble = None if isinstance(known.failure, NoAccount) else known.failure
            self._ask(Ask.WHICH if which else Ask.START, may_go_back=False, trouble=trouble)
            return
        session.presenter.know_account(known.current)
        others = tuple(account for account in known.accounts if account != known.current)
        session.dialog.header.account.show_accounts(known.current, others)

    def _on_not_read(self, session: ShareSession, trouble: Trouble) -> None:
        failure = trouble if isinstance(trouble, NoKeyring) else None
        if failure is None:
            session.presenter.settling.trouble = trouble
        self._on_read(session, Known(are_lasting=False, failure=failure))

    def _look_for_refusals(self, state: ShareState) -> None:
        """Ask for more, once, where the service does not let an item of somebody else be shared."""
        account = state.account
        if account is not None and account.account_id not in self._asked_for_more and state.lacks_permission:
            self._asked_for_more.add(account.account_id)
            self._ask_for_more(Feature.ITEMS_OF_OTHERS)

    def _ask_for_more(self, feature: Feature) -> None:
        self._ask(Ask.MORE, self._known.current, feature=feature)

    def _ask(
        self,
        ask: Ask,
        account: Account | None = None,
        *,
        feature: Feature | None = None,
        may_go_back: bool = True,
        trouble: Trouble | None = None,
    ) -> None:
        state, known = self.now.presenter.state, self._known
        claims = challenge_in(state.trouble, state.rows) if ask is Ask.AGAIN else ""
        question = SignInState(
            ask, known.accounts, account, feature, state.reference, may_go_back, known.are_lasting, trouble=trouble
        )
        self.signing.ask(question, claims)
        if self._page is None:
            from drive_share_gui.ui.sign_in_page import SignInPage  # noqa: PLC0415 - rarely shown

            self._page = SignInPage(self.signing, self._window)
            self._page.room_wanted.connect(self._window.grow)
        self._window.fill(self._page)

    def _sign_in_again(self) -> None:
        self._ask(Ask.AGAIN, self._known.current)

    def _show_dialog(self) -> None:
        if self.now.dialog is not None:
            self._window.fill(self.now.dialog)

    def _on_signed_in(self, account: Account) -> None:
        if account != self._known.current:
            self.switch_to(account)
            return
        self._show_dialog()
        go_on(self.now.presenter, State.NEEDS_SIGN_IN)

    def _on_signed_out(self, account: Account) -> None:
        if account == self._known.current:
            self._reopen(Where())
        else:
            self._show_dialog()
            self._read()


def _wanted(wish: Wish) -> ItemReference | None:
    try:
        return parse_reference(wish.reference, wish.drive_id)
    except SharingError:
        return None
