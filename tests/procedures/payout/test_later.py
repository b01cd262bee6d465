"""あとから入った掛金 — a month under way at the decision is paid for once the bank has answered."""

from datetime import date, datetime, timedelta

import pytest

from kyosai.basis.money import Yen
from kyosai.procedures.collection import returning
from kyosai.procedures.payout import later, window
from kyosai.procedures.payout.claim import withdrawable_until
from kyosai.procedures.upkeep import check
from kyosai.records.benefits import reads as benefits
from kyosai.records.paid_before.models import PaidBefore
from tests.procedures.collection import world
from tests.procedures.collection.world import cycle
from tests.procedures.payout import claimants
from tests.procedures.payout.claimants import cancelled, send

pytestmark = pytest.mark.django_db
DECEMBER = cycle("2026-12", scheme="tosanboshi")


@pytest.fixture
def under_way() -> str:
    """Nineteen months paid, December asked for; cancelled on the day of the debit."""
    contract = world.holder(1, applied_on=date(2026, 11, 1), scheme="tosanboshi", yen=20_000)
    PaidBefore.objects.create(
        contract_id=contract, first_month=date(2025, 5, 1), yen=20_000, months=18
    )
    world.whole(cycle("2026-11", scheme="tosanboshi"))
    world.build(DECEMBER)
    message = cancelled(scheme="tosanboshi", at=f"{DECEMBER.debit_on}T09:00:00")
    send(message)
    at = withdrawable_until(message)
    (case,) = window.to_decide(at=at)
    window.decide(case, at=at)
    return contract


def after(answer: str) -> datetime:
    """Let the bank answer for December, close the contract's months; return the moment after."""
    world.answer(DECEMBER, {world.customer_no(1): answer})
    at = DECEMBER.result_at + timedelta(hours=1)
    returning.close(world.number(1), at=at)
    return at


def test_the_month_that_came_later_is_awarded_once(under_way: str) -> None:
    at = after("0")

    added = [later.add(number, at=at) for number in later.to_award(at=at)]
    again = [later.add(number, at=at) for number in later.to_award(at=at + timedelta(hours=1))]

    awards = benefits.of_contract(under_way)
    assert [each.gross for each in awards] == [Yen(304_000), Yen(16_000)]  # 80 % of 20,000 more
    assert (len(added), again) == (1, [])
    assert [row[2] for row in claimants.payments()] == [304_000, 16_000]
    check.check()


def test_a_month_that_failed_adds_nothing(under_way: str) -> None:
    at = after("1")

    assert later.to_award(at=at) == []
    assert len(benefits.of_contract(under_way)) == 1
