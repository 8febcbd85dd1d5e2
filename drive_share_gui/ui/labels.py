"""The fixed words of the window: labels, buttons, and what assistive technology calls them."""

from enum import Enum

from drive_share_gui.ui.translation import translate


class Label(Enum):
    """A fixed text; ``&`` marks the key that reaches its control."""

    # The item
    CHANGE = "C&hange…"
    PRACTICE_MARK = "Practice drive: nothing leaves this computer"
    OPEN_MAILS = "Open &mails"

    # The form
    PEOPLE = "&People"
    PEOPLE_HINT = "Name or address"
    PEOPLE_HELP = "Type or paste names and addresses, or drop a CSV file. Return adds them."
    ADD_FROM_FILE = "From &file…"
    REMOVE = "Remove"
    ACCESS = "Access"
    CAN_VIEW = "Can &view"
    CAN_EDIT = "Can &edit"
    MESSAGE = "Me&ssage"
    OPTIONAL = "optional"
    OPTIONS = "&Options"
    REQUIRE_SIGN_IN = "People must sign &in to open it"
    SEND_MAIL = "Send an e-&mail with the link"
    EXPIRES = "Access e&xpires"
    PASSWORD = "Pass&word"  # noqa: S105 - the label of the field
    TOGETHER = "One re&quest for all"
    SEND_ANYWAY = "Invite &also those who already have access"

    # Accounts
    ACCOUNT = "Acco&unt"
    ADD_ACCOUNT = "Add account…"
    PROPOSE_PEOPLE = "Propose people while typing…"
    SIGN_OUT = "Sign out…"
    SIGN_IN_AGAIN = "Sign in again to go on"
    CLIENT_ID = "Application (client) &ID"
    TENANT = "&Tenant"
    CLOUD = "Clou&d"

    # What the window can do
    COPY_LINK = "Copy &link"
    LINK_COPIED = "Link copied"
    COPY_ADDRESS = "Copy &address"
    DISMISS = "Dismiss"
    STOP_SENDING = "Stop sending"
    CLOSE_WINDOW = "Close the window"
    RESULTS = "Show &results"
    CLOSE = "Close"
    SHARE = "Share"
    STOP = "S&top"
    TRY_AGAIN = "&Try again"

    # What was typed before
    START_FRESH = "Start fresh"
    BRING_BACK = "Bring back"
    FORGET_NOW = "Forget now"
    FORGET_DRAFT = "Forget this draft"
    FORGET_EVERYTHING = "Forget everything"
    ASK_TO_FORGET = "For&get…"
    HIDE = "Hide"

    # Results
    UNDO = "&Undo"
    EXPORT = "E&xport…"
    COPY = "&Copy"
    COPIED = "Copied"
    SEND_THOSE_AGAIN = "&Try those again"
    MORE_PEOPLE = "Share with &more people"
    DETAILS = "&Details"
    FIX = "&Fix…"
    EDIT = "&Edit"
    CHECK_NOW = "Check &now"
    DECIDE = "Decide…"
    LOOK_ON_WEBSITE = "Look on the &website…"
    CHECK_AGAIN = "Chec&k again"
    SEND_AGAIN = "Send a&gain"
    SEND = "&Send"
    LEAVE = "Lea&ve it"
    LEAVE_THEM = "Lea&ve them"
    FORGET = "&Forget"
    OPEN = "&Open"

    # Invitations of earlier starts
    SHOW = "&Show"
    FORGET_THESE = "&Forget these…"
    FORGET_THEM = "&Forget them"
    KEEP_THEM = "&Keep them"
    DONE = "&Done"

    # Menus of file managers
    FILE_MANAGERS = "Menus of &file managers…"
    INSTALL = "&Install"
    INSTALL_AGAIN = "&Install again"
    INSTALL_ALL = "Install &all"
    ADD_TO_MENUS = "Add to menus"
    NO_THANKS = "No, thanks"

    # The connection
    TEST_CONNECTION = "&Test connection…"
    TEST_AGAIN = "Test &again"
    LOG_IN_TO_PROXY = "Log in to the proxy…"
    USER_NAME = "&User name"
    LOG_IN = "&Log in"

    @property
    def text(self) -> str:
        """The text in the language of the window."""
        return translate("Label", self.value)

    @property
    def plain(self) -> str:
        """The text without its key mark: what a screen reader says."""
        return self.text.replace("&", "")
