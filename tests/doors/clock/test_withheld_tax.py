"""Withheld tax over the wire: kept back in November, with the office on 10 December, days even."""

from datetime import date, time

import pytest

from kyosai.basis import tokyo
from outside_world.workshop.moving import Mover
from tests.doors.clock.test_paying_over_the_wire import all_agree
from tests.doors.clock.test_with_the_outside_world import clock, mover
from tests.procedures.payment.world import run
from tests.procedures.withholding import test_hand_over as taxes

__all__ = ["clock", "mover"]
PAID = """
SELECT p.key, p.yen, o.kind, p.pay_on FROM payment p JOIN payment_outcome o
ON o.payment_id = p.number WHERE p.contract_id IS NULL ORDER BY p.key
"""


@pytest.mark.long
def test_the_tax_of_november_is_paid_on_the_tenth_and_every_day_ends_even(
    mover: Mover, clock: None
) -> None:
    taxes.somebody_paid("2026-11-24")

    mover.move(tokyo.at(date(2026, 12, 14), time(12)))

    tenth = date(2026, 12, 10)
    assert run(PAID, []) == [
        ("inhabitants-tax:skk:2026-11", taxes.LOCAL, "paid", tenth),
        ("withheld-tax:skk:2026-11", taxes.NATIONAL, "paid", tenth),
    ]
    all_agree(date(2026, 12, 14))
