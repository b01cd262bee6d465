"""ある日の契約 — what was entered later is visible only as known later, and never earlier."""

from datetime import date, time
from uuid import uuid4

import pytest

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.exchange.messages.amendments import PremiumChange
from kyosai.procedures.upkeep import check
from kyosai.records.contracts import reads as contracts
from kyosai.records.contracts.models import Contract
from kyosai.records.loans import writes as loans
from kyosai.records.loans.writes import Received
from kyosai.records.parties.models import PartyParticulars
from kyosai.reports.as_of import asked, standing
from kyosai.reports.as_of.standing import AsOf
from tests.procedures.amendment import wishes
from tests.procedures.barring.papers import held
from tests.procedures.collection import world
from tests.procedures.lending import borrowing
from tests.procedures.payout.claimants import claimed, holder, party, send

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 31)


def seen(contract: str, on: date, known_on: date, *, today: date = TODAY) -> AsOf:
    found = contracts.standing(contract)
    return standing.of(found, asked.asked(found, on=on, known_on=known_on, today=today))


def test_a_repayment_found_later_is_visible_only_as_known_later() -> None:
    """11月10日に届いたお金を、11月20日に記帳した: 11月15日の残高は、知っていた日で変わる。"""
    contract = borrowing.holder()
    borrowing.sent(borrowing.signed(borrowing.request(300_000, 6, at="2026-10-13T10:05:00")))
    ((number,),) = world.run("SELECT number FROM loan")
    loans.receive(
        Received(
            key="found-later",
            loan=number,
            source="transfer",
            on=date(2026, 11, 10),
            principal=Yen(100_000),
        ),
        at=tokyo.at(date(2026, 11, 20), time(10)),
    )

    left = {
        known: [yen.amount for _, yen in seen(contract, date(2026, 11, 15), known).loans]
        for known in (date(2026, 11, 15), date(2026, 11, 19), date(2026, 11, 20))
    }

    assert list(left.values()) == [[300_000], [300_000], [200_000]]
    assert seen(contract, date(2026, 11, 9), date(2026, 11, 20)).loans[0][1] == Yen(300_000)
    assert seen(contract, date(2026, 10, 12), date(2026, 11, 20)).loans == []


def test_a_corrected_name_is_not_known_before_it_was_told() -> None:
    contract = holder()
    told = PartyParticulars.objects.get(party_id=party(1))
    told.id, told.name = uuid4(), "完了　太朗"
    told.recorded_at = tokyo.at(date(2026, 11, 5), time(9))
    told.save(force_insert=True)

    names = [
        seen(contract, on, known).person.name
        for on, known in (
            (date(2026, 11, 4), date(2026, 11, 4)),
            (date(2026, 11, 5), date(2026, 11, 5)),
        )
    ]

    assert names == ["完了　太郎", "完了　太朗"]


def test_a_premium_changed_later_was_not_known_before() -> None:
    contract = world.holder(1, applied_on=date(2026, 10, 20))
    world.whole(world.cycle("2026-11"))
    wishes.sent(
        wishes.wish(PremiumChange, 1, at="2026-11-25T21:00:00", monthly_premium=30_000, reasons=())
    )

    known = {
        on.day: seen(contract, date(2026, 11, 20), on).terms.premium_in(Month(2026, 12)).amount
        for on in (date(2026, 11, 24), date(2026, 11, 25))
    }

    assert known == {24: 10_000, 25: 30_000}


def test_premiums_paid_are_known_when_the_bank_has_answered() -> None:
    contract = world.holder(1, applied_on=date(2026, 10, 20), yen=50_000)
    november = world.cycle("2026-11")
    world.whole(november)
    ((settled_at,),) = world.run("SELECT DISTINCT settled_at FROM debit_result")
    settled_on = tokyo.in_tokyo(settled_at).date()

    before = seen(contract, november.debit_on, november.debit_on)
    after = seen(contract, november.debit_on, settled_on)
    earlier = seen(contract, date(2026, 11, 1), settled_on)

    assert (before.worth.months, earlier.worth.months) == (0, 0)
    assert after.worth.months == 2  # October and November in one debit
    assert before.journal == [] and after.journal != []


def test_the_amounts_of_the_law_are_those_of_the_day() -> None:
    contract = holder()

    now = dict(seen(contract, date(2026, 10, 29), date(2026, 10, 29)).worth.amounts)
    earlier = seen(contract, date(2016, 9, 30), date(2026, 10, 29)).worth

    assert now["任意解約の解約手当金"] == Yen(2_400_000)
    assert now["共済金A（廃業など）"] == Yen(2_804_457)
    assert (earlier.months, earlier.premiums) == (120, Yen(1_200_000))
    assert dict(earlier.amounts)["任意解約の解約手当金"] < Yen(1_200_000)


def test_before_it_came_to_us_the_premium_is_that_of_the_months_paid() -> None:
    """引き継いだ契約の掛金月額は、引き継いだ月からの記録しかない。"""
    contract = borrowing.holder(applied_on=date(2026, 9, 24), months=12)
    Contract.objects.filter(number=contract).update(
        applied_on=date(2025, 9, 1), formed_on=date(2025, 9, 1)
    )

    told = [
        seen(contract, on, date(2026, 10, 29)).monthly_premium
        for on in (date(2026, 10, 1), date(2026, 3, 1), date(2025, 9, 1))
    ]

    assert told == [Yen(50_000), Yen(50_000), Yen(50_000)]


def test_an_enterprise_is_worth_what_its_act_says() -> None:
    contract = holder(
        scheme="tosanboshi", yen=20_000, months=20, formed_on=date(2025, 3, 1), born_on=None
    )

    amounts = dict(seen(contract, date(2026, 10, 31), date(2026, 10, 31)).worth.amounts)

    assert Yen(340_000) in amounts.values()  # 85 % of 400,000


def test_an_award_and_a_hold_are_known_from_their_entry() -> None:
    contract = holder()
    send(claimed(at="2026-10-29T13:20:00"))
    held(contract, at=tokyo.at(date(2026, 11, 2), time(9)))
    day = date(2026, 10, 29)

    told = {
        known: (found.is_active, len(found.awards), len(found.holds))
        for known in (day, date(2026, 11, 2))
        for found in [seen(contract, day, known)]
    }

    assert list(told.values()) == [(False, 1, 0), (False, 1, 1)]
    assert seen(contract, date(2026, 10, 28), day).is_active
    check.check()


@pytest.mark.parametrize(
    ("on", "known_on", "refusal"),
    [
        (date(2006, 9, 30), date(2026, 10, 29), asked.BeforeTheContract),
        (date(2026, 10, 30), date(2026, 10, 30), asked.AfterToday),
        (date(2026, 10, 29), date(2026, 10, 30), asked.AfterToday),
        (date(2026, 9, 30), date(2026, 9, 30), asked.BeforeTheRecords),
        (date(2026, 10, 29), date(2026, 10, 28), asked.KnownTooEarly),
    ],
)
def test_what_cannot_be_told_is_refused(on: date, known_on: date, refusal: type[Refused]) -> None:
    contract = holder()

    with pytest.raises(refusal) as refused:
        seen(contract, on, known_on, today=date(2026, 10, 29))

    assert "{" not in refused.value.reason
