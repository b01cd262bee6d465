"""H2 for money: loans, payouts and payments a second, straight through; and a December day held.

One connection. A loan is what the postroom and a rule do with a signed request; a payout what they
do with a claim nobody has to look at; a payment is ordered, sent at once and told. Beside them, in
turn, the bare case of two commits. Bar (performance.md): at least half the yardstick.
The peak: four times the payouts of the busiest day in one file, and a thousand loans in the last
hour before the cut-off, each lent and paid before the bank's day ends.
"""

import argparse
import resource
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median, quantiles
from tempfile import mkdtemp
from time import perf_counter

import psycopg

from bench import bare_case
from bench.enrolment import prepared
from kyosai.sites.workshop import preparation

ROUNDS, COUNT = 5, 100
A_DAY, TIMES, LOANS = 455, 4, 1_000
BAR = 0.5
Work = Callable[[], object]


def main() -> None:
    """Set a database up, take turns, print what was reached."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--count", type=int, default=COUNT)
    asked.add_argument("--payouts", type=int, default=A_DAY * TIMES)
    asked.add_argument("--loans", type=int, default=LOANS)
    words = asked.parse_args()
    state = Path(mkdtemp(prefix="kyosai-bench-"))
    state.chmod(0o711)
    try:
        with psycopg.connect(prepared(state)["core"]["owner"]) as bare:
            bare_case.prepare(bare)
            compare(bare, rounds=words.rounds, count=words.count)
        peak(payouts=words.payouts, loans=words.loans)
    finally:
        preparation.stop_server(state)
        shutil.rmtree(state, ignore_errors=True)


def compare(bare: psycopg.Connection, *, rounds: int, count: int) -> None:
    """Run each of ours and the yardstick in turn, A B A B …"""
    from bench import money_cases

    kinds = money_cases.KINDS
    ours: dict[str, list[list[float]]] = {kind: [] for kind in kinds}
    theirs: dict[str, list[list[float]]] = {kind: [] for kind in kinds}
    first = 0
    for turn in range(rounds + 1):
        for kind, ready in kinds.items():
            takes = [_timed(work) for work in ready(first, count)]
            yardstick = bare_case.cases(bare, first=first, count=count)
            first += count
            if turn:  # the first round warms up
                ours[kind].append(takes)
                theirs[kind].append(yardstick)
    for kind in kinds:
        _tell(kind, ours[kind], theirs[kind])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"  {count}件 × {rounds}回、1接続、fsync あり   最大メモリ {memory} MiB")


def peak(*, payouts: int, loans: int) -> None:
    """Play the busiest day four times over, and the last hour before the cut-off."""
    from bench import money_cases

    steps = money_cases.payout_day(payouts)
    told = {name: _timed(work) for name, work in steps}
    print(f"12月の山：1日に{payouts:,}件の給付（ふだんの最多の{TIMES}倍）")
    for name, seconds in told.items():
        print(f"  {name:12} {seconds:6.1f} 秒")
    missed = money_cases.missed()
    print(f"  お約束に遅れた支払 {missed}件: {'達成' if not missed else '未達'}")

    lent = sum(_timed(work) for work in money_cases.loans_of_the_last_hour(loans))
    paid = _timed(money_cases.pay_them)
    missed = money_cases.missed()
    print(f"締切前の1時間に{loans:,}件の貸付け")
    print(f"  貸す {lent:6.1f} 秒   振り込む {paid:6.1f} 秒   （3,600秒のうち）")
    is_held = not missed and lent + paid < timedelta(hours=1).total_seconds()
    print(f"  当日に着かない貸付け {missed}件: {'達成' if is_held else '未達'}")


def _timed(work: Work) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def _tell(kind: str, ours: list[list[float]], theirs: list[list[float]]) -> None:
    rate, bare = (median(len(r) / sum(r) for r in found) for found in (ours, theirs))
    ratio = median(sum(b) / sum(a) for a, b in zip(ours, theirs, strict=True))
    together = sorted(second for takes in ours for second in takes)
    p50, p99 = median(together) * 1000, quantiles(together, n=100)[98] * 1000
    reached = "達成" if ratio >= BAR else "未達"
    print(
        f"{kind}  {rate:6.0f} 件/秒  p50 {p50:5.1f} ms  p99 {p99:5.1f} ms"
        f"   ものさし {bare:5.0f} 件/秒   比 {ratio:.2f}（目標 {BAR} 以上: {reached}）"
    )


if __name__ == "__main__":
    main()
