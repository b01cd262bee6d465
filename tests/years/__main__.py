"""Hundreds of seeds: make years SEEDS=300 — the rate, the time left, and the seeds that fail."""

import argparse
import os
import sys
import time
import traceback
from multiprocessing import Process, Queue, SimpleQueue
from typing import Any

BAR = 12_000
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kyosai.sites.core.settings")


def work(seeds: "SimpleQueue[int | None]", told: "Queue[Any]", contracts: int, months: int) -> None:
    """Live one world after the other on a server of one's own, and tell how each went."""
    from tests.years.server import server

    with server() as databases:
        from tests.years.year import Size, World

        while (seed := seeds.get()) is not None:
            world, wrong, began = None, "", time.monotonic()
            with databases.fresh():
                try:
                    world = World(seed, Size(contracts=contracts, months=months))
                    world.run()
                except Exception:
                    wrong = traceback.format_exc()
            days = world.days if world else 0
            told.put((seed, days, time.monotonic() - began, wrong, world.digest if world else ""))


def main() -> int:
    """Run the seeds on as many processes as asked for; return 1 when one failed."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--seeds", type=int, default=300)
    asked.add_argument("--first", type=int, default=1)
    asked.add_argument("--contracts", type=int, default=300)
    asked.add_argument("--months", type=int, default=24)
    asked.add_argument("--workers", type=int, default=2)
    given = asked.parse_args()
    seeds: SimpleQueue[int | None] = SimpleQueue()
    told: Queue[Any] = Queue()
    for seed in [*range(given.first, given.first + given.seeds), *[None] * given.workers]:
        seeds.put(seed)
    workers = [
        Process(target=work, args=(seeds, told, given.contracts, given.months))
        for _ in range(given.workers)
    ]
    for each in workers:
        each.start()
    failed, days, began = [], 0, 0.0
    for count in range(1, given.seeds + 1):
        seed, lived, seconds, wrong, digest = told.get()
        began = began or time.monotonic() - seconds
        days += lived
        if wrong:
            failed.append(seed)
            print(f"seed {seed} failed after {lived} days\n{wrong}")
        passed = time.monotonic() - began
        left = passed / count * (given.seeds - count)
        print(
            f"{count}/{given.seeds}  seed {seed}: {seconds:.1f} s  {digest[:12]}"
            f"  {days / passed * 60:,.0f} simulated days/min  {left:.0f} s left",
            flush=True,
        )
    for each in workers:
        each.join()
    rate = days / passed * 60
    is_met = "met" if rate >= BAR else "missed"
    print(f"{rate:,.0f} simulated days a minute; the bar of {BAR:,} with 200 contracts is {is_met}")
    print("failing seeds:", failed or "none")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
