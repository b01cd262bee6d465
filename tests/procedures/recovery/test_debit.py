"""Repayments by debit: with the premiums of the day, in a file of their own, each once."""

from datetime import date, timedelta

import pytest

from kyosai.basis.money import Yen
from kyosai.procedures.recovery import debit
from kyosai.procedures.recovery import settle as repayments
from kyosai.procedures.upkeep import check, reconcile
from kyosai.records.ledger import reads as ledger
from kyosai.records.loans import arrears, reads
from kyosai.records.notices import reads as notices
from kyosai.records.premiums import cycles, files
from tests.procedures.collection import world
from tests.procedures.collection.world import cycle, holder
from tests.procedures.recovery import lending

pytestmark = pytest.mark.django_db
DECEMBER, JANUARY, FEBRUARY = (cycle(f"{month}") for month in ("2026-12", "2027-01", "2027-02"))
FILE = "Z91-skk-agency-2026-12-18-90.dat"


@pytest.fixture
def contract() -> str:
    return holder(1, applied_on=date(2026, 11, 24))


def told(contract: str) -> list[str]:
    party = reads.of_contract(contract)[0].party
    return [each.title for each in notices.inbox(party)]


def balance(account: str) -> int:
    return {each.account: each.difference.amount for each in ledger.balances()}.get(account, 0)


def test_a_turn_is_debited_on_the_first_debit_day_on_or_after_its_own(contract: str) -> None:
    loan = lending.general(contract, yen=1_000_000, term=6, lent_on=date(2026, 6, 2))

    world.build(DECEMBER)
    world.answer(DECEMBER)

    standing = reads.of_number(loan)
    assert standing is not None
    assert world.lines(files.released(FILE).content) == {world.customer_no(1): 1_000_000}
    assert standing.is_repaid
    assert [(row.on, row.principal) for row in reads.receipts(loan)] == [
        (DECEMBER.debit_on, 1_000_000)
    ]
    assert told(contract).count("返済が終わりました（完済）") == 1
    assert balance("loans:general:skk") == 0
    assert reconcile.differences(DECEMBER.key) == []
    check.check()


def test_a_turn_that_is_not_due_is_not_asked(contract: str) -> None:
    lending.general(contract, yen=1_000_000, term=6, lent_on=date(2026, 6, 19))

    world.build(DECEMBER)

    assert files.to_hand_over() == []
    assert debit.keep_file(DECEMBER, at=DECEMBER.build_at) == ""


def test_two_loans_of_one_account_share_a_line(contract: str) -> None:
    for yen, day in ((500_000, 1), (300_000, 2)):
        lending.general(contract, yen=yen, term=6, lent_on=date(2026, 6, day))

    world.whole(DECEMBER)

    assert world.lines(files.released(FILE).content) == {world.customer_no(1): 800_000}
    assert all(loan.is_repaid for loan in reads.of_contract(contract))
    check.check()


def test_what_failed_is_asked_again_with_what_the_delay_cost(contract: str) -> None:
    loan = lending.general(contract, yen=1_000_000, term=6, lent_on=date(2026, 6, 2))
    world.whole(DECEMBER, {world.customer_no(1): "1"})
    standing = reads.of_number(loan)
    assert standing is not None
    assert arrears.is_late(contract, on=date(2026, 12, 19))
    owed = arrears.owed(standing, on=JANUARY.debit_on)

    world.whole(JANUARY)

    days = (JANUARY.debit_on - DECEMBER.debit_on).days
    assert owed.penalty == Yen(1_000_000 * 146 * days // 365_000)
    assert [(row.principal, row.penalty) for row in reads.receipts(loan)] == [
        (1_000_000, owed.penalty.amount)
    ]
    assert "返済を引き落とせませんでした" in told(contract)
    assert not arrears.is_late(contract, on=date(2027, 3, 1))
    check.check()


def test_made_twice_there_is_one_file(contract: str) -> None:
    lending.general(contract, yen=1_000_000, term=6, lent_on=date(2026, 6, 2))
    world.build(DECEMBER)

    assert debit.keep_file(DECEMBER, at=DECEMBER.build_at) == ""


def test_a_result_read_twice_is_received_once(contract: str) -> None:
    loan = lending.general(contract, yen=1_000_000, term=6, lent_on=date(2026, 6, 2))
    world.whole(DECEMBER)

    outcomes = world.answer(DECEMBER, again=2)

    assert outcomes == ["repeated", "repeated"]
    assert len(reads.receipts(loan)) == 1


def test_a_pending_answer_waits_and_nothing_is_asked_meanwhile(contract: str) -> None:
    loan = lending.general(contract, yen=1_000_000, term=6, lent_on=date(2026, 6, 2))
    world.build(DECEMBER)
    world.answer(DECEMBER, {world.customer_no(1): "N"})
    waiting = cycles.known(DECEMBER.key)

    world.answer(DECEMBER, again=2, at=DECEMBER.result_at + timedelta(days=3))

    assert waiting is not None
    assert waiting.settled_at is None
    assert [row.principal for row in reads.receipts(loan)] == [1_000_000]
    check.check()


def test_a_broken_result_is_refused_whole(contract: str) -> None:
    from kyosai.procedures.collection import settle

    loan = lending.general(contract, yen=1_000_000, term=6, lent_on=date(2026, 6, 2))
    world.build(DECEMBER)
    name = world.result_name(FILE)
    settle.keep(name, content=world.answered(world.content(FILE))[:-10], at=DECEMBER.result_at)

    outcome = repayments.settle(name, at=DECEMBER.result_at)

    assert outcome == "refused"
    assert reads.receipts(loan) == []


def test_half_yearly_turns_take_principal_and_the_next_half_years_interest(contract: str) -> None:
    loan = lending.general(contract, yen=3_050_000, term=36, lent_on=date(2026, 6, 2))
    first = reads.turns(loan)[0]

    world.whole(DECEMBER)

    row = reads.receipts(loan)[0]
    assert (Yen(row.principal), Yen(row.interest)) == (first.principal, first.interest)
    assert balance("interest_ahead:skk") == -first.interest.amount
