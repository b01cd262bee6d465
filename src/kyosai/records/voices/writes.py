"""声の記録 — each answer and each day's count once; what came before stays."""

from datetime import date

from kyosai.records.voices.models import Begun, SurveyAnswer


def answered(
    token: str, *, procedure: str, satisfaction: int, ease: int, answered_on: date
) -> None:
    """Write an answer down; a second one under the same token changes nothing."""
    row = SurveyAnswer(
        token=token,
        procedure=procedure,
        satisfaction=satisfaction,
        ease=ease,
        answered_on=answered_on,
    )
    SurveyAnswer.objects.bulk_create([row], ignore_conflicts=True)


def begun(day: date, *, counts: dict[str, int]) -> None:
    """Write a day's counts down; a day told again changes nothing."""
    rows = [Begun(day=day, procedure=name, count=count) for name, count in counts.items()]
    Begun.objects.bulk_create(rows, ignore_conflicts=True)
