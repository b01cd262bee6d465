"""支給額の画面 — what a claim comes to by the rules, beside what cancelling would bring."""

from datetime import datetime
from typing import Any

from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.casework.models import Case
from kyosai.doors import today
from kyosai.doors.back_office import words
from kyosai.procedures.payout import by_smrj, choices, claim
from kyosai.procedures.payout.choices.choice import Choice
from kyosai.procedures.payout.figures.figures import Figures
from kyosai.procedures.payout.flow import BY_SMRJ, CLAIMS
from kyosai.records.contracts import reads as contracts
from kyosai.records.contracts.reads import Standing
from kyosai.records.holds import reads as holds

TODAY = "today"


def of(case: Case) -> dict[str, Any]:
    """Return the figures of an open claim and the comparison; why there are none, if so."""
    if case.is_closed:
        return {}
    if case.flow in BY_SMRJ:
        return of_ending(contracts.standing(case.filing["contract"]), at=today.now())
    if case.flow not in CLAIMS:
        return {}
    on = today.today()
    try:
        message = claim.filed(case.filing)
        contract, found = claim.worked_out(message, party=case.subject, on=on)
        beside = {each.key: each for each in choices.of(contract, on=on)}
    except Refused as refusal:
        return {"refused": refusal.reason}
    return _told(found, beside.get(TODAY)) | {"goes": _goes(contract, found)}


def of_ending(contract: Standing, *, at: datetime) -> dict[str, Any]:
    """Return what ending a contract for unpaid months pays; why it cannot end, if so."""
    try:
        return _told(by_smrj.worth(contract, at=at), None)
    except Refused as refusal:
        return {"refused": refusal.reason}


def _told(found: Figures, cancelled: Choice | None) -> dict[str, Any]:
    return {
        "rows": _rows(found),
        "why": [
            {"sentence": row["sentence"], "provisions": "・".join(row["provisions"])}
            for row in found.rules
        ],
        "more": _more(found, cancelled),
    }


def _rows(found: Figures) -> list[tuple[str, str]]:
    taxed = [
        ("退職所得控除", _yen(found.deduction)),
        ("課税退職所得", _yen(found.taxable)),
        ("所得税・復興特別所得税", _yen(found.withheld.national)),
        ("住民税", _yen(found.withheld.municipal + found.withheld.prefectural)),
    ]
    return [
        ("支給の種類", f"{found.due_words}（{found.provision}）"),
        ("掛金納付月数", f"{found.months_paid}か月（{_yen(found.premiums)}）"),
        ("決定額", _yen(found.gross)),
        ("所得の区分", found.income_words or "なし"),
        *(taxed if found.income == "retirement" else []),
        ("貸付金などに充てる額", _yen(found.offset)),
        ("分割する額", _yen(found.divided)),
        ("振り込む額", _yen(found.net)),
        *([("支給のない理由", found.why_nothing)] if found.why_nothing else []),
    ]


def _more(found: Figures, cancelled: Choice | None) -> str:
    """Say how the claim compares with cancelling, where it is no cancellation itself."""
    if cancelled is None or found.cause == "cancelled_by_holder":
        return ""
    difference = found.gross.amount - cancelled.yen.amount
    told = "多い" if difference >= 0 else "少ない"
    return (
        f"任意解約なら {_yen(cancelled.yen)}。この請求は {_yen(found.gross)}で、"
        f"{words.yen(abs(difference))}{told}です。"
    )


def _goes(contract: Standing, found: Figures) -> list[tuple[str, str]]:
    """Return who would get how much of it, while papers of others bar the contract."""
    standing = holds.standing(contract.number)
    return [
        (who, _yen(amount) if amount is not None else "差し止めの画面で分けます")
        for who, amount in holds.would_go(found.net, holds=standing)
    ]


def _yen(amount: Yen) -> str:
    return words.yen(amount.amount)
