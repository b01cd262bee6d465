"""一般貸付け — asked for, signed, lent by rule, and ordered to be paid, in one transaction."""

from dataclasses import replace

import pytest

from kyosai.basis.refusal import Malformed
from kyosai.casework import deadlines
from kyosai.casework import reads as casework
from kyosai.records.loans import reads as loans
from kyosai.reports import accounts
from kyosai.schemes.skk.loan.kinds import LoanKind
from tests.procedures.collection import world
from tests.procedures.lending.borrowing import (
    EXPIRED,
    OTHER,
    balances,
    dealt,
    holder,
    moment,
    request,
    sent,
    signed,
    told,
)

pytestmark = pytest.mark.django_db
MORNING = "2026-10-13T10:05:00"
ORDERED = "SELECT yen, pay_on::text, due_at AT TIME ZONE 'Asia/Tokyo', rail, kind FROM payment"


def test_a_million_over_twelve_months_hands_over_985_000() -> None:
    contract = holder()
    message = signed(request(at=MORNING))

    status = sent(message)

    (loan,) = loans.of_contract(contract)
    (turn,) = loans.turns(loan.number)
    assert status == "lent"
    assert (loan.kind, loan.amount.amount, loan.principal_left.amount) == (
        "general", 1_000_000, 1_000_000,
    )  # fmt: skip
    assert (f"{turn.due_on}", turn.principal.amount, turn.interest.amount) == (
        "2027-10-13", 1_000_000, 0,
    )  # fmt: skip
    assert balances() == {
        f"loans:general:skk:{contract}": 1_000_000,
        f"payable:loan:skk:{contract}": -985_000,
        f"interest_ahead:skk:{contract}": -15_000,
    }


def test_it_is_ordered_for_the_same_day_and_told_with_its_schedule() -> None:
    holder()
    message = signed(request(at=MORNING))

    sent(message)

    ((yen, pay_on, due_at, rail, kind),) = world.run(ORDERED)
    assert (yen, pay_on, f"{due_at}", rail, kind) == (
        985_000, "2026-10-13", "2026-10-13 15:30:00", "instant", "loan",
    )  # fmt: skip
    assert "2026年10月13日（火）15:30までに、985,000円を振り込みます。" in told(message)
    assert "1回目：2027年10月13日（水）　元金 1,000,000円" in told(message)


def test_its_case_is_closed_by_rule_with_the_rules_that_were_applied() -> None:
    holder()

    sent(signed(request(at=MORNING)))

    ((number,),) = world.run("SELECT number FROM case_file")
    case, last = casework.case(number), casework.file(number)[-1]
    rules = [row.get("rule") for row in last.findings]
    assert (case.outcome, case.step, last.officer) == ("accepted", "screen", "")
    assert "assessed_limit" in rules and "repayments" in rules
    assert last.findings[0]["key"] == "signed"


@pytest.mark.parametrize(
    ("at", "lent_on", "due_at"),
    [
        ("2026-10-13T13:59:59.999", "2026-10-13", "2026-10-13 15:30:00"),
        ("2026-10-13T14:00:00.000", "2026-10-14", "2026-10-14 10:30:00"),
        ("2026-10-10T09:00:00", "2026-10-13", "2026-10-13 10:30:00"),
        ("2026-12-28T14:00:00.000", "2026-12-29", "2026-12-29 10:30:00"),
        ("2026-12-29T10:00:00", "2026-12-29", "2026-12-29 15:30:00"),
        ("2026-12-30T13:00:00", "2026-12-30", "2026-12-30 15:30:00"),
        ("2026-12-30T14:00:00.000", "2027-01-04", "2027-01-04 10:30:00"),
        ("2026-12-31T23:59:00", "2027-01-04", "2027-01-04 10:30:00"),
    ],
    ids=[
        "14時の直前は、その日",
        "14時ちょうどは、翌営業日の10時30分まで",
        "土曜は、連休明け",
        "12月28日14時は、29日",
        "12月29日は、その日",
        "12月30日は、その日",
        "12月30日14時は、1月4日",
        "大みそかは、1月4日",
    ],
)
def test_the_cut_off_decides_on_which_day_it_is_lent(at: str, lent_on: str, due_at: str) -> None:
    contract = holder()

    sent(signed(request(at=at)))

    (loan,) = loans.of_contract(contract)
    ((_, pay_on, promised, _, _),) = world.run(ORDERED)
    assert (f"{loan.lent_on}", pay_on, f"{promised}") == (lent_on, lent_on, due_at)


