"""掛止め・納期延長: taken twice or killed half-way, nothing is doubled and nothing half done."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest

from kyosai.exchange.messages.amendments import Amendment, Deferral, PremiumHoliday
from kyosai.exchange.postbox import AlreadyHandled
from kyosai.procedures.amendment import amend
from kyosai.procedures.amendment.pauses import desk
from kyosai.procedures.upkeep import check
from tests.procedures.amendment import wishes
from tests.procedures.applications import kept
from tests.procedures.collection import world
from tests.procedures.collection.forks import child, finished, was_killed

AT = "2026-10-21T09:00:00"


@pytest.fixture(autouse=True)
def holder(committed_db: str, settings: Any) -> str:
    settings.WORKSHOP = True
    return world.holder(1, applied_on=date(2026, 10, 20))


def stop(shown_by: str = "sworn_statement") -> Amendment:
    facts: dict[str, Any] = {"reason": "no_income", "months": 6, "shown_by": shown_by}
    return wishes.wish(PremiumHoliday, 1, at=AT, attachments=(), **facts)


def put_off() -> Amendment:
    return wishes.wish(Deferral, 1, at=AT, is_unable=True)


def counted() -> dict[str, int]:
    tables = ("contract_holiday", "contract_deferral", "case_file", "notice", "mail_outbox")
    return {table: world.run(f"SELECT count(*) FROM {table}")[0][0] for table in tables}


def handle(number: str) -> None:
    at = wishes.moment(AT)
    try:
        amend.amend(number, at=at)
    except AlreadyHandled:
        return


@pytest.mark.parametrize("wish", [stop, put_off], ids=["掛止め", "納期延長"])
@pytest.mark.parametrize("killed_at", [3, 8, 13, 18, 23, 28])
def test_killed_at_any_statement_it_is_done_once(
    wish: Callable[[], Amendment], killed_at: int
) -> None:
    number = kept(wish(), fetched_at=wishes.moment(AT))
    was_killed(child(partial(handle, number), killed_at=killed_at))

    assert finished(child(partial(handle, number)))
    handle(number)

    rows = counted()
    assert (rows["case_file"], rows["notice"], rows["mail_outbox"]) == (1, 1, 1)
    assert (rows["contract_holiday"], rows["contract_deferral"]) in {(1, 0), (0, 4)}
    check.check()


@pytest.mark.parametrize("killed_at", [4, 9, 14, 19, 24])
def test_an_officer_killed_half_way_grants_it_once(killed_at: int) -> None:
    wishes.sent(stop("proof"))
    number = str(wishes.cases(1)[0].number)
    accept = partial(desk.accept, number, officer="sato", at=wishes.moment("2026-10-22T09:00:00"))
    was_killed(child(accept, killed_at=killed_at))
    if not wishes.cases(1)[0].is_closed:
        accept()

    rows = counted()
    assert (rows["contract_holiday"], rows["notice"]) == (1, 2)
    assert wishes.cases(1)[0].outcome == "accepted"
