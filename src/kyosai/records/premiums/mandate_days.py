"""口座登録日次ファイルの記録 — which days' files of registered accounts have been read."""

from datetime import date, datetime

from kyosai.records.premiums.models import MandateDay


def last_read() -> date | None:
    """Return the newest day that has been read."""
    return MandateDay.objects.order_by("-day").values_list("day", flat=True).first()


def note_read(day: date, *, digest: str, rows: int, at: datetime) -> bool:
    """Note that a day has been read; tell whether this was the first time."""
    row = MandateDay(day=day, digest=digest, rows=rows, read_at=at)
    known = MandateDay.objects.filter(day=day).exists()
    MandateDay.objects.bulk_create([row], ignore_conflicts=True)
    return not known
