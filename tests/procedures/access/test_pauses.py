"""止まっている掛金 — a holder's page says what is stopped, what is put off, and until when."""

from datetime import date, timedelta
from typing import Any

import pytest

from kyosai.exchange.messages.amendments import Deferral, PremiumHoliday
from kyosai.procedures.access import position
from tests.procedures.amendment import wishes
from tests.procedures.collection import world

pytestmark = pytest.mark.django_db
AT = "2026-10-21T09:00:00"


@pytest.fixture(autouse=True)
def holder(settings: Any) -> str:
    settings.WORKSHOP = True
    return world.holder(1, applied_on=date(2026, 10, 20))


def seen(at: str = AT) -> dict[str, Any]:
    at_last = wishes.moment(at) + timedelta(minutes=1)
    (contract,) = position.position(wishes.party(1), at=at_last)["contracts"]
    return dict(contract)


def test_nothing_is_stopped_and_an_order_is_named() -> None:
    contract = seen()

    assert (contract["holidays"], contract["put_off"]) == ([], [])
    assert contract["order"] == "架空区大雨災害（見本）"


def test_where_nobody_practises_no_fictional_order_is_named(settings: Any) -> None:
    settings.WORKSHOP = False

    assert seen()["order"] == ""


def test_a_holiday_is_told_with_its_months_until_it_is_over() -> None:
    facts: dict[str, Any] = {"reason": "no_income", "months": 6, "shown_by": "sworn_statement"}
    wishes.sent(wishes.wish(PremiumHoliday, 1, at=AT, attachments=(), **facts))

    assert seen()["holidays"] == [{"since": "2026-11", "until": "2027-04"}]
    assert seen("2027-04-30T09:00:00")["holidays"] != []
    assert seen("2027-05-01T09:00:00")["holidays"] == []


def test_months_put_off_are_told_with_their_day() -> None:
    wishes.sent(wishes.wish(Deferral, 1, at=AT, is_unable=True))

    assert seen()["put_off"][0] == {"month": "2026-10", "debit_on": "2027-02-18"}
