"""How to register the app that people sign in as: each step in words, with what to paste."""

from dataclasses import dataclass
from typing import Final

from drive_share_gui.domain.account import Feature
from drive_share_gui.domain.cloud import Cloud
from drive_share_gui.ui.translation import translate

APP_NAME: Final = "Drive Share"
REDIRECT_URI: Final = "http://localhost"
_INDENT: Final = " " * 5


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do on the page where apps are registered."""

    text: str
    paste: str = ""
    """What goes there, to the letter."""
    page: str = ""
    """A web page to open for it."""


def registration_steps(cloud: Cloud = Cloud.GLOBAL) -> tuple[Step, ...]:
    """Give the steps, in order."""
    scopes = [scope for feature in Feature for scope in feature.scopes]
    pastes = {1: APP_NAME, 3: REDIRECT_URI, 5: ", ".join([*scopes, "offline_access"])}
    pages = {0: f"https://{cloud.hosts.portal}"}
    texts = (translate("Registration", text) for text in _STEPS)
    return tuple(Step(text, pastes.get(place, ""), pages.get(place, "")) for place, text in enumerate(texts))


def registration_guide() -> str:
    """Give the steps as text for a terminal."""
    lines = ["register an app in two minutes, once, unless your organisation gave you an ID:"]
    for number, step in enumerate(registration_steps(), 1):
        lines.append(f"  {number}. {step.text}")
        if step.paste or step.page:
            lines.append(f"{_INDENT}{step.paste or step.page}")
    portals = ", ".join(f"{cloud.value}: {cloud.hosts.portal}" for cloud in Cloud if cloud is not Cloud.GLOBAL)
    lines += ["  8. drive-share sign-in --client-id ID", f"other clouds have a portal of their own ({portals})"]
    return "\n".join(lines)


def describe_cloud(cloud: Cloud) -> str:
    """Name a cloud."""
    return translate("Registration", _CLOUDS[cloud])


def describe_id(client_id: str, *, is_right: bool) -> tuple[str, bool]:
    """Say what is so with the ID that was entered, and whether that is wrong."""
    if not client_id:
        return translate("Registration", "Paste it here."), False
    if is_right:
        return translate("Registration", "This has the form of an ID."), False
    return translate("Registration", "It looks like 11111111-2222-3333-4444-555555555555."), True


def describe_tenant(*, is_right: bool) -> tuple[str, bool]:
    """Say what belongs there, and whether what was entered is wrong."""
    if is_right:
        return translate("Registration", "For an app of one organisation: its ID or domain."), False
    return translate("Registration", "An ID, or a domain such as contoso.com."), True


_CLOUDS: Final = {
    Cloud.GLOBAL: "Worldwide",
    Cloud.US_GOVERNMENT: "US Government (GCC High)",
    Cloud.US_DEFENSE: "US Department of Defense",
    Cloud.CHINA: "China (21Vianet)",
}

_STEPS: Final = (
    "Open the portal, then “Microsoft Entra ID”, “App registrations”, “New registration”.",
    "Name:",
    "Supported account types: any organizational directory and personal Microsoft accounts.",
    "Redirect URI: choose “Public client/native (mobile & desktop)”, and enter:",
    "Press “Register”. Then, under “Authentication”, set “Allow public client flows” to Yes, and save.",
    "Under “API permissions”, add these delegated permissions of Microsoft Graph:",
    "On the “Overview” page, copy the “Application (client) ID”. No secret is needed.",
)
