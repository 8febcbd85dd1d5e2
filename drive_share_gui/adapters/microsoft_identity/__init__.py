"""Signing in with Microsoft, as far as it is Microsoft's: msal over this program's own network and listener."""

from drive_share_gui.adapters.microsoft_identity.answer_page import PageWords
from drive_share_gui.adapters.microsoft_identity.browser import open_in_browser
from drive_share_gui.adapters.microsoft_identity.browser_sign_in import Browser
from drive_share_gui.adapters.microsoft_identity.identity import MicrosoftIdentity, World

__all__ = ["Browser", "MicrosoftIdentity", "PageWords", "World", "open_in_browser"]
