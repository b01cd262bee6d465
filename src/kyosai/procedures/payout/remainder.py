"""残りの一括支給 — what of a divided benefit was still to come when something happened, at once.

What was paid for later months before we knew comes off; what was missed before is added.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kyosai.basis import law, tokyo
from kyosai.basis.money import Yen, total
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.casework import reads as cases
from kyosai.procedures.payout import instalments
from kyosai.procedures.payout.figures import why
from kyosai.records.benefits import calendar
from kyosai.records.benefits import reads as benefits
from kyosai.records.benefits.calendar import AtOnce, Turn
from kyosai.records.benefits.reads import Standing
from kyosai.records.payments.ordering import payable
from kyosai.schemes.skk.payment import remainder
from kyosai.schemes.skk.payment.remainder import Reason, Recipient

NOTHING = Yen(0)
KIND = "benefit"


class NothingDivided(Refused):
    """No calendar of instalments that still runs."""

    reason = "これから分割で受け取る共済金がありません。「わたしの手続き」で確かめてください。"


class PaidTooMuch(Refused):
    """More was paid for later months than the rest was worth: a person settles it."""

    reason = "事由の日のあとに払った額が、残りの額をこえています。担当者がお電話します。"


@dataclass(frozen=True, kw_only=True)
class Remainder:
    """What is paid of a calendar at once: its worth, less what was paid since, plus arrears."""

    award: Standing
    reason: Reason
    recipient: Recipient
    happened_on: date
    count: int
    worth: Yen
    paid_since: Yen
    missed: Yen
    unpaid: Yen
    rules: Sequence[dict[str, Any]]

    @property
    def net(self) -> Yen:
        """What is paid out."""
        return self.worth + self.missed - self.paid_since


def running(contract: str) -> Standing | None:
    """Return the divided award of a contract whose instalments still come."""
    made = [each for each in benefits.of_contract(contract) if each.divided]
    return next((each for each in made if not calendar.is_ended(each.number)), None)


def of(contract: str, reason: Reason, *, happened_on: date) -> Remainder:
    """Return what the rest is worth on the day it happened, or refuse."""
    made = running(contract)
    turns = calendar.of_award(made.number) if made else []
    if made is None or all(turn.is_ordered for turn in turns):
        raise NothingDivided
    claimed_on = tokyo.in_tokyo(cases.case(made.case_number).received_at).date()
    with law.explained() as rules:
        recipient = remainder.recipient(reason, is_requested=True)
        months = remainder.months_to_come(
            happened_on=happened_on, years=made.years, claimed_on=claimed_on
        )
        worth = remainder.paid_at_once(
            turns[0].amount, happened_on=happened_on, years=made.years, claimed_on=claimed_on
        )
    found = Remainder(
        award=made,
        reason=reason,
        recipient=recipient,
        happened_on=happened_on,
        count=len(months),
        worth=worth,
        paid_since=_sum(turns, after=happened_on, is_ordered=True),
        missed=_sum(turns, until=happened_on, is_ordered=False),
        unpaid=total([turn.amount for turn in turns if not turn.is_ordered]),
        rules=why.rows(rules),
    )
    if found.worth + found.missed < found.paid_since:
        raise PaidTooMuch
    return found


def settle(found: Remainder, *, case: str, officer: str, at: datetime) -> None:
    """End the calendar, owe what is paid at once, and give back what the discount saves."""
    made = found.award
    calendar.end(
        AtOnce(
            award=made.number,
            reason=found.reason.key,
            happened_on=found.happened_on,
            remaining=found.count,
            amount=found.worth,
            paid_since=found.paid_since,
            case_number=case,
            decided_by=officer,
        ),
        at=at,
    )
    own = instalments.own_part(made)
    owed = payable(KIND, scheme=made.scheme, contract=made.contract)
    left = f"instalments:{own}"
    instalments.move(made, f"rest_at_once:{made.number}", left, owed, found.net, at=at)
    saved = found.unpaid - found.net
    instalments.move(made, f"rest_discounted:{made.number}", left, f"benefits:{own}", saved, at=at)


def _sum(
    turns: Sequence[Turn], *, is_ordered: bool, after: date | None = None, until: date | None = None
) -> Yen:
    """Return the turns of months after a day's, or up to it, that were ordered or were not."""
    return total(
        [
            turn.amount
            for turn in turns
            if turn.is_ordered is is_ordered
            and (after is None or turn.month > Month.of(after))
            and (until is None or turn.month <= Month.of(until))
        ]
    )
