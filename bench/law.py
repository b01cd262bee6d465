"""H4 and H5: what the law costs, for one contract and for everybody.

One: the benefit of a contract of three stretches, without and with its explanation, a second; and
of one stretch with its explanation, beside OpenFisca with its trace.
All: 1.66 million assumed histories, every third contract changed once or twice: seconds for the
three benefits and 解約手当金, the arrangement by tiers counted once, with the first. Beside them,
in turn, for contracts that never changed: one look-up in a table with NumPy alone (the roof), and
the same rule in OpenFisca. Bars (performance.md H4, H5): twice OpenFisca, three times its trace.
"""

import argparse
import resource
from collections.abc import Callable
from functools import cache
from operator import truediv
from statistics import median
from time import perf_counter

import numpy as np
from numpy.typing import NDArray
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from bench import openfisca_rule
from kyosai.basis import law
from kyosai.basis.money import Yen
from kyosai.schemes.skk import benefit, portfolio
from kyosai.schemes.skk.benefit import Kind
from kyosai.schemes.skk.portfolio import Population
from kyosai.schemes.skk.premium_tiers import History, Stretch
from tools import assumed

CONTRACTS, ROUNDS = 1_660_000, 5
OPENFISCA = "変更なし OpenFisca"
STEADY = (Stretch(Yen(10_000), 60),)
ONE = (Stretch(Yen(10_000), 60), Stretch(Yen(30_000), 60), Stretch(Yen(20_000), 24))


def main() -> None:
    """Run both parts and print medians."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--contracts", type=int, default=CONTRACTS)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    words = asked.parse_args()
    _one(words.rounds)
    _all(words.contracts, words.rounds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"最大メモリ {peak:,.0f} MB")


def _one(rounds: int) -> None:
    plain = median(
        _calls(lambda: benefit.basic_benefit(Kind.A, history=ONE)) for _ in range(rounds)
    )
    told = median(_calls(lambda: _explained(ONE)) for _ in range(rounds))
    print(f"1件: 説明なし {plain:,.0f} 回/秒、説明つき {told:,.0f} 回/秒（{told / plain:.2f}倍）")
    pairs = [(_calls(lambda: _explained(STEADY)), _calls(_traced, count=50)) for _ in range(rounds)]
    ratio = median(ours / theirs for ours, theirs in pairs)
    ours, theirs = (median(column) for column in zip(*pairs, strict=True))
    print(
        f"1件、変更なし: 説明つき {ours:,.0f} 回/秒、OpenFisca 追跡つき {theirs:,.0f} 回/秒、"
        f"{ratio:.1f} 倍（目標 3 倍）"
    )


def _all(contracts: int, rounds: int) -> None:
    takes: dict[str, list[float]] = {}
    for turn in range(rounds):
        everybody, single = assumed.population(contracts), assumed.unchanged(contracts)
        for name, act in (*_figures(everybody), *_same_work(single)):
            takes.setdefault(name, []).append(_seconds(act))
        print(f"  {turn + 1}/{rounds} 回", end="\r", flush=True)
    assert (
        portfolio.basic_benefits(Kind.A, population=single)
        == _by_openfisca(single.monthly_premium, single.months)
    ).all(), "both say the same yen"
    middle = {name: median(seconds) for name, seconds in takes.items()}
    for name, seconds in middle.items():
        print(
            f"{contracts:,}件 {name}: {seconds:.2f} 秒（{contracts / seconds / 1e6:.1f} 百万件/秒）"
        )
    together = sum(middle[name] for name, _ in _figures(everybody))
    same, bare, openfisca = (
        takes["変更なし 共済金A"],
        takes["変更なし 表引きのみ"],
        takes[OPENFISCA],
    )
    print(
        f"4つの金額の合計 {together:.2f} 秒（目標 10 秒）。変更なし: "
        f"OpenFisca の {median(map(truediv, openfisca, same)):.1f} 倍の速さ（目標 2 倍）、"
        f"表引きだけの {median(map(truediv, same, bare)):.1f} 倍の時間"
    )


def _figures(everybody: Population) -> list[tuple[str, Callable[[], object]]]:
    by_kind = [
        (kind.value, lambda kind=kind: portfolio.basic_benefits(kind, population=everybody))
        for kind in Kind
    ]
    return [*by_kind, ("解約手当金", lambda: portfolio.cancellation_allowances(everybody))]


def _same_work(single: Population) -> list[tuple[str, Callable[[], object]]]:
    table = _table()
    return [
        ("変更なし 共済金A", lambda: portfolio.basic_benefits(Kind.A, population=single)),
        ("変更なし 表引きのみ", lambda: table[single.months] * (single.monthly_premium // 500)),
        (OPENFISCA, lambda: _by_openfisca(single.monthly_premium, single.months)),
    ]


def _explained(history: History) -> None:
    with law.explained():
        benefit.basic_benefit(Kind.A, history=history)


def _traced() -> None:
    premium, months = np.array([10_000], np.int32), np.array([60], np.int32)
    _by_openfisca(premium, months, trace=True)


def _by_openfisca(
    premium: NDArray[np.int32], months: NDArray[np.int32], *, trace: bool = False
) -> NDArray[np.int32]:
    return openfisca_rule.benefits(_system(), premium, months, trace=trace)


@cache
def _system() -> TaxBenefitSystem:
    return openfisca_rule.system(_table(), needed=6)


@cache
def _table() -> NDArray[np.int64]:
    return np.array(
        [benefit.tier_benefit(Kind.A, months=n) for n in range(assumed.MOST_MONTHS + 1)]
    )


def _calls(act: Callable[[], object], *, count: int = 2_000) -> float:
    began = perf_counter()
    for _ in range(count):
        act()
    return count / (perf_counter() - began)


def _seconds(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return perf_counter() - began


if __name__ == "__main__":
    main()
