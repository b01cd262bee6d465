"""おたずねの手紙 — what cannot be read, or is missing, is asked of the holder; the clock stands."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

from kyosai.basis import era, parameters, tokyo
from kyosai.casework import actions as casework
from kyosai.casework import deadlines
from kyosai.casework import reads as casefile
from kyosai.casework.models import Case
from kyosai.formats.paper import decision
from kyosai.formats.paper.decision import Decision
from kyosai.procedures.paper.flow import ASK, FORM
from kyosai.procedures.paper.sheet import Sheet
from kyosai.records.documents import reads as documents
from kyosai.records.documents import writes as keep
from kyosai.records.documents.reads import Kept

KIND = "form_question"
ISSUER = "独立行政法人 中小企業基盤整備機構"


def ask(file: Case, sheet: Sheet, *, about: Sequence[str], officer: str, at: datetime) -> str:
    """Write the letter, stop the clock, and wait for the answer; return the letter's number."""
    assert sheet.form is not None
    number = f"{sheet.receipt}-{file.entries.count()}"
    until = tokyo.in_tokyo(at).date() + timedelta(days=_facts()["answer_days"])
    page = Decision(
        title=f"{sheet.form.short}について、おたずねします",
        number=number,
        holder=sheet.values.get("name", "申込者"),
        address=sheet.values.get("address", ""),
        lead=[
            f"{sheet.form.short}に、読めないところや足りないものがあります。",
            "次のことを教えてください。同封の返信用封筒か、電話で答えられます。",
            f"{era.on_screen(until)}までにお願いします。",
        ],
        groups=[("教えてほしいこと", [(each, "") for each in about])],
        notes=[
            "返事が届くまで、お約束の日数は数えません。受け付けた日は変わりません。",
            f"オンラインでも手続きできます：{settings.PORTAL_URL}",
            f"電話：共済相談室（{_facts()['phone_hours']}）",
        ],
        issued_on=tokyo.in_tokyo(at).date(),
        issuer=ISSUER,
        is_sample=settings.WORKSHOP,
    )
    keep.keep(
        decision.written(page),
        person=UUID(sheet.person),
        kind=KIND,
        filename=f"おたずね_{sheet.receipt}.pdf",
        media="application/pdf",
        at=at,
        number=number,
    )
    words = f"本人に手紙で聞きました（{'、'.join(about)}）。"
    casework.move_on(
        file, flow=FORM, to=ASK, outcome="asked", officer=officer, at=at, words=words,
        findings=[{"letter": number}],
    )  # fmt: skip
    deadlines.pause(file.number, code="P1", words="おたずねの手紙の返事を待っています", at=at)
    return number


def answered(file: Case, *, at: datetime) -> None:
    """Let the promise run again."""
    file.due_at = deadlines.resume(file.number, at=at)


def written(number: str) -> Kept | None:
    """Return a letter to print."""
    return documents.issued(KIND, number=number)


def latest(case: Case) -> Kept | None:
    """Return the letter a case has sent last."""
    entry = casefile.last_with_outcome(case.number, "asked")
    return written(entry.findings[0]["letter"]) if entry else None


def _facts() -> dict[str, Any]:
    return parameters.table(__package__, "asking")
