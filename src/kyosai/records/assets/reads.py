"""資産台帳の照会 — the sheets that wait, and what is held by those that count."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from kyosai.basis.money import Yen, total
from kyosai.records.assets.models import AssetSheet
from kyosai.records.assets.writes import Held


@dataclass(frozen=True)
class Sheet:
    """One sheet with its kinds of asset; ``approved_by`` is empty until the second officer."""

    id: UUID
    scheme: str
    as_of: date
    held: tuple[Held, ...]
    entered_by: str
    approved_by: str

    @property
    def market(self) -> Yen:
        """The market value of everything."""
        return total([each.market for each in self.held])

    @property
    def yearly_return(self) -> Fraction:
        """What the year earned, against what stood at its beginning and half of what was put in."""
        income = sum(each.income.amount for each in self.held)
        put_in = sum(each.put_in.amount for each in self.held)
        began = self.market.amount - income - put_in
        invested = began + Fraction(put_in, 2)
        return Fraction(income) / invested if invested > 0 else Fraction(0)


def sheets() -> list[Sheet]:
    """Return every sheet, the newest day first, the newest of a day first."""
    rows = AssetSheet.objects.select_related("approval").prefetch_related("holdings")
    return [_sheet(row) for row in rows.order_by("-as_of", "scheme", "-entered_at")]


def of(sheet: UUID) -> Sheet | None:
    """Return one sheet."""
    return next((each for each in sheets() if each.id == sheet), None)


def newest(scheme: str, *, on: date) -> Sheet | None:
    """Return the newest approved sheet of a scheme up to a day."""
    approved = (each for each in sheets() if each.approved_by and each.scheme == scheme)
    return next((each for each in approved if each.as_of <= on), None)


def is_known(digest: str) -> bool:
    """Tell whether the same bytes have been entered."""
    return AssetSheet.objects.filter(digest=digest).exists()


def _sheet(row: AssetSheet) -> Sheet:
    held = tuple(
        Held(each.kind, Yen(each.market_yen), Yen(each.income_yen), Yen(each.put_in_yen))
        for each in row.holdings.all()
    )
    approved_by = row.approval.officer if hasattr(row, "approval") else ""
    return Sheet(row.id, row.scheme, row.as_of, held, row.entered_by, approved_by)
