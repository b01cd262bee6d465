"""受け方の照会 — the step a procedure stands at on a day, and the steps still to come."""

from dataclasses import dataclass
from datetime import date, datetime

from kyosai.basis.refusal import Refused
from kyosai.records.stages.models import STAGES, Stage

FIRST, DEFAULT, LAST = STAGES
WORDS = {FIRST: "紙でも申し込めます", DEFAULT: "オンラインが標準です", LAST: "オンラインだけです"}


class OnlineOnly(Refused):
    """Paper for a procedure that takes none any more."""

    reason = "この手続きは、オンラインだけで受け付けています。サイトで申し込んでください。"


@dataclass(frozen=True)
class Standing:
    """One step, since when, and by whom it was decided; nobody where it has been so all along."""

    procedure: str
    stage: str
    from_on: date | None = None
    proposed_by: str = ""
    confirmed_by: str = ""
    confirmed_at: datetime | None = None

    @property
    def words(self) -> str:
        """The step in words."""
        return WORDS[self.stage]


def standing(procedure: str, *, on: date) -> Standing:
    """Return the step a procedure stands at on a day."""
    return standings(on=on).get(procedure) or Standing(procedure, FIRST)


def standings(*, on: date) -> dict[str, Standing]:
    """Return the steps somebody decided, as they stand on a day; the last word counts."""
    rows = Stage.objects.filter(from_on__lte=on).order_by("from_on", "confirmed_at")
    return {row.procedure: _standing(row) for row in rows}


def coming(*, after: date) -> list[Standing]:
    """Return the steps decided and not begun, the earliest first."""
    rows = Stage.objects.filter(from_on__gt=after).order_by("from_on", "confirmed_at")
    return [_standing(row) for row in rows]


def is_paper_taken(procedure: str, *, on: date) -> bool:
    """Tell whether paper that arrives on a day is taken."""
    return standing(procedure, on=on).stage != LAST


def insist_on_paper(procedure: str, *, on: date) -> None:
    """Refuse paper that arrives when a procedure is online only."""
    if not is_paper_taken(procedure, on=on):
        raise OnlineOnly(field="procedure")


def _standing(row: Stage) -> Standing:
    return Standing(
        row.procedure, row.stage, row.from_on, row.proposed_by, row.confirmed_by, row.confirmed_at
    )
