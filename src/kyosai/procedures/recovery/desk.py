"""債権管理の机 — one officer proposes what to do about a late loan, another decides."""

from datetime import datetime

from django.db import transaction

from kyosai.basis.refusal import Refused
from kyosai.casework import actions as casework
from kyosai.casework import reads as cases
from kyosai.casework.models import Case
from kyosai.procedures.recovery import tell, words
from kyosai.procedures.recovery.acts import ACTS, NAMES, Decided
from kyosai.procedures.recovery.flow import ARREARS, DECIDE, PROPOSE
from kyosai.records.loans import reads


class NoWhy(Refused):
    """An act without a reason."""

    reason = "理由を書いてください。決裁する人と、ご本人への説明に使います。"


class NoSuchAct(Refused):
    """An act nobody knows."""

    reason = "処分を一覧から選んでください。"


def propose(case: str, *, act: str, why: str, officer: str, at: datetime, months: int = 0) -> None:
    """Propose an act for another officer to decide; doing nothing ends the case at once."""
    if not why.strip():
        raise NoWhy(field="why")
    if act not in NAMES:
        raise NoSuchAct(field="act")
    with transaction.atomic(durable=True):
        file = casework.take(ARREARS, number=case, step=PROPOSE, officer=officer)
        if act == "none":
            casework.close(file, outcome="kept", officer=officer, at=at, words=why.strip())
            return
        casework.move_on(
            file,
            flow=ARREARS,
            to=DECIDE,
            outcome="proposed",
            officer=officer,
            at=at,
            words=why.strip(),
            findings=[{"act": act, "name": NAMES[act], "months": months}],
        )


def decide(case: str, *, officer: str, at: datetime) -> None:
    """Carry out what another officer proposed."""
    with transaction.atomic(durable=True):
        file = casework.take(ARREARS, number=case, step=DECIDE, officer=officer)
        entry = cases.last_with_outcome(case, "proposed")
        assert entry is not None
        loan = reads.locked(file.filing["loan"])
        wanted = entry.findings[0]
        decided = Decided(entry.officer, officer, case, at)
        says = ACTS[wanted["act"]](loan, decided, months=wanted["months"], why=entry.words)
        tell.notice(loan, f"decided:{case}", words.decided(loan, says=says), at=at)
        casework.close(file, outcome=wanted["act"], officer=officer, at=at, words=says)


def send_back(case: str, *, officer: str, why: str, at: datetime) -> None:
    """Send a proposal back to whoever made it."""
    if not why.strip():
        raise NoWhy(field="why")
    with transaction.atomic(durable=True):
        file = casework.take(ARREARS, number=case, step=DECIDE, officer=officer)
        casework.move_on(
            file, flow=ARREARS, to=PROPOSE, outcome="sent_back", officer=officer, at=at,
            words=why.strip(),
        )  # fmt: skip


def proposal(file: Case) -> dict[str, str] | None:
    """Return what is proposed about a case that waits for its decision."""
    if file.step != DECIDE or file.is_closed:
        return None
    entry = cases.last_with_outcome(file.number, "proposed")
    assert entry is not None
    months = entry.findings[0]["months"]
    name = entry.findings[0]["name"] + (f"（{months}か月）" if months else "")
    return {"name": name, "why": entry.words, "by": entry.officer}
