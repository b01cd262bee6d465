"""残りの一括支給 — what was still to come is paid once, discounted, and the journal closes."""

from datetime import date, datetime

import pytest

from kyosai.casework import reads as casework
from kyosai.casework.actions import SameOfficer
from kyosai.exchange.messages.instalments import RestClaim
from kyosai.procedures.payout import remainder, rest_claim
from kyosai.procedures.payout.survivors import desk
from kyosai.records.benefits import calendar
from kyosai.records.benefits import reads as benefits
from kyosai.records.survivors import reads as rooms
from kyosai.schemes.skk.payment.instalments import present_value
from kyosai.schemes.skk.payment.remainder import Reason
from tests.procedures.applications import kept
from tests.procedures.collection import world
from tests.procedures.payout.claimants import balances, person
from tests.procedures.payout.survivors import family
from tests.procedures.payout.test_instalments import bank_days, divided, visit

__all__ = ["bank_days"]
pytestmark = pytest.mark.django_db
DIED_ON = date(2026, 12, 10)


@pytest.fixture(autouse=True)
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """The family writes in February 2027, after the payment of January went out."""
    monkeypatch.setattr(family, "NOW", datetime.fromisoformat("2027-02-01T10:00:00+09:00"))


def paid_until_january() -> str:
    award = divided(over=10)
    visit(date(2026, 11, 10))
    visit(date(2027, 1, 12))
    return award


def test_the_rest_is_worth_its_present_value_less_what_was_paid_since() -> None:
    award = paid_until_january()
    each = calendar.of_award(award)[0].amount

    found = remainder.of(world.number(1), Reason.DEATH, happened_on=DIED_ON)

    assert found.count == 59
    assert found.worth == present_value(each, remaining=59, claimed_on=date(2026, 10, 29))
    assert (found.paid_since, found.missed) == (each, each * 0)
    assert found.net < each * 58


def test_one_heir_is_paid_the_rest_and_the_journal_closes(monkeypatch) -> None:
    award = paid_until_january()
    case = family.news(family.death(world.number(1), died_on=DIED_ON.isoformat()), monkeypatch)
    room = rooms.of_case(case).receipt
    heirs = [family.told("wife", "spouse"), family.told("son")]
    status = family.claimed(room, heirs, [family.account("son")], agent="son")
    desk.examine(case, officer="shinsa", at=family.tick())

    number = desk.decide(case, officer="kessai", at=family.tick())

    ((_, net, _, _),) = benefits.shares(number)
    (order,) = world.run("SELECT yen, purpose FROM payment ORDER BY ordered_at DESC LIMIT 1", [])
    assert (status, number) == ("at_desk", award)
    assert order == (net.amount, "分割共済金の残り")
    assert "instalments:skk" not in balances()
    assert calendar.is_ended(award)


def test_nothing_more_is_ordered_of_a_calendar_that_has_ended(monkeypatch) -> None:
    test_one_heir_is_paid_the_rest_and_the_journal_closes(monkeypatch)
    before = world.run("SELECT count(*) FROM payment", [])

    visit(date(2027, 3, 10))

    assert world.run("SELECT count(*) FROM payment", []) == before


def test_several_heirs_choose_one(monkeypatch) -> None:
    paid_until_january()
    case = family.news(family.death(world.number(1), died_on=DIED_ON.isoformat()), monkeypatch)
    heirs = [family.told("wife", "spouse"), family.told("son")]
    accounts = [family.account("wife"), family.account("son")]

    assert family.claimed(rooms.of_case(case).receipt, heirs, accounts) == "failed"


def test_a_payment_missed_before_is_added() -> None:
    divided(over=10)

    found = remainder.of(world.number(1), Reason.DEATH, happened_on=DIED_ON)

    assert found.missed == calendar.of_award(found.award.number)[0].amount


def test_without_instalments_there_is_no_rest() -> None:
    family.holder()

    with pytest.raises(remainder.NothingDivided):
        remainder.of(world.number(1), Reason.DEATH, happened_on=DIED_ON)


def asked(reason: str = "home_damaged", happened_on: str = "2026-12-10") -> str:
    at = family.tick()
    message = RestClaim(
        str(person(1)),
        at.isoformat(),
        f"U-R-{at:%H%M%S}",
        reason,
        happened_on,
        (),  # type: ignore[arg-type]
    )
    return rest_claim.receive(kept(message, fetched_at=at), at=at)


def test_a_holder_whose_home_is_damaged_is_paid_by_two_officers() -> None:
    award = paid_until_january()
    status = asked()
    (case,) = [each.number for each in casework.queue("benefits", at=family.tick())]

    rest_claim.accept(case, officer="shinsa", at=family.tick())
    with pytest.raises(SameOfficer):
        rest_claim.accept(case, officer="shinsa", at=family.tick())
    rest_claim.accept(case, officer="kessai", at=family.tick())

    assert status == "at_desk" and calendar.is_ended(award)
    assert len(world.run("SELECT 1 FROM payment WHERE key LIKE 'rest:%%'", [])) == 1
    assert "instalments:skk" not in balances()


def test_what_happened_before_the_claim_is_refused_at_once() -> None:
    paid_until_january()

    assert asked(happened_on="2026-10-01") == "failed"
