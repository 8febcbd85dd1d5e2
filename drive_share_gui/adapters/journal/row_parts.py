"""The parts of a row as text: item, options, waits, what was there before, clicks, and mail."""

from collections.abc import Callable
from typing import TypeVar

from drive_share_gui.adapters.journal.failure_text import read_refusal_fields, refusal_fields
from drive_share_gui.adapters.journal.record import Record, read_record, time_text, write_record
from drive_share_gui.adapters.strict_json import Json
from drive_share_gui.domain.invitation import Options
from drive_share_gui.domain.item import ById, Item, ItemKind
from drive_share_gui.domain.journal_row import Choice, Click, Owner
from drive_share_gui.domain.moment import Moment, Wait
from drive_share_gui.domain.outcome import Baseline
from drive_share_gui.domain.permission import Grantee, MailTrouble, Permission

_Part = TypeVar("_Part")


def maybe(write: Callable[[_Part], str], part: _Part | None) -> str | None:
    """Write a part where there is one."""
    return None if part is None else write(part)


def item_text(item: Item) -> str:
    """Write what is needed to address the item and to name it to a person."""
    return write_record(
        {
            "id": item.place.item_id,
            "asked_on": item.place.drive_id,
            "drive_id": item.drive_id,
            "name": item.name,
            "path": item.path,
            "kind": item.kind.name,
            "web_url": item.web_url,
            "is_root": item.is_root,
            "from_others": item.from_others,
        }
    )


def read_item(text: str) -> Item:
    """Give back the item."""
    record = read_record(text)
    return Item(
        place=ById(record.text("id"), record.optional("asked_on", record.text)),
        name=record.text("name"),
        kind=record.word("kind", ItemKind),
        drive_id=record.text("drive_id"),
        path=record.text("path"),
        web_url=record.text("web_url"),
        is_root=record.flag("is_root"),
        from_others=record.flag("from_others"),
    )


def options_text(options: Options) -> str:
    """Write the choices, and never the password."""
    return write_record(
        {
            "require_sign_in": options.require_sign_in,
            "send_mail": options.send_mail,
            "expires": None if options.expires is None else options.expires.isoformat(),
            "together": options.together,
            "send_anyway": options.send_anyway,
        }
    )


def read_options(text: str) -> Options:
    """Give back the choices, without a password."""
    record = read_record(text)
    return Options(
        require_sign_in=record.flag("require_sign_in"),
        send_mail=record.flag("send_mail"),
        expires=record.optional("expires", record.time),
        together=record.flag("together"),
        send_anyway=record.flag("send_anyway"),
    )


def owner_text(owner: Owner) -> str:
    """Write which process."""
    return write_record({"pid": owner.pid, "boot_id": owner.boot_id, "started": owner.started})


def read_owner(text: str) -> Owner:
    """Give back the process."""
    record = read_record(text)
    return Owner(record.whole("pid"), record.text("boot_id"), record.text("started"))


def moment_text(moment: Moment) -> str:
    """Write both clocks."""
    return write_record(_moment_fields(moment))


def read_moment(text: str) -> Moment:
    """Give back the moment."""
    return _moment(read_record(text))


def wait_text(wait: Wait) -> str:
    """Write how long, and since when by both clocks."""
    return write_record({"seconds": wait.seconds, **_moment_fields(wait.begun)})


def read_wait(text: str) -> Wait:
    """Give back the wait."""
    record = read_record(text)
    return Wait(_moment(record), record.number("seconds"))


def clicks_text(clicks: tuple[Click, ...]) -> str:
    """Write every decision."""
    return write_record({"clicks": [{"choice": click.choice.value, "at": time_text(click.at)} for click in clicks]})


def read_clicks(text: str) -> tuple[Click, ...]:
    """Give back the decisions."""
    return tuple(Click(r.value("choice", Choice), r.time("at")) for r in read_record(text).records("clicks"))


def trouble_text(trouble: MailTrouble) -> str:
    """Write why a mail did not go out."""
    return write_record({**refusal_fields(trouble.refusal), "fix_url": trouble.fix_url})


def read_trouble(text: str) -> MailTrouble:
    """Give back why."""
    record = read_record(text)
    return MailTrouble(read_refusal_fields(record), record.text("fix_url"))


def reduced(baseline: Baseline, key: str) -> Baseline:
    """Leave out of a list what only concerns people other than the one with this key.

    What stays is all that matching this person later needs: IDs, roles, and the person's own
    directory IDs (reliability: M1, M2, M4).
    """
    if baseline is None:
        return None
    return tuple(_bare(p.permission_id, p.roles, tuple(sorted(p.object_ids_of(key))), key) for p in baseline)


def baseline_text(baseline: tuple[Permission, ...]) -> str:
    """Write a reduced list."""
    entries: list[Json] = [
        {"id": p.permission_id, "roles": list(p.roles), "own": [g.object_id for g in p.grantees]} for p in baseline
    ]
    return write_record({"permissions": entries})


def read_baseline(text: str, key: str) -> tuple[Permission, ...]:
    """Give back the list for the person with this key."""
    records = read_record(text).records("permissions")
    return tuple(_bare(r.text("id"), r.texts("roles"), r.texts("own"), key) for r in records)


def roles_text(roles: tuple[str, ...]) -> str:
    """Write roles as the service spelled them."""
    return write_record({"roles": list(roles)})


def read_roles(text: str) -> tuple[str, ...]:
    """Give back the roles."""
    return read_record(text).texts("roles")


def _bare(permission_id: str, roles: tuple[str, ...], own: tuple[str, ...], key: str) -> Permission:
    return Permission(permission_id, roles, tuple(Grantee(object_id=known, address=key) for known in own))


def _moment_fields(moment: Moment) -> dict[str, Json]:
    return {"wall": time_text(moment.wall), "monotonic": moment.monotonic, "boot_id": moment.boot_id}


def _moment(record: Record) -> Moment:
    return Moment(record.time("wall"), record.number("monotonic"), record.text("boot_id"))
