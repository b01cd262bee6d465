"""受け方の記録 — a step decided by two officers, as a row that stays."""

from datetime import date, datetime

from kyosai.records.stages.models import Stage


def decide(
    case_number: str,
    *,
    procedure: str,
    stage: str,
    from_on: date,
    proposed_by: str,
    confirmed_by: str,
    at: datetime,
) -> None:
    """Write a step down."""
    Stage.objects.create(
        case_number=case_number,
        procedure=procedure,
        stage=stage,
        from_on=from_on,
        proposed_by=proposed_by,
        confirmed_by=confirmed_by,
        confirmed_at=at,
    )
