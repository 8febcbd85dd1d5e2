"""Decides what the share window shows and does, from picking an item to the result of every person."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from drive_share_gui.application.connection import Connection
from drive_share_gui.application.find_item import Found
from drive_share_gui.application.ports import Clock, RecentItems
from drive_share_gui.domain.account import Account
from drive_share_gui.domain.invitation import Checked, Problem, Problems, cautions, check
from drive_share_gui.domain.item import Drive
from drive_share_gui.domain.person import Person
from drive_share_gui.ui.background import Runner
from drive_share_gui.ui.drafting import Drafting
from drive_share_gui.ui.earlier import Earlier
from drive_share_gui.ui.finding import Finding
from drive_share_gui.ui.forgetting import Forgetting
from drive_share_gui.ui.form import Form
from drive_share_gui.ui.form_presenter import FormPresenter
from drive_share_gui.ui.result_export import ResultExport
from drive_share_gui.ui.result_rows import ResultRow
from drive_share_gui.ui.sending import Sending
from drive_share_gui.ui.settling import Settling
from drive_share_gui.ui.share_state import Leaving, Phase, ShareState
from drive_share_gui.ui.trouble import OwnMistake, Trouble
from drive_share_gui.ui.web_link import read_web_link
from drive_share_gui.ui.wish import Wish

_NO_DRIVE: Final = Drive("")


class SharePresenter(QObject):
    """Publishes a ShareState at every change; whoever shows it needs to decide nothing."""

    changed = Signal(ShareState)
    left = Signal()
    """The person is through without having chosen an item."""

    def __init__(self, connection: Connection, runner: Runner, clock: Clock, recent: RecentItems) -> None:
        super().__init__()
        self.connection, self.runner = connection, runner
        self._clock = clock
        self._mistake: OwnMistake | None = None
        self._mended: Person | None = None
        self._state = ShareState(is_practice=connection.is_practice)
        self.finding = Finding(connection, runner)
        self.finding.begun.connect(partial(self._turn_to, Phase.EDITING))
        self.finding.found.connect(self.take_item)
        self.finding.missed.connect(partial(self._turn_to, Phase.CHOOSING))
        self.filling = FormPresenter(runner)
        self.filling.changed.connect(self._publish)
        self.settling = Settling(connection, runner, clock)
        self.settling.changed.connect(self._publish)
        self.sending = Sending(connection, runner, clock, recent, self.settling)
        self.sending.queued.connect(self._on_queued)
        self.sending.changed.connect(self._publish)
        self.earlier = Earlier(connection, runner, clock, self.settling)
        self.earlier.changed.connect(self._publish)
        self._before_earlier = Phase.CHOOSING
        self.drafting = Drafting(connection, runner, clock, self.filling)
        self.drafting.changed.connect(self._publish)
        self.forgetting = Forgetting(self.drafting, connection, recent, self.earlier.read_again)
        self.exporting = ResultExport(runner)
        self.exporting.changed.connect(self._publish)

    @property
    def state(self) -> ShareState:
        """What was published last."""
        return self._state

    def begin(self, wish: Wish) -> None:
        """Start with what was named on the command line, as far as something was."""
        self.filling.add_people(wish.people)
        if wish.items:
            self.finding.find_known(wish.reference, wish.items)
        elif wish.reference:
            self.find(wish.reference, wish.drive_id, wish.also)

    def find(self, text: str, drive_id: str | None = None, also: Sequence[str] = ()) -> None:
        """Look up the item that `text` names, and others with it; people can be filled in meanwhile."""
        self.finding.find(text, drive_id, also)

    def know_account(self, account: Account) -> None:
        """Show in whose name everything is done."""
        self._become(replace(self._state, account=account))

    def take_item(self, found: Found) -> None:
        """Share this item, and what was found with it."""
        self.finding.let_go()
        self.sending.begin_with((found.item, *found.others))
        self._state = replace(self._state, item=found.item, others=found.others, missing=found.missing)
        self._become(replace(self._turned_to(Phase.EDITING), drive=found.drive))
        self.drafting.take_items(self._state.items)

    def change_item(self) -> None:
        """Let another item be picked; what is filled in stays."""
        self.finding.let_go()
        self._become(replace(self._state, phase=Phase.CHOOSING))

    def leave_choosing(self) -> None:
        """Go back to the item there was; without one there is nothing to go back to."""
        if self._state.item is None:
            self.left.emit()
        else:
            self._become(replace(self._state, phase=Phase.EDITING))

    def share(self) -> None:
        """Send the invitation, or say what keeps it from being sent."""
        self.filling.take_pending()
        if self._state.is_sending or self.filling.is_reading:
            return
        form = self.filling.form
        self.filling.replace(replace(form, asked=True))
        checked = self._check(form)
        if not isinstance(checked, Problems):
            self._mistake = None
            self._state = replace(self._state, leaving=None)
            self.sending.send([checked, *(replace(checked, item=item) for item in self._state.others)], self._mended)

    def edit(self, row: ResultRow) -> None:
        """Go back to the form to mend one person's address; all that was filled in is there again."""
        invitation = row.invitation
        self._mended = row.person
        form = Form((), (), (), row.person.address, invitation.role, invitation.message, invitation.options)
        self.drafting.put_aside(form)
        self._become(replace(self._state, phase=Phase.EDITING))

    def share_with_more(self) -> None:
        """Go back to the form for other people; role, message and options are there again."""
        self._mended = None
        self._become(replace(self._state, phase=Phase.EDITING))

    def show_results(self) -> None:
        """Go to the results."""
        self._become(replace(self._state, phase=Phase.RESULTS))

    def show_earlier(self) -> None:
        """Go to what earlier starts left unsettled."""
        self.earlier.read_again()
        self._before_earlier = self._state.phase
        self._become(replace(self._state, phase=Phase.EARLIER))

    def leave_earlier(self) -> None:
        """Go back to where that was asked for."""
        self._become(replace(self._state, phase=self._before_earlier))

    def show_page(self, row: ResultRow) -> None:
        """Say which web page would mend what kept a mail from being sent, or shows who has access."""
        if row.web_page:
            self._become(replace(self._state, page=read_web_link(row.web_page)))

    def name_outbox(self) -> None:
        """Say where the mails of the practice drive are kept."""
        self._become(replace(self._state, outbox=self.connection.outbox or ""))

    def export(self, path: Path) -> None:
        """Save the results in a file."""
        if self._state.item is not None:
            self.exporting.save(path, self._state.items, self._state.rows)

    def dismiss(self) -> None:
        """Take away what is said about the last attempt."""
        if self._state.standing is not None and not self._state.has_news:
            self.earlier.dismiss(self._state.standing)
        self._mistake = None
        for part in (self.finding, self.filling, self.sending, self.sending.undoing, self.settling):
            part.trouble = None
        self.sending.unkept, self.settling.unkept = (), frozenset()
        self.exporting.forget()
        self._become(replace(self._state, leaving=None, page=None, outbox="", missing=()))

    def admit(self, mistake: OwnMistake) -> None:
        """Say that this program made a mistake; what is filled in stays."""
        self._mistake = mistake
        self._publish()

    def may_leave(self) -> bool:
        """Whether closing now leaves nothing undone; the second time somebody wants to, it may."""
        leaving = self._state.left_undone
        if leaving is None or leaving is self._state.leaving:
            return True
        phase = Phase.RESULTS if leaving is Leaving.STILL_UNSURE else self._state.phase
        self._become(replace(self._state, phase=phase, leaving=leaving))
        return False

    def _check(self, form: Form) -> Checked:
        return check(form.draft(self._state.item), self._state.drive or _NO_DRIVE, self._clock.now())

    def _on_queued(self, people: tuple[Person, ...]) -> None:
        """Show the results, now that everybody is written down."""
        self._mended = None
        self._state = self._turned_to(Phase.RESULTS)
        self.drafting.hand_over(people)

    def _turn_to(self, phase: Phase) -> None:
        self._become(self._turned_to(phase))

    def _turned_to(self, phase: Phase) -> ShareState:
        """Give the state with another part in front; whoever looks at what is from earlier finds it on return."""
        if self._state.phase is Phase.EARLIER:
            self._before_earlier = phase
            return self._state
        return replace(self._state, phase=phase)

    def _trouble(self) -> Trouble | None:
        parts = (self.finding, self.sending, self.sending.undoing, self.settling, self.filling, self.exporting)
        return self._mistake or next((part.trouble for part in parts if part.trouble is not None), None)

    def _become(self, state: ShareState) -> None:
        self._state = state
        self._publish()

    def _publish(self) -> None:
        """Draw the conclusions from all parts and let everybody know."""
        state, form, sending, settling = self._state, self.filling.form, self.sending, self.settling
        is_sending = sending.is_sending or settling.is_sending
        is_busy = is_sending or settling.is_looking_up or sending.undoing.is_under_way
        checked = self._check(form)
        found = checked.found if isinstance(checked, Problems) else ()
        coming = {Problem.NO_PEOPLE} if form.pending.strip() else set[Problem]()
        self._state = replace(
            state,
            form=form,
            draft=self.drafting.news,
            is_message_in_memory=self.drafting.is_in_memory_only and bool(form.message),
            is_reading_people=self.filling.is_reading,
            problems=form.worth_saying(found),
            cautions=cautions(form.draft(state.item), state.drive or _NO_DRIVE) if state.item else (),
            may_share=not set(found) - coming and not self.filling.is_reading and not is_sending,
            reference=self.finding.reference,
            is_finding=self.finding.is_under_way,
            trouble=self._trouble(),
            unkept=len(sending.unkept) + len(self.settling.unkept),
            saved=self.exporting.saved,
            leaving=state.leaving if is_busy or state.leaving is Leaving.STILL_UNSURE else None,
            standing=self.earlier.standing,
            rows=sending.rows,
            earlier=self.earlier.rows,
            ended=sending.ended,
            now=sending.now,
            is_sending=is_sending,
            is_stopping=sending.is_stopping or settling.is_stopping,
            is_busy=is_busy,
        )
        self.changed.emit(self._state)
