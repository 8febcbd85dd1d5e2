"""The action the whole drive is for: an invitation is checked, acted on, written down and mailed."""

from dataclasses import dataclass
from typing import Final

from drive_share_gui.practice import graph, refusals, shapes, specification
from drive_share_gui.practice.address import Address
from drive_share_gui.practice.answer import INVALID, Answer, Json, JsonObject, Refusal, json_answer
from drive_share_gui.practice.asked import Asked
from drive_share_gui.practice.browsing import Browsing
from drive_share_gui.practice.call import Call
from drive_share_gui.practice.dialect import Dialect
from drive_share_gui.practice.faults import FAULTS, Fault
from drive_share_gui.practice.items import Item
from drive_share_gui.practice.ledger import Acted, Ledger
from drive_share_gui.practice.outbox import Mail, Outbox
from drive_share_gui.practice.people import ME
from drive_share_gui.practice.permissions import Permission, Permissions, Terms
from drive_share_gui.practice.replays import Replays
from drive_share_gui.practice.scripted import script_of
from drive_share_gui.practice.sharing import root_not_shared
from drive_share_gui.practice.state import State

_NOT_A_PARAMETER: Final = "-1, Microsoft.SharePoint.Client.InvalidClientQueryException"
_DEPRECATION: Final = {
    "Deprecation": "Fri, 03 Sep 2021 23:59:59 GMT",
    "Link": '<https://onedrive.example/changes>;rel="deprecation";type="text/html"',
}


@dataclass(frozen=True, slots=True)
class Invitation:
    """One call of invite that passed every check."""

    call: Call
    dialect: Dialect
    item: Item
    asked: Asked


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the practice drive that an invitation changes."""

    state: State
    permissions: Permissions
    ledger: Ledger
    outbox: Outbox
    replays: Replays


class Inviting:
    """Answers invitations in both dialects."""

    def __init__(self, parts: Parts, browsing: Browsing) -> None:
        self._parts = parts
        self._browsing = browsing

    def check(self, call: Call, address: Address) -> Invitation:
        """Read an invitation, or raise the refusal it deserves; nothing is changed."""
        item = self._browsing.find_to_change(call, address)
        if item.is_root and item.drive.is_personal:
            raise root_not_shared()
        read = specification.read_invite if address.dialect is Dialect.SPECIFICATION else graph.read_invite
        asked = read(call.json_object())
        if not item.drive.is_personal:
            _check_business(asked, item)
        for email in asked.emails:
            refusal = refusals.refusal_for(script_of(email), sign_in=asked.sign_in)
            if refusal:
                raise refusal
        return Invitation(call, address.dialect, item, asked)

    def first_fault(self, invitation: Invitation) -> Fault | None:
        """Give the fault that an address of the call meets for the first time on this item, if any."""
        for email in invitation.asked.emails:
            script = script_of(email)
            if script in FAULTS and self._is_first(script, email, invitation.item):
                return FAULTS[script]
        return None

    def _is_first(self, script: str, email: str, item: Item) -> bool:
        with self._parts.state.change() as rows:
            cursor = rows.execute(
                "INSERT OR IGNORE INTO first_answers (answer, email_key, item_id) VALUES (?, ?, ?)",
                (script, email.lower(), item.id),
            )
            return cursor.rowcount == 1

    def act(self, invitation: Invitation) -> Answer:
        """Give access, write the ledger, post the mails, and answer."""
        mails: list[Mail] = []
        with self._parts.state.change():
            replay = self._parts.replays.find(invitation.call)
            if replay:
                return replay
            entries = [entry for email in invitation.asked.emails for entry in self._one(invitation, email, mails)]
            answer = _answer(invitation, entries)
            self._parts.replays.keep(invitation.call, answer)
        for mail in mails:
            self._parts.outbox.post(mail)
        return answer

    def _one(self, invitation: Invitation, email: str, mails: list[Mail]) -> list[JsonObject]:
        asked, item, script = invitation.asked, invitation.item, script_of(email)
        trouble = refusals.mail_trouble(script) if asked.mail else None
        if trouble and script == refusals.NO_ENTRY:
            return [{"invitation": {"email": email}, "error": trouble}]
        terms = _terms(asked, script)
        if script == shapes.NO_EFFECT:
            return [graph.permission(self._parts.permissions.imagined(item, email, terms), personal=True)]
        given = self._parts.permissions.give(item, email, terms)
        sent = asked.mail and not trouble
        acted = Acted(item.id, email, terms.role, sent, asked.message, invitation.call.client_request_id)
        number = self._parts.ledger.add(acted)
        if sent:
            mails.append(_mail(number, invitation, given))
        entries = shapes.as_answered(script, given, graph.permission(given, personal=item.drive.is_personal))
        return [{**entry, "error": trouble} for entry in entries] if trouble else entries


def _check_business(asked: Asked, item: Item) -> None:
    """Refuse what business drives were seen to refuse (fact sheet §4 and §9)."""
    for name, value in (("expirationDateTime", asked.expires), ("password", asked.password)):
        if value:
            raise Refusal(400, _NOT_A_PARAMETER, f"The parameter {name} does not exist in method invite.")
    if not asked.sign_in and not asked.mail:
        raise Refusal(400, INVALID, "RequireSignIn and SendInvitation cannot both be false")
    if not asked.sign_in and item.is_folder:
        raise Refusal(400, INVALID, "A folder can be shared only with people who sign in.")


def _terms(asked: Asked, script: str) -> Terms:
    return Terms(
        role="read" if script == shapes.LOWERED else asked.role,
        sign_in=asked.sign_in,
        expires=asked.expires,
        password=bool(asked.password),
        redeemed={"redeemed-same": "same", "redeemed-other": "other"}.get(script, "none"),
        shape=script if script in shapes.known() else "",
    )


def _mail(number: int, invitation: Invitation, given: Permission) -> Mail:
    return Mail(
        number=number,
        sender=ME,
        recipient=given.email,
        item_name=invitation.item.name,
        can_edit=given.terms.role == "write",
        link=given.link_url,
        message=invitation.asked.message,
    )


def _answer(invitation: Invitation, entries: list[JsonObject]) -> Answer:
    if any(script_of(email) == shapes.SHUFFLED for email in invitation.asked.emails):
        entries.reverse()
    status = 207 if any("error" in entry for entry in entries) else 200
    if invitation.dialect is Dialect.SPECIFICATION:
        old: list[Json] = [specification.permission(entry) for entry in entries]
        return json_answer({"value": old}, status, Dialect.SPECIFICATION)
    value: list[Json] = [*entries]
    context = f"{invitation.call.origin}/v1.0/$metadata#Collection(permission)"
    answer = json_answer({"@odata.context": context, "value": value}, status)
    return Answer(answer.status, answer.body, {**answer.headers, **_DEPRECATION})
