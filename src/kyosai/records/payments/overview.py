"""支払の一覧 — what left on a day, and the way of one payment, step by step."""

from datetime import date, datetime

from django.db.models import Count, Q, Sum

from kyosai.records.payments.models import KINDS, Outcome, Payment

__all__ = ["KINDS"]

NAMES = {
    "paid": "振り込みました",
    "refused": "銀行が受け付けませんでした",
    "returned": "戻りました",
}


def sent_on(scheme: str, *, on: date) -> tuple[int, int]:
    """Return how many payments left a scheme's account on a day, and their yen."""
    sent = Q(dispatch__on=on) | Q(line__file__pay_on=on, line__file__hand_over__receipt__gt="")
    rows = Payment.objects.filter(sent, scheme=scheme)
    told = rows.aggregate(count=Count("number"), yen=Sum("yen"))
    return told["count"], int(told["yen"] or 0)


def steps(number: str) -> list[tuple[str, datetime]]:
    """Return what became of a payment, in order."""
    row = Payment.objects.select_related("dispatch", "line__file__hand_over").get(number=number)
    told = [("支払を決めました", row.ordered_at)]
    if hasattr(row, "dispatch"):
        told.append(("銀行に送りました", row.dispatch.at))
    if hasattr(row, "line"):
        told.append(("ファイルに入れました", row.line.file.made_at))
        if hasattr(row.line.file, "hand_over"):
            told.append(("ファイルを締めました", row.line.file.hand_over.at))
    for each in Outcome.objects.filter(payment_id=number).order_by("at"):
        told.append((NAMES[each.kind], each.at))
    again = Payment.objects.filter(replaces_id=number).first()
    if again:
        told.append((f"払い直しました（{again.number}）", again.ordered_at))
    return told


def why_not_paid(number: str) -> str:
    """Return why the bank did not pay; nothing where it did, or has not yet."""
    rows = Outcome.objects.filter(payment_id=number, kind__in=("refused", "returned"))
    return rows.order_by("-at").values_list("reason", flat=True).first() or ""
