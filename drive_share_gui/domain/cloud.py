"""Microsoft's clouds: where people sign in, and where their drives are spoken to."""

from dataclasses import dataclass
from enum import Enum
from typing import Final


@dataclass(frozen=True, slots=True)
class CloudHosts:
    """The hosts of a cloud (Graph, "National cloud deployments")."""

    login: str
    """Where people sign in, https always."""
    graph: str
    """Where Microsoft Graph answers, https always."""
    portal: str
    """Where apps are registered, https always."""


class Cloud(Enum):
    """A cloud; an account lives in exactly one."""

    GLOBAL = "global"
    US_GOVERNMENT = "us-government"
    """GCC High, "L4"."""
    US_DEFENSE = "us-defense"
    """Department of Defense, "L5"."""
    CHINA = "china"
    """Operated by 21Vianet."""

    @property
    def hosts(self) -> CloudHosts:
        """Where it is."""
        return _HOSTS[self]

    @property
    def graph_url(self) -> str:
        """The base URL of Graph's calls."""
        return f"https://{self.hosts.graph}/v1.0"


_HOSTS: Final = {
    Cloud.GLOBAL: CloudHosts("login.microsoftonline.com", "graph.microsoft.com", "portal.azure.com"),
    Cloud.US_GOVERNMENT: CloudHosts("login.microsoftonline.us", "graph.microsoft.us", "portal.azure.us"),
    Cloud.US_DEFENSE: CloudHosts("login.microsoftonline.us", "dod-graph.microsoft.us", "portal.azure.us"),
    Cloud.CHINA: CloudHosts("login.partner.microsoftonline.cn", "microsoftgraph.chinacloudapi.cn", "portal.azure.cn"),
}
