"""H10: a caller is found, and their whole picture shown, beside the bare look-ups of the same run.

The population is everybody, in a database of its own. Search roof: number, phone and beginning of
the reading by plain indexed SQL on one table, psycopg only. Bars (performance.md): at most 5 times
the roof; the page of a search within 50 ms, that of a whole person within 150 ms, at p99. The pages
are whole requests: session, second factor, wall, look written down and committed, template.
"""

import argparse
import shutil
from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import mkdtemp
from time import perf_counter

import psycopg

from bench.collection import measuring
from bench.collection.__main__ import populate
from bench.enrolment import prepared
from kyosai.sites.workshop import preparation

ROUNDS, COUNT = 5, 200
BAR, SEARCH_PAGE, PERSON_PAGE = 5, 50, 150
LAST = "\U0010ffff"
WAYS = ("number", "phone", "kana")
ROOF = """
CREATE TABLE roof_person AS
SELECT c.number, p.party_id, p.phone, translate(p.kana, ' 　', '') AS reading, p.name
FROM contract c JOIN party_particulars p ON p.party_id = c.party_id;
ALTER TABLE roof_person ADD PRIMARY KEY (number);
CREATE INDEX ON roof_person (phone);
CREATE INDEX ON roof_person (reading COLLATE "C");
ANALYZE roof_person
"""
LOOK_UPS = {
    "number": "SELECT party_id FROM roof_person WHERE number = %s",
    "phone": "SELECT party_id FROM roof_person WHERE phone = %s LIMIT 30",
    "kana": 'SELECT party_id FROM roof_person WHERE reading COLLATE "C" >= %s'
    ' AND reading COLLATE "C" < %s ORDER BY reading COLLATE "C" LIMIT 30',
}


def main() -> None:
    """Make everybody, take turns, print what was reached."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--contracts", type=int, default=200_000)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--count", type=int, default=COUNT)
    words = asked.parse_args()
    state = Path(mkdtemp(prefix="kyosai-bench-"))
    state.chmod(0o711)
    try:
        address = prepared(state)["core"]["owner"]
        populate(state, contracts=words.contracts)
        with psycopg.connect(address, autocommit=True) as bare:
            bare.execute(ROOF)
            sought = drawn(bare, count=words.count)
            compare(bare, sought, rounds=words.rounds)
        pages(sought, rounds=words.rounds)
        print(f"  {words.contracts:,}契約、{words.count}件 × {words.rounds}回、1接続、fsync あり")
        print(f"  最大メモリ {measuring.memory()} MiB")
    finally:
        preparation.stop_server(state)
        shutil.rmtree(preparation.embedded_server(state).folder, ignore_errors=True)
        shutil.rmtree(state, ignore_errors=True)


def drawn(bare: psycopg.Connection, *, count: int) -> dict[str, list[str]]:
    """Draw whom to look for, each in three ways; a reading by its first five letters."""
    rows = bare.execute(
        "SELECT number, phone, left(reading, 5) FROM roof_person ORDER BY md5(number) LIMIT %s",
        [count],
    ).fetchall()
    Random(10).shuffle(rows)
    return {way: [str(row[place]) for row in rows] for place, way in enumerate(WAYS)}


def compare(bare: psycopg.Connection, sought: dict[str, list[str]], *, rounds: int) -> None:
    """Look each of them up by ours and by the roof in turn, A B A B …"""
    from kyosai.records.parties import search
    from kyosai.schemes import both

    ours: dict[str, Callable[[str], object]] = {
        "number": search.by_number,
        "phone": lambda text: search.by_phone(text, schemes=both.SCHEMES),
        "kana": lambda text: search.by_kana(text, schemes=both.SCHEMES),
    }
    for way in WAYS:
        roof = partial(_bare, bare, LOOK_UPS[way])
        _tell(way, _taken(ours[way], roof, sought[way], rounds=rounds))


def _bare(bare: psycopg.Connection, sql: str, text: str) -> object:
    asked = [text, text + LAST] if sql.count("%s") > 1 else [text]
    return bare.execute(sql, asked).fetchall()


def _taken(
    ours: Callable[[str], object], roof: Callable[[str], object], texts: list[str], *, rounds: int
) -> list[tuple[list[float], ...]]:
    turns = [
        tuple([_timed(partial(look_up, text)) for text in texts] for look_up in (ours, roof))
        for _ in range(rounds + 1)
    ]
    return turns[1:]  # the first round warms up


def _tell(way: str, turns: list[tuple[list[float], ...]]) -> None:
    ratio = median(sum(mine) / sum(roof) for mine, roof in turns)
    mine, roof = (list(chain(*found)) for found in zip(*turns, strict=True))
    reached = "達成" if ratio <= BAR else "未達"
    print(
        f"検索 {way:6}  {_ms(mine)}   ものさし {_ms(roof)}"
        f"   比 {ratio:.1f}（目標 {BAR} 以下: {reached}）",
        flush=True,
    )


def pages(sought: dict[str, list[str]], *, rounds: int) -> None:
    """Ask for the pages an operator sees, as whole requests in this process."""
    from bench.search_pages import desk

    search_page, person_page = desk(sought)
    for name, works, bar in (
        ("検索の画面", search_page, SEARCH_PAGE), ("人の全体の画面", person_page, PERSON_PAGE),
    ):  # fmt: skip
        found = [_timed(work) for turn in range(rounds + 1) for work in works if turn]
        p99 = quantiles(found, n=100)[98] * 1000
        print(f"{name}  {_ms(found)}（目標 p99 {bar} ms 以下: {'達成' if p99 <= bar else '未達'}）")


def _timed(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def _ms(found: Sequence[float]) -> str:
    p99 = quantiles(found, n=100)[98]
    return f"中央 {median(found) * 1000:6.2f} ms  p99 {p99 * 1000:6.2f} ms"


if __name__ == "__main__":
    main()
