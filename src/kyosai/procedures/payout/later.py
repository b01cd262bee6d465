"""あとから入った掛金の支給（X03） — a month paid after the decision is worth something: the rest.

The whole is worked out anew, and what was awarded before is taken off it, tax as well.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.casework import reads as cases
from kyosai.procedures.payout import award, claim, figures, telling, words
from kyosai.procedures.payout.award import Decision
from kyosai.procedures.payout.figures.figures import Figures
from kyosai.records.benefits import outrun
from kyosai.records.benefits import reads as benefits
from kyosai.records.benefits.reads import Standing
from kyosai.records.benefits.writes import Offset
from kyosai.records.contracts import reads as contracts
from kyosai.records.parties.writes import lock
from kyosai.schemes.clocks import promises
from kyosai.schemes.tax.retirement_income import Withholding

NOTHING = Yen(0)


def to_award(*, at: datetime) -> list[str]:
    """Return the awards to which something may be added."""
    return outrun.awards(at=at)


def add(number: str, *, at: datetime) -> str | None:
    """Award what a month paid later is worth; nothing where it is worth nothing more."""
    with transaction.atomic(durable=True):
        before = benefits.of_number(number)
        assert before is not None
        lock(before.party)
        filing = cases.case(before.case_number).filing
        made = benefits.of_contract(before.contract)
        if "claim" not in filing or made[-1].number != number:
            return None
        message, contract = claim.filed(filing), contracts.standing(before.contract, lock=True)
        whole = figures.of(contract, message, on=tokyo.in_tokyo(at).date())
        rest = _rest(whole, made)
        if rest is None:
            return None
        due_at = promises.promise(claim.PROMISE, received_at=at).due_at
        decision = Decision(
            contract=contract,
            figures=rest,
            key=f"{contract.number}:later:{whole.months_paid}",
            case=before.case_number,
            due_at=due_at,
            claimed_on=tokyo.in_tokyo(claim.received_at(message)).date(),
        )
        added = award.carry_out(decision, at=at)
        said = words.added(rest, number=added, due_at=due_at)
        telling.tell(message, party=before.party, said=said, at=at, again=f":later:{added}")
    return added


def _rest(whole: Figures, made: list[Standing]) -> Figures | None:
    """Return the whole less what was awarded before; debts left are taken off the rest."""
    gross = Yen(whole.gross.amount - sum(each.gross.amount for each in made))
    if gross <= NOTHING or any(each.divided for each in made):
        return None
    withheld = Withholding(
        _more(whole.withheld.national, [each.national for each in made]),
        _more(whole.withheld.municipal, [each.municipal for each in made]),
        _more(whole.withheld.prefectural, [each.prefectural for each in made]),
    )
    taxed = replace(whole, gross=gross, withheld=withheld, offsets=(), divided=NOTHING, years=0)
    return replace(taxed, offsets=tuple(_within(whole.offsets, taxed.net)))


def _within(offsets: tuple[Offset, ...], left: Yen) -> Iterator[Offset]:
    """Yield what debts still open get out of so much, in their order."""
    for each in offsets:
        taken = min(each.amount, left)
        if taken > NOTHING:
            yield replace(each, amount=taken)
            left -= taken


def _more(now: Yen, before: list[Yen]) -> Yen:
    return max(NOTHING, Yen(now.amount - sum(each.amount for each in before)))
