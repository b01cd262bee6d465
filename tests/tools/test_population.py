"""A made-up country: the same seed makes the same people, and nobody pays what no law allows."""

from dataclasses import replace
from datetime import date

import pytest

from kyosai.basis import identifiers
from kyosai.records.mandates import cipher
from tools.population import banks, rows
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


def test_stretches_follow_one_another_and_end_before_the_story_begins() -> None:
    ends: dict[str, date] = {}
    for contract, first, _, months in table(RUNS[0], "contract_paid_before"):
        begins = date.fromisoformat(first)
        assert ends.get(contract, begins) <= begins
        count = begins.year * 12 + begins.month - 1 + int(months)
        ends[contract] = date(count // 12, count % 12 + 1, 1)

    unpaid = {row[0] for row in table(RUNS[0], "premium_arrear")}
    assert unpaid
    for contract, end in ends.items():
        assert end == (date(2026, 9, 1) if contract in unpaid else date(2026, 10, 1))


def test_the_master_of_banks_is_as_large_as_the_real_one() -> None:
    master = banks.master()

    assert len(set(master.bank)) == banks.BANKS
    assert abs(len(master.branch) - banks.BRANCHES) < banks.BRANCHES // 20
    assert len(set(zip(master.bank, master.branch, strict=True))) == len(master.branch)


def run_share(share: float) -> int:
    return int(RUNS[1].count * share)
