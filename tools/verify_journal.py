"""Verify the journal: compute the chain of seals again and compare it with the heads kept outside.

Against the workshop's databases, or those that KYOSAI_CORE_DATABASE_URL and
KYOSAI_INTERNET_DATABASE_URL name. ``--heads`` takes the text of the portal's page instead of the
internet zone's database: lines of number, digest, moment.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import psycopg

from kyosai.sites import wiring
from kyosai.sites.workshop import preparation

MOST_KEYS = 20
TALK_AFTER, TALK_EVERY = 5.0, 1.0  # seconds


def main() -> int:
    """Verify, say what was found, and return 1 when anything was."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--heads", type=Path, help="the portal's text of heads")
    words = asked.parse_args()
    with _databases(wiring.state()) as addresses:
        _look_at_core(wiring.state(), addresses)
        heads = read(words.heads) if words.heads else _told(addresses)
        return verify(heads)


def verify(heads: Mapping[int, str]) -> int:
    """Verify against these heads; print what was found; return 1 when anything was."""
    from kyosai.procedures.upkeep.verify import verify as verified
    from kyosai.records.ledger import seals

    began, progress = monotonic(), Progress(seals.count_sealed())
    found = verified(heads, told=progress)
    took = monotonic() - began
    rate = f"{found.rows / took:,.0f}件/秒" if found.rows else "—"
    print(f"封印 {found.seals:,}個　仕訳 {found.rows:,}件　{took:.1f}秒（{rate}）")
    print(f"まだ封印していない仕訳 {found.unsealed:,}件　外に置いた控え {len(heads):,}個")
    if not heads and found.seals:
        print("控えがないので、終わりが切られていないかは分かりません。")
    for finding in found.findings:
        print(f"封印{finding.seal}: {finding.words}")
        for key in finding.keys[:MOST_KEYS]:
            print(f"    {key}")
        if len(finding.keys) > MOST_KEYS:
            print(f"    ほか {len(finding.keys) - MOST_KEYS:,}件")
    print(
        f"{len(found.findings)}か所がちがいます。" if found.findings else "書きかえはありません。"
    )
    return 1 if found.findings else 0


class Progress:
    """Says how far it is, how fast it goes and how long it will take, when it takes long."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._began = self._spoke = monotonic()

    def __call__(self, rows: int) -> None:
        """Hear how many rows were read."""
        now = monotonic()
        if now - self._began < TALK_AFTER or now - self._spoke < TALK_EVERY:
            return
        self._spoke, rate = now, rows / (now - self._began)
        left = max(0, self._total - rows) / rate
        told = f"  {rows:,} / {self._total:,}件　{rate:,.0f}件/秒　あと{left:,.0f}秒"
        print(told, file=sys.stderr, flush=True)


@contextmanager
def _databases(state: Path) -> Iterator[preparation.Addresses]:
    """Yield where the databases are; a server that was started for this is stopped again."""
    has_own = (state / "keys" / "postgres.secret").exists()
    was_running = has_own and preparation.embedded_server(state).is_running()
    addresses = preparation.database_addresses(state)
    try:
        yield addresses
    finally:
        if not was_running:
            preparation.stop_server(state)


def _look_at_core(state: Path, addresses: preparation.Addresses) -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "kyosai.sites.core.settings",
        "KYOSAI_STATE": str(state / "zones" / "core"),
        "KYOSAI_CORE_DATABASE_URL": addresses["core"]["app"],
    }
    import django

    django.setup()


def _told(addresses: preparation.Addresses) -> dict[int, str]:
    """Return the signed heads of the internet zone; of two for one seal the first."""
    from kyosai.exchange import heads

    with psycopg.connect(addresses["internet"]["app"]) as internet:
        rows = internet.execute(heads.KNOWN).fetchall()
    return {head.number: head.digest for head in reversed(heads.signed(rows))}


def read(path: Path) -> dict[int, str]:
    """Return the heads in a text of the portal's."""
    lines = [line.split() for line in path.read_text().splitlines() if line.strip()]
    return {int(number): digest for number, digest, *_ in reversed(lines)}


if __name__ == "__main__":
    sys.exit(main())
