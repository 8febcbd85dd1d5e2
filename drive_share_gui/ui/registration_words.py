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


def registration_steps(cloud: Cloud = Cloud.GLOBAL) -> tuple[Step, ...]:
    """Give the steps, in order."""
    scopes = [scope for feature in Feature for scope in feature.scopes]
    pastes = [
        f"https://{cloud.hosts.portal}",
        APP_NAME,
        "",
        REDIRECT_URI,
        "",
        ", ".join([*scopes, "offline_access"]),
        "",
    ]
    return tuple(Step(translate("Registration", text), paste) for text, paste in zip(_STEPS, pastes, strict=True))


def registration_guide() -> str:
    """Give the steps as text for a terminal."""
    lines = ["register an app in two minutes, once, unless your organisation gave you an ID:"]
    for number, step in enumerate(registration_steps(), 1):
        lines.append(f"  {number}. {step.text}")
        if step.paste:
            lines.append(f"{_INDENT}{step.paste}")
    portals = ", ".join(f"{cloud.value}: {cloud.hosts.portal}" for cloud in Cloud if cloud is not Cloud.GLOBAL)
    lines += ["  8. drive-share sign-in --client-id ID", f"other clouds have a portal of their own ({portals})"]
    return "\n".join(lines)


_STEPS: Final = (
    "Open the portal, then “Microsoft Entra ID”, “App registrations”, “New registration”.",
    "Name:",
    "Supported account types: any organizational directory and personal Microsoft accounts.",
    "Redirect URI: choose “Public client/native (mobile & desktop)”, and enter:",
    "Press “Register”. Then, under “Authentication”, set “Allow public client flows” to Yes, and save.",
    "Under “API permissions”, add these delegated permissions of Microsoft Graph:",
    "On the “Overview” page, copy the “Application (client) ID”. No secret is needed.",
)
