"""決まった貸付けの契約と、請求の直し — shown whole, signed or answered, sent once."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kyosai.basis import identifiers
from kyosai.basis.refusal import Refused
from kyosai.doors.portal import drafts, receipts
from kyosai.doors.portal.amendment import pictures
from kyosai.doors.portal.entrance import step_up
from kyosai.doors.portal.entrance.views import NEXT, PENDING
from kyosai.doors.portal.lending import tosanboshi as lending
from kyosai.doors.portal.lending.tosanboshi_questions import Fix
from kyosai.doors.portal.mine.asking import Seen
from kyosai.doors.portal.persons import Provider, Visitor, signed_in_by
from kyosai.doors.portal.tosanboshi import authority
from kyosai.exchange.messages.tosanboshi_lending import MutualAidContract, MutualAidFix, Signed
from kyosai.schemes.clocks import promises

TITLE = "共済金の貸付けの契約"
FIX = "請求を直す"


@require_safe
@signed_in_by(Provider.GBIZID)
@never_cache
def check(request: HttpRequest, visitor: Visitor, number: str) -> HttpResponse:
    """Show the text of the contract whole, and who signs it."""
    claim = _parsed(number)
    seen = lending.offered(request, visitor, _wish(visitor, claim))
    digest = (seen.view or {}).get("digest", "")
    if digest:
        drafts.save(visitor, _draft(claim), {"digest": digest})
    signed = step_up.signed(visitor, digest=digest) if digest else None
    words = {"claim": claim, "signed": signed}
    return lending.shown(request, visitor, seen, "contract.html", title=TITLE, words=words)


@require_POST
@signed_in_by(Provider.GBIZID)
def sign(request: HttpRequest, visitor: Visitor, number: str) -> HttpResponse:
    """Go to GビズID and come back with a signature under the text that was shown."""
    claim = _parsed(number)
    page = reverse("portal:tosanboshi_contract", args=[claim])
    digest = drafts.load(visitor, _draft(claim)).get("digest")
    if not digest or authority.lacking(visitor, act=lending.ACT):
        return redirect(page)
    request.session[NEXT] = page
    return step_up.begin(request, digest=digest, pending_name=PENDING)


@require_POST
@signed_in_by(Provider.GBIZID)
def send(request: HttpRequest, visitor: Visitor, number: str) -> HttpResponse:
    """Send the signed contract, once."""
    claim = _parsed(number)
    given = drafts.load(visitor, _draft(claim))
    if not given:
        return lending.sent_again(visitor, draft=_draft(claim))
    signed = step_up.signed(visitor, digest=given["digest"])
    if signed is None:
        return redirect("portal:tosanboshi_contract", claim)
    wish = _wish(visitor, claim, signed=signed)
    due_at = promises.promise("loan", received_at=datetime.fromisoformat(wish.received_at)).due_at
    return lending.sent_once(visitor, wish, draft=_draft(claim), due_at=due_at)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_by(Provider.GBIZID)
@never_cache
def fix(request: HttpRequest, visitor: Visitor, number: str) -> HttpResponse:
    """Ask for the words and papers that put a claim right, and send them, once."""
    claim, draft = _parsed(number), f"mutual_aid_fix:{_parsed(number)}"
    form = Fix(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        try:
            given = pictures.kept(visitor, draft, form)
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.reason)
        else:
            drafts.keep(visitor, draft, "words", given["words"])
            return lending.sent_once(visitor, _fix(visitor, claim, given), draft=draft)
    words = {"form": form, "key": "fix"}
    return lending.shown(request, visitor, Seen({}, None), "part.html", title=FIX, words=words)


def _wish(visitor: Visitor, claim: str, *, signed: Signed | None = None) -> MutualAidContract:
    return MutualAidContract(str(visitor.person), lending.now(), "", claim, signed)


def _fix(visitor: Visitor, claim: str, given: dict[str, object]) -> MutualAidFix:
    papers = given["attachments"]
    assert isinstance(papers, list)
    return MutualAidFix(
        str(visitor.person), lending.now(), "", claim, str(given["words"]), tuple(papers)
    )


def _draft(claim: str) -> str:
    return f"mutual_aid_contract:{claim}"


def _parsed(number: str) -> str:
    try:
        return identifiers.parse_lettered(number, letter=receipts.LETTER)
    except Refused:
        raise Http404 from None
