"""申込みの内容 — what was sent, as rows of label and value; what names a person is left out."""

from datetime import date
from typing import Any

from kyosai.casework.models import Case
from kyosai.doors.back_office import words
from kyosai.doors.back_office.cases import borrowed, claimed
from kyosai.doors.back_office.lending import claimed as claimed_loan
from kyosai.schemes.skk.premiums.holidays import Reason
from kyosai.schemes.skk.trades import Capacity, Trade
from kyosai.schemes.tosanboshi import trades as tosanboshi
from kyosai.schemes.tosanboshi.premium_holiday import Holiday

CAPACITIES = {each.name.lower(): each.value for each in Capacity}
TRADES = {
    "skk": {each.name.lower(): each.value for each in Trade},
    "tosanboshi": {each.key: each.value for each in tosanboshi.Trade},
}
FORMS = {each.key: each.value for each in tosanboshi.Form}
STATEMENTS = {
    "not_in_chutaikyo": "中退共に入っていない",
    "not_antisocial": "反社会的勢力ではない",
    "not_employee": "会社員や家族の専従者ではない",
    "one_position": "加入する立場は1つだけ",
    "no_cancellation_within_year": "1年以内に解約されていない",
    "taxes_paid": "納期の来た税金を納めている",
    "has_business_income": "事業所得を確定申告している（個人のとき）",
    "not_in_arrears": "返す期限をすぎた貸付けなどがない",
    "knows_conditions": "重要事項を確かめた",
}
EVIDENCE = {
    "etax_receipt": "e-Taxの受信通知（データ）",
    "corporate_register": "法人の登記（データ）",
    "pictures": "写真・PDF",
}

SHOWN_BY = {"proof": "書類（写真・PDF）", "sworn_statement": "申立て", "books": "掛金の記録"}
HOLIDAY_REASONS = {each.key: each.value for each in (*Reason, *Holiday)}


def of(case: Case) -> dict[str, Any]:
    """Return the answers a case was opened with; other cases than applications have none."""
    told = case.filing
    if "lending" in told:
        papers = [*told["lending"].get("attachments", []), *told.get("attachments", [])]
        return dict(told["lending"]) | {"attachments": papers}
    for name in ("application", "change", "loan"):
        if case.filing.get(name):
            return dict(case.filing[name])
    return _claim(case)


def sender(case: Case) -> str:
    """Return who sent the papers of a case, where it is not the party it is about."""
    return str(case.filing.get("death_claim", {}).get("person", ""))


def _claim(case: Case) -> dict[str, Any]:
    if "death_claim" in case.filing:
        return {"attachments": case.filing["death_claim"]["attachments"]}
    told = dict(case.filing.get("claim") or {})
    if told:
        told["attachments"] = told["proof"]["attachments"]
    return told


def rows(filing: dict[str, Any], *, unmasked: bool) -> list[tuple[str, str]]:
    """Return what the applicant answered, without name, birthday, address and contact.

    A small business bears its owner's name and stands at the owner's home: both are masked too.
    """
    return [
        row
        for row in (
            *_trade(filing, unmasked),
            *_enterprise(filing.get("enterprise") or {}, unmasked),
            *_money(filing),
            *_statements(filing),
            *_holiday(filing),
            *claimed.rows(filing),
            *claimed_loan.rows(filing),
            *borrowed.rows(filing),
        )
        if row[1]
    ]


def about_debit(case: Case) -> list[tuple[str, str]]:
    """Return what a case of the treasury's is about; a bank file is about nobody in particular."""
    told = case.filing
    return [
        (label, str(told[key]))
        for key, label in (
            ("contract", "契約者番号"),
            ("payment", "支払番号"),
            ("cycle", "引き落としの回"),
            ("code", "結果コード"),
            ("file", "ファイル"),
        )
        if told.get(key)
    ] + ([] if case.subject.int else [("当事者", "なし（銀行とのファイルの案件です）")])


def trade(scheme: str, key: Any) -> str:
    """Return a trade in the words of its Act."""
    return _named(TRADES[scheme], key)


def capacity(scheme: str, key: str) -> str:
    """Return as what somebody joined: a position, or the legal form of an enterprise."""
    return _named(FORMS if scheme == "tosanboshi" else CAPACITIES, key)


def attachments(filing: dict[str, Any]) -> list[str]:
    """Return the ids of the pictures and files that came with it."""
    on_paper = filing.get("paper_mandate") or {}
    return [
        *filing.get("evidence", {}).get("attachments", []),
        *on_paper.get("attachments", []),
        *filing.get("attachments", []),
    ]


def _trade(filing: dict[str, Any], unmasked: bool) -> list[tuple[str, str]]:
    evidence = filing.get("evidence", {}).get("kind", "")
    business, office = filing.get("business_name", ""), filing.get("office_address", "")
    return [
        ("加入する立場", _named(CAPACITIES, filing.get("capacity"))),
        ("業種", trade(filing.get("scheme", "skk"), filing.get("trade"))),
        ("従業員の数", f"{filing['employees']}人" if "employees" in filing else ""),
        ("屋号・会社名", business if unmasked else words.masked(business)),
        ("法人番号", str(filing.get("corporate_number", ""))),
        ("事業所の所在地", office if unmasked else words.masked_place(office)),
        ("事業を始めた日", _day(filing.get("opened_on"))),
        ("事業を示すもの", EVIDENCE.get(evidence, evidence)),
    ]


def _enterprise(told: dict[str, Any], unmasked: bool) -> list[tuple[str, str]]:
    """Return what 倒産防止共済 asks of an enterprise; a person's case has none of it."""
    representative = str(told.get("representative", ""))
    capital = told.get("capital")
    return [
        ("法人の種類", _named(FORMS, told.get("form"))),
        ("代表者", representative if unmasked else words.masked(representative)),
        ("資本金", words.yen(capital) if capital is not None else ""),
        ("共同事業", "している" if told.get("does_joint_business") else ""),
    ]


def _money(filing: dict[str, Any]) -> list[tuple[str, str]]:
    mandate = filing.get("mandate") or {}
    premium = filing.get("monthly_premium")
    bank = f"{mandate.get('bank_name', '')} {mandate.get('branch_name', '')}".strip()
    return [
        ("掛金月額", words.yen(premium) if premium else ""),
        ("引き落としの口座", f"{bank} {mandate.get('account_masked', '')}".strip()),
        ("口座振替申込書", "紙（写真）" if filing.get("paper_mandate") else ""),
    ]


def _statements(filing: dict[str, Any]) -> list[tuple[str, str]]:
    told = filing.get("statements") or (filing.get("enterprise") or {}).get("statements", {})
    return [
        (words_, "はい" if told[key] else "いいえ")
        for key, words_ in STATEMENTS.items()
        if key in told
    ]


def _holiday(filing: dict[str, Any]) -> list[tuple[str, str]]:
    """Return why, for how long and on what evidence no premium is to be paid."""
    if "shown_by" not in filing:
        return []
    months = filing["months"]
    return [
        ("掛止めの理由", HOLIDAY_REASONS[filing["reason"]]),
        ("期間", f"{months}か月" if months else "再開を申し込むまで"),
        ("理由を示すもの", SHOWN_BY[filing["shown_by"]]),
    ]


def _day(text: Any) -> str:
    return words.on(date.fromisoformat(text)) if text else ""


def _named(names: dict[str, str], key: Any) -> str:
    return names.get(str(key).lower(), str(key or ""))
