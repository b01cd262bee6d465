"""一本の電話 — general answers at once; the masked person and the script once they are checked."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kyosai.basis import parameters
from kyosai.doors import today
from kyosai.doors.back_office import words
from kyosai.doors.back_office.cases import flows
from kyosai.doors.back_office.holders import contract as contract_page
from kyosai.doors.back_office.holders import looks, particulars
from kyosai.procedures.access import calls as calls_package
from kyosai.procedures.access.calls import booking, check, log, picture, script
from kyosai.procedures.access.calls.picture import Filed, Held, Picture
from kyosai.procedures.access.calls.words import KINDS
from kyosai.procedures.recovery import words as loans
from kyosai.records.calls import reads as calls
from kyosai.records.calls.reads import Standing
from kyosai.records.officers import reads as officers

SCHEMES = {"skk": "小規模企業共済", "tosanboshi": "倒産防止共済"}
PREMIUMS = {state: said for state, (_, said) in contract_page.STATES.items()}
MONTHS = 4
ACTS = {"certificate": "証書の再発行", "contact": "連絡先の訂正"}
LOOKED = "契約・手続き・お知らせ（伏せたもの）"


@require_safe
def show(request: HttpRequest, call_id: UUID) -> HttpResponse:
    """Show a call that goes on; once the caller is checked, the look is written down first."""
    call = going(request, call_id)
    if call.party and call.is_checked and not call.is_ended:
        looks.note(request, party=call.party, what=LOOKED, why="電話の応対（本人確認ずみ）")
    return shown(request, call)


def going(request: HttpRequest, call_id: UUID) -> Standing:
    """Return this officer's call; another's does not exist for them."""
    call = log.going(call_id, officer=request.user.get_username(), at=today.now())
    if call is None:
        raise Http404
    return call


def shown(request: HttpRequest, call: Standing, *, refusal: str = "") -> HttpResponse:
    """Return the page of a call."""
    now = today.now()
    page: dict[str, Any] = {
        "call": call,
        "begun": words.at(call.begun_at),
        "refusal": refusal,
        "portal": settings.PORTAL_URL,
        "answers": parameters.table(calls_package.__name__, "answers")["answer"],
        "reasons": log.reasons(on=now.date()),
        "outcomes": log.outcomes(on=now.date()),
    }
    if call.party and not call.is_ended:
        known = _checked(request, call) if call.is_checked else _unchecked(request, call)
        page |= known
    return render(request, "back_office/calls/call.html", page, status=409 if refusal else 200)


def _unchecked(request: HttpRequest, call: Standing) -> dict[str, Any]:
    assert call.party is not None
    held = picture.held(call.party, schemes=officers.schemes(request.user))
    return {
        "is_bounded": check.is_bounded(call.party, at=today.now()),
        "questions": check.questions(call, held, at=today.now()),
        "calls_back": call.found_by == "call_back",
    }


def _checked(request: HttpRequest, call: Standing) -> dict[str, Any]:
    assert call.party is not None
    now, schemes = today.now(), officers.schemes(request.user)
    seen = picture.picture(call.party, schemes=schemes, at=now)
    promised = booking.waiting(call.party, at=now)
    free = [] if promised else booking.slots(at=now)
    return {
        "person": particulars.rows(request, call.party),
        "name": particulars.name(request, call.party),
        "held": [_held(each) for each in seen.held],
        "filed": [_filed(each) for each in seen.filed],
        "told": _told(seen),
        "script": script.script(seen, step_name=flows.step_name, at=now),
        "acts": [(ACTS[kind], said) for kind, said in calls.acts(call.id)],
        "change": calls.change(call.id),
        "kinds": KINDS,
        "slots": [(each.starts_at.isoformat(), words.at(each.starts_at)) for each in free],
        "promised": words.at(promised.starts_at) if promised else "",
    }


def _held(each: Held) -> dict[str, Any]:
    contract, account = each.contract, each.account
    return {
        "number": contract.number,
        "scheme": SCHEMES[contract.scheme],
        "status": contract_page.STATUSES.get(contract.status, contract.status),
        "is_running": contract.status == "active",
        "premium": words.yen(each.monthly_premium.amount),
        "account": f"{account.bank_name} {account.masked}".strip() if account else "—",
        "months": [
            (words.month(row["month"]), words.yen(row["yen"]), PREMIUMS.get(row["state"], "—"))
            for row in each.rows[-MONTHS:]
        ],
        "debits": [
            (words.on(debit.debit_on), words.yen(debit.yen.amount)) for debit in each.debits
        ],
        "loans": [(loans.name(loan), words.yen(loan.principal_left.amount)) for loan in each.loans],
    }


def _filed(each: Filed) -> dict[str, str]:
    return {
        "procedure": each.procedure,
        "received": words.at(each.received_at),
        "due": words.at(each.due_at),
        "step": "終了" if each.outcome else flows.step_name(each),
    }


def _told(seen: Picture) -> list[dict[str, str]]:
    return [
        {
            "at": words.at(line.at),
            "title": line.title,
            "is_read": "開封済み" if line.is_read else "未開封",
        }
        for line in seen.told
    ]
