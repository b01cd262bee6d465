"""改正の試算 — what a reform would mean for everybody: totals before and after, who gains or loses.

python -m tools.reform tools/reforms/b_one_percent_less.toml
"""

import argparse
import tomllib
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from time import perf_counter

import numpy as np

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.said import shown
from kyosai.schemes.skk.portfolio.arrays import Yens
from kyosai.schemes.skk.portfolio.full import benefits_due
from kyosai.schemes.skk.portfolio.population import DatedPopulation
from kyosai.schemes.skk.reform import Reform, reformed_tier_benefit
from tools import assumed

CONTRACTS = 1_660_000
YEARS = (0, 3, 5, 10, 15, 20, 30, 40)  # the beginnings of the groups shown
EXAMPLE = Path(__file__).parent / "reforms" / "b_one_percent_less.toml"


def main() -> None:
    """Print the answer for an assumed population, and how long it took."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("reform", nargs="?", type=Path, default=EXAMPLE)
    asked.add_argument("--contracts", type=int, default=CONTRACTS)
    words = asked.parse_args()
    reform = Reform.read(tomllib.loads(words.reform.read_text()))
    population = assumed.population(words.contracts)
    began = perf_counter()
    print("\n".join(answer(reform, population)))
    print(f"  （計算 {perf_counter() - began:.1f} 秒）")


def answer(reform: Reform, population: DatedPopulation) -> list[str]:
    """Return the answer line by line: everybody's event on the day, by both tables."""
    before = _benefits(reform, population, table_of=reform.since - timedelta(days=1))
    after = _benefits(reform, population, table_of=reform.since)
    change = after - before
    return [
        f"# {reform.title}",
        f"仮定の{population.contracts:,}契約の全員に、{shown(reform.since)}に事由が起きたとして、"
        f"{reform.kind.value}の全額（差額と付加をふくむ）を、今の表と改正後の表で比べると:",
        f"  合計  前 {_yen(before)}  後 {_yen(after)}  差 {_yen(change)}",
        f"  増える人 {(change > 0).sum():,}  減る人 {(change < 0).sum():,}"
        f"  変わらない人 {(change == 0).sum():,}",
        f"  いちばん増える {Yen(int(change.max(initial=0)))}"
        f"  いちばん減る {Yen(int(change.min(initial=0)))}",
        *_by_years(change, population.paid // 12),
    ]


def _benefits(reform: Reform, population: DatedPopulation, *, table_of: date) -> Yens:
    return benefits_due(
        reform.kind,
        population=population,
        event=Month.of(reform.since),
        of_tier=lambda months: Fraction(reformed_tier_benefit(reform, months=months, on=table_of)),
    )


def _by_years(change: Yens, years: Yens) -> list[str]:
    lines = []
    for start, end in zip(YEARS, (*YEARS[1:], None), strict=True):
        chosen = change[(years >= start) & (True if end is None else years < end)]
        name = f"{start}年以上" if end is None else f"{start}年以上{end}年未満"
        lines.append(f"  納めた期間が{name}: {len(chosen):,}人、差 {_yen(chosen)}")
    return lines


def _yen(amounts: Yens) -> Yen:
    return Yen(int(np.sum(amounts, dtype=np.int64)))


if __name__ == "__main__":
    main()
