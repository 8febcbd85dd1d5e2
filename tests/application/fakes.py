"""A drive and a clock without a network or time: what a use case meets in its tests."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from drive_share_gui.application.ports import Answer, Cancel, InviteRequest, RequestPreview
from drive_share_gui.domain.failure import Failure, SharingError
from drive_share_gui.domain.item import ById, Drive, DriveKind, Item, ItemReference, Listing
from drive_share_gui.domain.permission import Permission
from drive_share_gui.domain.person import Person

ITEM = Item(ById("D!1"), "Budget.xlsx", drive_id="D")


def permission_for(person: Person, number: str = "1", role: str = "read") -> Permission:
    """Build what a service answers for one person."""
    return Permission(number, (role,), invited_address=person.address)


def grant(request: InviteRequest) -> Answer:
    """Answer as a service does that grants what it is asked for."""
    return Answer(
        tuple(permission_for(person, f"p-{person.address}", request.role.value) for person in request.people),
        "request-1",
    )


@dataclass
class FakeService:
    """Keeps what it was asked, and answers with `answers` in turn, then with `grant`."""

    answers: list[Answer | Failure] = field(default_factory=list[Answer | Failure])
    listed: list[tuple[Permission, ...] | Failure] = field(default_factory=list[tuple[Permission, ...] | Failure])
    requests: list[InviteRequest] = field(default_factory=list[InviteRequest])
    revoked: list[str] = field(default_factory=list[str])
    revoke_failure: Failure | None = None
    on_invite: Callable[[InviteRequest], None] = lambda _request: None

    def drive(self, drive_id: str | None = None) -> Drive:
        return Drive(drive_id or "D", DriveKind.PERSONAL)

    def find(self, reference: ItemReference) -> Item:
        return Item(reference, "Found") if isinstance(reference, ById) else ITEM

    def children(self, folder: Item | None) -> Listing:
        return Listing(() if folder is not None else (ITEM,))

    def search(self, text: str) -> Listing:
        return Listing((ITEM,) if text in ITEM.name else ())

    def permissions(self, item: Item) -> tuple[Permission, ...]:
        assert item.place == ITEM.place
        listed = self.listed.pop(0) if self.listed else ()
        if isinstance(listed, tuple):
            return listed
        raise SharingError(listed)

    def invite(self, request: InviteRequest) -> Answer:
        self.requests.append(request)
        self.on_invite(request)
        answer = self.answers.pop(0) if self.answers else grant(request)
        if isinstance(answer, Answer):
            return answer
        raise SharingError(answer, "request-2")

    def preview(self, request: InviteRequest) -> RequestPreview:
        return RequestPreview("POST", f"https://drive.example/{len(request.people)}", (), "{}")

    def revoke(self, item: Item, permission_id: str) -> None:
        assert item.place == ITEM.place
        self.revoked.append(permission_id)
        if self.revoke_failure is not None:
            raise SharingError(self.revoke_failure)

    def suggest(self, text: str) -> tuple[Person, ...]:
        return (Person("ann@example.org", "Ann"),) if text else ()


@dataclass
class FakeClock:
    """Time that passes only by waiting."""

    elapsed: float = 0.0
    waits: list[float] = field(default_factory=list[float])
    on_wait: Callable[[], None] = lambda: None

    def now(self) -> datetime:
        return datetime(2026, 11, 22, tzinfo=UTC) + timedelta(seconds=self.elapsed)

    def monotonic(self) -> float:
        return self.elapsed

    def wait(self, seconds: float, cancel: Cancel) -> bool:
        self.waits.append(seconds)
        self.on_wait()
        self.elapsed += seconds
        return cancel.is_set()
