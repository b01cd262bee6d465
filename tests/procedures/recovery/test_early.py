"""Repaying early: quoted to the yen, taken by the next debit, and the allowance it brings."""

from dataclasses import replace
from datetime import date, datetime, time
from uuid import uuid5

import pytest

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.exchange.messages.repayments import EarlyRepayment
from kyosai.procedures.recovery import early
from kyosai.procedures.upkeep import check
from kyosai.records.loans import debits, reads
from kyosai.records.notices import reads as notices
from kyosai.records.payments import sending
from tests.procedures.applications import kept
from tests.procedures.collection import world
from tests.procedures.collection.world import cycle, holder
from tests.procedures.recovery import lending

pytestmark = pytest.mark.django_db
DECEMBER = cycle("2026-12", scheme="tosanboshi")
NOW = tokyo.at(date(2026, 12, 1), time(21))


def message(
    loan: str, *, at: datetime = NOW, serial: int = 1, receipt: str = "U-1"
) -> EarlyRepayment:
    person = str(uuid5(world.SPACE, f"person {serial}"))
    return EarlyRepayment(person, "tosanboshi", NOW.isoformat(), receipt, loan)


def sent(wish: EarlyRepayment, *, at: datetime = NOW) -> str:
    return str(early.repay_early(kept(wish, fetched_at=at), at=at))


@pytest.fixture
def contract() -> str:
    return holder(1, applied_on=date(2026, 1, 5), scheme="tosanboshi", yen=200_000)


@pytest.fixture
def loan(contract: str) -> str:
    return lending.mutual_aid(contract, yen=5_400_000, lent_on=date(2026, 9, 10))


def test_all_that_is_left_is_taken_with_the_next_debit(loan: str) -> None:
    status = sent(message(loan))

    world.whole(DECEMBER)

    standing = reads.of_number(loan)
    assert standing is not None
    assert status == "amended"
    assert standing.is_repaid
    assert [row.source for row in reads.receipts(loan)] == ["early"]
    check.check()


def test_the_allowance_is_paid_once_the_loan_has_ended(loan: str) -> None:
    standing = reads.of_number(loan)
    assert standing is not None
    told = early.quote(standing, on=DECEMBER.debit_on)
    sent(message(loan))

    world.whole(DECEMBER)

    ordered = sending.waiting("bulk", until=date(2027, 2, 1))
    assert told.allowance > Yen(0)
    assert [(each.kind, each.amount) for each in ordered] == [("allowance", told.allowance)]
    inbox = notices.inbox(standing.party)
    bodies = [notices.of_party(each.id, party=standing.party) for each in inbox]
    assert any("早期償還手当金" in each["body"] for each in bodies if each)


def test_asked_twice_it_is_one_wish_and_one_debit(loan: str) -> None:
    sent(message(loan))
    sent(replace(message(loan), receipt="U-2"))

    world.whole(DECEMBER)

    assert len(reads.receipts(loan)) == 1


def test_anothers_loan_is_not_there(loan: str) -> None:
    holder(2, applied_on=date(2026, 1, 5), scheme="tosanboshi", yen=5_000)

    status = sent(message(loan, serial=2))

    assert status == "failed"
    assert debits.wished_at(loan) is None


def test_while_a_debit_is_at_the_bank_nothing_more_is_promised(contract: str) -> None:
    running = lending.mutual_aid(contract, yen=5_400_000, lent_on=date(2026, 5, 10))
    world.build(DECEMBER)

    status = sent(message(running), at=NOW)

    assert status == "failed"
