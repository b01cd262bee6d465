"""A month in figures, beside its yardsticks and its bars."""

from os import getloadavg
from statistics import median
from typing import NamedTuple

from bench.collection import measuring
from bench.collection.meanwhile import Window
from bench.collection.measuring import Standing
from bench.collection.yardsticks import Yardsticks
from kyosai.basis.months import Month

FILING_SECONDS, TIMES_IDLE, PAGE_SECONDS = 1.0, 2.0, 0.3
BAR, SECONDS, MEBIBYTES, GROWTH = 3.5, 90, 2048, 1.2


class Played(NamedTuple):
    """One month: how many were asked, the seconds of each step, what it left, what stood beside."""

    month: Month
    requests: int
    takes: dict[str, float]
    left: Standing
    beside: list[Yardsticks]

    @property
    def seconds(self) -> float:
        """The whole month of ours."""
        return sum(self.takes.values())

    @property
    def roof(self) -> float:
        """The median month of the yardstick."""
        return median(each.roof.seconds for each in self.beside)

    @property
    def ratio(self) -> float:
        """How many times the yardstick's month ours takes."""
        return self.seconds / self.roof


def month(played: Played) -> None:
    """Print one month."""
    steps = "  ".join(f"{step} {took:.1f}" for step, took in played.takes.items())
    first = played.beside[0]
    asked, took, load = f"{played.requests:,}件", f"{played.seconds:.1f} 秒", getloadavg()[0]
    print(f"{played.month}  {asked}  {took}（負荷 {load:.1f}）：{steps}")
    print(
        f"    WAL {played.left.log / 2**20:,.0f} MiB  ディスク +{played.left.disk / 2**20:,.0f} MiB"
        f"  最大メモリ {measuring.memory()} MiB"
    )
    print(
        f"    ものさし month_roof {played.roof:.1f} 秒"
        f"（書く {first.roof.written:.1f}、記帳 {first.roof.posted:.1f}）"
        f"  COPY {first.copied:.1f}  仕訳だけ {first.posted:.1f}  ファイルだけ {first.written:.1f}"
        f"  比 {played.ratio:.2f}",
        flush=True,
    )


def whole(months: list[Played]) -> None:
    """Print the months together, and which bars are met."""
    ratio, seconds = median(m.ratio for m in months), median(m.seconds for m in months)
    slowest = max(m.seconds for m in months) / months[0].seconds
    print(f"月の処理 {months[0].requests:,}件 × {len(months)}か月、fsync あり")
    print(f"  中央値 {seconds:.1f} 秒、month_roof の {ratio:.2f} 倍")
    _bars(
        (f"month_roof の {BAR} 倍以下", ratio <= BAR),
        (f"{SECONDS} 秒以下", seconds <= SECONDS),
        (f"メモリ {MEBIBYTES} MiB 未満（{measuring.memory()}）", measuring.memory() < MEBIBYTES),
        (f"どの月も最初の {GROWTH} 倍以下（{slowest:.2f}）", slowest <= GROWTH),
    )


def among_filings(seconds: float, *, idle: Window, busy: Window) -> None:
    """Print what people waited for while a month ran, beside what they wait for otherwise."""
    print(f"月の処理（{seconds:.1f} 秒）のあいだの申込み 毎秒10件・契約の画面 毎秒4頁")
    for words, window in (("ふだん", idle), ("処理中", busy)):
        print(
            f"  {words} {window.filings}件  申込み p99 {window.filing_p99 * 1000:.0f} ms"
            f"  画面 p95 {window.page_p95 * 1000:.0f} ms"
        )
    times = busy.filing_p99 / idle.filing_p99
    _bars(
        (f"申込み p99 {FILING_SECONDS} 秒以下", busy.filing_p99 <= FILING_SECONDS),
        (f"申込み p99 ふだんの {TIMES_IDLE} 倍以下（{times:.1f}）", times <= TIMES_IDLE),
        (f"画面 p95 {PAGE_SECONDS} 秒以下", busy.page_p95 <= PAGE_SECONDS),
    )


def _bars(*bars: tuple[str, bool]) -> None:
    for words, is_met in bars:
        print(f"  目標 {words}: {'達成' if is_met else '未達'}")
