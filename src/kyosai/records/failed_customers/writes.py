"""倒産した取引先の記録 — a failure noted once; noted again, the first word stays."""

from datetime import date, datetime

from kyosai.records.failed_customers.models import FailedCustomer


def note(
    key: str,
    *,
    name: str,
    corporate_number: str,
    event: str,
    failed_on: date,
    case_number: str,
    officer: str,
    at: datetime,
) -> None:
    """Note a failure two officers have decided."""
    FailedCustomer.objects.bulk_create(
        [
            FailedCustomer(
                key=key,
                name=name,
                corporate_number=corporate_number,
                event=event,
                failed_on=failed_on,
                case_number=case_number,
                officer=officer,
                at=at,
            )
        ],
        ignore_conflicts=True,
    )
