"""支払いの書類 — which slips and reports a payment makes due, by when, and when its tax is."""

from collections.abc import Callable
from datetime import date

from kyosai.basis import parameters
from kyosai.basis.keyed import Keyed
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.months import Month, later
from kyosai.basis.refusal import Refused

TENTH, FIFTEENTH, JANUARY = 10, 15, 1


class LessThanNothing(Refused):
    """A payment below nothing."""

    reason = "支払った金額が0円より小さくなっています。0円以上で入れてください。"


class Report(Keyed):
    """What is handed to the recipient or the tax office."""

    RETIREMENT_SLIP = "退職所得の源泉徴収票"
    OCCASIONAL_REPORT = "生命保険契約等の一時金の支払調書"
    SURVIVOR_REPORT = "退職手当金等受給者別支払調書"
    PENSION_SLIP = "公的年金等の源泉徴収票（本人へ）"
    PENSION_SLIP_FILED = "公的年金等の源泉徴収票（税務署へ）"


@implements(
    "所得税法225条1項",
    "所得税法226条2項",
    "所得税法施行令351条1項6号",
    "所得税法施行規則86条",
    "所得税法施行規則94条",
    "所得税法施行規則94条の2",
    "相続税法59条1項",
    says="{paid_on}に支払った{yen}の{report}の期限は{result}です。",
)
def report_due(report: Report, *, yen: Yen, paid_on: date) -> date | None:
    """Return the day by which a report is due, or None when the payment is too small for it.

    Occasional: one payment of more than a million. Survivors: more than a million to one of them.
    Pension slip: the year's sum; the tax office gets one only above 300,000.
    """
    if yen < Yen(0):
        raise LessThanNothing(field="yen")
    row = parameters.table(__package__, "reports")[report.key]
    return COUNTED[row["due"]](paid_on) if yen > Yen(row.get("over", -1)) else None


@implements("所得税法施行規則94条", says="{report}は{result}通作ります。")
def copies(report: Report) -> int:
    """Return how many copies are made."""
    number: int = parameters.table(__package__, "reports")[report.key]["copies"]
    return number


@implements(
    "所得税法199条",
    "地方税法328条の5第2項",
    says="{paid_on}に徴収した税は{result}までに納めます。",
)
def tax_handed_over_by(paid_on: date) -> date:
    """Return the day by which withheld tax is handed over: the tenth of the next month.

    A closed day moves it on (国税通則法10条2項); this is the day by the Act itself.
    """
    return (Month.of(paid_on) + 1).day(TENTH)


def _end_of_next_january(paid_on: date) -> date:
    return Month(paid_on.year + 1, JANUARY).last_day


COUNTED: dict[str, Callable[[date], date]] = {
    "a_month_later": lambda paid_on: later(paid_on, months=1),
    "end_of_next_january": _end_of_next_january,
    "fifteenth_of_next_month": lambda paid_on: (Month.of(paid_on) + 1).day(FIFTEENTH),
}
