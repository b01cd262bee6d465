"""小規模企業共済の給付 — which benefit a cause opens, the debts taken off it, and its tax."""

from datetime import date, datetime
from typing import Any

from kyosai.basis import law, tokyo
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.exchange.messages.claims import Claim
from kyosai.procedures.payout.figures import debts, paid, tax, why
from kyosai.procedures.payout.figures.figures import Figures
from kyosai.records.contracts.reads import Standing
from kyosai.records.parties import reads as parties
from kyosai.schemes.skk.entitlement import causes
from kyosai.schemes.skk.entitlement.age import age_on
from kyosai.schemes.skk.entitlement.amount import amount_due
from kyosai.schemes.skk.entitlement.causes import Cause, Funding
from kyosai.schemes.skk.entitlement.due import Entitlement, Event, entitlement
from kyosai.schemes.skk.loan.interest import overdue_interest
from kyosai.schemes.skk.payment import prescription, ways
from kyosai.schemes.skk.payment.draw_down import after_offset
from kyosai.schemes.skk.trades import Capacity

NOTHING = Yen(0)
# These happen by being claimed, or by being told.
BY_WILL = (Cause.OLD_AGE, Cause.CANCELLED_BY_HOLDER, Cause.CANCELLED_BY_SMRJ)


class NotYetHappened(Refused):
    """A cause dated after the day of the claim."""

    reason = "まだ来ていない日です。受け取る理由が起きた日を入れてください。"


class Lapsed(Refused):
    """A claim after five years."""

    reason = "受け取れる期間（5年）がすぎています。事情があるときは、問い合わせてください。"


class NoBirthday(Refused):
    """A holder whose birthday is unknown: no benefit hangs together without it."""

    reason = "生年月日の記録がありません。「問い合わせる」から知らせてください。"


def figures(contract: Standing, claim: Claim, *, on: date) -> Figures:
    """Return what a claim on 小規模企業共済 comes to on a day, or refuse it."""
    asked_on = tokyo.in_tokyo(datetime.fromisoformat(claim.received_at)).date()
    event = _event(contract, claim, asked_on=asked_on)
    history = paid.until(contract.number, day=event.happened_on)
    with law.explained() as rules:
        found = entitlement(event, months_paid=paid.months(history))
        gross = amount_due(event, history=paid.dated(history))
        made = _made(claim, gross, event=event, asked_on=asked_on)
        taxed = tax.of(
            gross - made["divided"],
            income=found.at_once if gross else None,
            declaration=claim.declaration,
            served=tax.served(contract, history),
            on=on,
        )
        owed = debts.owed(contract.number, on=on, delay=_delay)
        room = gross - made["divided"] - taxed.withheld
        after_offset(room, owed=[each.amount for each in owed])
    offsets = debts.offsets(owed, out_of=room)
    return Figures(
        scheme="skk",
        cause=event.cause.key,
        cause_words=event.cause.value,
        happened_on=event.happened_on,
        ends_on=event.happened_on,
        months_paid=paid.months(history),
        premiums=paid.yen(history),
        gross=gross,
        declared=claim.declaration.is_made,
        deduction=taxed.deduction,
        taxable=taxed.taxable,
        withheld=taxed.parts,
        offsets=offsets,
        left=debts.left_of(owed, offsets),
        rules=why.rows(rules),
        **made,
        **_due(found),
    )


def _event(contract: Standing, claim: Claim, *, asked_on: date) -> Event:
    cause = causes.cause(claim.cause)
    born_on = parties.particulars(contract.party).birthdate
    if born_on is None:
        raise NoBirthday
    happened_on = asked_on if cause in BY_WILL else date.fromisoformat(claim.happened_on)
    if happened_on > asked_on:
        raise NotYetHappened(field="happened_on")
    kind = prescription.Claim.BENEFIT
    if not prescription.is_in_time(kind, claimable_on=happened_on, arrived_on=asked_on):
        raise Lapsed(field="happened_on")
    return Event(
        cause=cause,
        capacity=Capacity.of(contract.capacity),
        happened_on=happened_on,
        formed_on=contract.formed_on,
        born_on=born_on,
        funding=Funding.of(claim.funding) if claim.funding else None,
    )


def _due(found: Entitlement) -> dict[str, Any]:
    return {
        "due": found.due.key,
        "due_words": found.due.value,
        "provision": found.provision,
        "income": found.at_once.key if found.at_once else "",
        "income_words": found.at_once.value if found.at_once else "",
        "why_nothing": found.why_nothing,
    }


def _made(claim: Claim, gross: Yen, *, event: Event, asked_on: date) -> dict[str, Any]:
    """Return what is paid in instalments; the Act says whether that can be."""
    if claim.way == "at_once":
        return {"divided": NOTHING, "years": 0}
    divided = gross if claim.way == "divided" else Yen(claim.divided)
    ways.payments(
        gross,
        divided=divided,
        years=claim.years,
        claimed_on=asked_on,
        age_at_event=age_on(event.born_on, on=event.happened_on),
        is_old_age=event.cause is Cause.OLD_AGE,
    )
    return {"divided": divided, "years": claim.years}


def _delay(overdue: Yen, due_on: date, on: date) -> Yen:
    return overdue_interest(overdue, due_on=due_on, paid_on=on)
