"""A made-up country: the same seed makes the same people, and nobody pays what no law allows."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from kyosai.basis import identifiers
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.formats.zengin import direct_debit
from kyosai.formats.zengin.direct_debit import DebitRequest, NewCode
from kyosai.procedures.upkeep import check
from kyosai.records.mandates import cipher
from kyosai.records.premiums import cycles
from tools.population import arrears, banks, last_month, rows
from tools.population.rows import Run

RUNS = [Run("skk", 1, 400, seed=7), Run("tosanboshi", 10_001, 400, seed=7)]


def table(run: Run, name: str) -> list[list[str]]:
    return [line.split("\t") for line in rows.written(run)[name].splitlines()]


@pytest.fixture(autouse=True)
def plain_accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seal nothing: a sealed number differs at every writing."""
    monkeypatch.setattr(cipher, "sealed", lambda number, *, customer_no: number.encode())


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run.scheme)
def test_a_seed_makes_the_same_people_and_another_makes_others(run: Run) -> None:
    assert rows.written(run) == rows.written(run)
    assert rows.written(run)["party"] != rows.written(replace(run, seed=8))["party"]


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run.scheme)
def test_every_contract_stands_once_in_each_table_with_a_number_that_fits(run: Run) -> None:
    numbers = [row[0] for row in table(run, "contract")]

    assert len(set(numbers)) == run.count
    assert all(map(identifiers.is_contract_number, numbers))
    assert [row[0] for row in table(run, "contract_monthly_premium")] == numbers
    assert [row[2] for row in table(run, "mandate")] == numbers


def test_no_contract_of_tosanboshi_has_paid_more_than_its_ceiling() -> None:
    paid: dict[str, int] = {}
    for contract, _, yen, months in table(RUNS[1], "contract_paid_before"):
        paid[contract] = paid.get(contract, 0) + int(yen) * int(months)

    assert max(paid.values()) == 8_000_000
    assert sum(yen == 8_000_000 for yen in paid.values()) > run_share(0.25)


def test_what_was_brought_is_what_was_paid_before_and_with_the_unpaid_keeps_below_the_ceiling() -> (
    None
):
    paid, unpaid = Counter[str](), Counter[str]()
    for contract, _, yen, months in table(RUNS[1], "contract_paid_before"):
        paid[contract] += int(yen) * int(months)
    for contract, _, yen, *_ in table(RUNS[1], "premium_due"):
        unpaid[contract] += int(yen)

    totals = {row[0]: (int(row[1]), int(row[2])) for row in table(RUNS[1], "premium_total")}

    assert unpaid
    assert totals == {contract: (paid[contract], unpaid[contract]) for contract in paid}
    assert max(map(sum, totals.values())) == 8_000_000
    assert table(RUNS[0], "premium_total") == []


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run.scheme)
def test_stretches_follow_one_another_and_what_was_not_paid_follows_them(run: Run) -> None:
    ends: dict[str, Month] = {}
    for contract, first, _, months in table(run, "contract_paid_before"):
        begins = Month.of(date.fromisoformat(first))
        assert ends.get(contract, begins) == begins
        ends[contract] = begins + int(months)

    unpaid = Counter(row[0] for row in table(run, "premium_arrear"))

    assert unpaid
    assert unpaid == Counter(row[0] for row in table(run, "premium_due"))
    assert {end + unpaid[contract] for contract, end in ends.items()} == {arrears.LAST + 1}


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run.scheme)
def test_the_bank_knows_every_account_and_nobody_is_asked_again_before_the_story(run: Run) -> None:
    known = {(row[0], row[1]) for row in table(run, "debit_account")}

    assert known == {(row[0], row[2]) for row in table(run, "mandate")}
    assert all(
        Month.of(date.fromisoformat(row[5])) > arrears.LAST for row in table(run, "premium_arrear")
    )


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run.scheme)
def test_a_bank_would_take_every_account(run: Run) -> None:
    for number, _, _, _, _, bank, _, branch, _, kind, _, _, holder, *_ in table(run, "mandate"):
        asked = DebitRequest(
            bank, "", branch, "", kind, "0000001", holder, Yen(1), NewCode.OTHER, number
        )

        assert direct_debit.fault(asked) is None


@pytest.mark.django_db
def test_the_debits_before_the_story_are_done_with_and_noted_once() -> None:
    last_month.note()
    last_month.note()

    september = {each.key for each in arrears.last_cycles()}
    assert cycles.planned(september) == september
    assert not cycles.to_build() + cycles.to_confirm() + cycles.to_remit()


@pytest.mark.django_db
def test_the_tables_take_all_rows_and_the_books_are_sound() -> None:
    with connection.cursor() as cursor:
        for run in RUNS:
            for name, columns in rows.TABLES.items():
                with cursor.copy(f"COPY {name} ({columns}) FROM STDIN") as copy:
                    copy.write(rows.written(run)[name])
        cursor.execute("SELECT count(*) FROM mandate WHERE state = 'confirmed'")

        assert cursor.fetchone() == (sum(run.count for run in RUNS),)

    check.check()


def test_the_master_of_banks_is_as_large_as_the_real_one() -> None:
    master = banks.master()

    assert len(set(master.bank)) == banks.BANKS
    assert abs(len(master.branch) - banks.BRANCHES) < banks.BRANCHES // 20
    assert len(set(zip(master.bank, master.branch, strict=True))) == len(master.branch)


def run_share(share: float) -> int:
    return int(RUNS[1].count * share)
