"""掛金の変更 — asked, shown with its effect, sent once."""

import pytest
from django.test import Client

from kyosai.exchange.messages.amendments import PremiumChange
from kyosai.exchange.messages.views import ViewRequest
from kyosai.wires.gbizid.account import Account
from kyosai.wires.gbizid.fake import FakeGbizId
from tests.doors.portal import fake_core
from tests.doors.portal.test_company import ENTRY, MEMBER, NEWCOMER, entered

TERMS = {
    "scheme": "skk",
    "contract": "000000017",
    "monthly_premium": 10_000,
    "payment_class": "monthly",
    "first_free": "2026-12",
    "submit_by": "2026-12-09T16:00:00+09:00",
    "debit_on": "2026-12-18",
}
EFFECT = TERMS | {
    "since": "2026-12",
    "says": ["毎月の掛金は、2026年12月分から30,000円に増えます。"],
    "table": [{"debit_on": "2026-12-18", "now": 10_000, "then": 30_000, "months": ["2026-12"]}],
    "year": {"year": 2026, "now": 30_000, "then": 50_000},
}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kyosai.doors.portal.mine.asking.POLLS", 1)


def shown(client: Client, address: str, payload: dict[str, object]) -> str:
    """Open a page, let the core answer, and follow the page's own renewal."""
    waiting = client.get(address)
    fake_core.show({"terms": payload, "effect": payload})
    refresh = waiting.context["refresh"]["url"]
    return client.get(refresh).content.decode()


def test_the_question_shows_the_present_premium_and_the_cut_off(hanako: Client) -> None:
    page = shown(hanako, "/change/premium/", TERMS)

    assert "10,000円" in page and "2026年12月9日（水）16:00" in page


def test_the_check_shows_the_next_debits_before_and_after(hanako: Client) -> None:
    hanako.post("/change/premium/", {"monthly_premium": "３００００"})

    page = shown(hanako, "/change/premium/check/", EFFECT)

    assert "2026年12月18日（金）" in page
    assert "10,000円" in page and "30,000円" in page and "50,000円" in page


def test_what_the_core_refuses_cannot_be_sent(hanako: Client) -> None:
    hanako.post("/change/premium/", {"monthly_premium": "10000"})

    page = shown(hanako, "/change/premium/check/", {"refused": "いまと同じ掛金月額です。"})

    assert "いまと同じ掛金月額です" in page
    assert "この金額に変える" not in page


@pytest.mark.parametrize("given", ["", "999", "70500", "10001", "abc"])
def test_an_amount_the_act_does_not_know_is_refused_at_once(hanako: Client, given: str) -> None:
    page = hanako.post("/change/premium/", {"monthly_premium": given})

    assert page.status_code == 200
    assert "monthly_premium" in page.context["form"].errors


def test_sent_twice_it_arrives_once(hanako: Client) -> None:
    hanako.post("/change/premium/", {"monthly_premium": "30000"})

    first = hanako.post("/change/premium/send/")
    again = hanako.post("/change/premium/send/")

    assert first["Location"] == again["Location"]
    (arrived,) = fake_core.arrived("premium_change")
    assert isinstance(arrived.message, PremiumChange)
    assert (arrived.message.monthly_premium, arrived.message.scheme) == (30_000, "skk")


def test_the_receipt_says_that_it_is_done(hanako: Client) -> None:
    hanako.post("/change/premium/", {"monthly_premium": "30000"})
    address = hanako.post("/change/premium/send/")["Location"]
    fake_core.answer(address.split("/")[3], "amended")

    page = hanako.get(address).content.decode()

    assert "毎月の掛金の変更を受け付けました" in page and "変更しました" in page


def test_the_effect_is_asked_for_in_ones_own_name(hanako: Client) -> None:
    hanako.post("/change/premium/", {"monthly_premium": "30000"})
    hanako.get("/change/premium/check/")

    (asked,) = fake_core.arrived("view_request")

    assert isinstance(asked.message, ViewRequest)
    assert asked.message.person in asked.message.argument


def test_a_change_nobody_knows_is_not_found(hanako: Client) -> None:
    assert hanako.get("/change/name/").status_code == 404


def test_a_stranger_signs_in_first(client: Client, db: object) -> None:
    assert "/sign-in/" in client.get("/change/premium/")["Location"]


@pytest.mark.parametrize(("account", "sends"), [(MEMBER, True), (NEWCOMER, False), (ENTRY, False)])
def test_who_acts_for_a_company_needs_the_right_to(
    db: object, gbizid: FakeGbizId, account: Account, sends: bool
) -> None:
    client = entered(gbizid, account)
    client.post("/change/premium/", {"monthly_premium": "50000", "reason": "illness"})

    client.post("/change/premium/send/")

    arrived = [each.message for each in fake_core.arrived("premium_change")]
    assert [(each.scheme, each.reasons) for each in arrived] == (  # type: ignore[union-attr]
        [("tosanboshi", ("illness",))] if sends else []
    )
