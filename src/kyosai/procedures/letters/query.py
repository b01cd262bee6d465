"""通知課への案件 — asked about the same thing twice, there is one case; ended with words."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction

from kyosai.basis import parameters, tokyo
from kyosai.basis.refusal import Refused
from kyosai.casework import actions as casework
from kyosai.casework import reads as cases
from kyosai.casework.actions import Line, Opening
from kyosai.casework.flow import Flow
from kyosai.exchange import alarms
from kyosai.procedures.letters.flow import PRINT_QUERY
from kyosai.schemes.clocks import calendars

NOBODY = UUID(int=0)
AT = time(17)
ALARM = "print_house"


class NoWords(Refused):
    """A case is closed with words on what was found and done."""

    reason = "確認したことと、したことを書いてください。"


def facts() -> dict[str, Any]:
    """Return the times and bounds of letters."""
    return parameters.table(__package__, "letters")


def ask(about: str, *, words: str, at: datetime) -> str | None:
    """Open a case about a print run, and ring; nothing where one was opened before."""
    alarms.ring(ALARM, subject=about)
    return opened(
        PRINT_QUERY, about, words=words, party=NOBODY, contract="", days="days_to_look", at=at
    )


def opened(
    flow: Flow, about: str, *, words: str, party: UUID, contract: str, days: str, at: datetime
) -> str | None:
    """Open a case at the letters desk; nothing where this was asked about before."""
    assert transaction.get_connection().in_atomic_block
    receipt = about[:60]
    if cases.filed_under(receipt):
        return None
    today = tokyo.in_tokyo(at).date()
    return casework.open(
        Opening(
            number=casework.new_number(),
            flow=flow,
            step="look",
            subject=party,
            receipt=receipt,
            received_at=at,
            opened_on=today,
            due_at=tokyo.at(calendars.office().add(today, facts()[days]), AT),
            at=at,
            filing={"contract": contract} if contract else {},
            lines=[Line("look", "opened", words=words)],
        )
    )


def close(case: str, *, officer: str, words: str, at: datetime, flow: Flow) -> None:
    """End a case as one officer of the letters desk, with words for the file."""
    if not words.strip():
        raise NoWords(field="words")
    with transaction.atomic(durable=True):
        file = casework.take(flow, number=case, step="look", officer=officer)
        casework.close(file, outcome="settled", officer=officer, at=at, words=words.strip())
