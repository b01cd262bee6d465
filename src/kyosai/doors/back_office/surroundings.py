"""画面のまわり — what every page shows around itself: who, when, and where one can go."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from kyosai.doors import today
from kyosai.doors.back_office import words
from kyosai.records.officers import reads as officers

LINKS: tuple[tuple[str, str, str], ...] = (
    ("back_office:work_box", "作業箱", "cases.see"),
    ("back_office:mail_room", "郵便の受入れ", "forms.receive"),
    ("back_office:read_box", "項目の入力", "forms.read"),
    ("back_office:rulings", "入力の監督", "forms.reconcile"),
    ("back_office:search", "番号でさがす", "holders.see"),
    ("back_office:calls", "電話の応対", "calls.take"),
    ("back_office:calls_lead", "応対のまとめ", "calls.lead"),
    ("back_office:orders", "延長の定め", "cases.decide"),
    ("back_office:holds", "差し止め", "holders.see"),
    ("back_office:list", "照会名簿", "cases.decide"),
    ("back_office:certificates", "控除証明書", "certificates.see"),
    ("back_office:scorecard", "利用率", "scorecard.see"),
    ("back_office:agencies", "委託機関", "scorecard.see"),
    ("back_office:late_loans", "遅れている返済", "loans.late"),
    ("back_office:loan_orders", "災害の貸付け", "cases.decide"),
    ("back_office:cycles", "引き落とし", "money.see"),
    ("back_office:approvals", "ファイルの承認", "money.see"),
    ("back_office:payment_files", "支払の承認", "money.see"),
    ("back_office:frames", "即時振込の枠", "money.see"),
    ("back_office:returned_payments", "戻った支払", "payments.see"),
    ("back_office:day_end", "一日の終わり", "money.see"),
    ("back_office:tax_papers", "税務署に出す書類", "tax_papers.see"),
    ("back_office:withheld_taxes", "預かった税", "money.see"),
    ("back_office:outbox", "送るもの", "letters.see"),
    ("back_office:packs", "発送の承認", "letters.see"),
    ("back_office:mass", "一斉送付", "letters.see"),
    ("back_office:back", "戻った手紙", "letters.see"),
    ("back_office:refused_files", "読めなかったファイル", "money.see"),
    ("back_office:unmatched", "合わなかったもの", "money.see"),
    ("back_office:collection_days", "収納サイクルの日数", "money.see"),
    ("back_office:trial_balance", "試算表", "money.see"),
    ("back_office:owed", "責任額", "money.see"),
    ("back_office:controls", "統制の一覧", "audit.see"),
    ("back_office:alarms", "警報", "money.see"),
    ("back_office:drill", "二重化の訓練", "money.see"),
)


def about(request: HttpRequest) -> dict[str, Any]:
    """Return the officer, the business time and the links this duty may follow."""
    officer: Any = getattr(request, "user", None)
    signed_in = officer is not None and officer.is_authenticated
    return {
        "officer": officer if signed_in else None,
        "officer_words": officers.words_of(officer) if signed_in else "",
        "business_time": words.at(today.now()),
        "workshop": settings.WORKSHOP,
        "links": [
            {"route": route, "name": name, "here": _is_here(request, route)}
            for route, name, permission in LINKS
            if signed_in and officers.may(officer, permission)
        ],
    }


def _is_here(request: HttpRequest, route: str) -> bool:
    return bool(request.resolver_match and request.resolver_match.view_name == route)
