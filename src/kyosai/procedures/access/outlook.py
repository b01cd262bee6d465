"""見通し — what a contract's premiums come to: paid, planned this year, and worth today."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from kyosai.basis import era
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.records.paid_before.reads import Paid
from kyosai.schemes import payment_terms
from kyosai.schemes.skk import benefit, cancellation, premium
from kyosai.schemes.skk.premium_tiers import History, Stretch, months_paid, premiums_paid

NOT_DEBITED = ("failed", "waived", "refunded")
Row = dict[str, Any]
Debit = tuple[date, Yen, bool]  # the day, the yen, whether it is still to come


def first_debit_on(rows: Sequence[Row]) -> str:
    """Return the day of the first debit."""
    return str(min((row["debit_on"] for row in rows), default=""))


def as_shown(row: Row) -> Row:
    """Return a premium in JSON's words."""
    return {
        "month": str(Month.of(row["month"])),
        "yen": row["yen"],
        "state": row["state"],
        "debit_on": row["debit_on"].isoformat(),
        "confirmed_on": row["confirmed_on"].isoformat() if row["confirmed_on"] else "",
        "words": row["words"],
    }


def debits_of_year(
    rows: Sequence[Row], *, to_come: Sequence[payment_terms.Debit], year: int
) -> list[Debit]:
    """Return a year's debits: those made, those under way, and those foreseen."""
    known = [
        (row["debit_on"], Yen(row["yen"]), row["state"] != "paid")
        for row in rows
        if row["state"] not in NOT_DEBITED
    ]
    foreseen = [(debit.debit_on, debit.yen, True) for debit in to_come]
    return [debit for debit in (*known, *foreseen) if debit[0].year == year]


def year_deduction(debits: Sequence[Debit], *, year: int) -> Row:
    """Return what this year's debits take off its income, with a line for each debit day."""
    paid = [(debit_on, yen) for debit_on, yen, _ in debits]
    days: Counter[tuple[date, bool]] = Counter()
    for debit_on, yen, is_to_come in debits:
        days[debit_on, is_to_come] += yen.amount
    return {
        "year": year,
        "yen": premium.deduction(paid, year=year).amount,
        "lines": [
            f"{era.on_screen(day)} {Yen(sum_)}"
            + ("（予定）" if is_to_come else "（引き落とし済み）")
            for (day, is_to_come), sum_ in sorted(days.items())
        ],
    }


def paid_so_far(paid: Sequence[Paid]) -> Row:
    """Return how many months have been paid, and what they come to."""
    history = _stretches(paid)
    return {"months": months_paid(history), "yen": premiums_paid(history).amount}


def benefit_today(paid: Sequence[Paid]) -> Row:
    """Return the basic amounts the months paid so far would bring today."""
    history = _stretches(paid)
    return {
        "a": benefit.basic_benefit(benefit.Kind.A, history=history).amount,
        "b": benefit.basic_benefit(benefit.Kind.B, history=history).amount,
        "jun": benefit.basic_benefit(benefit.Kind.JUN, history=history).amount,
        "cancellation": cancellation.cancellation_allowance(history).amount,
        "words": "基本額（付加共済金を含みません）",
    }


def _stretches(paid: Sequence[Paid]) -> History:
    return tuple(Stretch(each.monthly_premium, each.months) for each in paid)
