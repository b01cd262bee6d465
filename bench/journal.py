"""H7: postings a second, once under a key and with their share of the seal; and a million at once.

One connection. A single posting is what a procedure does: ``ledger.post``, committed; the seal of
the round is shared out among its postings. Bar (performance.md): at least 0.65 of the bare
posting. In bulk a million transfers are posted by one statement and sealed, beside a bare
set-based insert of the same rows. Rounds take turns; every figure is a median.
"""

import argparse
import resource
import shutil
from datetime import date, datetime
from pathlib import Path
from statistics import median, quantiles
from tempfile import mkdtemp
from time import perf_counter
from typing import Any, NamedTuple

import psycopg

from bench import bare_posting
from bench.enrolment import prepared
from kyosai.basis.tokyo import TOKYO
from kyosai.sites.workshop import preparation

AT = datetime(2026, 12, 24, 12, 5, tzinfo=TOKYO)
BAR = 0.65


class Bulk(NamedTuple):
    """The seconds of one bulk round."""

    bare: float
    posted: float
    sealed: float


class Single(NamedTuple):
    """The seconds of one round of single postings: each one, the seal, the yardstick."""

    each: list[float]
    sealed: float
    bare: float

    @property
    def ratio(self) -> float:
        """How fast we are for each posting the yardstick makes."""
        return self.bare / (sum(self.each) + self.sealed)


def main() -> None:
    """Set a database up, take turns, print what was reached."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=7)
    asked.add_argument("--count", type=int, default=1000, help="single postings a round")
    asked.add_argument("--bulk-rounds", type=int, default=3)
    asked.add_argument("--bulk", type=int, default=1_000_000, help="transfers posted at once")
    words = asked.parse_args()
    state = Path(mkdtemp(prefix="kyosai-bench-"))
    state.chmod(0o711)
    try:
        with psycopg.connect(prepared(state)["core"]["owner"]) as bare:
            bare_posting.prepare(bare)
            tell_singles([_single(bare, turn, words.count) for turn in range(-1, words.rounds)][1:])
            tell_bulk(
                [_bulk(bare, turn, words.bulk) for turn in range(words.bulk_rounds)], words.bulk
            )
            tell_read()
    finally:
        preparation.stop_server(state)
        shutil.rmtree(state, ignore_errors=True)


def _single(bare: psycopg.Connection, turn: int, count: int) -> Single:
    """Post one by one, seal, and let the yardstick do the same."""
    from kyosai.procedures.upkeep import seal
    from kyosai.records.ledger import writes

    postings = [_posting(turn, serial) for serial in range(count)]
    each = []
    for posting in postings:
        began = perf_counter()
        writes.post(posting, at=AT)
        each.append(perf_counter() - began)
    began = perf_counter()
    seal.seal(at=AT)
    sealed = perf_counter() - began
    first = (turn + 1) * count
    return Single(each, sealed, bare_posting.singles(bare, first=first, count=count))


def _posting(turn: int, serial: int) -> Any:
    from kyosai.basis.money import Yen
    from kyosai.records.ledger.writes import Posting

    return Posting(
        key=f"single:{turn}:{serial:09}:2026-12",
        kind="premium_collected",
        debit="bank:collections:skk",
        credit=f"premiums:skk:{serial:09}",
        amount=Yen(30_000),
        effective_on=date(2026, 12, 18),
        contract=f"{serial:09}",
    )


MANY = """
SELECT 'collected:skk:agency:' || %s || ':' || lpad(n::text, 9, '0') || ':2026-12',
    %s::timestamptz, 2026::smallint, lpad(n::text, 9, '0'), 'premium_collected',
    'bank:collections:skk', 'premiums:skk:' || lpad(n::text, 9, '0'), 1000 + n %% 70 * 500,
    %s::date, ''
FROM generate_series(1, %s) n
"""


def _bulk(bare: psycopg.Connection, turn: int, count: int) -> Bulk:
    from kyosai.procedures.upkeep import seal
    from kyosai.records.ledger import writes

    on = date(2026, 4 + turn, 18).isoformat()
    theirs = bare_posting.bulk(bare, on=on, count=count)
    began = perf_counter()
    writes.post_many((MANY, [on[:7], AT, on, count]), count=count)
    posted = perf_counter() - began
    began = perf_counter()
    seal.seal(at=AT)
    print(f"  {turn + 1} 回", end="\r", flush=True)
    return Bulk(theirs, posted, perf_counter() - began)


def tell_singles(rounds: list[Single]) -> None:
    """Print the single postings beside their yardstick."""
    count = len(rounds[0].each)
    rate = median(count / (sum(each.each) + each.sealed) for each in rounds)
    bare = median(count / each.bare for each in rounds)
    share = median(each.sealed / (sum(each.each) + each.sealed) for each in rounds)
    p99 = quantiles([second for each in rounds for second in each.each], n=100)[98] * 1000
    ratio = median(each.ratio for each in rounds)
    print(f"1件ずつの記帳（鍵つき、封印の分も含む）{count}件 × {len(rounds)}回、1接続、fsync あり")
    print(f"  こちら    {rate:6.0f} 件/秒   p99 {p99:5.1f} ms   うち封印 {share:.1%}")
    print(f"  ものさし  {bare:6.0f} 件/秒   （仕訳・2つの脚・残高を1文で）")
    print(f"  比        {ratio:.2f}   目標 {BAR} 以上: {'達成' if ratio >= BAR else '未達'}")


def tell_bulk(rounds: list[Bulk], count: int) -> None:
    """Print posting and sealing at once beside a bare insert of the same rows."""
    bare, posted, sealed = (median(column) for column in zip(*rounds, strict=True))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    posting = median(each.posted / each.bare for each in rounds)
    both = median((each.posted + each.sealed) / each.bare for each in rounds)
    print(f"まとめて記帳 {count:,}件 × {len(rounds)}回")
    print(f"  こちら    記帳 {posted:5.1f} 秒 ＋ 封印 {sealed:5.1f} 秒")
    print(f"  ものさし  {bare:5.1f} 秒   （同じ行を1文で、索引1つ）")
    print(f"  比        記帳 {posting:.2f} 倍、封印まで {both:.2f} 倍   最大メモリ {memory} MiB")


def tell_read() -> None:
    """Print how long it takes to compute every seal again, and to sum the trial balance."""
    from kyosai.procedures.upkeep import verify
    from kyosai.records.ledger import reads

    began = perf_counter()
    found = verify.verify({})
    took = perf_counter() - began
    outcome = f"ちがい {len(found.findings)}か所"
    print(f"検証 {found.rows:,}件   {took:.1f} 秒   {found.rows / took:,.0f} 件/秒   {outcome}")
    began = perf_counter()
    reads.balances()
    print(f"試算表 {found.rows:,}件   {perf_counter() - began:.1f} 秒")


if __name__ == "__main__":
    main()
