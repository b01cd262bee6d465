"""借換え — a new loan pays the old one off, and only the difference is handed over."""

from datetime import date, time, timedelta

import pytest

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.procedures.lending.skk import paid_in as paid_in_
from kyosai.records.ledger import writes as ledger
from kyosai.records.ledger.writes import Posting
from kyosai.records.loans import reads as loans
from kyosai.records.remittances import reads as remittances
from kyosai.records.remittances.models import BankStatement, StatementEntry
from tests.procedures.collection import world
from tests.procedures.lending.borrowing import (
    balances,
    dealt,
    holder,
    request,
    sent,
    signed,
    told,
)

pytestmark = pytest.mark.django_db
SEEN = tokyo.at(date(2027, 4, 14), time(9, 30))
DUE, LATE = "2027-04-13T10:00:00", "2027-04-26T10:00:00"  # 13 days after the due date


@pytest.fixture
def contract() -> str:
    """Somebody who borrowed 300,000 for six months on 2026-10-13."""
    contract = holder()
    sent(signed(request(300_000, 6, at="2026-10-13T10:05:00")))
    return contract


def old(contract: str) -> str:
    return loans.of_contract(contract)[0].number


def test_more_is_borrowed_and_the_difference_less_interest_is_handed_over(contract: str) -> None:
    message = signed(request(1_000_000, 12, at=DUE, replaces=old(contract)))

    status = sent(message)

    first, second = loans.of_contract(contract)
    assert status == "lent"
    assert (first.principal_left.amount, second.principal_left.amount) == (0, 1_000_000)
    assert f"前の貸付け（{first.number}）は返し終わりました。" in told(message)
    assert world.run("SELECT yen FROM payment ORDER BY number") == [(297_750,), (685_000,)]
    assert balances() == {
        f"loans:general:skk:{contract}": 1_000_000,
        f"payable:loan:skk:{contract}": -(297_750 + 685_000),
        f"interest_ahead:skk:{contract}": -(2_250 + 15_000),
    }
    assert loans.receipts(first.number)[0].source == "refinanced"
    assert world.run("SELECT replaces FROM loan WHERE replaces IS NOT NULL") == [(first.number,)]


def test_late_by_thirteen_days_the_overdue_interest_is_kept_back_too(contract: str) -> None:
    message = signed(request(1_000_000, 12, at=LATE, replaces=old(contract)))

    assert sent(message) == "lent"
    late = 300_000 * 146 * 13 // 365_000
    assert balances()[f"penalties:skk:{contract}"] == -late == -1_560
    assert world.run("SELECT yen FROM payment ORDER BY number")[1] == (685_000 - 1_560,)
    assert sum(balances().values()) == 0


def test_the_limit_is_asked_as_if_the_old_loan_were_gone(contract: str) -> None:
    alone = dealt(request(100_000, 6, at=DUE)).limit.amount

    assert dealt(request(1_000_000, 12, at=DUE, replaces=old(contract))).limit.amount == (
        alone + 300_000
    )


@pytest.mark.parametrize(
    ("amount", "at", "words"),
    [
        (1_000_000, "2027-03-31T10:00:00", "借換えは、償還期日の月のはじめから"),
        (1_000_000, "2027-06-01T10:00:00", "償還期日の月のはじめから翌月の末日まで"),
    ],
    ids=["期日の月より前", "翌月の末日より後"],
)
def test_what_cannot_be_refinanced_says_what_to_do(
    contract: str, amount: int, at: str, words: str
) -> None:
    message = request(amount, 12, at=at, replaces=old(contract))

    assert sent(message) == "failed"
    assert words in told(message)


def came(yen: int, *, name: str = "Z03-skk-2027-04-14.dat") -> None:
    """Let the bank's statement tell of money nobody has said what for."""
    BankStatement.objects.create(name=name, digest="0" * 64, content=b"", fetched_at=SEEN)
    StatementEntry.objects.create(
        statement_id=name, ordinal=1, scheme="skk", booked_on=SEEN.date(), is_credit=True, yen=yen
    )
    posting = Posting(
        key=f"statement:{name}:1",
        kind="unmatched_entry",
        debit="bank:collections:skk",
        credit="suspense:skk",
        amount=Yen(yen),
        effective_on=SEEN.date(),
    )
    ledger.post(posting, at=SEEN)


def waiting() -> str:
    ((case,),) = world.run("SELECT number FROM case_file WHERE NOT is_closed")
    return str(case)


@pytest.mark.parametrize(("amount", "paid_in"), [(300_000, 4_500), (200_000, 103_000)])
def test_the_same_or_less_waits_for_the_holders_transfer_and_is_then_made(
    contract: str, amount: int, paid_in: int
) -> None:
    """同額・減額: 利子と差額を先に振り込み、明細に入金があってから借り換える。"""
    message = signed(request(amount, 12, at=DUE, replaces=old(contract)))
    status, asked = sent(message), told(message)
    with pytest.raises(paid_in_.NotArrived):
        paid_in_.confirm(waiting(), officer="makoto", at=SEEN)
    came(paid_in)

    paid_in_.confirm(waiting(), officer="makoto", at=SEEN)

    first, second = loans.of_contract(contract)
    assert status == "at_desk"
    assert f"{paid_in:,}円を振り込んでください。" in asked
    assert (first.principal_left.amount, second.principal_left.amount) == (0, amount)
    assert second.lent_on == SEEN.date()
    held = balances()
    assert held[f"loans:general:skk:{contract}"] == amount
    assert held["suspense:skk"] == 0
    assert held[f"interest_ahead:skk:{contract}"] == -(2_250 + amount * 15 // 1000)
    assert remittances.unmatched() == []
    assert world.run("SELECT count(*) FROM payment") == [(1,)]  # that of the first loan


def test_another_sum_is_not_taken_for_it_and_it_can_be_given_up(contract: str) -> None:
    message = signed(request(300_000, 12, at=DUE, replaces=old(contract)))
    sent(message)
    came(4_499)
    case = waiting()

    with pytest.raises(paid_in_.NotArrived):
        paid_in_.confirm(case, officer="makoto", at=SEEN)
    paid_in_.give_up(case, officer="makoto", reason="入金がありません。", at=SEEN)

    assert [each.is_repaid for each in loans.of_contract(contract)] == [False]
    assert len(remittances.unmatched()) == 1


def test_late_meanwhile_it_is_another_contract_than_was_signed(contract: str) -> None:
    sent(signed(request(300_000, 12, at=DUE, replaces=old(contract))))
    came(4_500)

    with pytest.raises(paid_in_.Changed):
        paid_in_.confirm(waiting(), officer="makoto", at=SEEN + timedelta(days=12))


def test_a_repaid_loan_is_not_refinanced_again(contract: str) -> None:
    first = old(contract)
    sent(signed(request(1_000_000, 12, at=DUE, replaces=first)))

    with pytest.raises(Refused, match="借り換える貸付けがありません"):
        dealt(request(2_000_000, 12, at="2027-04-14T10:00:00", replaces=first))


def test_another_contracts_loan_is_not_refinanced(contract: str) -> None:
    holder(2)

    with pytest.raises(Refused, match="借り換える貸付けがありません"):
        dealt(request(1_000_000, 12, at=DUE, serial=2, replaces=old(contract)))
