"""A sign-in service of the tests: it keeps the rules of OAuth 2.0, and revokes everything when a token comes twice."""

import base64
import hashlib
import itertools
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

import httpx

from drive_share_gui.domain.account import PERSONAL_TENANT, Registration

ORIGIN = "https://login.example"
CLIENT = "11111111-2222-3333-4444-555555555555"
ANN = "aaaaaaaa-0000-4000-8000-000000000001"
BEN = "bbbbbbbb-0000-4000-8000-000000000002"
CONTOSO = "cccccccc-0000-4000-8000-000000000003"
REGISTRATION = Registration(CLIENT)

Form = dict[str, str]


def authority_of(registration: Registration) -> str:
    """Where the registrations of the tests sign in."""
    return f"{ORIGIN}/{registration.tenant}"


@dataclass
class IdentityProvider:
    """Says who signs in next, and counts what it is asked."""

    origin: str = ORIGIN
    who: str = ANN
    tenant: str = CONTOSO
    username: str = "ann@contoso.example"
    seconds: float = 3600
    claims: dict[str, object] = field(default_factory=dict[str, object])
    """Put over the claims of the next id token."""
    answers: list[httpx.Response] = field(default_factory=list[httpx.Response])
    """Given by the token endpoint before any of its own."""
    device: dict[str, object] = field(default_factory=dict[str, object])
    """Put over the next answer of the device authorization endpoint."""
    change: Callable[[httpx.Request, httpx.Response], httpx.Response] = lambda _request, response: response
    """What becomes of an answer on its way."""
    asked: list[str] = field(default_factory=list[str])
    forms: list[Form] = field(default_factory=list[Form])
    refreshed: int = 0
    reused: int = 0

    def __post_init__(self) -> None:
        self._numbers = itertools.count(1)
        self._turn = threading.Lock()
        self._codes: dict[str, Form] = {}
        self._good: dict[str, str] = {}
        self._used: set[str] = set()

    @property
    def wire(self) -> httpx.MockTransport:
        return httpx.MockTransport(lambda request: self.change(request, self.answer(request)))

    def answer(self, request: httpx.Request) -> httpx.Response:
        """Answer as the service does."""
        with self._turn:
            self.asked.append(f"{request.method} {request.url.path}")
            form = dict(parse_qsl(request.content.decode()))
            match request.method, request.url.path.rpartition("/")[2]:
                case "GET", "openid-configuration":
                    return httpx.Response(200, json=self._description(request.url.path.split("/")[1]))
                case "POST", "devicecode":
                    return self._device_code()
                case "POST", "token":
                    self.forms.append(form)
                    return self.answers.pop(0) if self.answers else self._token(form)
                case _:
                    return httpx.Response(404, json={"error": "not_found"})

    def authorize(self, url: str) -> Form:
        """Give the fields with which a person comes back from the address `url`."""
        asked = dict(parse_qsl(urlsplit(url).query))
        assert asked["code_challenge_method"] == "S256"
        assert asked["response_type"] == "code"
        code = f"code-{next(self._numbers)}"
        self._codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def revoke(self) -> None:
        """Let no refresh token be good any more."""
        self._good.clear()

    def _description(self, tenant: str) -> dict[str, object]:
        place = f"{self.origin}/{self.tenant if tenant.endswith('.example') else tenant}/oauth2/v2.0"
        return {
            "issuer": f"{self.origin}/{{tenantid}}/v2.0",
            "authorization_endpoint": f"{place}/authorize",
            "token_endpoint": f"{place}/token",
            "device_authorization_endpoint": f"{place}/devicecode",
        }

    def _device_code(self) -> httpx.Response:
        said: dict[str, object] = {
            "user_code": "ABCD-EFGH",
            "device_code": "device-1",
            "verification_uri": f"{self.origin}/device",
            "expires_in": 900,
            "interval": 5,
        }
        return httpx.Response(200, json={name: value for name, value in (said | self.device).items() if value != ""})

    def _token(self, form: Form) -> httpx.Response:
        match form.get("grant_type"):
            case "authorization_code":
                asked = self._codes.pop(form["code"], None)
                if asked is None or challenge_of(form["code_verifier"]) != asked["code_challenge"]:
                    return refused("invalid_grant")
                return self._tokens(asked["nonce"])
            case "refresh_token":
                return self._refresh(form["refresh_token"])
            case "urn:ietf:params:oauth:grant-type:device_code":
                return self._tokens("")
            case _:
                return refused("unsupported_grant_type")

    def _refresh(self, token: str) -> httpx.Response:
        if token in self._used:
            self.reused += 1
            self._good.clear()
        if token not in self._good:
            return refused("invalid_grant", "AADSTS70000: The grant was revoked.")
        self.refreshed += 1
        self._used.add(token)
        del self._good[token]
        return self._tokens("")

    def _tokens(self, nonce: str) -> httpx.Response:
        number = next(self._numbers)
        refresh_token = f"refresh-{number}-of-{self.who}"
        self._good[refresh_token] = self.who
        claims: dict[str, object] = {
            "iss": f"{self.origin}/{self.tenant}/v2.0",
            "aud": CLIENT,
            "oid": self.who,
            "tid": self.tenant,
            "sub": self.who,
            "nonce": nonce,
            "preferred_username": self.username,
            "iat": int(time.time()),
            "exp": int(time.time()) + 3600,
        }
        parts: tuple[dict[str, object], ...] = ({"alg": "none"}, claims | self.claims, {})
        return httpx.Response(
            200,
            json={
                "token_type": "Bearer",
                "access_token": f"access-{number}-of-{self.who}",
                "refresh_token": refresh_token,
                "expires_in": self.seconds,
                "scope": "Files.ReadWrite User.Read profile openid email",
                "id_token": ".".join(map(encoded, parts)),
            },
        )


def personal(provider: IdentityProvider) -> IdentityProvider:
    """Let somebody with a personal account sign in."""
    provider.tenant = PERSONAL_TENANT
    return provider


def refused(error: str, description: str = "", **more: object) -> httpx.Response:
    return httpx.Response(400, json={"error": error, "error_description": description, **more})


def encoded(part: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


def challenge_of(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
