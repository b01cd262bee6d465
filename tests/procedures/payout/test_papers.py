"""支払決定通知書と源泉徴収票 — written when asked for, once, and for their own person alone."""

from datetime import datetime

import pytest

from kyosai.procedures.access import single
from kyosai.procedures.payout import papers
from kyosai.records.benefits import reads as benefits
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


@pytest.mark.parametrize("asked", ["A-00000000-00", "S-00000001-95", "", "T"])
def test_a_number_of_nothing_has_no_paper(asked: str) -> None:
    assert papers.paper(asked, at=NOW) is None


def test_a_payment_that_is_no_retirement_income_has_no_slip() -> None:
    contract = holder(scheme="tosanboshi", born_on=None)
    message = claimants.claimed("dissolved", scheme="tosanboshi")
    send(message)

    assert benefits.of_contract(contract) == []
