"""案件の隠した事項の表示 — the same question as for a contract, asked from a case."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kyosai.doors.back_office.cases import flows
from kyosai.doors.back_office.holders import unmasking


def of_case(request: HttpRequest, number: str) -> HttpResponse:
    """Ask why; then show the case with the person's particulars and evidence."""
    case = flows.seen(request, number)
    what = "氏名・住所・添付書類（隠していた事項）"
    after = reverse("back_office:case", args=[number])
    return unmasking.asked(request, number=number, party=case.subject, what=what, after=after)
