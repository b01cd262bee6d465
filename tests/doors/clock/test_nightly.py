"""What the clock does once a day: it reminds of prepayments, and forgets nothing it owes."""

from datetime import date, datetime, timedelta

import pytest

from kyosai.basis.months import Month
from kyosai.doors.clock import nightly, visits
from kyosai.procedures.amendment.together import remind
from tests.procedures.collection import payment, world

pytestmark = pytest.mark.django_db
MORNING = datetime.fromisoformat("2027-10-15T09:00:00+09:00")


def test_a_days_first_visit_reminds_and_its_later_ones_do_not_look_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    number = world.holder(1, applied_on=date(2026, 10, 20))
    payment.prepay(number, month=Month(2026, 11), months=12, is_yearly=True)
    looked = []
    really = remind.remind
    monkeypatch.setattr(remind, "remind", lambda *, at: looked.append(really(at=at)))
    reminding = nightly.Reminding()

    for hours in (0, 1, 2, 24):
        reminding(MORNING + timedelta(hours=hours))

    assert looked == [1, 0]
    assert world.run("SELECT key FROM notice") == [(f"prepayment-again:2027-11:30:{number}",)]


def test_the_clock_pays_this_visit() -> None:
    assert "remind" in [visit.name for visit in visits.visits()]
