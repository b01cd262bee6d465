"""資産台帳の記録 — a sheet entered by one officer of the treasury, confirmed by another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from kyosai.basis.money import Yen
from kyosai.records.assets.models import AssetApproval, AssetSheet, Holding


@dataclass(frozen=True)
class Held:
    """One kind of asset at a year's end; ``income`` may be below nothing."""

    kind: str
    market: Yen
    income: Yen
    put_in: Yen


def enter(
    scheme: str, *, as_of: date, held: Iterable[Held], digest: str, officer: str, at: datetime
) -> UUID:
    """Write a sheet down; it counts once another officer has approved it."""
    assert transaction.get_connection().in_atomic_block
    sheet = AssetSheet.objects.create(
        id=uuid4(), scheme=scheme, as_of=as_of, digest=digest, entered_by=officer, entered_at=at
    )
    Holding.objects.bulk_create(
        Holding(
            sheet=sheet,
            kind=each.kind,
            market_yen=each.market.amount,
            income_yen=each.income.amount,
            put_in_yen=each.put_in.amount,
        )
        for each in held
    )
    return sheet.id


def approve(sheet: UUID, *, officer: str, at: datetime) -> None:
    """Write down the second officer's word; the database refuses the first one's."""
    AssetApproval.objects.create(sheet_id=sheet, officer=officer, at=at)
