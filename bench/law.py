"""What the law costs, for one contract and for everybody.

One: see law_for_one. All: 1.66 million assumed histories (tools/assumed.py), one in five from
before April 2004: seconds from arrays to the three whole benefits, 解約手当金 and the loan limit of
everybody; some of them told one by one, to see that no yen differs. Beside them, in turn, for
contracts that never changed: one look-up in a table with NumPy alone (the roof), and the same rule
in OpenFisca. Bars: ten seconds; twice OpenFisca; three times its trace.
"""

import argparse
import resource
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from operator import truediv
from statistics import median
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from bench import law_for_one, openfisca_rule
from kyosai.schemes.skk import benefit
from kyosai.schemes.skk.benefit import Kind
from kyosai.schemes.skk.full_benefit.benefit_due import benefit_due, cancellation_due
from kyosai.schemes.skk.loan.kinds import LoanKind
from kyosai.schemes.skk.portfolio.basic import basic_benefits
from kyosai.schemes.skk.portfolio.cancelled import cancellations_due
from kyosai.schemes.skk.portfolio.full import benefits_due
from kyosai.schemes.skk.portfolio.loan_limits import contract_loan_limits
from kyosai.schemes.skk.portfolio.population import DatedPopulation
from tools import assumed

CONTRACTS, ROUNDS, SAMPLE = 1_660_000, 5, 500
BAR_SECONDS, BAR_OPENFISCA = 10, 2
ON = date(2026, 11, 24)
OURS, ROOF, OPENFISCA = "変更なし 共済金A", "変更なし 表引きのみ", "変更なし OpenFisca"
Act = Callable[[], object]


def main() -> None:
    """Run both parts and print medians."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--contracts", type=int, default=CONTRACTS)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    words = asked.parse_args()
    law_for_one.show(words.rounds, _system())
    everybody = assumed.population(words.contracts)
    before = _memory()
    takes = [_take(_figures(replace(everybody)))]
    peak = _memory()
    single = assumed.unchanged(words.contracts)
    for turn in range(words.rounds):
        takes.append(_take(_figures(replace(everybody))) | _take(_same_work(single)))
        print(f"  {turn + 1}/{words.rounds} 回", end="\r", flush=True)
    _show(takes, words.contracts)
    print(f"最大メモリ {peak:,.0f} MB（うち配列をつくるまで {before:,.0f} MB）")
    _compare(everybody, single)


def _show(takes: list[dict[str, float]], contracts: int) -> None:
    first, rest = takes[0], takes[1:]
    middle = {name: median(take[name] for take in rest) for name in rest[0]}
    for name, seconds in middle.items():
        extra = f"、初回 {first[name]:.2f} 秒" if name in first else ""
        rate = contracts / seconds / 1e6
        print(f"{contracts:,}件 {name}: {seconds:.3f} 秒（{rate:.1f} 百万件/秒{extra}）")
    print(
        f"5つの金額の合計 {sum(middle[name] for name in first):.2f} 秒、表をつくる初回 "
        f"{sum(first.values()):.2f} 秒（目標 {BAR_SECONDS} 秒、1コア）"
    )
    faster = median(take[OPENFISCA] / take[OURS] for take in rest)
    slower = median(truediv(take[OURS], take[ROOF]) for take in rest)
    print(
        f"変更なし: OpenFisca の {faster:.1f} 倍の速さ（目標 {BAR_OPENFISCA} 倍）、"
        f"表引きだけの {slower:.1f} 倍の時間"
    )


def _figures(everybody: DatedPopulation) -> dict[str, Act]:
    """Return the five figures of a population nobody has counted yet."""
    owed = np.zeros(everybody.contracts, np.int64)
    kinds: dict[str, Act] = {
        f"{kind.value}の全額": lambda kind=kind: benefits_due(  # type: ignore[misc]
            kind, population=everybody, event=assumed.EVENT
        )
        for kind in Kind
    }
    return kinds | {
        "解約手当金": lambda: cancellations_due(everybody, event=assumed.EVENT),
        "貸付限度額": lambda: contract_loan_limits(
            LoanKind.GENERAL, population=everybody, balances=owed, of_kind=owed, on=ON
        ),
    }


def _same_work(single: DatedPopulation) -> dict[str, Act]:
    table = _table()
    return {
        OURS: lambda: basic_benefits(Kind.A, population=replace(single)),
        ROOF: lambda: table[single.months] * (single.monthly_premium // 500),
        OPENFISCA: lambda: openfisca_rule.benefits(
            _system(), single.monthly_premium, single.months
        ),
    }


def _compare(everybody: DatedPopulation, single: DatedPopulation) -> None:
    """Say how many of some contracts, told one by one, and of all in OpenFisca, differ by a yen."""
    by_arrays = [act() for act in _figures(everybody).values()][:4]
    chosen = np.random.default_rng(1).choice(everybody.contracts, SAMPLE, replace=False).tolist()
    wrong = sum(
        [each[number] for each in by_arrays]  # type: ignore[index]
        != [
            *(benefit_due(kind, history=history, event=assumed.EVENT).amount for kind in Kind),
            cancellation_due(history, event=assumed.EVENT).amount,
        ]
        for number in chosen
        for history in [everybody.history(number)]
    )
    theirs = openfisca_rule.benefits(_system(), single.monthly_premium, single.months)
    apart = (basic_benefits(Kind.A, population=single) != theirs).sum()
    print(f"1件ずつと違う契約 {wrong}/{SAMPLE}、OpenFisca と違う契約 {apart}/{single.contracts:,}")


@cache
def _system() -> TaxBenefitSystem:
    return openfisca_rule.system(_table(), needed=6)


@cache
def _table() -> NDArray[np.int64]:
    return np.array(
        [benefit.tier_benefit(Kind.A, months=n) for n in range(assumed.MOST_MONTHS + 1)]
    )


def _take(acts: dict[str, Act]) -> dict[str, float]:
    takes = {}
    for name, act in acts.items():
        began = perf_counter()
        act()
        takes[name] = perf_counter() - began
    return takes


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
