"""A loan over the wire: asked for at 10:05, in the account some minutes later, journal balanced."""

from datetime import date, datetime, timedelta
from typing import Any

from kyosai.basis.money import Yen
from kyosai.basis.tokyo import TOKYO
from kyosai.doors import postroom
from kyosai.procedures.payment import frame
from kyosai.procedures.upkeep import check
from outside_world.workshop.moving import Mover
from tests.doors.clock.test_with_the_outside_world import clock, mover  # noqa: F401 - fixtures
from tests.procedures.applications import kept
from tests.procedures.collection import world
from tests.procedures.lending.borrowing import balances, holder, request, signed, told

TODAY = date(2026, 11, 24)
MORNING = datetime(2026, 11, 24, 10, 5, tzinfo=TOKYO)


def framed() -> None:
    """Let two officers of the treasury set what may leave today."""
    proposed = frame.propose(
        "skk",
        since=TODAY,
        until=TODAY,
        a_day=Yen(50_000_000),
        each=Yen(20_000_000),
        officer=world.treasurer("makoto"),
        at=MORNING,
    )
    frame.approve(proposed, officer=world.treasurer("kaoru"), at=MORNING)


def paid() -> list[Any]:
    return world.run(
        "SELECT p.yen, o.kind, o.at AT TIME ZONE 'Asia/Tokyo' FROM payment p"
        " JOIN payment_outcome o ON o.payment_id = p.number"
    )


def test_a_million_asked_for_at_10_05_is_in_the_account_by_10_20(
    mover: Mover, clock: None  # noqa: F811 - fixtures
) -> None:  # fmt: skip
    contract = holder(applied_on=TODAY)
    framed()
    mover.move(MORNING)
    message = signed(request(at="2026-11-24T10:05:00"))

    postroom.hand_over(kept(message, fetched_at=MORNING))
    mover.move(MORNING + timedelta(minutes=15))

    ((yen, kind, at),) = paid()
    assert (yen, kind) == (985_000, "paid")
    assert datetime(2026, 11, 24, 10, 5) <= at <= datetime(2026, 11, 24, 10, 21)  # noqa: DTZ001
    assert "985,000円を振り込みます" in told(message)
    assert world.run("SELECT title FROM notice ORDER BY at") == [
        ("貸付けが決まりました",),
        ("契約者貸付けの貸付金を振り込みました",),
    ]
    assert balances() == {
        f"loans:general:skk:{contract}": 1_000_000,
        f"payable:loan:skk:{contract}": 0,
        f"interest_ahead:skk:{contract}": -15_000,
        "transit:payments:skk": -985_000,
    }
    check.check()


def test_asked_for_at_14_00_it_leaves_the_next_morning(
    mover: Mover, clock: None  # noqa: F811 - fixtures
) -> None:  # fmt: skip
    holder(applied_on=TODAY)
    framed()
    late = datetime(2026, 11, 24, 14, 0, tzinfo=TOKYO)
    mover.move(late)

    postroom.hand_over(kept(signed(request(at="2026-11-24T14:00:00.000")), fetched_at=late))
    mover.move(late + timedelta(hours=2))

    assert paid() == []
    ((pay_on, due_at),) = world.run("SELECT pay_on, due_at AT TIME ZONE 'Asia/Tokyo' FROM payment")
    assert (pay_on, due_at) == (date(2026, 11, 25), datetime(2026, 11, 25, 10, 30))  # noqa: DTZ001
