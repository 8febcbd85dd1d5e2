"""Microsoft's own client on Windows and on macOS, through the same code with exports and folders made here."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from drive_share_gui.adapters.sync_folders import KnownFolders
from drive_share_gui.adapters.sync_folders.microsoft_mac import MicrosoftOnMac
from drive_share_gui.adapters.sync_folders.microsoft_windows import MicrosoftOnWindows
from drive_share_gui.adapters.sync_folders.path_rules import MAC, WINDOWS
from drive_share_gui.domain.failure import ReferenceProblem, SharingError, UnusableReference
from drive_share_gui.domain.item import ByLink, ByPath
from drive_share_gui.domain.local_file import (
    DriveRoot,
    Located,
    Location,
    NotInOneDrive,
    Outside,
    SyncClient,
    SyncFolder,
)
from tests.adapters.sync_folders.registry_export import ExportedRegistry

EXPORT = r"""Windows Registry Editor Version 5.00

[HKEY_CURRENT_USER\Software\Microsoft\OneDrive\Accounts]
"LastUpdate"=hex(b):83,c5,1b,69,00,00,00,00

[HKEY_CURRENT_USER\Software\Microsoft\OneDrive\Accounts\Personal]
"UserFolder"="C:\\Users\\Ann\\OneDrive"
"UserEmail"="ann@outlook.example"
"cid"="7ab5c1d2e3f40516"

[HKEY_CURRENT_USER\Software\Microsoft\OneDrive\Accounts\Business1]
"Business"=dword:00000001
"UserFolder"="C:\\Users\\Ann\\OneDrive - Contoso"
"UserEmail"="ann@contoso.example"
"DisplayName"="Contoso \"Ltd\""
"ServiceEndpointUri"="https://contoso-my.sharepoint.com/personal/ann_contoso_example/_api"

[HKEY_CURRENT_USER\Software\Microsoft\OneDrive\Accounts\Business1\ScopeIdToMountPointPathCache]
"5a0b"="C:\\Users\\Ann\\OneDrive - Contoso"
"5a0c"="C:\\Users\\Ann\\Contoso\\Sales - Documents"
"5a0d"="C:\\Users\\Ann\\OneDrive - Contoso\\Shortcut"

[HKEY_CURRENT_USER\Software\Microsoft\OneDrive\Accounts\Business2]
"Business"=dword:00000001
"UserFolder"="C:\\Users\\Ann\\OneDrive - Fabrikam"
"UserEmail"="ann@fabrikam.example"

[HKEY_CURRENT_USER\Software\Microsoft\OneDrive\Accounts\Business2\Tenants\Fabrikam]
"C:\\Users\\Ann\\OneDrive - Fabrikam"=""
"C:\\Users\\Ann\\Fabrikam\\Plans - Documents"=""

[HKEY_CURRENT_USER\Software\Microsoft\OneDrive\Accounts\Business3]
"Business"=dword:00000001

[HKEY_CURRENT_USER\Software\SyncEngines\Providers\OneDrive\Personal]
"MountPoint"="C:\\Users\\Ann\\OneDrive"
"UrlNamespace"="https://d.docs.live.net/7ab5c1d2e3f40516"
"LibraryType"="personal"

[HKEY_CURRENT_USER\Software\SyncEngines\Providers\OneDrive\5a0b]
"MountPoint"="c:\\users\\ann\\onedrive - contoso"
"UrlNamespace"="https://contoso-my.sharepoint.com/personal/ann_contoso_example/Documents/"
"LibraryType"="mysite"

[HKEY_CURRENT_USER\Software\SyncEngines\Providers\OneDrive\5a0c]
"MountPoint"="C:\\Users\\Ann\\Contoso\\Sales - Documents"
"UrlNamespace"="https://contoso.sharepoint.com/sites/Sales/Shared Documents/,https://other"
"LibraryType"="teamsite"

[HKEY_CURRENT_USER\Software\SyncEngines\Providers\OneDrive\5a0d]
"MountPoint"="C:\\Users\\Ann\\OneDrive - Contoso\\Shortcut"
"UrlNamespace"="https://contoso.sharepoint.com/sites/Team/Shared%20Documents/"

[HKEY_CURRENT_USER\Software\SyncEngines\Providers\OneDrive\5b01]
"MountPoint"="C:\\Users\\Ann\\Fabrikam\\Plans - Documents"
"UrlNamespace"="https://fabrikam.sharepoint.com/sites/Plans/Shared Documents/"
"LibraryType"="teamsite"

[HKEY_CURRENT_USER\Software\SyncEngines\Providers\OneDrive\5a0e]
"MountPoint"="D:\\Old"
"UrlNamespace"="http://old.example/Documents"

