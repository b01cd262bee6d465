"""倒産防止共済の入口 — who is signed in for which company, what may be sent, what will be asked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kyosai.doors.portal import persons
from kyosai.doors.portal.entrance import identities
from kyosai.doors.portal.persons import Provider, Visitor, signed_in_by
from kyosai.doors.portal.tosanboshi import authority

TRAIL = [("トップ", "/"), ("倒産防止共済", "")]
BEFORE_JOINING = ("see", "enrolment")
KINDS = {"entry": "エントリー", "prime": "プライム", "member": "メンバー"}


@require_safe
@signed_in_by(Provider.GBIZID)
@never_cache
def start(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show the company, what its account may send, and what joining will ask for."""
    company = identities.company(visitor)
    if company is None:  # told more than a day ago: ask the provider anew
        request.session.flush()
        return redirect(persons.way_in(request.path, by=Provider.GBIZID))
    words = {
        "title": "倒産防止共済",
        "section": "tosanboshi",
        "company": company,
        "kind": KINDS[company.kind],
        "need": authority.need(company, act="enrolment"),
        "acts": [
            (act.words, authority.need(company, act=act.name) is None)
            for act in authority.acts().values()
            if act.name in BEFORE_JOINING
        ],
        "trail": TRAIL,
    }
    return render(request, "portal/tosanboshi/start.html", words)