def test_signed_before_the_cut_off_and_sent_after_it_the_day_is_another() -> None:
    holder()
    before = dealt(request(at="2026-10-13T13:59:59.999")).text
    message = signed(request(at="2026-10-13T14:00:00.000"), text=before)

    status = sent(message)

    assert status == "failed"
    assert "署名した契約書の内容が、いまの内容と変わりました" in told(message)
    assert balances() == {}


def test_another_persons_card_borrows_nothing() -> None:
    holder()
    message = signed(request(at=MORNING), by=OTHER)

    assert sent(message) == "failed"
    assert "ご本人のものではありません" in told(message)
    assert balances() == {}


def test_an_expired_certificate_borrows_nothing() -> None:
    holder()
    message = signed(request(at=MORNING), by=EXPIRED)

    assert sent(message) == "failed"
    assert "期限が切れています" in told(message)


def test_a_signature_under_another_text_is_no_signature() -> None:
    holder()
    first, second = signed(request(at=MORNING)), request(900_000, at="2026-10-13T10:06:00")
    assert first.signature is not None
    stolen = replace(first.signature, text=dealt(second).text)

    message = replace(second, signature=stolen)

    assert sent(message) == "failed"
    assert "署名が契約書の文と合いません" in told(message)


def test_without_a_signature_nothing_is_lent() -> None:
    holder()
    message = request(at=MORNING)

    assert sent(message) == "failed"
    assert "契約書に署名がありません" in told(message)


def test_a_second_loan_is_lent_up_to_what_the_limit_leaves() -> None:
    contract = holder(yen=10_000, months=100)
    limit = dealt(request(100_000, at=MORNING)).limit.amount
    sent(signed(request(300_000, at=MORNING)))

    too_much = request(limit - 250_000, at="2026-10-13T10:06:00")
    rest = signed(request(limit - 300_000, at="2026-10-13T10:07:00"))

    assert sent(too_much) == "failed"
    assert "限度額をこえています" in told(too_much)
    assert sent(rest) == "lent"
    assert loans.left(contract).amount == limit


def test_an_overdue_loan_stands_in_the_way() -> None:
    holder()
    sent(signed(request(100_000, 6, at=MORNING)))
    message = request(
        100_000, at="2027-05-06T10:00:00"
    )  # debited on the 26th of April, and nothing came

    assert sent(message) == "failed"
    assert "期日をすぎた貸付けがあります" in told(message)


def test_months_paid_after_the_assessment_do_not_count() -> None:
    holder(months=15)  # June 2025 to August 2026, of which eleven until the end of April
    message = request(100_000, at=MORNING)

    assert sent(message) == "failed"
    assert "限度額をこえています" in told(message)


def test_without_an_account_nothing_is_lent() -> None:
    holder()
    world.run("UPDATE mandate SET state = 'returned'")
    message = request(100_000, at=MORNING)

    assert sent(message) == "failed"
    assert "振り込める口座がありません" in told(message)


@pytest.mark.parametrize(
    ("at", "status"),
    [("2026-11-30T10:00:00", "lent"), ("2026-12-01T10:00:00", "failed")],
    ids=["納付期限の日までは、借りられる", "納付期限をすぎると、借りられない"],
)
def test_a_failed_premium_stands_in_the_way_once_its_due_date_has_passed(
    at: str, status: str
) -> None:
    holder()
    on = world.cycle("2026-11")
    world.build(on)
    world.answer(on, {world.customer_no(1): "1"})

    assert sent(signed(request(at=at), text="" if status == "failed" else None)) == status


def test_a_contract_held_for_a_legal_reason_borrows_nothing() -> None:
    holder()
    sent(request(at=MORNING))
    world.run("UPDATE case_file SET is_closed = false, closed_at = NULL, outcome = ''")
    ((number,),) = world.run("SELECT number FROM case_file")
    deadlines.pause(number, code="P3", words="差押え", at=moment(MORNING))
    message = request(at="2026-10-13T11:00:00")

    assert sent(message) == "failed"
    assert "いま止めてあります" in told(message)


def test_one_signature_lends_once() -> None:
    contract = holder()
    first = signed(request(at=MORNING))
    sent(first)

    under_another_receipt = replace(first, receipt="U-0001-other")
    again = sent(under_another_receipt)
    with pytest.raises(Malformed):
        sent(first)

    assert again == "failed"
    assert len(loans.of_contract(contract)) == 1


@pytest.mark.parametrize("kind", LoanKind, ids=lambda kind: kind.value)
def test_the_treasury_reads_every_kind_by_its_name(kind: LoanKind) -> None:
    assert accounts.name(f"loans:{kind.key}:skk") == f"{kind.value}　小規模企業共済"
