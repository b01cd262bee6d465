"""How a contract is paid, as its holder's page shows it, and the year it foretells."""

from datetime import date, datetime
from typing import Any
from uuid import uuid5

import pytest

from kyosai.basis.months import Month
from kyosai.procedures.access import position
from kyosai.records.parties import reads as parties
from tests.procedures.collection import payment, world
from tests.procedures.collection.world import cycle

pytestmark = pytest.mark.django_db


def contract(at: str) -> dict[str, Any]:
    """Return the first holder's contract as the page shows it at a moment."""
    party = parties.of_person(uuid5(world.SPACE, "person 1"))
    page = position.position(party, at=datetime.fromisoformat(at + "+09:00"))
    (found,) = page["contracts"]
    return dict(found)


@pytest.mark.parametrize("scheme", ["skk", "tosanboshi"])
def test_a_yearly_prepayment_shows_how_far_it_is_paid_and_when_it_comes_again(scheme: str) -> None:
    number = world.holder(1, applied_on=date(2026, 10, 20), scheme=scheme)
    payment.prepay(number, month=Month(2026, 11), months=12, is_yearly=True)
    world.whole(cycle("2026-11", scheme=scheme))

    found = contract("2026-12-05T09:00:00")

    day = {"skk": "2027-11-18", "tosanboshi": "2027-11-29"}[scheme]
    assert found["paying"] == {
        "payment_class": "毎月払い",
        "from_then_on": None,
        "prepaid_until": "2027-10",
        "next": {"month": "2027-11", "months": 12, "debit_on": day, "is_again": True},
    }


def test_months_paid_already_are_not_foretold_again_for_this_year() -> None:
    number = world.holder(1, applied_on=date(2026, 10, 20))
    payment.prepay(number, month=Month(2026, 11), months=12)
    world.whole(cycle("2026-11"))

    assert contract("2026-12-05T09:00:00")["year_deduction"]["yen"] == 130_000


def test_a_year_to_be_paid_at_once_is_foretold() -> None:
    number = world.holder(1, applied_on=date(2026, 10, 20))
    payment.choose_class(number, payment_class="yearly", designated_month=12, since=Month(2026, 12))
    world.whole(cycle("2026-11"))

    found = contract("2026-12-05T09:00:00")

    assert found["year_deduction"]["yen"] == 140_000
    assert found["year_deduction"]["lines"][-1] == "2026年12月18日（金） 120,000円（予定）"
    assert found["paying"]["payment_class"] == "年払い（12月）"


def test_a_payment_class_to_come_is_shown_beside_the_one_there_is() -> None:
    number = world.holder(1, applied_on=date(2026, 10, 20))
    payment.choose_class(
        number, payment_class="half_yearly", designated_month=3, since=Month(2027, 3)
    )

    paying = contract("2026-11-01T09:00:00")["paying"]

    assert paying["payment_class"] == "毎月払い"
    assert paying["from_then_on"] == {
        "since": "2027-03",
        "payment_class": "半年払い（3月と9月）",
    }


def test_a_day_beyond_the_calendar_is_not_promised() -> None:
    number = world.holder(1, applied_on=date(2026, 10, 20))
    payment.prepay(number, month=Month(2028, 3), months=6)

    paying = contract("2026-11-01T09:00:00")["paying"]

    assert paying["next"] == {"month": "2028-03", "months": 6, "debit_on": "", "is_again": False}
