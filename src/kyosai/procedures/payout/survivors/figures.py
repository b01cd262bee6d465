"""遺族の取り分 — the benefit a death opens, who is entitled, and each share, by the law alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kyosai.basis import law
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.exchange.messages.survivors import RelativeTold
from kyosai.procedures.payout import remainder
from kyosai.procedures.payout.figures import debts, paid, why
from kyosai.procedures.payout.figures.figures import Figures
from kyosai.procedures.payout.remainder import Remainder
from kyosai.records.contracts.reads import Standing
from kyosai.records.parties import reads as parties
from kyosai.schemes.skk.entitlement.amount import amount_due
from kyosai.schemes.skk.entitlement.causes import Cause
from kyosai.schemes.skk.entitlement.due import Event, entitlement
from kyosai.schemes.skk.loan.interest import overdue_interest
from kyosai.schemes.skk.payment import prescription, survivors
from kyosai.schemes.skk.payment.draw_down import after_offset
from kyosai.schemes.skk.payment.remainder import Reason
from kyosai.schemes.skk.payment.survivors import Kin, Relative
from kyosai.schemes.skk.trades import Capacity


class Lapsed(Refused):
    """A claim after five years."""

    reason = "請求できる期間（5年）がすぎています。事情があるときは、お電話ください。"


class NoBirthday(Refused):
    """A holder whose birthday is unknown."""

    reason = "契約者の生年月日の記録がありません。記録を確かめてください。"


class AlreadyEnded(Refused):
    """A contract that ended before, for another cause."""

    reason = "この契約は、前に終わっています。担当者がお電話で事情をうかがいます。"


class NeedsAgent(Refused):
    """Several heirs of instalments: they are paid to whom the heirs have chosen."""

    reason = "分割の残りは、相続人の方にお支払いします。代表の方を1人選んでください。"


@dataclass(frozen=True)
class Worth:
    """What a death pays, and to whom: the contract's benefit, or the rest of its instalments."""

    figures: Figures | None
    shares: dict[str, Yen]
    rules: Sequence[dict[str, Any]]
    rest: Remainder | None = None


def worth(
    contract: Standing, told: Sequence[RelativeTold], *, died_on: date, asked_on: date, on: date
) -> Worth:
    """Return what the contract pays to whom, or refuse."""
    with law.explained() as rules:
        first = entitled(told, died_on=died_on)
        made = _figures(contract, died_on=died_on, asked_on=asked_on, on=on)
        shares = survivors.equal_shares(made.net, among=first)
    return Worth(made, shares, why.rows(rules))


def entitled(told: Sequence[RelativeTold], *, died_on: date) -> tuple[str, ...]:
    """Return the keys of all who share the first rank."""
    return survivors.survivors_entitled([_relative(each) for each in told], died_on=died_on)


def rest(contract: Standing, told: Sequence[RelativeTold], *, agent: str, died_on: date) -> Worth:
    """Return what the instalments still to come are worth; it goes to the heirs (法9条の4)."""
    keys = [each.key for each in told]
    key = agent or (keys[0] if len(keys) == 1 else "")
    if key not in keys:
        raise NeedsAgent(field="agent")
    found = remainder.of(contract.number, Reason.DEATH, happened_on=died_on)
    return Worth(None, {key: found.net}, found.rules, found)


def _relative(told: RelativeTold) -> Relative:
    kin = Kin[told.kin.upper()]
    return Relative(told.key, kin, was_supported=told.was_supported)


def _figures(contract: Standing, *, died_on: date, asked_on: date, on: date) -> Figures:
    if contract.status != "active":
        raise AlreadyEnded
    born_on = parties.particulars(contract.party).birthdate
    if born_on is None:
        raise NoBirthday
    kind = prescription.Claim.BENEFIT
    if not prescription.is_in_time(kind, claimable_on=died_on, arrived_on=asked_on):
        raise Lapsed(field="died_on")
    event = Event(
        cause=Cause.DEATH,
        capacity=Capacity.of(contract.capacity),
        happened_on=died_on,
        formed_on=contract.formed_on,
        born_on=born_on,
    )
    history = paid.until(contract.number, day=died_on)
    found = entitlement(event, months_paid=paid.months(history))
    gross = amount_due(event, history=paid.dated(history))
    owed = debts.owed(contract.number, on=on, delay=_delay)
    after_offset(gross, owed=[each.amount for each in owed])
    offsets = debts.offsets(owed, out_of=gross)
    return Figures(
        scheme=contract.scheme,
        cause=event.cause.key,
        cause_words=event.cause.value,
        happened_on=died_on,
        ends_on=died_on,
        months_paid=paid.months(history),
        premiums=paid.yen(history),
        due=found.due.key,
        due_words=found.due.value,
        provision=found.provision,
        gross=gross,
        income=found.at_once.key if found.at_once else "",
        income_words=found.at_once.value if found.at_once else "",
        offsets=offsets,
        left=debts.left_of(owed, offsets),
    )


def _delay(overdue: Yen, due_on: date, on: date) -> Yen:
    return overdue_interest(overdue, due_on=due_on, paid_on=on)
