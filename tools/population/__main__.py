"""make population N=2300000 — fill the workshop's core database with a made-up country.

Two processes write runs of contracts by COPY; a run is one transaction, and the same seed makes
the same people. Memory is that of two runs.
"""

import argparse
from pathlib import Path

from kyosai.sites import wiring
from tools.population import filling
from tools.population.preparing import prepare

WHOLE = 2_300_000


def main() -> None:
    """Fill, and say how it goes."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--contracts", type=int, default=WHOLE)
    asked.add_argument("--seed", type=int, default=2026)
    asked.add_argument("--state", type=Path, default=wiring.ROOT / ".state")
    words = asked.parse_args()
    words.state.mkdir(mode=0o711, exist_ok=True)
    prepare(words.state)
    filling.fill(words.contracts, seed=words.seed)


if __name__ == "__main__":
    main()
