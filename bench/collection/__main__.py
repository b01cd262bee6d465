"""python -m bench.collection --contracts N --months M: months in turn, each beside its yardsticks.

The population is made in a database of its own, thrown away at the end. Bars (performance.md): at
most 3.5 times the month roof of the same run, at most 90 s on two quiet cores, memory under 2 GiB,
and no later month slower than 1.2 times the first.
"""

import argparse
import os
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic, perf_counter, sleep

from bench.collection import measuring, telling, yardsticks
from bench.collection.telling import Played
from bench.enrolment import prepared
from kyosai.basis.months import Month
from kyosai.sites.workshop import preparation

FIRST = Month(2026, 10)
WARM_UP, IDLE = 5, 30  # seconds


def main() -> None:
    """Make the population, take turns, print what was reached."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--contracts", type=int, default=200_000)
    asked.add_argument("--months", type=int, default=2)
    asked.add_argument("--rounds", type=int, default=1, help="yardsticks beside each month")
    asked.add_argument("--while-filing", action="store_true", help="a last month among filings")
    words = asked.parse_args()
    state = Path(mkdtemp(prefix="kyosai-bench-"))
    state.chmod(0o711)
    try:
        prepared(state)
        populate(state, contracts=words.contracts)
        run(state, months=words.months, rounds=words.rounds)
        if words.while_filing:
            among_filings(FIRST + words.months)
    finally:
        preparation.stop_server(state)
        shutil.rmtree(preparation.embedded_server(state).folder, ignore_errors=True)
        shutil.rmtree(state, ignore_errors=True)


def populate(state: Path, *, contracts: int) -> None:
    """Fill the database as ``make population`` does."""
    began = perf_counter()
    command = ["-m", "tools.population", "--contracts", str(contracts), "--state", str(state)]
    others = {key: told for key, told in os.environ.items() if not key.startswith("KYOSAI_")}
    subprocess.run([sys.executable, *command], check=True, env=others)
    print(f"人口 {contracts:,}契約 {perf_counter() - began:.0f} 秒", flush=True)


def run(state: Path, *, months: int, rounds: int) -> None:
    """Play month after month, each followed by its yardsticks."""
    from bench.collection import playing

    server = preparation.embedded_server(state)
    ours, theirs = server.url("kyosai_core"), server.url("postgres")
    playing.appoint()
    found = []
    for place in range(months):
        measuring.checkpoint(ours)
        before = measuring.standing(ours)
        takes = playing.play(FIRST + place, seed=place)
        left = measuring.standing(ours).since(before)
        requests = playing.asked(FIRST + place)
        roofs = [yardsticks.taken(theirs, contracts=requests, folder=state) for _ in range(rounds)]
        found.append(Played(FIRST + place, requests, takes, left, roofs))
        telling.month(found[-1])
    telling.whole(found)


def among_filings(month: Month) -> None:
    """Play one more month while everybody files and reads, after a stretch without it."""
    from bench.collection import meanwhile, playing

    with meanwhile.people() as everybody:
        sleep(WARM_UP)
        moments = [monotonic()]
        sleep(IDLE)
        moments.append(monotonic())
        takes = playing.play(month, seed=month.month)
        moments.append(monotonic())
        everybody.leave()
        idle, busy = (everybody.between(*each) for each in pairwise(moments))
    telling.among_filings(sum(takes.values()), idle=idle, busy=busy)


if __name__ == "__main__":
    main()
