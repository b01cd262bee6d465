"""Borrowing on a small phone: every page fits, is readable aloud, and the contract is whole."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from tests.doors.portal import fake_core
from tests.doors.portal.conftest import signed_in
from tests.doors.portal.test_in_a_browser import lend, page, pytestmark, site  # noqa: F401
from tests.doors.portal.test_lending import EFFECT, GIVEN, SPECIAL
from tests.looking import insist_on_order

WIDTH = 320
TEXT = "\n".join(
    (
        "契約者貸付けの契約書（金銭消費貸借契約）",
        "",
        "借りる人：見本　花子（契約者番号 000000195）",
        "返済の予定",
        "　1回目　2027年10月13日（水）　元金 1,000,000円",
    )
)


def shown(page: Page, address: str, payload: dict[str, Any]) -> None:  # noqa: F811 - a fixture
    """Open a page, and let the core answer while it renews itself."""
    page.goto(address)
    for _ in range(20):
        fake_core.show({"loan_terms": payload, "loan_effect": payload})
        page.wait_for_timeout(300)
        if not page.get_by_text("契約の記録を読んでいます").count():
            return


def looked_at(page: Page, name: str) -> None:  # noqa: F811 - a fixture
    """Insist that a page fits a small phone and is in order for everybody."""
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH, name
    insist_on_order(page, name)


@pytest.mark.parametrize("special", [False, True], ids=["一般", "特別"])
def test_every_page_of_borrowing_fits_a_small_phone(
    page: Page, site: str, special: bool  # noqa: F811 - fixtures
) -> None:  # fmt: skip
    hanako = signed_in(Client())
    lend(page, hanako, site)
    page.set_viewport_size({"width": WIDTH, "height": 800})
    shown(page, f"{site}/borrow/special/" if special else f"{site}/borrow/", SPECIAL)
    looked_at(page, "terms")
    if special:
        page.goto(f"{site}/borrow/special/illness_or_disaster/")
        looked_at(page, "special")

    hanako.post("/borrow/", GIVEN)
    shown(page, f"{site}/borrow/check/", EFFECT | {"text": TEXT, "is_examined": special})
    looked_at(page, "check")

    assert page.get_by_text("1回目　2027年10月13日（水）").is_visible()
    assert page.get_by_role("button", name="契約書に署名して申し込む").is_visible()
