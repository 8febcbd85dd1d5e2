"""What the share window says above everything else, and what it offers to do about it."""

from typing import assert_never

from drive_share_gui.domain.delivery import State
from drive_share_gui.domain.failure import Hurdle, StoppedAfter, Unreachable, UnusableReference
from drive_share_gui.domain.local_file import NotUploadedYet
from drive_share_gui.ui.banner import Notice, Tone
from drive_share_gui.ui.draft_words import notice_about
from drive_share_gui.ui.expired import waits_for_sign_in
from drive_share_gui.ui.form_wording import describe_trouble
from drive_share_gui.ui.held_up import held_up
from drive_share_gui.ui.integration_words import offer_menus
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.missing_words import explain_missing
from drive_share_gui.ui.plain_text import foreign
from drive_share_gui.ui.settling_wording import count_earlier, explain_unkept
from drive_share_gui.ui.share_state import Leaving, MenusOffered, Phase, SetAside, ShareState, StillOpen
from drive_share_gui.ui.translation import translate
from drive_share_gui.ui.trouble import Trouble
from drive_share_gui.ui.web_link import WebLink


def notice_of(state: ShareState) -> Notice | None:
    """Give the one notice that matters most now; None where all is well."""
    if state.leaving is not None:
        return _about_leaving(state.leaving)
    if state.page is not None:
        return _about_page(state.page)
    if state.needs_sign_in:
        return _about_sign_in(state)
    if state.trouble is None:
        quiet = _about_journal(state) or _about_file(state) or _about_proxy(state) or _about_missing(state)
        return quiet or _about_draft(state) or _about_standing(state)
    if state.phase is Phase.CHOOSING and isinstance(state.trouble, UnusableReference):
        return Notice(describe_trouble(state.trouble), Tone.PROBLEM, (Label.DISMISS.plain,))
    again = (Label.TRY_AGAIN.plain,) if _can_be_tried_again(state) else ()
    actions = (*again, *_ways_to_the_drive(state.trouble), Label.DISMISS.plain)
    return Notice(describe_trouble(state.trouble), Tone.PROBLEM, actions)


def _ways_to_the_drive(trouble: Trouble) -> tuple[str, ...]:
    """Offer what finds out, or mends, why the drive is out of reach."""
    if not isinstance(trouble, Unreachable):
        return ()
    is_login = trouble.hurdle is Hurdle.PROXY_LOGIN
    return ((Label.LOG_IN_TO_PROXY if is_login else Label.TEST_CONNECTION).plain,)


def _about_proxy(state: ShareState) -> Notice | None:
    """Say what keeps rows from going on, where it is the proxy."""
    failures = () if state.is_busy else tuple(row.failure for row in held_up(state.rows, State.NEEDS_PROXY))
    causes = (failure.cause if isinstance(failure, StoppedAfter) else failure for failure in failures)
    cause = next((cause for cause in causes if cause is not None), None)
    return None if cause is None else Notice(describe_trouble(cause), Tone.CAUTION, _ways_to_the_drive(cause))


def _about_missing(state: ShareState) -> Notice | None:
    """Say which of several items are left out; the others can be shared."""
    if not state.missing or state.phase is Phase.EARLIER:
        return None
    again = () if state.rows else (Label.TRY_AGAIN.plain,)
    return Notice(explain_missing(state.missing), Tone.CAUTION, (*again, Label.DISMISS.plain))


def _about_sign_in(state: ShareState) -> Notice:
    number = len(waits_for_sign_in(state.rows))
    name = foreign(state.account.username, 60) if state.account else ""
    if number:
        one = translate("Notice", "The sign-in of {name} has expired. One person waits for it.")
        more = translate("Notice", "The sign-in of {name} has expired. {number} people wait for it.")
        text = (one if number == 1 else more).format(name=name, number=f"{number:,}")
    else:
        text = translate("Notice", "The sign-in of {name} has expired.").format(name=name)
    return Notice(text, Tone.CAUTION, (Label.SIGN_IN_AGAIN.plain,))


def _about_journal(state: ShareState) -> Notice | None:
    """Keep the person from closing a window that alone knows what happened."""
    if not state.unkept:
        return None
    return Notice(explain_unkept(state.unkept), Tone.PROBLEM, (Label.DISMISS.plain,))


def _about_file(state: ShareState) -> Notice | None:
    if state.saved:
        text = translate("Notice", "Saved as {name}.").format(name=foreign(state.saved, 80))
    elif state.outbox:
        text = translate("Notice", "The mails lie in {folder}.").format(folder=foreign(state.outbox))
    else:
        return None
    return Notice(text, Tone.CALM, (Label.DISMISS.plain,))


def _about_standing(state: ShareState) -> Notice | None:
    match state.standing:
        case SetAside(folder=folder):
            text = translate(
                "Notice",
                "The journal of earlier invitations could not be read. It was set aside, "
                "and nothing is sent from it: {folder}",
            ).format(folder=foreign(folder))
            return Notice(text, Tone.CAUTION, (Label.DISMISS.plain,))
        case StillOpen(number=number):
            if state.phase is Phase.EARLIER:
                return None
            return Notice(count_earlier(number), Tone.CAUTION, (Label.SHOW.plain, Label.DISMISS.plain))
        case MenusOffered():
            actions = (Label.ADD_TO_MENUS.plain, Label.NO_THANKS.plain)
            return Notice(offer_menus(), Tone.CALM, actions)
        case None:
            return None
        case _:
            assert_never(state.standing)


def _about_draft(state: ShareState) -> Notice | None:
    return notice_about(state.draft) if state.draft is not None and state.phase is Phase.EDITING else None


def _can_be_tried_again(state: ShareState) -> bool:
    return state.item is None and bool(state.reference) and isinstance(state.trouble, Unreachable | NotUploadedYet)


def _about_leaving(leaving: Leaving) -> Notice:
    if leaving is Leaving.STILL_SENDING:
        text = translate(
            "Notice",
            "Invitations are still being sent. Without the window the sending goes on, "
            "and the window comes back if somebody could not be invited.",
        )
        return Notice(text, Tone.CAUTION, (Label.STOP_SENDING.plain, Label.CLOSE_WINDOW.plain, Label.DISMISS.plain))
    text = translate("Notice", "It is not sure yet who has access. The next start looks again and asks you.")
    return Notice(text, Tone.CAUTION, (Label.CHECK_NOW.plain, Label.CLOSE_WINDOW.plain, Label.DISMISS.plain))


def _about_page(page: WebLink) -> Notice:
    if page.may_be_opened:
        text = translate("Notice", "This opens a page of {host} in the web browser.").format(
            host=foreign(page.host, 80)
        )
        return Notice(text, Tone.CALM, (Label.OPEN.plain, Label.COPY_ADDRESS.plain, Label.DISMISS.plain))
    text = translate("Notice", "The service names an address that is no plain web page. It is not opened, only copied.")
    return Notice(text, Tone.CAUTION, (Label.COPY_ADDRESS.plain, Label.DISMISS.plain))
