"""電話の応対 in a real browser: a search, a check, a script, and the lead's day."""

import pytest
from playwright.sync_api import Page

from kyosai.doors import today
from kyosai.procedures.access.calls import check
from kyosai.procedures.access.calls.picture import held
from kyosai.records.calls import reads as calls
from kyosai.records.contracts import reads as contracts
from kyosai.schemes import both
from tests.doors.back_office import samples
from tests.doors.back_office.conftest import appointed
from tests.doors.back_office.test_in_a_browser import (
    browser,
    looked_at,
    page,
    pytestmark,
    sign_in,
    site,
)
from tests.procedures.applications import named

__all__ = ["browser", "page", "pytestmark", "site"]
SIZES = ["phone", pytest.param("desk", marks=pytest.mark.long)]


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()


@pytest.mark.parametrize("page", SIZES, indirect=True)
def test_a_call_is_answered_in_the_browser(page: Page, site: str) -> None:
    appointed("call_lead")
    number = samples.contract(identity=named(name="見本　花子", kana="ミホン ハナコ"))
    contract = contracts.found_by(number)
    assert contract is not None
    sign_in(page, site, "call_lead")
    page.goto(f"{site}/calls/")
    looked_at(page, "calls-desk")

    page.get_by_label("契約者番号・電話番号・フリガナ").fill("みほん")
    press(page, "さがす")
    looked_at(page, "calls-found")
    press(page, "この人と話す")
    looked_at(page, "call-unchecked")
    (call,) = calls.open_calls("call_lead")
    own = held(contract.party, schemes=both.SCHEMES)
    known = check._known(contract.party, own)
    for question in check.questions(call, own, at=today.now()):
        page.fill(f"#id_{question.key}", min(known[question.key]))
    press(page, "記録と合わせる")
    looked_at(page, "call-checked")
    page.get_by_label("用件", exact=True).select_option("loan")
    page.get_by_label("結果", exact=True).select_option("answered")
    page.get_by_label("台本で答えた").check()
    press(page, "電話を終える")
    page.goto(f"{site}/calls/lead/")
    looked_at(page, "calls-lead")

    assert page.get_by_role("img", name="今日の用件の数").is_visible()
