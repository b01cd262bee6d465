"""倒産した取引先の照会 — has this failure been decided, and in which case?"""

from dataclasses import dataclass
from datetime import date, datetime

from kyosai.records.failed_customers.models import FailedCustomer


@dataclass(frozen=True)
class Decided:
    """A failure as it was decided."""

    name: str
    event: str
    failed_on: date
    case_number: str
    officer: str
    at: datetime


def key(who: str, *, event: str, failed_on: str) -> str:
    """Return what a failure is known by: a 法人番号 or a name, the event, and its day."""
    return f"{who}:{event}:{failed_on}"


def found(key: str) -> Decided | None:
    """Return a failure that was decided before."""
    row = FailedCustomer.objects.filter(key=key).first()
    if row is None:
        return None
    return Decided(row.name, row.event, row.failed_on, row.case_number, row.officer, row.at)
