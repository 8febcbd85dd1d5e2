"""Which account an item is shared from."""

import pytest

from drive_share_gui.domain.account import PERSONAL_TENANT, Account, Registration
from drive_share_gui.domain.account_choice import Used, account_for
from drive_share_gui.domain.cloud import Cloud
from drive_share_gui.domain.item import ById, ByLink, ByPath, Item, ItemReference

APP = Registration("11111111-2222-3333-4444-555555555555")
IN_CHINA = Registration(APP.client_id, cloud=Cloud.CHINA)
ANN = Account("ann", "ann@contoso.example", APP, "contoso")
BOB = Account("bob", "bob@fabrikam.onmicrosoft.com", APP, "fabrikam")
CARL = Account("carl", "carl@outlook.example", APP, PERSONAL_TENANT)
DORA = Account("dora", "dora@contoso.example", IN_CHINA, "contoso-cn")
ALL = (ANN, BOB, CARL, DORA)
BUDGET = Item(
    ById("01A", "b!Ann"),
    "Budget.xlsx",
    drive_id="b!Ann",
    path="/Finance/Budget.xlsx",
    web_url="https://contoso.sharepoint.com/sites/finance/Budget.xlsx",
)
CARLS = Item(ById("AB!7", "AB"), "Cake.txt", drive_id="AB", path="/Recipes/Cake.txt", web_url="https://1drv.ms/t/s!A")
USED = (Used(BUDGET, "bob"), Used(CARLS, "carl"))


def test_the_only_account_is_the_one() -> None:
    assert account_for(ByLink("https://1drv.ms/x/s!A"), [ANN], []) is ANN
    assert account_for(ByPath(("a",)), [], USED) is None


@pytest.mark.parametrize(
    ("reference", "account"),
    [
        (ById("01A"), BOB),
        (ById("01A", "B!ANN"), BOB),
        (ByPath(("finance", "budget.xlsx")), BOB),
        (ByLink(BUDGET.web_url), BOB),
        (ByLink(CARLS.web_url), CARL),
    ],
)
def test_an_item_is_shared_again_from_where_it_was(reference: ItemReference, account: Account) -> None:
    assert account_for(reference, ALL, USED) is account


@pytest.mark.parametrize(
    ("reference", "account"),
    [
        (ByPath(("Recipes", "Pie.txt")), CARL),
        (ByPath(("Pie.txt",)), None),
        (ByPath(("Recipes", "Old", "Pie.txt")), None),
        (ById("AB!8", "ab"), CARL),
        (ByLink("https://contoso.sharepoint.com/:x:/s/finance/E1?e=2"), BOB),
    ],
)
def test_what_lies_beside_it_is_too(reference: ItemReference, account: Account | None) -> None:
    assert account_for(reference, ALL, USED) is account


def test_the_one_used_last_counts_and_who_signed_out_does_not() -> None:
    used = (Used(BUDGET, "gone"), Used(BUDGET, "ann"), Used(BUDGET, "bob"))
    assert account_for(ById("01A"), ALL, used) is ANN


@pytest.mark.parametrize(
    ("url", "account"),
    [
        ("https://1drv.ms/x/s!A", CARL),
        ("https://onedrive.live.com/?id=1", CARL),
        ("https://contoso-my.sharepoint.com/:x:/g/personal/ann/E1", ANN),
        ("https://contoso-my.sharepoint.cn/:x:/g/personal/dora/E1", DORA),
        ("https://fabrikam.sharepoint.com/sites/a", BOB),
        ("https://northwind.sharepoint.com/sites/a", None),
        ("https://contoso.sharepoint.com.evil.example/", None),
        ("https://[", None),
    ],
)
def test_the_host_of_a_link_can_tell(url: str, account: Account | None) -> None:
    assert account_for(ByLink(url), ALL, []) is account


def test_the_form_of_an_id_can_tell() -> None:
    assert account_for(ById("5D33DD65C6932946!70859"), ALL, []) is CARL
    assert account_for(ById("01NKDM7HMOJTVYMDOSXFDK2QJDXCDI3WUK"), [ANN, CARL], []) is ANN
    assert account_for(ById("01NKDM7HMOJTVYMDOSXFDK2QJDXCDI3WUK"), ALL, []) is None
    assert account_for(ById("7", "b!x"), [ANN, CARL], []) is ANN


def test_otherwise_the_person_is_asked() -> None:
    assert account_for(ByPath(("a",)), ALL, USED) is None
