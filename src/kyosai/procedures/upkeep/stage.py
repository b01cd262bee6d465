"""受け方の切り替え — paper possible, online by default, online only: proposed, then confirmed.

The step is a dated row; the day lies ahead, so that nobody's paper is late before it was said.
"""

from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction

from kyosai.basis import era, tokyo
from kyosai.basis.refusal import Refused
from kyosai.casework import actions as casework
from kyosai.casework import reads as cases
from kyosai.casework.actions import Line, Opening
from kyosai.procedures.upkeep.flow import STAGE
from kyosai.records.stages import reads as stages
from kyosai.records.stages import writes
from kyosai.schemes.clocks import calendars, filings

NOBODY = UUID(int=0)
DAYS, AT = 1, time(17, 0)


class NoSuchStep(Refused):
    """A procedure or a step that is not on the list."""

    reason = "手続きと受け方を、一覧から選んでください。"


class TooSoon(Refused):
    """A day that has come."""

    reason = "始まる日は、あしたより後の日にしてください。"


class NothingNew(Refused):
    """The procedure stands at that step then."""

    reason = "その日は、もうその受け方です。ほかの受け方か日を選んでください。"


class AlreadyProposed(Refused):
    """A step of this procedure waits for another officer."""

    reason = "この手続きの起案が、決裁を待っています。先にそれを終えてください。"


def waiting(procedure: str) -> str:
    """Return the case in which a step waits for another officer; nothing without one."""
    return cases.open_under(_about(procedure))


def propose(procedure: str, *, stage: str, from_on: date, officer: str, at: datetime) -> str:
    """Lay a step before another officer; return the number of the case."""
    on = tokyo.in_tokyo(at).date()
    filing = filings.filings().get(procedure)
    if filing is None or stage not in stages.WORDS:
        raise NoSuchStep(field="stage")
    if from_on <= on:
        raise TooSoon(field="from_on")
    if stages.standing(procedure, on=from_on).stage == stage:
        raise NothingNew(field="stage")
    says = f"{filing.name}：{era.on_screen(from_on)}から、{stages.WORDS[stage]}。"
    with transaction.atomic(durable=True):
        if waiting(procedure):
            raise AlreadyProposed
        opening = Opening(
            number=casework.new_number(),
            flow=STAGE,
            step="confirm_stage",
            subject=NOBODY,
            receipt=f"{_about(procedure)}{at:%Y%m%d%H%M%S}",
            received_at=at,
            opened_on=on,
            due_at=tokyo.at(calendars.office().add(on, DAYS), AT),
            at=at,
            filing={
                "procedure": procedure,
                "stage": stage,
                "from_on": from_on.isoformat(),
                "by": officer,
            },
            lines=[Line("propose", "opened", words=says, officer=officer)],
        )
        return casework.open(opening)


def confirm(case: str, *, officer: str, at: datetime) -> None:
    """Decide a step that another officer proposed, unless its day has come meanwhile."""
    with transaction.atomic(durable=True):
        file = casework.take(STAGE, number=case, step="confirm_stage", officer=officer)
        wish = file.filing
        from_on = date.fromisoformat(wish["from_on"])
        if from_on <= tokyo.in_tokyo(at).date():
            raise TooSoon(field="from_on")
        writes.decide(
            case,
            procedure=wish["procedure"],
            stage=wish["stage"],
            from_on=from_on,
            proposed_by=wish["by"],
            confirmed_by=officer,
            at=at,
        )
        casework.close(file, outcome="accepted", officer=officer, at=at, words="切り替えを決めた。")


def drop(case: str, *, officer: str, at: datetime) -> None:
    """Lay a proposal aside: its day has come, or another officer thinks otherwise."""
    with transaction.atomic(durable=True):
        file = casework.take(STAGE, number=case, step="confirm_stage", officer=officer)
        casework.close(file, outcome="returned", officer=officer, at=at, words="切り替えない。")


def _about(procedure: str) -> str:
    return f"stage:{procedure}:"
