"""H6: forty years for everybody — a present value a contract and yearly totals, in whole numbers.

1.5 million assumed histories of one stretch (tools/assumed.py) and ages around fifty-five. Ours
counts alike contracts together in whole numbers; the roof follows each alone, compiled, on all
cores, in floating point, and says how far that is off. Bars
(performance.md): twice the roof; totals within a second.
"""

import argparse
import resource
from datetime import date
from statistics import median
from time import perf_counter

import numba
import numpy as np
from numpy.typing import NDArray

from bench import projection_roof
from kyosai.reports.owed import flows
from kyosai.reports.owed.assumptions import MONTHS_PROJECTED, Assumptions, assumptions
from kyosai.reports.owed.flows import Cells
from kyosai.schemes.skk.portfolio.arrays import Yens
from tools import assumed

CONTRACTS, ROUNDS = 1_500_000, 5
BAR, BAR_SECONDS, BAR_TOTALS = 2, 8, 1
ON = date(2026, 11, 24)
Rows = tuple[Yens, Yens, Yens]
Found = tuple[NDArray[np.float64], NDArray[np.float64]]


def main() -> None:
    """Take turns, compare every contract, print medians."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--contracts", type=int, default=CONTRACTS)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    words = asked.parse_args()
    rows, assumptions_now = _rows(words.contracts), assumptions(on=ON)
    ours, totals, roof = [], [], []
    worst, off = 0, 0
    _roof(_rows(10), assumptions_now)  # compiled before it is timed
    for turn in range(words.rounds):
        began = perf_counter()
        cells, place = _cells(rows)
        found = flows.flows(cells, assumptions_now)
        yearly = _yearly(found)
        totals.append(perf_counter() - began)
        present = flows.present_values(found, place=place, tiers=rows[2])
        ours.append(perf_counter() - began)
        began = perf_counter()
        each, each_yearly = _roof(rows, assumptions_now)
        roof.append(perf_counter() - began)
        worst = int(np.abs(present / flows.THOUSAND - each).max())
        off = int(abs(yearly.sum() / flows.THOUSAND - each_yearly.sum()))
        print(f"  {turn + 1}/{words.rounds} 回", end="\r", flush=True)
    _tell(words.contracts, ours, totals, roof)
    print(f"  ものさしとの差：1件で最大 {worst:,}円、合計で {off:,}円   最大メモリ {_memory()} MiB")


def _tell(contracts: int, ours: list[float], totals: list[float], roof: list[float]) -> None:
    ratio = median(mine / theirs for mine, theirs in zip(ours, roof, strict=True))
    reached = "達成" if ratio <= BAR else "未達"
    grouped = "達成" if median(totals) <= BAR_TOTALS else "未達"
    print(f"{contracts:,}件 × {MONTHS_PROJECTED}か月")
    print(f"  1件ずつの現在価値と年ごとの合計 {median(ours):.2f} 秒（目安 {BAR_SECONDS} 秒）")
    print(f"  合計だけ {median(totals):.2f} 秒（目標 {BAR_TOTALS} 秒: {grouped}）")
    print(f"  ものさし（numba、{numba.get_num_threads()}コア）{median(roof):.2f} 秒", end="")
    print(f"   比 {ratio:.2f}（目標 {BAR} 以下: {reached}）")


def _rows(contracts: int) -> Rows:
    """Return age, months and tiers of each contract."""
    holders = assumed.unchanged(contracts)
    draw = np.random.default_rng(3)
    ages = np.clip(draw.normal(55, 11, contracts), 25, 89).astype(np.int64)
    tiers = holders.bands.tiers.astype(np.int64)
    return ages, holders.bands.months.astype(np.int64), tiers


def _cells(rows: Rows) -> tuple[Cells, Yens]:
    ages, months, tiers = rows
    return Cells.of(age=ages, paid=months, months=months, tiers=tiers)


def _yearly(found: flows.Flows) -> Yens:
    total: Yens = sum(found.monthly[way] for way in flows.WAYS)
    return total.reshape(-1, flows.YEAR).sum(axis=1)


def _roof(rows: Rows, assumed_now: Assumptions) -> Found:
    found: Found = projection_roof.seriatim(
        *rows, *projection_roof.tables(assumed_now), MONTHS_PROJECTED
    )
    return found


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
