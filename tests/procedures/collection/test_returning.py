"""Months after the end of a contract: waived, refunded, or waiting for the bank's answer."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError

from kyosai.basis.money import Yen
from kyosai.procedures.collection import returning, statement
from kyosai.procedures.upkeep import check
from kyosai.records.contracts import writes as contracts
from kyosai.records.ledger import reads as ledger
from kyosai.records.premiums import reads
from tests.procedures.collection import payment, world
from tests.procedures.collection.world import Month, cycle, holder

pytestmark = pytest.mark.django_db
DECEMBER = cycle("2026-12")
DAY = DECEMBER.remitted_on
AT = world.told_at(DAY)
PREPAID = 4


def prepaid(*, scheme: str = "skk") -> str:
    """A contract whose debit of December took December to March."""
    contract = holder(1, applied_on=date(2026, 11, 1), scheme=scheme)
    payment.prepay(contract, month=Month(2026, 12), months=PREPAID)
    world.whole(cycle("2026-11", scheme=scheme))
    world.whole(cycle("2026-12", scheme=scheme))
    return contract


def ended(contract: str, on: date) -> Yen:
    contracts.end(contract, on=on, cause="by_holder")
    return returning.close(contract, at=AT)


def states(contract: str) -> list[str]:
    return [row["state"] for row in reads.of_contract(contract)]


def balances() -> dict[str, int]:
    return {each.account: each.difference.amount for each in ledger.balances()}


@pytest.mark.parametrize("scheme", ["skk", "tosanboshi"])
@pytest.mark.parametrize(
    ("on", "refunded"),
    [
        pytest.param(date(2026, 12, 1), 3, id="十二月に終わったら一月からを返す"),
        pytest.param(date(2026, 12, 31), 3, id="月の末日でもその月は納める"),
        pytest.param(date(2027, 1, 1), 2, id="一月に終わったら二月からを返す"),
        pytest.param(date(2027, 3, 31), 0, id="最後の月に終わったら何も返さない"),
    ],
)
def test_months_paid_beyond_the_end_are_owed_back(scheme: str, on: date, refunded: int) -> None:
    contract = prepaid(scheme=scheme)

    owed = ended(contract, on)

    kept = 1 + PREPAID - refunded
    assert owed == Yen(10_000 * refunded)
    assert states(contract) == ["paid"] * kept + ["refunded"] * refunded
    assert balances().get(f"refunds:{scheme}", 0) == -10_000 * refunded
    assert balances()[f"premiums:{scheme}"] == -10_000 * kept
    assert len(world.run("SELECT 1 FROM case_file WHERE desk = 'treasury'")) == bool(refunded)
    check.check()


def test_closed_twice_nothing_is_owed_twice() -> None:
    contract = prepaid()
    ended(contract, date(2026, 12, 1))

    again = returning.close(contract, at=AT)

    assert again == Yen(0)
    assert returning.to_close(on=AT.date()) == []
    assert balances()["refunds:skk"] == -30_000


def test_an_unpaid_month_after_the_end_is_waived() -> None:
    contract = prepaid()
    world.whole(cycle("2027-04"), {world.customer_no(1): "1"})

    ended(contract, date(2027, 3, 31))

    assert states(contract) == ["paid"] * 5 + ["waived"]
    assert world.run("SELECT count(*) FROM premium_arrear") == [(0,)]
    assert world.run("SELECT count(*) FROM case_file") == [(0,)]
    check.check()


def test_an_unpaid_month_before_the_end_stays_owed() -> None:
    contract = holder(1, applied_on=date(2026, 11, 1))
    world.whole(cycle("2026-11"), {world.customer_no(1): "1"})

    ended(contract, date(2026, 12, 1))

    assert states(contract) == ["failed"]
    check.check()


@pytest.mark.parametrize(("code", "outcome"), [("0", "refunded"), ("1", "waived")])
def test_a_month_under_way_waits_for_the_banks_answer(code: str, outcome: str) -> None:
    contract = holder(1, applied_on=date(2026, 11, 1))
    world.whole(cycle("2026-11"))
    world.build(DECEMBER)
    ended(contract, date(2026, 11, 30))
    before = states(contract), returning.to_close(on=AT.date())

    world.answer(DECEMBER, {world.customer_no(1): code})
    returning.close(contract, at=AT)

    assert before == (["paid", "requested"], [contract])
    assert states(contract) == ["paid", outcome]
    assert returning.to_close(on=AT.date()) == []
    check.check()


def test_a_surcharge_comes_back_with_its_month() -> None:
    contract = holder(1, applied_on=date(2027, 4, 1), scheme="tosanboshi")
    for month in ("04", "05", "06", "07", "08", "09", "10"):
        codes = {world.customer_no(1): "1"} if month in ("06", "08") else None
        world.whole(cycle(f"2027-{month}", scheme="tosanboshi"), codes)

    owed = ended(contract, date(2027, 5, 31))

    assert owed == Yen(10_000 * 5 + 300)
    assert balances()["surcharges:tosanboshi"] == 0
    assert balances()["refunds:tosanboshi"] == -50_300
    check.check()


def test_a_refund_without_its_transfer_is_seen() -> None:
    contract = prepaid()
    world.run(
        "INSERT INTO premium_released (month, contract_id, kind, why, yen, at)"
        " VALUES ('2027-03-01', %s, 'refunded', 'contract_ended', 10000, now())",
        [contract],
    )

    with pytest.raises(check.NotSound, match="返す掛金には、仕訳が一つある"):
        check.check()


def test_a_due_that_is_in_no_state_at_all_is_seen() -> None:
    contract = holder(1, applied_on=date(2026, 11, 1))
    world.whole(cycle("2026-11"), {world.customer_no(1): "1"})
    world.run("DELETE FROM premium_arrear WHERE contract_id = %s", [contract])

    with pytest.raises(check.NotSound, match="どれか一つである"):
        check.check()


class TestPaidInError:
    """過誤納: unmatched money is owed back to whoever paid it."""

    @pytest.fixture
    def entry(self) -> str:
        name = world.stated(DAY, world.credited(DECEMBER, 12_000, edi=""))
        statement.read(name, at=AT)
        return name

    def test_it_is_owed_back_once(self, entry: str) -> None:
        contract = holder(1, applied_on=date(2026, 11, 24))
        told = {"contract": contract, "officer": "makoto", "at": AT + timedelta(hours=1)}

        owed = returning.return_entry(entry, 1, **told)

        assert owed == Yen(12_000)
        assert balances() == {
            "bank:collections:skk": 12_000,
            "suspense:skk": 0,
            "refunds:skk": -12_000,
        }
        with pytest.raises(returning.NotInSuspense):
            returning.return_entry(entry, 1, **told)
        check.check()

    def test_money_of_the_other_scheme_is_not_returned_to_a_holder_of_this_one(
        self, entry: str
    ) -> None:
        contract = holder(1, applied_on=date(2026, 11, 24), scheme="tosanboshi")

        with pytest.raises(returning.NotInSuspense, match="返す対象ではありません"):
            returning.return_entry(entry, 1, contract=contract, officer="makoto", at=AT)

    def test_what_is_no_entry_is_not_returned(self, entry: str) -> None:
        contract = holder(1, applied_on=date(2026, 11, 24))

        with pytest.raises(returning.NotInSuspense):
            returning.return_entry(entry, 2, contract=contract, officer="makoto", at=AT)


@pytest.mark.parametrize("table", ["premium_released", "premium_closed", "bank_statement_returned"])
def test_what_is_owed_back_is_never_changed(table: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"):
        world.run(f"DELETE FROM {table}")
