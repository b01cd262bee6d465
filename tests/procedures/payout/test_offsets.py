"""控除 — what loans still owe is taken off, tax first, and the loan is repaid by it."""

from datetime import date, datetime
from fractions import Fraction

import pytest

from kyosai.basis.money import Yen
from kyosai.procedures.payout import desk, window
from kyosai.procedures.payout.claim import withdrawable_until
from kyosai.procedures.upkeep import check
from kyosai.records.benefits import reads as benefits
from kyosai.records.ledger import writes as ledger
from kyosai.records.ledger.writes import Posting
from kyosai.records.loans import reads as loans
from kyosai.records.loans import writes
from kyosai.records.loans.writes import Due, Lent
from tests.procedures.payout import claimants
from tests.procedures.payout.claimants import cancelled, claimed, holder, send

pytestmark = pytest.mark.django_db
LENT_ON = date(2026, 5, 1)
AT = datetime.fromisoformat("2026-05-01T10:00:00+09:00")


def lent(
    contract: str,
    yen: int,
    *,
    due_on: date,
    scheme: str = "skk",
    kind: str = "general",
    interest: int = 0,
) -> str:
    """Lend so much, to be repaid at once on a day; return the number."""
    number = writes.lend(
        Lent(
            key=f"test:{contract}:{kind}",
            scheme=scheme,
            contract=contract,
            party=claimants.party(1),
            kind=kind,
            amount=Yen(yen),
            handed_over=Yen(yen),
            term_months=12,
            yearly_rate=Fraction(3, 200),
            lent_on=LENT_ON,
            turns=[Due(due_on, Yen(yen), Yen(interest))],
        ),
        at=AT,
    )
    account = f"loans:{kind}:{scheme}:{contract}"
    ledger.post(
        Posting(
            key=f"lent:{number}", kind="lent", debit=account, credit=f"bank:loans:{scheme}",
            amount=Yen(yen), effective_on=LENT_ON, contract=contract,
        ),
        at=AT,
    )  # fmt: skip
    return number


def test_a_loan_not_yet_due_is_taken_off_whole() -> None:
    contract = holder()
    loan = lent(contract, 500_000, due_on=date(2027, 5, 1))

    send(claimed())

    (award,) = benefits.of_contract(contract)
    assert (award.gross, award.net) == (Yen(2_676_203), Yen(2_176_203))
    assert [(each.loan, each.part, each.amount) for each in award.offsets] == [
        (loan, "loan", Yen(500_000))
    ]
    assert loans.of_contract(contract)[0].is_repaid
    assert claimants.balances().get("loans:general:skk") is None
    check.check()


def test_delay_costs_by_the_day() -> None:
    """2026-10-01が期限の50万円は、10-29までの28日分で 500,000 × 14.6％ × 28 ÷ 365 = 5,600円。"""
    contract = holder()
    lent(contract, 500_000, due_on=date(2026, 10, 1))

    send(claimed())

    (award,) = benefits.of_contract(contract)
    assert {each.part: each.amount for each in award.offsets} == {
        "loan": Yen(500_000),
        "penalty": Yen(5_600),
    }
    assert claimants.balances()["penalties:skk"] == -5_600
    check.check()


def test_the_interest_of_a_turn_past_its_day_is_owed_too() -> None:
    contract = holder()
    lent(contract, 500_000, due_on=date(2026, 10, 27), interest=3_000)

    send(claimed())

    (award,) = benefits.of_contract(contract)
    assert {each.part: each.amount for each in award.offsets} == {
        "loan": Yen(500_000),
        "interest": Yen(3_000),
    }  # two days late cost nothing yet
    check.check()


def test_the_tax_is_withheld_from_the_whole_and_comes_before_the_loan() -> None:
    contract = holder()
    lent(contract, 2_500_000, due_on=date(2027, 5, 1))

    send(claimed(declaration=claimants.UNDECLARED))

    (award,) = benefits.of_contract(contract)
    assert award.national == Yen(546_480)
    assert sum(each.amount.amount for each in award.offsets) == 2_676_203 - 546_480
    assert (award.net, claimants.payments()) == (Yen(0), [])
    assert loans.left(contract) == Yen(2_500_000 - (2_676_203 - 546_480))
    assert claimants.balances().get("payable:benefit:skk") is None
    check.check()


def test_an_enterprise_pays_back_its_temporary_loan_and_never_sees_the_tenth_again() -> None:
    contract = holder(
        scheme="tosanboshi", yen=20_000, months=50, formed_on=date(2022, 9, 1), born_on=None
    )
    lent(contract, 4_000_000, due_on=date(2032, 5, 1), scheme="tosanboshi", kind="mutual_aid")
    message = cancelled(scheme="tosanboshi")
    send(message)

    at = withdrawable_until(message)
    (case,) = window.to_decide(at=at)
    window.decide(case, at=at)

    (award,) = benefits.of_contract(contract)
    assert award.gross == Yen(600_000)  # 50 × 20,000 − 4,000,000 ÷ 10
    assert (award.net, loans.left(contract)) == (Yen(0), Yen(3_400_000))
    assert "まだ返していただく額：3,400,000円" in claimants.notice(
        f"cancellation:{message.receipt}:decided"
    )
    check.check()


def test_what_the_desk_awards_pays_the_loan_too() -> None:
    contract = holder()
    lent(contract, 500_000, due_on=date(2027, 5, 1))
    send(claimed("closed", proof=claimants.Proof("pictures", "", ())))
    ((case,),) = claimants.world.run("SELECT number FROM case_file WHERE desk = 'benefits'")

    desk.accept(case, officer="makoto", at=datetime.fromisoformat("2026-10-30T10:00:00+09:00"))

    assert loans.left(contract) == Yen(0)
    assert [row[2] for row in claimants.payments()] == [2_804_457 - 500_000]
