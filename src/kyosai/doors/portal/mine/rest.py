"""分割の残りをまとめて受け取る（SK28） — what has happened, when, and the papers that show it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.portal import sending
from kyosai.doors.portal.amendment import pictures
from kyosai.doors.portal.enrolment.asked import Asked
from kyosai.doors.portal.inputs.fields import Choice, Day
from kyosai.doors.portal.persons import Provider, Visitor, signed_in_by
from kyosai.exchange.messages.instalments import RestClaim
from kyosai.schemes.clocks import promises
from kyosai.schemes.skk.payment.remainder import Reason

TITLE = "分割の残りをまとめて受け取る"
ASKED = (Reason.SEVERE_DISABILITY, Reason.HOME_DAMAGED, Reason.SIMILAR)


class Rest(Asked):
    """What has happened, and up to three pictures."""

    reason = Choice(
        "どんな事情ですか",
        choices=[(each.key, each.value) for each in ASKED],
        ask="事情を選んでください。",
    )
    happened_on = Day(
        "それはいつのことですか", ask="日付を入力してください。", not_after=today.today
    )
    picture_1 = pictures.field("事情が分かる書類（診断書、り災証明書など）")
    picture_2 = pictures.field("書類（2つ目）")
    picture_3 = pictures.field("書類（3つ目）")

    def kept(self) -> dict[str, str]:
        """Return what the message says of it."""
        return {name: self.cleaned_data[name] for name in ("reason", "happened_on")}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_by(Provider.DAA)
@never_cache
def ask(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Ask, send the papers, and then the claim."""
    form = Rest(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid() and (receipt := _sent(visitor, form)):
        return redirect("portal:receipt", receipt)
    page = {
        "title": TITLE,
        "trail": [("トップ", "/"), ("わたしの手続き", "/mine/"), (TITLE, "")],
        "section": "mine",
        "form": form,
    }
    return render(request, "portal/mine/rest.html", page)


def _sent(visitor: Visitor, form: Rest) -> str:
    """Return the receipt; nothing where a paper could not be used, which is said beside it."""
    form.cleaned_data[pictures.KEPT] = pictures.rebuilt(form)
    if form.errors:
        return ""
    try:
        facts = pictures.kept(visitor, RestClaim.kind, form)
    except Refused as refusal:
        form.add_error(refusal.field, refusal.reason)
        return ""
    attachments = tuple(facts.pop("attachments"))
    due_at = promises.promise("payout", received_at=today.now()).due_at
    return sending.send(visitor, RestClaim, due_at=due_at, attachments=attachments, **facts)
