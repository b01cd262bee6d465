"""声の照会 — answers counted by procedure and mark, and drafts begun by procedure."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Sum

from kyosai.records.voices.models import Begun, SurveyAnswer

MARKS = (1, 2, 3, 4, 5)
CONTENT = 4  # from here on somebody is content


@dataclass(frozen=True)
class Opinions:
    """How often each mark was given about one procedure."""

    satisfaction: dict[int, int] = field(default_factory=dict)
    ease: dict[int, int] = field(default_factory=dict)

    @property
    def answers(self) -> int:
        """How many answered."""
        return sum(self.satisfaction.values())

    @property
    def content(self) -> int:
        """How many are content."""
        return sum(count for mark, count in self.satisfaction.items() if mark >= CONTENT)

    @property
    def easy(self) -> int:
        """How many found it easy to understand."""
        return sum(count for mark, count in self.ease.items() if mark >= CONTENT)


def opinions(*, since: date, until: date) -> dict[str, Opinions]:
    """Return the opinions about each procedure, of the days from ``since`` to ``until``."""
    rows = SurveyAnswer.objects.filter(answered_on__range=(since, until))
    found: dict[str, Opinions] = {}
    for question in ("satisfaction", "ease"):
        counted = rows.values("procedure", question).annotate(count=Count("token"))
        for row in counted.order_by("procedure", question):
            marks = getattr(found.setdefault(row["procedure"], Opinions()), question)
            marks[row[question]] = row["count"]
    return found


def begun(*, since: date, until: date) -> dict[str, int]:
    """Return how many drafts of each procedure were begun in these days."""
    rows = Begun.objects.filter(day__range=(since, until)).values("procedure")
    return {row["procedure"]: row["sum"] for row in rows.annotate(sum=Sum("count"))}
