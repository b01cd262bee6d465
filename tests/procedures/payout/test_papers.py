"""支払決定通知書と源泉徴収票 — written when asked for, once, and for their own person alone."""

from datetime import date, datetime

import pytest

from kyosai.procedures.access import single
from kyosai.procedures.payout import instalments, papers, pension_slips, window
from kyosai.records.benefits import reads as benefits
from tests.procedures.collection import world
from tests.procedures.payout import claimants
from tests.procedures.payout.claimants import claimed, holder, send

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2026-11-09T10:00:00+09:00")


@pytest.fixture
def number() -> str:
    contract = holder()
    send(claimed())
    return benefits.of_contract(contract)[0].number


@pytest.mark.parametrize("letter", ["A", "T"])
def test_a_paper_is_written_once_and_is_the_same_ever_after(number: str, letter: str) -> None:
    asked = letter + number[1:]

    first = papers.paper(asked, at=NOW)
    again = papers.paper(asked, at=NOW)

    assert first == again is not None
    shown = single.document(asked, person=claimants.person(1))
    assert shown["media"] == "application/pdf"


def test_another_person_gets_nothing(number: str) -> None:
    papers.paper(number, at=NOW)

    assert single.document(number, person=claimants.person(2)) == {"unknown": True}


@pytest.mark.parametrize("asked", ["A-00000000-00", "S-00000001-95", "", "T", "N-00000001-95"])
def test_a_number_of_nothing_has_no_paper(asked: str) -> None:
    assert papers.paper(asked, at=NOW) is None


def test_a_payment_that_is_no_retirement_income_has_no_slip() -> None:
    contract = holder(scheme="tosanboshi", born_on=None)
    message = claimants.claimed("dissolved", scheme="tosanboshi")
    send(message)

    assert benefits.of_contract(contract) == []


def test_a_year_of_instalments_has_a_slip_that_its_notice_leads_to() -> None:
    contract = holder(yen=20_000)
    send(claimed(way="divided", years=10))
    award = benefits.of_contract(contract)[0].number
    november = datetime.fromisoformat("2026-11-10T10:00:00+09:00")
    for key in instalments.to_order(at=november):
        instalments.order(key, at=november)
    before = papers.paper(f"N{award[1:]}-2026", at=NOW)

    pension_slips.make(at=datetime.fromisoformat("2027-01-08T10:00:00+09:00"))

    assert before is None
    assert papers.paper(f"N{award[1:]}-2026", at=NOW) is not None
    assert papers.paper(f"N{award[1:]}-2027", at=NOW) is None
    ((actions,),) = world.run("SELECT actions::text FROM notice WHERE kind = 'pension_slip'", [])
    assert f"/mine/documents/N{award[1:]}-2026/" in actions


def test_more_than_a_million_of_occasional_income_has_a_report() -> None:
    contract = holder(yen=10_000, born_on=date(1980, 4, 1))
    send(claimants.cancelled())
    at = datetime.fromisoformat("2026-10-30T13:20:00+09:00")
    (case,) = window.to_decide(at=at)
    window.decide(case, at=at)

    award = benefits.of_contract(contract)[0].number

    assert papers.paper(f"R{award[1:]}", at=at) is not None
    assert papers.paper(f"T{award[1:]}", at=at) is None
