"""Clients for the practice drive, as tests use them."""

from typing import Any, Protocol

import httpx


class Invite(Protocol):
    """Sends one invitation; `where` is an item's address below the drive."""

    def __call__(self, *emails: str, where: str = ..., **more: Any) -> httpx.Response: ...  # noqa: ANN401


class Raw(Protocol):
    """Sends bytes as they are, and gives all that comes back until the drive closes the connection."""

    def __call__(self, request: bytes) -> bytes: ...


class Reachable(Protocol):
    """A practice drive, in this process or in another."""

    @property
    def base_url(self) -> str: ...

    @property
    def token(self) -> str: ...


def client_of(drive: Reachable, seconds: float = 10) -> httpx.Client:
    headers = {"Authorization": f"Bearer {drive.token}"}
    return httpx.Client(base_url=drive.base_url, headers=headers, timeout=seconds, trust_env=False)


def graph_invite(opened: httpx.Client) -> Invite:
    def invite(*emails: str, where: str = "root:/Docs/a.txt:", **more: object) -> httpx.Response:
        recipients = [{"email": email} for email in emails]
        body = {"recipients": recipients, "roles": ["write"], "requireSignIn": True, "sendInvitation": True}
        return opened.post(f"/me/drive/{where}/invite", json={**body, "message": "", **more})

    return invite


def specification_invite(opened: httpx.Client) -> Invite:
    def invite(*emails: str, where: str = "root:/Docs/a.txt:", **more: object) -> httpx.Response:
        body = {"recipients": [*emails], "roles": ["write"], "requireSignIn": True, "suppressNotification": False}
        body |= {"type": "mail", "message": "", **more}
        return opened.post(f"/drive/{where}/action.invite", json=body)

    return invite
