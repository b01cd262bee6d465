"""H2: class A filings a second, from sealed message to formed contract with dues and notice.

One connection. A filing is what the courier and the postroom do with it: keep the sealed original
(commit), open and verify it, verify the signed 受信通知, screen, form the contract, schedule the
dues, write notice, mail and answer (commit). Beside it, in turn, the bare case of two commits.
Bars (performance.md): at least half the yardstick; p99 at most 20 ms; absolute aim 450 a second.
"""

import argparse
import os
import resource
import shutil
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from tempfile import mkdtemp
from time import perf_counter

import psycopg

from kyosai.sites.workshop import keys, preparation

ROUNDS, COUNT = 7, 300


def main() -> None:
    """Set a database up, take turns, print what was reached."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--count", type=int, default=COUNT)
    words = asked.parse_args()
    state = Path(mkdtemp(prefix="kyosai-bench-"))
    state.chmod(0o711)
    try:
        compare(state, rounds=words.rounds, count=words.count)
    finally:
        preparation.stop_server(state)
        shutil.rmtree(state, ignore_errors=True)


def compare(state: Path, *, rounds: int, count: int) -> None:
    """Run ours and the yardstick in turn, A B A B …"""
    from bench import bare_case

    addresses = prepared(state)
    ours_takes, theirs_takes, verify_takes = [], [], []
    with psycopg.connect(addresses["core"]["owner"]) as bare:
        bare_case.prepare(bare)
        run = _filings()
        run(50, [])
        bare_case.cases(bare, first=1_000_000, count=50)
        for turn in range(rounds):
            ours_takes.append(run(count, verify_takes))
            theirs_takes.append(bare_case.cases(bare, first=turn * count, count=count))
            print(f"  {turn + 1}/{rounds} 回", end="\r", flush=True)
    _tell(ours_takes, theirs_takes, verify_takes, rounds=rounds, count=count)


def prepared(state: Path) -> preparation.Addresses:
    """Set up keys, server and tables of both zones, and Django for the core."""
    keys.make(state / "keys")
    keys.hand_out(state)
    addresses = preparation.database_addresses(state)
    preparation.migrate(state, addresses)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "kyosai.sites.core.settings",
        "KYOSAI_STATE": str(state),
        "KYOSAI_CORE_DATABASE_URL": addresses["core"]["app"],
    }
    import django

    django.setup()
    return addresses


def _filings() -> Callable[[int, list[float]], list[float]]:
    """Return what takes so many filings, each of somebody else, and the seconds of each."""
    from bench.filings import Filings

    filings = Filings()

    def run(count: int, verify_takes: list[float]) -> list[float]:
        prepared = [filings.sealed() for _ in range(count)]
        takes = []
        for wired, message in prepared:
            began = perf_counter()
            verified = filings.take(wired, message)
            takes.append(perf_counter() - began)
            verify_takes.append(verified)
        return takes

    return run


def _tell(
    ours: list[list[float]],
    theirs: list[list[float]],
    verifying: list[float],
    *,
    rounds: int,
    count: int,
) -> None:
    our_rate, their_rate = (median(len(r) / sum(r) for r in found) for found in (ours, theirs))
    ratio = median(sum(b) / sum(a) for a, b in zip(ours, theirs, strict=True))
    together = sorted(second for takes in ours for second in takes)
    p50, p99 = median(together) * 1000, quantiles(together, n=100)[98] * 1000
    bare99 = quantiles([s for takes in theirs for s in takes], n=100)[98] * 1000
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"加入申込み（クラスA）{count}件 × {rounds}回、1接続、fsync あり")
    print(f"  こちら    {our_rate:6.0f} 件/秒   p50 {p50:5.1f} ms   p99 {p99:5.1f} ms")
    print(f"            うち受信通知の署名の確認 {median(verifying) * 1000:.1f} ms")
    print(f"  ものさし  {their_rate:6.0f} 件/秒   （2回のコミットだけ）      p99 {bare99:5.1f} ms")
    print(f"  比        {ratio:.2f}   目標 0.5 以上: {'達成' if ratio >= 0.5 else '未達'}")
    print(f"  p99 の目標 20 ms 以下: {'達成' if p99 <= 20 else '未達'}   最大メモリ {memory} MiB")


if __name__ == "__main__":
    main()
