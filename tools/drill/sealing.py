"""Seal the journal as the clock does, and print the chain's heads as the outside keeps them."""

import sys
from datetime import UTC, datetime

import django


def main() -> None:
    """Seal what stands in the journal; print number, digest and moment of each seal."""
    django.setup()
    from kyosai.procedures.upkeep.seal import seal
    from kyosai.records.ledger import seals

    seal(at=datetime.now(UTC))
    for each in seals.chain():
        print(each.number, each.digest, each.sealed_at.isoformat())


if __name__ == "__main__":
    sys.exit(main())
