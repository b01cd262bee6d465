"""分割共済金の暦 — every instalment of an award, which are ordered, and what ends them early."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet, Sum

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.records.benefits.models import (
    Instalment,
    InstalmentOrdered,
    PaidAtOnce,
    PensionSlip,
)


@dataclass(frozen=True)
class Turn:
    """One instalment; its day and the tax kept back are known once it is ordered."""

    key: str
    award: str
    month: Month
    amount: Yen
    pay_on: date | None
    national: Yen

    @property
    def is_ordered(self) -> bool:
        """Whether the money is on its way, or there."""
        return self.pay_on is not None


@dataclass(frozen=True, kw_only=True)
class AtOnce:
    """The end of a calendar: what was still to come, worth so much."""

    award: str
    reason: str
    happened_on: date
    remaining: int
    amount: Yen
    paid_since: Yen
    case_number: str
    decided_by: str


@dataclass(frozen=True)
class YearPaid:
    """What one award paid in a calendar year."""

    award: str
    amount: Yen
    national: Yen


def lay_out(award: str, *, months: Sequence[Month], each: Yen) -> None:
    """Write the calendar of an award down; laid out twice, it is there once."""
    Instalment.objects.bulk_create(
        [
            Instalment(
                key=f"{award}:{month}",
                award_id=award,
                month=month.first_day,
                yen=each.amount,
            )
            for month in months
        ],
        ignore_conflicts=True,
    )


def of_award(award: str) -> list[Turn]:
    """Return the whole calendar of an award."""
    return [_turn(row) for row in _rows().filter(award_id=award).order_by("month")]


def to_order(*, until: Month, limit: int = 500) -> list[str]:
    """Return the instalments of months up to one that nobody has ordered, the oldest first."""
    rows = Instalment.objects.filter(
        month__lte=until.first_day, ordered__isnull=True, award__paid_at_once__isnull=True
    )
    return list(rows.order_by("month", "key").values_list("key", flat=True)[:limit])


def open_turn(key: str) -> Turn | None:
    """Return an instalment that is still to be ordered; nothing when somebody was quicker."""
    rows = _rows().filter(key=key, ordered__isnull=True, award__paid_at_once__isnull=True)
    found = rows.first()
    return _turn(found) if found else None


def note_ordered(key: str, *, pay_on: date, national: Yen, at: datetime) -> None:
    """Write down for which day an instalment was ordered, and the tax kept back."""
    InstalmentOrdered.objects.create(
        instalment_id=key, pay_on=pay_on, national=national.amount, at=at
    )


def end(made: AtOnce, *, at: datetime) -> None:
    """End the calendar: nothing of it is ordered any more."""
    PaidAtOnce.objects.create(
        award_id=made.award,
        reason=made.reason,
        happened_on=made.happened_on,
        remaining=made.remaining,
        yen=made.amount.amount,
        paid_since=made.paid_since.amount,
        case_number=made.case_number,
        decided_by=made.decided_by,
        decided_at=at,
    )


def is_ended(award: str) -> bool:
    """Tell whether the rest was paid at once."""
    return PaidAtOnce.objects.filter(award_id=award).exists()


def of_year(year: int) -> list[YearPaid]:
    """Return what every award paid in a calendar year, but for those whose slip is made."""
    done = PensionSlip.objects.filter(year=year).values("award_id")
    rows = Instalment.objects.filter(ordered__pay_on__year=year)
    sums = rows.exclude(award_id__in=done).values("award_id").order_by("award_id")
    return [
        YearPaid(row["award_id"], Yen(row["paid"]), Yen(row["kept"]))
        for row in sums.annotate(paid=Sum("yen"), kept=Sum("ordered__national"))
    ]


def note_slip(paid: YearPaid, *, year: int, by: date, is_filed: bool) -> None:
    """Write a year's slip down, once."""
    PensionSlip.objects.get_or_create(
        key=f"{paid.award}:{year}",
        defaults={
            "award_id": paid.award,
            "year": year,
            "yen": paid.amount.amount,
            "national": paid.national.amount,
            "hand_in_by": by,
            "is_filed": is_filed,
        },
    )


def slips(award: str) -> list[tuple[int, Yen, Yen]]:
    """Return year, sum and tax of every slip of an award."""
    rows = PensionSlip.objects.filter(award_id=award).order_by("year")
    return [
        (year, Yen(yen), Yen(kept))
        for year, yen, kept in rows.values_list("year", "yen", "national")
    ]


def _rows() -> "QuerySet[Instalment]":
    return Instalment.objects.select_related("ordered")


def _turn(row: Instalment) -> Turn:
    ordered = getattr(row, "ordered", None)
    return Turn(
        key=row.key,
        award=row.award_id,
        month=Month.of(row.month),
        amount=Yen(row.yen),
        pay_on=ordered.pay_on if ordered else None,
        national=Yen(ordered.national if ordered else 0),
    )
