"""時効と期間の特例 — until when one may claim, and the days a letter travels."""

from datetime import date

from kyosai.basis.law import implements
from kyosai.schemes.tosanboshi import periods
from kyosai.schemes.tosanboshi.impossible import Backwards, Kind


class Right(Kind):
    """What is claimed, and the months after which it lapses (法19条)."""

    ALLOWANCE = "解約手当金・完済手当金の支給を受ける権利"
    PREMIUM = "掛金の納付を受ける権利"


MONTHS_UNTIL_LAPSE = {Right.ALLOWANCE: 60, Right.PREMIUM: 24}  # 「五年間」「二年間」


@implements("中小企業倒産防止共済法19条", says="{right}は{result}まで行使できます。")
def lapses_after(right: Right, *, claimable_on: date) -> date:
    """Return the last day on which a right is in time; the day it arose is not counted."""
    return periods.last_day(claimable_on, months=MONTHS_UNTIL_LAPSE[right])


@implements("中小企業倒産防止共済法20条", says="請求は{result}にされたものと数えます。")
def counted_as_made_on(*, posted_on: date, arrived_on: date) -> date:
    """Return the day a claim sent by post counts as made: the days it travelled are left out.

    「送付に要した日数は、その期間に算入しない」. For claims of a loan or an allowance alone; a
    request to succeed, or a form that changes a debit, counts from its arrival.
    """
    Backwards.refuse(posted_on, later=arrived_on, field="arrived_on")
    return posted_on
