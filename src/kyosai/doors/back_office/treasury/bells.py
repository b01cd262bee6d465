"""警報 — what the crossing between the zones could not settle by itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kyosai.doors.back_office import words
from kyosai.exchange import alarms

MOST = 200
MEANING = {
    "quarantined": ("封が合わない受付を、隔離しました", "届け出た人がいないか、確認してください。"),
    "gap": ("番号が抜けた受付があります", "インターネット側に残っていないか、確認してください。"),
    "not_handled": (
        "処理できない受付があります",
        "自動でやり直しています。続くときは、システムの担当に連絡してください。",
    ),
    "attachment_left_out": ("添付書類を受け取れませんでした", "案件に、足りない書類が載ります。"),
}
OTHER = ("そのほかの警報", "システムの担当に連絡してください。")


def show(request: HttpRequest) -> HttpResponse:
    """List the latest alarms; none of them names a person."""
    lines = [
        {"meaning": meaning, "act": act, "subject": subject, "at": words.at(at)}
        for word, subject, at in alarms.newest(MOST)
        for meaning, act in (MEANING.get(word, OTHER),)
    ]
    return render(request, "back_office/treasury/bells.html", {"lines": lines, "most": MOST})
