"""貸付けの内容 — what was asked for, what for, and the limit as it stands now with its rules."""

from datetime import date
from typing import Any

from kyosai.basis import law, said
from kyosai.basis.refusal import Refused
from kyosai.casework.models import Case
from kyosai.doors import today
from kyosai.doors.back_office import words
from kyosai.procedures.lending import borrower, desk
from kyosai.procedures.lending.flow import CONTRACT_LOAN
from kyosai.procedures.lending.skk import contract_loan
from kyosai.schemes.skk.loan.kinds import LoanKind
from kyosai.schemes.skk.loan.occasions import NewBusiness


def rows(filing: dict[str, Any]) -> list[tuple[str, str]]:
    """Return kind, sums and occasion; nothing for what is no contract loan."""
    if "loan_kind" not in filing:
        return []
    return [
        ("貸付けの種類", LoanKind.of(filing["loan_kind"]).value),
        ("借りる額", words.yen(filing["amount"])),
        ("返す期間", f"{filing['term_months']}か月"),
        ("借り換える貸付け", filing["replaces"]),
        ("署名", "署名用電子証明書" if filing["signature"] else "なし"),
        *_occasion(filing["occasion"] or {}),
    ]


def limit(case: Case) -> dict[str, Any]:
    """Return the limit of an open case's kind now and why; or why nothing can be lent."""
    if case.flow != CONTRACT_LOAN.name or case.is_closed:
        return {}
    message = desk.filed(case.filing)
    try:
        with law.explained() as rules:
            who = borrower.borrower(case.subject, scheme=message.scheme, asked_at=today.now())
            borrower.insist(who, pays_off=message.replaces)
            found = contract_loan.deal(message, who, is_confirmed=True)
    except Refused as refusal:
        return {"refused": refusal.reason}
    return {
        "limit": words.yen(found.limit.amount),
        "handed_over": words.yen(found.handed_over.amount),
        "due": words.at(who.promise.due_at),
        "why": [(said.said(rule), "・".join(rule.provisions)) for rule in rules],
    }


def _occasion(told: dict[str, Any]) -> list[tuple[str, str]]:
    if not told:
        return []
    begun = NewBusiness.of(told["begun"]).value if told["begun"] else ""
    sales = f"{words.yen(told['sales'])}（比べる月は{words.yen(told['compared'])}）"
    return [
        ("理由", told["words"]),
        ("理由の日", words.on(date.fromisoformat(told["day"]))),
        ("退院の日", words.on(date.fromisoformat(told["until"])) if told["until"] else ""),
        ("災害か", "災害" if told["is_disaster"] else ""),
        ("その月の売上", sales if told["compared"] else ""),
        ("対象の人", _in_need(told)),
        ("始めること", begun),
        ("決算の金額", "・".join(map(words.yen, told["figures"]))),
    ]


def _in_need(told: dict[str, Any]) -> str:
    age = f"{told['age']}歳" if told["age"] else ""
    return age + ("（障害がある）" if told["is_disabled"] else "")
