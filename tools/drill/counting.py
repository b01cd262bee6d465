"""Lost, doubled, settled: what was acknowledged, beside what the surviving database holds.

It runs where the application runs, and reads the notes and the tables; nothing else.
"""

import argparse
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import psycopg

# How often each key of a kind has had its effect, in the tables of the project.
EFFECTS = {
    "filing": "SELECT filing->>'message', count(*) FROM case_file GROUP BY 1",
    "order": "SELECT contract_id, count(*) FROM payment GROUP BY 1",
    "send": "SELECT substr(key, 10), count(*) FROM ledger_transfer"
    " WHERE kind = 'paid_out' GROUP BY 1",
    "paid": "SELECT payment_id, count(*) FROM payment_outcome WHERE kind = 'paid' GROUP BY 1",
}
# More contracts than filings, or two of one person, would be a filing that counted twice.
CONTRACTS = """
SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM contract GROUP BY party_id) c
"""
# What left in the journal is what was ordered, once.
UNEVEN = """
SELECT count(*) FROM payment p
WHERE (SELECT sum(yen) FROM ledger_transfer WHERE key = 'paid-out:' || p.number) <> p.yen
"""


def main() -> None:
    """Print the counts as one line of JSON."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--notes", type=Path, nargs="+", required=True)
    asked.add_argument("--until", type=float, required=True)
    words = asked.parse_args()
    with psycopg.connect(os.environ["KYOSAI_DRILL_URL"]) as base:
        effects = {
            kind: {str(key): int(n) for key, n in base.execute(sql).fetchall()}
            for kind, sql in EFFECTS.items()
        }
        twice = sum(int(base.execute(sql).fetchone()[0]) for sql in (CONTRACTS, UNEVEN))  # type: ignore[index]
    counted = count((n for n in read(words.notes) if n["at"] <= words.until), effects)
    counted["doubled"] += twice
    print(json.dumps(counted))


def read(notes: Iterable[Path]) -> list[dict[str, Any]]:
    """Return every whole line of the notes, in the order of time."""
    lines = [line for path in notes if path.exists() for line in path.read_text().splitlines()]
    return sorted((json.loads(line) for line in lines if line.endswith("}")), key=lambda n: n["at"])


def count(notes: Iterable[dict[str, Any]], effects: dict[str, dict[str, int]]) -> dict[str, Any]:
    """Return how many acknowledged commits there are, are lost, and had their effect twice.

    A payment the bank was asked for with two kinds of bytes has moved money twice.
    """
    acknowledged, doubts, settled, cancelled = Counter[str](), Counter[str](), 0, 0
    lost, moved = [], defaultdict(set)
    for note in notes:
        kind, key = str(note["kind"]), str(note["key"])
        if note["what"] == "ack":
            acknowledged[kind] += 1
            settled += bool(note["doubts"])
            if not effects[kind].get(key):
                lost.append(f"{kind} {key}")
        elif note["what"] == "doubt":
            doubts[kind] += 1
            cancelled += "canceling" in str(note.get("words"))
        elif note["what"] == "bank":
            moved[key].add(note["came"])
    doubled = sum(n - 1 for of in effects.values() for n in of.values())
    doubled += sum(len(digests) - 1 for digests in moved.values())
    return {
        "acknowledged": acknowledged.total(),
        "by_kind": dict(acknowledged),
        "lost": len(lost),
        "which": lost[:5],
        "doubled": doubled,
        "in_doubt": doubts.total(),
        "cancelled": cancelled,
        "settled": settled,
    }


if __name__ == "__main__":
    main()
