"""審査 — a first officer looks: the damage found, one question back, and what is proposed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from kyosai.basis import law
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.casework import actions as casework
from kyosai.casework import deadlines
from kyosai.casework import reads as casefiles
from kyosai.casework.models import Case
from kyosai.exchange.messages.tosanboshi_lending import MutualAidClaim
from kyosai.procedures.lending.tosanboshi import books, filed, why
from kyosai.procedures.lending.tosanboshi.flow import CONFIRM, EXAMINE, FIX, MUTUAL_AID_LOAN
from kyosai.procedures.lending.tosanboshi.mutual_aid import figures, letters, looked_at
from kyosai.procedures.lending.tosanboshi.mutual_aid.claim import Assessed

ASKED, LOAN, REFUSAL = "fix_asked", "loan_proposed", "refusal_proposed"


class AskedBefore(Refused):
    """One fix is asked of a claimant, with everything in it."""

    reason = "直しを頼めるのは1回です。電話で確かめ、聞き取りに書いてください。"


class NoReason(Refused):
    """Another figure than the one claimed, without a reason."""

    reason = "請求とちがう額にするときは、取引先ごとに理由を書いてください。"


class NoInterview(Refused):
    """A proposal without a note of what the claimant said."""

    reason = "聞き取ったことを書いてください。だれと話し、何を確かめたかを残します。"


class NoGround(Refused):
    """A refusal without an article or without a reason in words."""

    reason = "断る根拠（条文）と、ご本人に伝える理由を入力してください。"


class NotEntitled(Refused):
    """A ground of the law stands against the loan."""

    reason = "貸し付けない事由があります。調べた結果を確かめ、断る案を作ってください。"


def propose_loan(
    case: str,
    *,
    amount: Yen | None,
    found: Mapping[int, Assessed],
    interview: str,
    officer: str,
    at: datetime,
    may_pause: bool = False,
) -> Yen:
    """Propose to lend: another officer decides. Return the amount the law allows.

    ``may_pause``: premiums may rest in the grace, as the claimant wished.
    """
    if not interview.strip():
        raise NoInterview
    if not all(each.reason.strip() for each in found.values()):
        raise NoReason
    with transaction.atomic(durable=True):
        file = casework.take(MUTUAL_AID_LOAN, number=case, step=EXAMINE, officer=officer)
        claim = filed.again(file.filing, kind=MutualAidClaim)
        held = books.of_party(file.subject)
        if looked_at.refusals(claim, held):
            raise NotEntitled
        with law.explained() as rules:
            counted = figures.figures(claim, held, amount=amount, found=found)
        proposal = {
            "amount": counted.amount.amount,
            "found": _noted(found),
            "may_pause": may_pause and bool(claim.pause_reason),
        }
        casework.move_on(
            file,
            flow=MUTUAL_AID_LOAN,
            to=CONFIRM,
            outcome=LOAN,
            officer=officer,
            at=at,
            words=interview.strip(),
            findings=[{"proposal": proposal}, *why.as_rows(rules)],
        )
    return counted.amount


def propose_refusal(case: str, *, ground: str, reason: str, officer: str, at: datetime) -> None:
    """Propose to refuse: another officer has to agree."""
    if not (ground.strip() and reason.strip()):
        raise NoGround
    with transaction.atomic(durable=True):
        casework.move_on(
            casework.take(MUTUAL_AID_LOAN, number=case, step=EXAMINE, officer=officer),
            flow=MUTUAL_AID_LOAN,
            to=CONFIRM,
            outcome=REFUSAL,
            officer=officer,
            at=at,
            words=reason.strip(),
            findings=[{"ground": ground.strip()}],
        )


def ask(case: str, *, words: str, officer: str, at: datetime) -> None:
    """Ask the claimant to put the claim right, once; the promise stands still meanwhile."""
    with transaction.atomic(durable=True):
        file = casework.take(MUTUAL_AID_LOAN, number=case, step=EXAMINE, officer=officer)
        if casefiles.last_with_outcome(case, ASKED):
            raise AskedBefore
        casework.move_on(
            file,
            flow=MUTUAL_AID_LOAN,
            to=FIX,
            outcome=ASKED,
            officer=officer,
            at=at,
            words=words,
        )
        deadlines.pause(case, code="P1", words="請求の直し", at=at)
        _tell(file, words=words, at=at)


def _tell(file: Case, *, words: str, at: datetime) -> None:
    claim = filed.again(file.filing, kind=MutualAidClaim)
    said = letters.to_fix(receipt=claim.receipt, asked=words)
    filed.tell(
        claim,
        party=file.subject,
        said=said,
        at=at,
        contract=file.filing["contract"],
        step="fix",
        actions=[{"label": "請求を直す", "url": f"/tosanboshi/borrow/claims/{claim.receipt}/fix/"}],
    )
    filed.answer(claim, to=file.filing["message"], status="to_fix", at=at)


def may_pause(case: str) -> bool:
    """Tell whether premiums may rest in the grace, as it was proposed last."""
    return bool(_proposal(case)["may_pause"])


def _proposal(case: str) -> dict[str, Any]:
    entry = casefiles.last_with_outcome(case, LOAN)
    assert entry is not None, "a loan is decided after it was proposed"
    return dict(entry.findings[0]["proposal"])


def proposed(case: str) -> tuple[Yen, dict[int, Assessed]]:
    """Return what was proposed last: the amount, and the damage found by an officer."""
    proposal = _proposal(case)
    found = {
        int(place): Assessed(Yen(each["yen"]), each["reason"])
        for place, each in proposal["found"].items()
    }
    return Yen(proposal["amount"]), found


def _noted(found: Mapping[int, Assessed]) -> dict[str, Any]:
    return {
        str(place): {"yen": each.uncollectable.amount, "reason": each.reason.strip()}
        for place, each in found.items()
    }
