"""委託機関の窓口 — a door of its own; the staff prepare, the member alone sends."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from kyosai.exchange.messages.agencies import AgencyEntry, LoanCondition
from kyosai.exchange.messages.delegations import DelegateAcceptance, PreparedChange
from kyosai.wires.gbizid.fake import FakeGbizId
from tests.doors.portal import fake_core
from tests.doors.portal.test_amendment import EFFECT
from tests.doors.portal.test_company import ENTRY, MEMBER
from tests.doors.portal.test_delegates import sent, shown

DELEGATION = str(uuid4())
CONDITION = f"/agency/{DELEGATION}/condition/emergency/"
SEEN = {
    "words": "売上が減った", "day_y": "2026", "day_m": "9", "day_d": "30", "day_era": "ad",
    "sales": "95", "compared": "100", "papers": "on",
}  # fmt: skip
HOME = {
    "name": "例示商工会", "kind": "委託団体", "staff": "試作　進", "confirms": True,
    "duties": ["手続きを一緒に用意する"], "until": "2027-03-31", "conditions": [],
    "members": [
        {
            "id": DELEGATION, "name": "見本　花子", "scheme": "skk", "until": "2026-10-31",
            "is_own": True, "waiting": 1, "filings": [],
        }
    ],
}  # fmt: skip


@pytest.fixture
def staff(gbizid: FakeGbizId, db: None) -> Client:
    return entered(gbizid, MEMBER)


def entered(gbizid: FakeGbizId, account: Any) -> Client:
    """Come in by the agencies' own door."""
    gbizid.account = account
    client = Client()
    away = client.post("/agency/sign-in/begin/", {"next": "/agency/"})
    back = client.get(away["Location"].partition("8000")[2])
    assert back["Location"] == "/agency/"
    return client


def let_in(client: Client, status: str = "noted") -> str:
    """Let the register answer, and return the page."""
    client.get("/agency/")
    (entry,) = sent("agency_entry")
    fake_core.answer(entry.receipt, status)
    if status != "noted":
        return client.get("/agency/").content.decode()
    return shown(client, "/agency/", "agency", HOME)


def test_the_register_is_asked_once_and_then_the_counter_is_shown(staff: Client) -> None:
    waiting = staff.get("/agency/").content.decode()
    page = let_in(staff)

    (entry,) = sent("agency_entry")
    assert isinstance(entry, AgencyEntry)
    assert entry.corporate_number == MEMBER.corporate_number and entry.name == MEMBER.user
    assert "登録簿を確かめています" in waiting
    assert "例示商工会" in page and "見本　花子" in page and "本人の承認待ち 1件" in page


def test_who_is_not_in_the_register_reads_so(staff: Client) -> None:
    assert "登録簿にない機関です" in let_in(staff, "failed")


def test_an_entry_account_is_told_what_it_lacks(gbizid: FakeGbizId, db: None) -> None:
    page = entered(gbizid, ENTRY).get("/agency/").content.decode()

    assert "GビズIDプライムがいります" in page and not sent("agency_entry")


@pytest.mark.parametrize(
    "address",
    ["/mine/", "/mine/my-number/", "/borrow/", "/mine/delegates/", "/clients/", "/change-account/",
     "/notices/", "/tosanboshi/borrow/", "/mine/who-looked/"],
)  # fmt: skip
def test_the_staff_of_an_agency_open_no_page_of_a_holder(staff: Client, address: str) -> None:
    answer = staff.get(address)

    assert answer.status_code in (302, 404)
    assert "サインイン" in staff.get(address, follow=True).content.decode()
    assert not fake_core.arrived("view_request")


def test_a_holder_opens_no_page_of_an_agency(hanako: Client) -> None:
    answer = hanako.get("/agency/")

    assert answer["Location"] == "/agency/sign-in/"


def test_the_code_of_a_member_lets_the_counter_help(staff: Client) -> None:
    staff.post("/agency/accept/", {"code": "abcd-efgh-jkmn"})

    (message,) = sent("delegate_acceptance")
    assert isinstance(message, DelegateAcceptance)


def test_a_change_is_only_laid_out_for_the_member(staff: Client) -> None:
    client = f"/clients/skk/{DELEGATION}/"
    staff.post(f"{client}premium/", {"monthly_premium": "30000"})
    page = shown(staff, f"{client}premium/check/", "client_effect", EFFECT)
    followed = staff.post(f"{client}premium/send/", follow=True).content.decode()

    (message,) = sent("prepared_change")
    assert isinstance(message, PreparedChange)
    assert "ご本人に承認を頼む" in page and "窓口の画面へ戻る" in followed
    assert not sent("premium_change")


def test_what_was_seen_is_sent_without_amount_or_picture(staff: Client) -> None:
    form = staff.get(CONDITION).content.decode()
    answer = staff.post(CONDITION, SEEN)

    (message,) = sent("loan_condition")
    assert isinstance(message, LoanCondition)
    assert answer.status_code == 302
    assert "amount" not in form and "picture" not in form
    assert (message.loan_kind, message.delegation) == ("emergency", DELEGATION)
    assert (message.occasion.sales, message.occasion.day) == (95, "2026-09-30")


@pytest.mark.parametrize(
    ("change", "words"),
    [({"papers": ""}, "原本を確かめてから"), ({"sales": ""}, "その月の売上を入力してください")],
)
def test_what_was_not_seen_is_not_sent(staff: Client, change: dict[str, str], words: str) -> None:
    page = staff.post(CONDITION, SEEN | change).content.decode()

    assert words in page and not sent("loan_condition")


def test_no_condition_of_a_loan_without_one(staff: Client) -> None:
    for kind in ("general", "special_disaster", "x"):
        assert staff.get(f"/agency/{DELEGATION}/condition/{kind}/").status_code == 404


def test_a_member_confirmed_at_a_counter_sends_no_picture(
    hanako: Client, signing: Callable[..., Any]
) -> None:
    wished = {
        "amount": "1000000", "term_months": "36", "noted": "on",
        **{name: SEEN[name] for name in SEEN if name != "papers"},
    }  # fmt: skip

    without = hanako.post("/borrow/special/emergency/", wished | {"noted": ""})
    answer = hanako.post("/borrow/special/emergency/", wished)

    assert "書類の写真かPDF" in without.content.decode()
    assert answer["Location"] == "/borrow/check/"
