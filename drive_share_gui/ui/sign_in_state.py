"""What the sign-in page shows at one moment."""

from dataclasses import dataclass
from enum import Enum, auto

from drive_share_gui.application.sign_in_ports import DeviceCode
from drive_share_gui.domain.account import Account, Feature, Registration, is_client_id, is_tenant
from drive_share_gui.domain.cloud import Cloud
from drive_share_gui.ui.trouble import Trouble


class Ask(Enum):
    """What the page asks for."""

    START = auto()
    """To sign in, or to try the practice drive."""
    AGAIN = auto()
    """To sign in again with the same account."""
    MORE = auto()
    """To sign in again and allow one more thing."""
    WHICH = auto()
    """Which of several accounts is meant."""
    REGISTER = auto()
    """The app to sign in as, which has to be registered first."""
    BROWSER = auto()
    """To go on in the browser."""
    CODE = auto()
    """To enter a code on any device."""
    SIGN_OUT = auto()
    """Whether an account is really to be signed out."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is entered about the app to sign in as."""

    client_id: str = ""
    tenant: str = ""
    cloud: Cloud = Cloud.GLOBAL

    @property
    def has_id(self) -> bool:
        """Whether the ID has the form of one."""
        return is_client_id(self.client_id.strip())

    @property
    def has_tenant(self) -> bool:
        """Whether the tenant can be one; nothing stands for everybody."""
        return not self.tenant.strip() or is_tenant(self.tenant.strip())

    @property
    def registration(self) -> Registration | None:
        """The app, once all of it can be right."""
        if not (self.has_id and self.has_tenant):
            return None
        return Registration(self.client_id.strip(), self.tenant.strip() or "common", self.cloud)


@dataclass(frozen=True, slots=True)
class SignInState:
    """One moment; made anew at every change."""

    ask: Ask = Ask.START
    accounts: tuple[Account, ...] = ()
    """Who is signed in."""
    account: Account | None = None
    """Who is to sign in again, or out."""
    feature: Feature | None = None
    """What is to be allowed beside sharing."""
    item: str = ""
    """What is to be shared, as it was typed."""
    may_go_back: bool = False
    """Whether there is something to go back to without signing in."""
    is_lasting: bool = True
    """Whether a sign-in is kept after this run."""
    entry: Entry = Entry()
    host: str = ""
    """Where the sign-in page is."""
    code: DeviceCode | None = None
    seconds: float = 0.0
    """How long the code is still good for."""
    is_busy: bool = False
    trouble: Trouble | None = None
