"""毎月の掛金の変更 — a holder asks for another premium, and the next file asks the bank for it."""

from datetime import date, datetime
from uuid import uuid5

import pytest

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.casework import reads as casework
from kyosai.exchange.messages.amendments import PremiumChange
from kyosai.procedures.amendment import amend
from kyosai.records.contracts import reads as contracts
from kyosai.records.notices import reads as notices
from kyosai.records.parties import reads as parties
from kyosai.records.premiums import debits
from tests.procedures.applications import kept
from tests.procedures.collection import world

pytestmark = pytest.mark.django_db

OCTOBER, NOVEMBER, DECEMBER = "2026-10", "2026-11", "2026-12"


def asked(
    serial: int, yen: int, *, at: str, scheme: str = "skk", reasons: tuple[str, ...] = ()
) -> tuple[str, str]:
    """Send a wish at a moment; return the status word and what the holder reads."""
    moment = datetime.fromisoformat(at + "+09:00")
    person = uuid5(world.SPACE, f"person {serial}")
    message = PremiumChange(
        person=str(person),
        scheme=scheme,  # type: ignore[arg-type]
        received_at=moment.isoformat(timespec="milliseconds"),
        receipt=f"U-{serial:04d}-{moment:%m%d%H%M}",
        monthly_premium=yen,
        reasons=reasons,
    )
    status = amend.amend(kept(message, fetched_at=moment), at=moment)
    party = parties.of_person(person)
    assert party is not None
    told = notices.of_party(notices.inbox(party)[0].id, party=party)
    assert told is not None
    return status, str(told["body"])


def premiums(serial: int) -> list[tuple[str, int]]:
    rows = contracts.monthly_premiums(world.number(serial))
    return [(str(Month.of(since)), yen.amount) for since, yen in rows]


def test_an_increase_before_the_cut_off_is_in_the_next_file() -> None:
    number = world.holder(1, applied_on=date(2026, 10, 20))
    world.whole(world.cycle(NOVEMBER))

    status, body = asked(1, 30_000, at="2026-11-25T21:00:00")
    december = world.cycle(DECEMBER)
    world.build(december)

    assert status == "amended"
    assert premiums(1) == [(OCTOBER, 10_000), (DECEMBER, 30_000)]
    assert "2026年12月分から30,000円に増えます" in body
    assert [(debit.months, debit.yen) for debit in debits.of_contract(number)][-1] == (
        (Month(2026, 12),),
        Yen(30_000),
    )


def test_after_the_cut_off_it_holds_from_the_month_after() -> None:
    world.holder(1, applied_on=date(2026, 10, 20))
    world.whole(world.cycle(NOVEMBER))
    december = world.cycle(DECEMBER)

    asked(1, 30_000, at=f"{tokyo.in_tokyo(december.submit_by):%Y-%m-%dT%H:%M:%S}")

    assert premiums(1)[-1] == ("2027-01", 30_000)


def test_a_month_already_scheduled_costs_the_new_premium() -> None:
    number = world.holder(1, applied_on=date(2026, 10, 20))
    asked(1, 5_000, at="2026-10-21T09:00:00")

    world.build(world.cycle(NOVEMBER))

    (debit,) = debits.of_contract(number)
    assert (debit.months, debit.yen) == ((Month(2026, 10), Month(2026, 11)), Yen(15_000))


def test_the_same_amount_is_refused_and_says_what_to_do() -> None:
    world.holder(1, applied_on=date(2026, 10, 20))

    status, body = asked(1, 10_000, at="2026-10-25T09:00:00")

    assert status == "failed"
    assert "いまと同じ掛金月額です" in body
    assert premiums(1) == [(OCTOBER, 10_000)]


@pytest.mark.parametrize(("reasons", "status"), [((), "failed"), (("illness",), "amended")])
def test_a_decrease_of_an_enterprise_needs_a_reason(reasons: tuple[str, ...], status: str) -> None:
    world.holder(1, applied_on=date(2026, 10, 20), scheme="tosanboshi", yen=100_000)

    found, _ = asked(1, 50_000, at="2026-10-25T09:00:00", scheme="tosanboshi", reasons=reasons)

    assert found == status


def test_whoever_has_no_contract_is_told_so() -> None:
    world.holder(1, applied_on=date(2026, 10, 20))

    status, body = asked(1, 50_000, at="2026-10-25T09:00:00", scheme="tosanboshi")

    assert status == "failed"
    assert "変えられる契約がありません" in body


def test_the_case_is_closed_at_once_by_rule() -> None:
    world.holder(1, applied_on=date(2026, 10, 20))
    asked(1, 30_000, at="2026-10-25T09:00:00")
    party = parties.of_person(uuid5(world.SPACE, "person 1"))
    assert party is not None

    (case,) = casework.cases_of(party)

    assert (case.flow, case.is_closed, case.outcome) == ("skk.premium_change", True, "accepted")
