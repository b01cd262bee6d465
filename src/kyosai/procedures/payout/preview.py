"""給付の見込み — what a claim would come to, by what would carry it out; nothing is decided."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.refusal import Malformed, Refused
from kyosai.exchange import postbox, views
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.claims import Cancellation, Claim
from kyosai.exchange.messages.views import ViewRequest
from kyosai.procedures.payout import award, choices, claim, papers
from kyosai.procedures.payout.choices.choice import Choice
from kyosai.procedures.payout.figures.figures import Figures
from kyosai.records.benefits import calendar
from kyosai.records.benefits import reads as benefits
from kyosai.records.benefits.reads import Standing as Awarded
from kyosai.records.loans import reads as loans
from kyosai.records.parties import reads as parties
from kyosai.records.payments import timeline
from kyosai.schemes.skk.payment import instalments

VIEWS = ("claimable", "claim_effect", "award")


def show(number: str, *, at: datetime) -> None:
    """Take a request and lay its view out."""
    with transaction.atomic(durable=True):
        _, request = postbox.take(number)
        assert isinstance(request, ViewRequest)
        party = parties.of_person(UUID(request.person))
        try:
            payload = _payload(request, party=party, at=at)
        except Refused as refusal:
            payload = {"refused": refusal.reason, "field": refusal.field}
        postbox.reply(views.sealed(payload, to=number, reply_key=request.reply_key))


def _payload(request: ViewRequest, *, party: UUID | None, at: datetime) -> dict[str, Any]:
    if request.view == "award":
        return {"awards": [_award(each) for each in benefits.of_party(party)] if party else []}
    if request.view == "claimable":
        return _claimable(party, scheme=request.argument, at=at)
    message = _wished(request)
    on = tokyo.in_tokyo(at).date()
    contract, worth = claim.worked_out(message, party=party, on=on)
    to = award.account_of(contract) if worth.net else None
    return (
        facts(worth)
        | _instalments(worth, on=on)
        | {
            "contract": contract.number,
            "account": f"{to.bank_name} {to.masked}" if to else "",
            "due_at": claim.due_at(message).isoformat(),
            "until": _until(message),
            "choices": _choices(choices.of(contract, on=on)) if _until(message) else [],
        }
    )


def facts(worth: Figures) -> dict[str, Any]:
    """Return what a person is shown of a claim: every part of the sum, and the reason of each."""
    return {
        "cause": worth.cause_words,
        "happened_on": worth.happened_on.isoformat(),
        "due": worth.due_words,
        "provision": worth.provision,
        "months_paid": worth.months_paid,
        "premiums": worth.premiums.amount,
        "gross": worth.gross.amount,
        "income": worth.income_words,
        "deduction": worth.deduction.amount,
        "taxable": worth.taxable.amount,
        "national": worth.withheld.national.amount,
        "resident": (worth.withheld.municipal + worth.withheld.prefectural).amount,
        "offset": worth.offset.amount,
        "left": worth.left.amount,
        "divided": worth.divided.amount,
        "net": worth.net.amount,
        "why_nothing": worth.why_nothing,
        "why": reasons(worth.rules),
    }


def _instalments(worth: Figures, *, on: date) -> dict[str, Any]:
    """Return what one instalment is, and how many there are; nothing where nothing is divided."""
    if not worth.divided:
        return {}
    each = instalments.instalment(worth.divided, years=worth.years, claimed_on=on)
    months = instalments.instalment_months(years=worth.years, claimed_on=on)
    return {"each": each.amount, "times": len(months), "first": str(months[0])}


def reasons(rules: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """Return the rules applied as sentences with their articles."""
    return [
        {"sentence": row["sentence"], "provisions": "・".join(row["provisions"])} for row in rules
    ]


def _claimable(party: UUID | None, *, scheme: str, at: datetime) -> dict[str, Any]:
    """Return the contract that would end, what is owed on it, and the choices there are."""
    contract = claim.held(party, scheme=scheme)
    on = tokyo.in_tokyo(at).date()
    return {
        "scheme": scheme,
        "contract": contract.number,
        "capacity": contract.capacity,
        "owed": loans.left(contract.number).amount,
        "choices": _choices(choices.of(contract, on=on)),
    }


def _choices(found: Sequence[Choice]) -> list[dict[str, Any]]:
    return [
        {
            "key": each.key,
            "words": each.words,
            "on": each.on.isoformat(),
            "yen": each.yen.amount,
            "premiums": each.premiums.amount,
            "percent": each.percent,
        }
        for each in found
    ]


def _award(made: Awarded) -> dict[str, Any]:
    return {
        "number": made.number,
        "decided_at": made.decided_at.isoformat(),
        "contract": made.contract,
        "provision": made.provision,
        "months_paid": made.months_paid,
        "gross": made.gross.amount,
        "offset": sum(each.amount.amount for each in made.offsets),
        "national": made.national.amount,
        "resident": (made.municipal + made.prefectural).amount,
        "divided": made.divided.amount,
        "net": made.net.amount,
        "why": reasons(made.explanation),
        "papers": _papers(made),
        "payment": _payment(made.number),
    }


def _papers(made: Awarded) -> list[dict[str, str]]:
    """Return the tax papers of an award: number and title; those of a year name it."""
    owed = benefits.reports(made.number)
    told = [
        {"number": letter + made.number[1:], "title": papers.TITLES[kind]}
        for letter, kind in papers.LETTERS.items()
        if kind in owed
    ]
    yearly = [
        {
            "number": f"N{made.number[1:]}-{year}",
            "title": f"{year}年分の{papers.TITLES['pension_slip']}",
        }
        for year, _, _ in calendar.slips(made.number)
    ]
    return told + yearly


def _payment(award_number: str) -> dict[str, str]:
    turn = timeline.under(f"award:{award_number}")
    if turn is None:
        return {}
    return {
        "words": turn.words,
        "account": turn.account,
        "due_at": turn.due_at.isoformat(),
        "state": turn.state,
    }


def _until(message: Claim) -> str:
    """Return until when it can be taken back; nothing where it cannot."""
    is_cancelled = isinstance(message, Cancellation)
    return claim.withdrawable_until(message).isoformat() if is_cancelled else ""


def _wished(request: ViewRequest) -> Claim:
    """Return the claim a request is about; it is this person's whatever it says."""
    kind, _, content = request.argument.partition(" ")
    message = plain.from_json(content.encode(), kind=kind, version=1)
    if not isinstance(message, Claim) or message.person != request.person:
        raise Malformed(1, "argument", kind)
    return message