[HKEY_CURRENT_USER\Software\SyncEngines\Providers\OneDrive\5a0f]
"LibraryType"="teamsite"
"""


def on_windows(export: str = EXPORT) -> KnownFolders:
    """Know the folders of an export; its files are on no disk here, so nothing is looked at."""
    client = MicrosoftOnWindows(ExportedRegistry(b"\xff\xfe" + export.replace("\n", "\r\n").encode("utf-16-le")))
    return KnownFolders([client], WINDOWS, lambda _: True)


PERSONAL = SyncFolder(SyncClient.MICROSOFT, r"C:\Users\Ann\OneDrive", "ann@outlook.example", is_personal=True)
WORK = SyncFolder(SyncClient.MICROSOFT, r"C:\Users\Ann\OneDrive - Contoso", "ann@contoso.example", is_personal=False)
SALES = SyncFolder(SyncClient.MICROSOFT, r"C:\Users\Ann\Contoso\Sales - Documents", "ann@contoso.example")
SHORTCUT = SyncFolder(SyncClient.MICROSOFT, r"C:\Users\Ann\OneDrive - Contoso\Shortcut", "ann@contoso.example")
FABRIKAM = SyncFolder(
    SyncClient.MICROSOFT, r"C:\Users\Ann\OneDrive - Fabrikam", "ann@fabrikam.example", is_personal=False
)
PLANS = SyncFolder(SyncClient.MICROSOFT, r"C:\Users\Ann\Fabrikam\Plans - Documents", "ann@fabrikam.example")
OLD = SyncFolder(SyncClient.MICROSOFT, r"D:\Old")


def test_every_account_and_every_library_is_known_once() -> None:
    assert on_windows().folders() == (PERSONAL, WORK, FABRIKAM, SALES, SHORTCUT, PLANS, OLD)


@pytest.mark.parametrize(
    ("path", "location"),
    [
        (r"C:\Users\Ann\OneDrive\Docs\a.txt", Located(PERSONAL, ByPath(("Docs", "a.txt")), "a.txt")),
        (r"c:\USERS\ann\ONEDRIVE\Docs\a.txt", Located(PERSONAL, ByPath(("Docs", "a.txt")), "a.txt")),
        (r"\\?\C:\Users\Ann\OneDrive\a.txt", Located(PERSONAL, ByPath(("a.txt",)), "a.txt")),
        ("file:///C:/x", NotInOneDrive()),
        ("C:/Users/Ann/OneDrive/a.txt", Located(PERSONAL, ByPath(("a.txt",)), "a.txt")),
        (r"C:\Users\Ann\OneDrive - Contoso\a.txt", Located(WORK, ByPath(("a.txt",)), "a.txt")),
        (r"C:\Users\Ann\OneDrive", DriveRoot()),
        ("C:\\Users\\Ann\\OneDrive\\.", DriveRoot()),
        (
            r"C:\Users\Ann\Contoso\Sales - Documents\100% & more\#1.docx",
            Located(
                SALES,
                ByLink("https://contoso.sharepoint.com/sites/Sales/Shared%20Documents/100%25%20%26%20more/%231.docx"),
                "#1.docx",
            ),
        ),
        (
            r"C:\Users\Ann\Contoso\Sales - Documents",
            Located(SALES, ByLink("https://contoso.sharepoint.com/sites/Sales/Shared%20Documents"), ""),
        ),
        (
            r"C:\Users\Ann\OneDrive - Contoso\Shortcut\a.txt",
            Located(SHORTCUT, ByLink("https://contoso.sharepoint.com/sites/Team/Shared%20Documents/a.txt"), "a.txt"),
        ),
        (r"C:\Users\Ann\Desktop\a.txt", NotInOneDrive()),
        (r"\\host\Users\Ann\OneDrive\a.txt", NotInOneDrive()),
        (r"C:\Users\Ann\OneDrive\..\a.txt", NotInOneDrive()),
        ("/Users/Ann/OneDrive/a.txt", NotInOneDrive()),
    ],
)
def test_the_innermost_folder_on_windows_says_what_a_file_is(path: str, location: Location) -> None:
    assert on_windows().locate(path) == location


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        (r"C:\Users\Ann\OneDrive\a.txt:stream", ReferenceProblem.ILLEGAL_SIGN),
        (r"D:\Old\a.txt", ReferenceProblem.NOT_HTTPS),
    ],
)
def test_what_is_no_item_or_no_safe_address_is_refused(path: str, problem: ReferenceProblem) -> None:
    with pytest.raises(SharingError) as raised:
        on_windows().locate(path)
    failure = raised.value.failure
    assert isinstance(failure, UnusableReference)
    assert failure.problem is problem


def test_without_the_client_there_are_no_folders() -> None:
    assert on_windows("Windows Registry Editor Version 5.00\n").folders() == ()


def on_mac(home: Path, folders: Sequence[str]) -> KnownFolders:
    for folder in folders:
        (home / folder).mkdir(parents=True)
    return KnownFolders([MicrosoftOnMac(home)], MAC, lambda _: False)


def test_folders_on_a_mac_are_known_by_their_names(tmp_path: Path) -> None:
    here = on_mac(
        tmp_path,
        (
            "Library/CloudStorage/OneDrive-Personal",
            "Library/CloudStorage/OneDrive-Contoso",
            "Library/CloudStorage/OneDrive-SharedLibraries-Contoso",
            "Library/CloudStorage/Dropbox",
            "OneDrive - Old",
            "OneDriveBackup",
        ),
    )
    names = {Path(folder.path).name: folder.is_personal for folder in here.folders()}
    libraries = "OneDrive-SharedLibraries-Contoso"
    assert names == {"OneDrive-Personal": True, "OneDrive-Contoso": False, libraries: False, "OneDrive - Old": False}
    (tmp_path / "Library/CloudStorage" / libraries / "Sales - Documents").mkdir()
    in_library = here.locate(str(tmp_path / "Library/CloudStorage" / libraries / "Sales - Documents"))
    assert in_library == NotInOneDrive(Outside.SOME_LIBRARY)


def test_names_on_a_mac_are_compared_whatever_their_case_and_form(tmp_path: Path) -> None:
    here = on_mac(tmp_path, ("Library/CloudStorage/OneDrive-Personal",))
    folder = here.folders()[0]
    (Path(folder.path) / "cafe\u0301.txt").touch()
    path = str(tmp_path / "library/cloudstorage/ONEDRIVE-personal/cafe\u0301.txt")
    assert here.locate(
        path.replace("library/cloudstorage/ONEDRIVE-personal", "Library/CloudStorage/OneDrive-Personal")
    ) == (Located(folder, ByPath(("caf\u00e9.txt",)), "cafe\u0301.txt"))
    assert here.locate(path) == NotInOneDrive(Outside.NOTHING_THERE)  # this computer's disk does tell case apart
