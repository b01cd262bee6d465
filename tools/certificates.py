"""make certificates YEAR=2026 — everybody's certificate of a year, on two cores, into the workshop.

A stretch of contracts is one transaction. Stopped or killed anywhere, the next run goes on with
whoever has none: the database keeps a contract from getting two.
"""

import argparse
import os
from collections.abc import Iterator
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import monotonic

from kyosai.sites import wiring
from tools.population.preparing import prepare

STRETCH = 1_000
PROCESSES = 2
PAGES = "KYOSAI_CERTIFICATE_PAGES"
Stretch = tuple[int, str, str, str]  # the year, the moment, and the numbers it lies between


def main() -> None:
    """Make them, and say how it goes."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--year", type=int, default=0, help="the season's, where none is said")
    asked.add_argument("--state", type=Path, default=wiring.ROOT / ".state")
    asked.add_argument("--pages", type=Path, help="folder for the pages, a file for each stretch")
    asked.add_argument("--again", action="store_true", help="ask those anew who got none")
    words = asked.parse_args()
    prepare(words.state)
    os.environ["KYOSAI_CLOCK_FOLDER"] = str(words.state / "clock")
    os.environ["KYOSAI_WORKSHOP"] = "1"
    import django

    django.setup()
    from kyosai.doors import today
    from kyosai.procedures.certification import premiums

    if words.pages:
        words.pages.mkdir(parents=True, exist_ok=True)
        os.environ[PAGES] = str(words.pages.resolve())
    run(words.year or premiums.season(today.today()), at=today.now(), again=words.again)


def run(year: int, *, at: datetime, again: bool = False) -> None:
    """Make the certificates of a year as of a moment."""
    from django.db import connection

    from kyosai.records.premium_certificates import reads, writes

    if again:
        writes.look_again(year=year)
    ends, whole = reads.bounds(year=year, each=STRETCH)
    connection.close()
    print(f"{year}年分の控除証明書　これから作る契約 {whole:,}件")
    began, issued, without = monotonic(), 0, 0
    with get_context("spawn").Pool(PROCESSES) as pool:
        stretches = _stretches(year, at.isoformat(), ends)
        for made, refused in pool.imap_unordered(issue, stretches):
            issued, without = issued + made, without + refused
            _tell(issued + without, whole, monotonic() - began)
    mebibytes = getrusage(RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"\n発行 {issued:,}件、出せなかった {without:,}件、{monotonic() - began:.0f}秒。")
    print(f"最大メモリは、{PROCESSES}つの書き手のそれぞれで {mebibytes} MiB 以下でした。")
    found = reads.count(year=year)
    print(f"これで発行ずみ {found.issued:,}件。出せない理由: {found.without or 'なし'}")


def issue(stretch: Stretch) -> tuple[int, int]:
    """Make one stretch, all of it or nothing; return how many were issued, and how many not."""
    import django

    django.setup()
    from kyosai.procedures.certification import everybody

    year, at, after, until = stretch
    moment = datetime.fromisoformat(at)
    made = everybody.next_stretch(year=year, at=moment, after=after, until=until, limit=STRETCH)
    if os.environ.get(PAGES):
        _print(Path(os.environ[PAGES]), year, after, until)
    return (made.issued, made.without) if made else (0, 0)


def _print(folder: Path, year: int, after: str, until: str) -> None:
    """Write the pages of a stretch into one file; what is there is written again, the same."""
    from kyosai.procedures.certification import premium_page
    from kyosai.records.premium_certificates import reads

    rows = reads.between(year=year, after=after, until=until)
    if rows:
        (folder / f"{year}-{until}.pdf").write_bytes(premium_page.bound(rows))


def _stretches(year: int, at: str, ends: list[str]) -> Iterator[Stretch]:
    for after, until in zip(["", *ends], ends, strict=False):
        yield year, at, after, until


def _tell(done: int, whole: int, seconds: float) -> None:
    rate = done / seconds
    minutes, rest = divmod(int((whole - done) / rate) if rate else 0, 60)
    words = f"{done:,} / {whole:,} 契約  {rate:,.0f} 件/秒  残り {minutes}分{rest:02d}秒"
    print(f"\r  {words} ", end="", flush=True)


if __name__ == "__main__":
    main()
