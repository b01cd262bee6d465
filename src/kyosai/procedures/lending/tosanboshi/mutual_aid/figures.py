"""貸付額の計算 — limit, smallest loan and amount of a claim, by the law and the books alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import kyosai.schemes.tosanboshi.loan.mutual_aid_loan as limits
from kyosai.basis.money import Yen, total
from kyosai.basis.refusal import Refused
from kyosai.exchange.messages.tosanboshi_lending import MutualAidClaim
from kyosai.procedures.lending.tosanboshi import books
from kyosai.procedures.lending.tosanboshi.books import Books
from kyosai.procedures.lending.tosanboshi.mutual_aid import claim as told
from kyosai.procedures.lending.tosanboshi.mutual_aid.claim import Assessed
from kyosai.records.contracts import reads as contracts
from kyosai.schemes.tosanboshi.loan import counted_premiums
from kyosai.schemes.tosanboshi.loan.mutual_aid_loan import Damage

NOTHING_FOUND: Mapping[int, Assessed] = {}


class NoCustomer(Refused):
    """A claim without a customer that failed."""

    reason = "倒産した取引先がありません。取引先を1社は入力してください。"


class CustomerTwice(Refused):
    """One failure named twice in a claim: its debts would be lost twice."""

    reason = "同じ取引先の倒産が2回入っています。1社を1つにまとめてください。"


@dataclass(frozen=True)
class Figures:
    """What a claim comes to, in yen."""

    damage: Yen
    limit: Yen
    most: Yen
    smallest: Yen
    amount: Yen


def figures(
    claim: MutualAidClaim,
    held: Books,
    *,
    amount: Yen | None = None,
    found: Mapping[int, Assessed] = NOTHING_FOUND,
) -> Figures:
    """Return the figures of a claim, or refuse in the law's words.

    ``amount`` is what an officer would lend; without one, what was asked for, as far as the limit
    reaches. ``found`` replaces the damage claimed at a customer, by its place.
    """
    on = told.claimed_on(claim)
    lost = damage(claim, found=found)
    limit = _limit(claim, held, lost=lost, on=on)
    most, smallest = limits.most_lent(limit, on=on), _smallest(claim, held, on=on)
    wanted = min(Yen(claim.amount), most) if amount is None else amount
    lent = limits.amount_lent(wanted, limit=limit, smallest=smallest, on=on)
    return Figures(lost, limit, most, smallest, lent)


def damage(claim: MutualAidClaim, *, found: Mapping[int, Assessed] = NOTHING_FOUND) -> Yen:
    """Return all that is lost at every customer, urgent funds among it."""
    on = told.claimed_on(claim)
    each = [
        told.damage(customer, claim=claim, found=found.get(place))
        for place, customer in enumerate(claim.customers)
    ]
    return total([one.uncollectable + limits.urgent_funds(one, on=on) for one in each])


def limit(claim: MutualAidClaim, held: Books) -> Yen:
    """Return the most a claim may bring, as it was claimed."""
    on = told.claimed_on(claim)
    return _limit(claim, held, lost=damage(claim), on=on)


def _limit(claim: MutualAidClaim, held: Books, *, lost: Yen, on: date) -> Yen:
    """Return the limit. Of several failures the first day counts: it takes most off (assumed)."""
    days = [told.day_of(customer) for customer in claim.customers]
    if not days:
        raise NoCustomer(field="customers")
    if len({told.key(customer) for customer in claim.customers}) < len(days):
        raise CustomerTwice(field="customers")
    for day in days:
        limits.insist_on_time(
            effective_on=held.contract.formed_on,
            failed_on=day,
            claimed_on=on,
            months_paid=held.months_paid(day),
        )
    premiums = counted_premiums.eligible_premiums(
        held.paid,
        changes=held.changes,
        failed_on=min(days),
        claimed_on=on,
        lent=held.lent,
        applied=held.applied,
    )
    balance = held.owed(books.MUTUAL_AID)
    return limits.mutual_aid_loan_limit(
        premiums, damage=Damage(uncollectable=lost), balance=balance, on=on
    )


def _smallest(claim: MutualAidClaim, held: Books, *, on: date) -> Yen:
    return limits.smallest_loan(
        total_monthly_trade=Yen(claim.circumstances.total_monthly_trade),
        on=on,
        owed_by_young=limits.owed_by_young(
            signed_at=contracts.first_monthly_premium(held.contract.number),
            effective_on=held.contract.formed_on,
            claimed_on=on,
        ),
    )
