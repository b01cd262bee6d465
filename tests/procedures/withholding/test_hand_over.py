"""Tax kept back in October: owed on the first of November, with the tax office on the tenth."""

from datetime import date, datetime, time
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError

from kyosai.basis import tokyo
from kyosai.doors.clock.payouts import WithheldTax
from kyosai.procedures.upkeep import check
from kyosai.procedures.withholding import hand_over, statement
from kyosai.records.benefits import withheld
from kyosai.records.ledger import reads as ledger
from tests.procedures.collection.forks import child, was_killed
from tests.procedures.payment import world
from tests.procedures.payment.world import Bank, run
from tests.procedures.payout import claimants
from tests.procedures.payout.claimants import Proof, claimed, holder, send
from tests.procedures.payout.test_tax import SIGNED

NATIONAL, LOCAL = 59_932, 70_400 + 46_900
FIRST, NINTH = date(2026, 11, 2), date(2026, 11, 9)
AT = tokyo.at(FIRST, time(9))
KEYS = ("inhabitants-tax:skk:2026-10", "withheld-tax:skk:2026-10")


def somebody_paid(day: str = "2026-10-20") -> None:
    """Let a holder of 70,000 yen a month for 60 months close the business and be paid."""
    holder(yen=70_000, months=60, formed_on=date(2021, 11, 1), born_on=date(1980, 4, 1))
    proof = Proof("etax_receipt", "PHg+", ())
    send(claimed("closed", at=f"{day}T10:00:00", proof=proof), evidence=SIGNED)


def visit(at: datetime = AT) -> None:
    WithheldTax()(at)


def ordered() -> list[tuple[Any, ...]]:
    return run("SELECT key, yen, pay_on FROM payment WHERE contract_id IS NULL ORDER BY key", [])


@pytest.mark.django_db
def test_each_tax_of_a_month_is_ordered_once_for_the_tenth() -> None:
    somebody_paid()

    visit()
    visit(tokyo.at(date(2026, 11, 4), time(9)))

    tenth = date(2026, 11, 10)
    assert ordered() == [(KEYS[0], LOCAL, tenth), (KEYS[1], NATIONAL, tenth)]
    held = claimants.balances()
    assert "withheld_tax:skk" not in held
    assert held["payable:withheld_tax:skk"] == -NATIONAL
    assert held["payable:inhabitants_tax:skk"] == -LOCAL
    assert ledger.trial_balance_difference().amount == 0


@pytest.mark.django_db
def test_the_tenth_on_a_sunday_moves_to_the_next_bank_day() -> None:
    somebody_paid("2027-09-15")

    visit(tokyo.at(date(2027, 10, 1), time(9)))

    assert [pay_on for _, _, pay_on in ordered()] == [date(2027, 10, 12)] * 2


@pytest.mark.django_db
def test_the_month_under_way_and_a_month_without_tax_make_no_payment() -> None:
    somebody_paid()

    visit(tokyo.at(date(2026, 10, 31), time(9)))
    before = ordered()
    visit()
    months = [owed.month for owed in hand_over.all_of()]
    visit(tokyo.at(date(2026, 12, 1), time(9)))

    assert before == []
    assert len(ordered()) == 2 and len(set(months)) == 1


@pytest.mark.django_db
def test_two_of_the_treasury_release_it_and_the_bank_pays_the_office() -> None:
    somebody_paid()
    bank = Bank()
    visit()
    with world.banking(bank):
        world.round_of_payments(tokyo.at(NINTH, time(12)))
        before = dict(bank.taken)
        (name,) = [file.name for file in world.files.waiting() if "11-10" in file.name]
        world.release(name)
        world.round_of_payments(tokyo.at(NINTH, time(12, 5)))
        world.round_of_payments(tokyo.at(date(2026, 11, 10), time(10)))

    assert before == {} and list(bank.taken) == [name]
    assert run("SELECT count(*) FROM payment_outcome o JOIN payment p ON p.number = o.payment_id"
               " WHERE p.contract_id IS NULL AND o.kind = 'paid'", []) == [(2,)]  # fmt: skip
    held = claimants.balances()
    assert not [account for account in held if "tax" in account]
    check.check()


@pytest.mark.django_db
def test_the_statement_of_an_ordered_tax_is_a_paper_and_names_the_municipality() -> None:
    somebody_paid()
    owed, other = hand_over.all_of()
    before = hand_over.paper(owed, at=AT)

    visit()

    assert before is None
    for each in (owed, other):
        kept = hand_over.paper(each, at=AT)
        assert kept is not None and kept.content.startswith(b"%PDF")
        assert hand_over.paper(each, at=AT) == kept
    assert statement.municipality("東京都架空区見本町１丁目２番３号") == "東京都架空区"
    assert statement.municipality("大阪府見本市北区１－２") == "大阪府見本市北区"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", ["kind = 'benefit'", "contract_id = (SELECT number FROM contract LIMIT 1)"]
)
def test_only_a_tax_belongs_to_no_contract(change: str) -> None:
    somebody_paid()
    visit()
    columns = [name for (name,) in run(COLUMNS, [])]
    told = {name: name for name in columns} | {"number": "'P-X'", "key": "'x'"}
    column, _, value = change.partition(" = ")
    listed = ", ".join(told), ", ".join((told | {column: value}).values())

    with pytest.raises(IntegrityError, match="payment_without_a_contract_is_a_tax"):
        run(
            f"INSERT INTO payment ({listed[0]}) SELECT {listed[1]} FROM payment"
            " WHERE contract_id IS NULL LIMIT 1 RETURNING number",
            [],
        )


COLUMNS = "SELECT column_name FROM information_schema.columns WHERE table_name = 'payment'"


def test_killed_before_each_statement_it_is_ordered_once_or_not_at_all(committed_db: str) -> None:
    somebody_paid()
    owed, _ = hand_over.to_order(at=AT)
    work = partial(hand_over.order, owed, at=AT)

    killed_at, left_behind = 1, set()
    while was_killed(child(work, killed_at=killed_at)):
        left_behind |= {(len(ordered()), len(_posted()))}
        killed_at += 1

    assert killed_at > 6
    assert left_behind == {(0, 0)}
    assert (len(ordered()), len(_posted())) == (1, 1)


def _posted() -> list[tuple[Any, ...]]:
    return run("SELECT key FROM ledger_transfer WHERE kind = 'tax_handed_over'", [])


@pytest.mark.django_db
def test_what_was_kept_back_is_what_the_journal_says() -> None:
    somebody_paid()
    told = withheld.months()

    whole = sum(each.withheld.amount + each.inhabitants.amount for each in told)

    assert claimants.balances()["withheld_tax:skk"] == -whole
