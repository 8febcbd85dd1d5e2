"""In words, what was typed before and is kept, and what can be done about it."""

from datetime import datetime
from typing import Final, assert_never

from drive_share_gui.application.keep_draft import Earlier
from drive_share_gui.domain.keeping import HandledElsewhere, JournalProblem, NotJournaled
from drive_share_gui.ui.banner import Notice, Tone
from drive_share_gui.ui.draft_news import (
    DraftNews,
    Forgotten,
    NotForgotten,
    NotKept,
    Offered,
    Restored,
    WhatToForget,
)
from drive_share_gui.ui.form_wording import describe_trouble
from drive_share_gui.ui.labels import Label
from drive_share_gui.ui.translation import translate
from drive_share_gui.ui.trouble import Trouble

_HIDE: Final = (Label.HIDE.plain,)


def notice_about(news: DraftNews) -> Notice:
    """Say it, with what it offers."""
    match news:
        case Restored(earlier=earlier, now=now):
            actions = (Label.START_FRESH.plain, Label.FORGET_NOW.plain, *_HIDE)
            return Notice(_restored(earlier, now), Tone.CALM, actions)
        case Offered(earlier=earlier, now=now):
            actions = (Label.BRING_BACK.plain, Label.FORGET_NOW.plain, *_HIDE)
            return Notice(_offered(earlier, now), Tone.CALM, actions)
        case WhatToForget():
            actions = (Label.FORGET_DRAFT.plain, Label.FORGET_EVERYTHING.plain, *_HIDE)
            return Notice(translate("Draft", _WHAT_TO_FORGET), Tone.CAUTION, actions)
        case Forgotten(everything=everything):
            return Notice(translate("Draft", _FORGOTTEN[everything]), Tone.CALM, _HIDE)
        case NotForgotten(trouble=trouble):
            return Notice(_not_forgotten(trouble), Tone.CAUTION, _HIDE)
        case NotKept(trouble=trouble):
            return Notice(_not_kept(trouble), Tone.CAUTION, _HIDE)
        case _:
            assert_never(news)


def describe_memory() -> str:
    """Say that a message ends with the program."""
    return translate("Draft", "No keyring can be used here: the message is kept only while Drive Share runs.")


def describe_keeping() -> str:
    """Say what is kept on this computer."""
    return translate("Draft", "What you type is kept on this computer until it is sent, for 90 days at most.")


def _restored(earlier: Earlier, now: datetime) -> str:
    text = translate("Draft", "Restored what you typed {when}.").format(when=_when(earlier.saved, now))
    if not earlier.message_lost:
        return text
    return f"{text} {translate('Draft', _NO_MESSAGE[earlier.message_locked])}"


def _offered(earlier: Earlier, now: datetime) -> str:
    text = translate("Draft", _OFFERS[earlier.is_for_item])
    return text.format(when=_when(earlier.saved, now))


def _when(saved: datetime, now: datetime) -> str:
    local = saved.astimezone()
    if local.date() == now.astimezone().date():
        return translate("Draft", "at {time}").format(time=f"{local:%H:%M}")
    return translate("Draft", "on {day} {month}").format(day=local.day, month=f"{local:%b}")


def _not_forgotten(trouble: Trouble) -> str:
    match trouble:
        case HandledElsewhere():
            return translate("Draft", "An invitation is being sent, so nothing was forgotten. Try again afterwards.")
        case NotJournaled(problem=JournalProblem.BUSY):
            return translate(
                "Draft",
                "It is forgotten. Another window keeps its last traces from being removed from the disk; "
                "the next start of Drive Share does that.",
            )
        case NotJournaled(problem=problem):
            return translate("Draft", "It could not be removed from the disk: {why}").format(why=_why(problem))
        case _:
            return describe_trouble(trouble)


def _not_kept(trouble: Trouble) -> str:
    if isinstance(trouble, NotJournaled):
        text = translate("Draft", "What you type cannot be kept, and is gone if the window closes: {why}")
        return text.format(why=_why(trouble.problem))
    return describe_trouble(trouble)


def _why(problem: JournalProblem) -> str:
    return translate("Draft", _WHY[problem])


_NO_MESSAGE: Final = {
    False: "Its message is missing: without a keyring it was kept only while Drive Share ran.",
    True: "Its message cannot be read now, because the keyring cannot be used. It comes back once it can.",
}

_OFFERS: Final = {
    True: "What you typed {when} for this item is still here.",
    False: "What you typed {when}, before an item was picked, is still here.",
}

_WHAT_TO_FORGET: Final = (
    "Forget only what is typed here, or everything Drive Share keeps on this computer: drafts, the list of "
    "invitations with those that still need a look, journals that could not be read, and the items shared lately? "
    "Access that was given stays."
)

_FORGOTTEN: Final = {
    False: "That is forgotten: nothing of it is left on this computer.",
    True: "Everything is forgotten: drafts, every list of invitations, and the items shared lately.",
}

_WHY: Final = {
    JournalProblem.DISK_FULL: "the disk is full.",
    JournalProblem.NOT_WRITABLE: "the folder of the journal cannot be written.",
    JournalProblem.BUSY: "another window keeps the journal busy.",
    JournalProblem.DAMAGED: "the journal cannot be read. Close every window and start again.",
    JournalProblem.NEWER_PROGRAM: "a newer Drive Share made the journal. Use the newer one.",
    JournalProblem.FOLDER_NOT_OURS: "the folder of the journal belongs to somebody else.",
    JournalProblem.FOLDER_OPEN_TO_OTHERS: "others can write in the folder of the journal. Allow it to nobody else.",
    JournalProblem.NOT_DURABLE: "the folder of the journal does not keep files safely. Choose another one.",
}
