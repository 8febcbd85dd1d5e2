"""Tries the way to the drive behind the window, and tells its proxy who is there."""

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from drive_share_gui.application.connection import Connection
from drive_share_gui.application.try_connection import Trial, try_connection
from drive_share_gui.domain.failure import Hurdle, Unreachable
from drive_share_gui.domain.proxy import ProxyLogin
from drive_share_gui.ui.background import Runner
from drive_share_gui.ui.trouble import Trouble


@dataclass(frozen=True, slots=True)
class TrialState:
    """How far it has come."""

    trial: Trial = Trial(())  # noqa: RUF009 - it is frozen
    is_busy: bool = False
    trouble: Trouble | None = None
    """Why nothing could be tried at all."""
    is_login_unusable: bool = False
    is_login_refused: bool = False
    """Whether the proxy did not take the login it was just told."""
    is_login_lost: bool = False
    """Whether the proxy's login ends with the program, for want of a keyring."""

    @property
    def wants_login(self) -> bool:
        """Whether the proxy has to be told who is there."""
        return self.trial.failure == Unreachable(Hurdle.PROXY_LOGIN)

    @property
    def is_open(self) -> bool:
        """Whether every step worked."""
        return bool(self.trial.steps) and self.trial.failure is None


class ConnectionTrial(QObject):
    """Publishes a TrialState at every change."""

    changed = Signal(TrialState)

    def __init__(self, connection: Connection, runner: Runner) -> None:
        super().__init__()
        self._connection = connection
        self._runner = runner
        self.state = TrialState()

    def begin(self) -> None:
        """Try every step."""
        if not self.state.is_busy:
            self._run(None)

    def log_in(self, user: str, password: str) -> None:
        """Tell the proxy who is there, and try every step again."""
        login = ProxyLogin(user.strip(), password)
        if self.state.is_busy:
            return
        if not login.is_usable:
            self._become(replace(self.state, is_login_unusable=True))
            return
        self._run(login)

    def _run(self, login: ProxyLogin | None) -> None:
        self._become(replace(self.state, is_busy=True, trouble=None, is_login_unusable=False, is_login_refused=False))
        self._runner.run(partial(self._try, login), self._become, self._on_trouble)

    def _try(self, login: ProxyLogin | None) -> TrialState:
        if login is None:
            return TrialState(try_connection(self._connection), is_login_lost=self.state.is_login_lost)
        way = self._connection.way_out()
        is_kept = way.save_login(login)
        state = TrialState(try_connection(self._connection), is_login_lost=not is_kept)
        if state.wants_login:
            way.forget_login()
        return replace(state, is_login_refused=state.wants_login)

    def _on_trouble(self, trouble: Trouble) -> None:
        self._become(replace(self.state, is_busy=False, trouble=trouble))

    def _become(self, state: TrialState) -> None:
        self.state = state
        self.changed.emit(state)
