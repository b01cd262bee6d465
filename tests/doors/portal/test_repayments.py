"""返済の予定 — every turn with its day, what ends the loan to the yen, and one button."""

import pytest
from django.test import Client

from kyosai.exchange.messages.repayments import EarlyRepayment
from tests.doors.portal import fake_core

LOAN = {
    "number": "L-00000001-95",
    "name": "一般貸付け",
    "yen": 1_000_000,
    "lent_on": "2026-06-02",
    "left": 1_000_000,
    "overdue": 0,
    "penalty": 0,
    "is_repaid": False,
    "is_wished": False,
    "today": {},
    "next": {
        "on": "2026-12-18", "principal": 1_000_000, "interest": 0, "penalty": 0,
        "yen": 1_000_000, "allowance": 0,
    },
    "why_not": "",
    "turns": [
        {"debit_on": "2027-06-18", "principal": 1_000_000, "interest": 0,
         "is_paid": False, "is_late": False},
    ],
}  # fmt: skip


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kyosai.doors.portal.mine.asking.POLLS", 1)


def shown(client: Client, *loans: dict[str, object]) -> str:
    waiting = client.get("/repayments/")
    fake_core.show({"repayments": {"loans": list(loans)}})
    return client.get(waiting.context["refresh"]["url"]).content.decode()


def test_each_turn_has_its_day_and_what_ends_the_loan_its_yen(hanako: Client) -> None:
    page = shown(hanako, LOAN)

    assert "2027年6月18日（金）" in page
    assert "2026年12月18日（金）の引き落としで返すと" in page
    assert "この額をまとめて返す" in page


def test_what_is_late_is_said_with_what_it_costs(hanako: Client) -> None:
    page = shown(hanako, LOAN | {"overdue": 1_000_000, "penalty": 12_400})

    assert "返済が遅れています" in page and "12,400円" in page


def test_a_loan_that_cannot_be_ended_now_says_why(hanako: Client) -> None:
    page = shown(hanako, LOAN | {"next": None, "why_not": "今、引き落としの途中です。"})

    assert "今、引き落としの途中です。" in page
    assert "この額をまとめて返す" not in page


def test_who_owes_nothing_reads_so(hanako: Client) -> None:
    assert "借りているものは、ありません。" in shown(hanako)


def test_the_wish_is_sent_once(hanako: Client) -> None:
    first = hanako.post("/repayments/L-00000001-95/early/")
    again = hanako.post("/repayments/L-00000001-95/early/")

    (arrived,) = fake_core.arrived("early_repayment")
    assert isinstance(arrived.message, EarlyRepayment)
    assert arrived.message.loan == "L-00000001-95"
    assert first["Location"] == again["Location"]


def test_a_number_that_is_none_leads_nowhere(hanako: Client) -> None:
    assert hanako.post("/repayments/L-1/early/").status_code == 404
