"""一括の納期延長 — everybody in the area at once, as one by one; two officers, and nobody twice."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from kyosai.casework.actions import AlreadyMovedOn, SameOfficer
from kyosai.exchange.messages.amendments import Deferral, PremiumHoliday
from kyosai.procedures.amendment.pauses import by_order
from kyosai.procedures.amendment.pauses.by_order import AlreadyProposed
from kyosai.procedures.upkeep import check
from kyosai.schemes.deferral_orders import NoOrder
from tests.procedures.amendment import wishes
from tests.procedures.collection import world
from tests.procedures.collection.forks import child, finished, was_killed

ORDER = "sample-flood-2026"
AT = wishes.moment("2026-11-30T10:00:00")


@pytest.fixture(autouse=True)
def practice(settings: Any) -> None:
    settings.WORKSHOP = True


def people() -> None:
    """Six holders: both schemes, both channels, one who failed, one elsewhere, one on holiday."""
    for serial, more in enumerate(
        (
            {"scheme": "skk"},
            {"scheme": "skk", "bank": world.DIRECT_BANK},
            {"scheme": "tosanboshi"},
            {"scheme": "skk"},
            {"scheme": "skk"},
            {"scheme": "skk"},
        ),
        start=1,
    ):
        world.holder(serial, applied_on=date(2026, 10, 1), **more)  # type: ignore[arg-type]
    for month in ("2026-10", "2026-11"):
        world.whole(world.cycle(month), {world.customer_no(4): "1"})
        world.whole(world.cycle(month, channel="direct"))
        world.whole(world.cycle(month, scheme="tosanboshi"))
    move(5)
    facts: dict[str, Any] = {"reason": "no_income", "months": 6, "shown_by": "sworn_statement"}
    stop = wishes.wish(PremiumHoliday, 6, at="2026-11-29T09:00:00", attachments=(), **facts)
    assert wishes.sent(stop) == "amended"


def move(serial: int) -> None:
    world.run(
        "INSERT INTO party_particulars (id, party_id, recorded_at, name, kana, birthdate, address,"
        " email, phone, representative, source)"
        " SELECT gen_random_uuid(), party_id, now(), name, kana, birthdate, '大阪府架空市例示町',"
        " email, phone, representative, source FROM party_particulars WHERE party_id = %s",
        [wishes.party(serial)],
    )


def put_off() -> list[tuple[str, str, date, date]]:
    rows = world.run(
        "SELECT contract_id, month, due_on, debit_on FROM contract_deferral ORDER BY 1, 2"
    )
    return [(contract, f"{month:%Y-%m}", *rest) for contract, month, *rest in rows]


def applied(at: datetime = AT) -> int:
    case = by_order.propose(ORDER, officer="sato", at=at)
    return by_order.confirm(case, officer="suzuki", at=at)


@pytest.mark.django_db
class TestApplied:
    def test_everybody_at_once_has_what_each_would_have_had_by_asking(self) -> None:
        people()
        touched = by_order.touched(by_order.open_now(AT.date())[ORDER], on=AT.date())

        told = applied()
        at_once = put_off()
        dues = world.run("SELECT * FROM premium_due ORDER BY month, contract_id")
        arrears = world.run("SELECT contract_id, month, ask_again_in FROM premium_arrear")

        world.run("DELETE FROM contract_deferral")
        for serial in range(1, 7):
            scheme = "tosanboshi" if serial == 3 else "skk"
            wish = wishes.wish(
                Deferral, serial, at="2026-11-30T10:00:00", scheme=scheme, is_unable=True
            )
            wishes.sent(wish)

        assert (told, touched) == (4, 4)
        assert at_once == put_off() != []
        assert dues == world.run("SELECT * FROM premium_due ORDER BY month, contract_id")
        assert sorted(arrears) == sorted(
            world.run("SELECT contract_id, month, ask_again_in FROM premium_arrear")
        )
        check.check()

    def test_whoever_is_touched_is_told_once_with_its_own_debit_days(self) -> None:
        people()

        applied()

        assert "2026年12月分は、2027年3月18日（木）に引き落とします" in wishes.told(1)[1]
        assert "2026年12月分は、2027年3月29日（月）に引き落とします" in wishes.told(3)[1]
        rows = world.run("SELECT contract_id FROM notice WHERE kind LIKE 'put-off%'")
        assert len(rows) == len({contract for (contract,) in rows}) == 4

    def test_applied_again_it_reaches_nobody_but_who_is_new(self) -> None:
        people()
        applied()
        world.holder(7, applied_on=date(2026, 11, 29))

        assert applied(AT + timedelta(hours=1)) == 1


@pytest.mark.django_db
class TestTwoOfficers:
    def test_who_proposed_it_does_not_apply_it(self) -> None:
        people()
        case = by_order.propose(ORDER, officer="sato", at=AT)

        with pytest.raises(SameOfficer):
            by_order.confirm(case, officer="sato", at=AT)

        assert put_off() == []

    def test_it_is_proposed_and_applied_once(self) -> None:
        people()
        case = by_order.propose(ORDER, officer="sato", at=AT)
        with pytest.raises(AlreadyProposed):
            by_order.propose(ORDER, officer="suzuki", at=AT)
        by_order.confirm(case, officer="suzuki", at=AT)

        with pytest.raises(AlreadyMovedOn):
            by_order.confirm(case, officer="suzuki", at=AT)

    def test_what_is_no_order_is_not_proposed(self, settings: Any) -> None:
        settings.WORKSHOP = False

        with pytest.raises(NoOrder):
            by_order.propose(ORDER, officer="sato", at=AT)


@pytest.mark.parametrize("killed_at", [3, 6, 9, 12, 15])
def test_killed_half_way_it_is_applied_once(committed_db: str, killed_at: int) -> None:
    people()
    case = by_order.propose(ORDER, officer="sato", at=AT)
    confirm = partial(by_order.confirm, case, officer="suzuki", at=AT)
    if was_killed(child(confirm, killed_at=killed_at)):
        assert put_off() == []
        assert finished(child(confirm))

    assert world.run("SELECT count(*) FROM notice WHERE kind LIKE 'put-off%'") == [(4,)]
    check.check()
