"""掛金の払い方の記録 — the terms of one contract, and the rows a change adds to them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.records.contracts.models import Holiday, MonthlyPremium, PaymentClass, Prepayment
from kyosai.records.one_trip import Statement
from kyosai.records.premiums.models import Deferral
from kyosai.schemes.payment_terms import Ahead, ClassFrom, Pause, Terms


def of(contract: str, *, scheme: str) -> Terms:
    """Return how a contract pays, as far as it is known today."""
    return of_all([contract], scheme=scheme)[contract]


def of_all(contracts: Sequence[str], *, scheme: str) -> dict[str, Terms]:
    """Return how each of many contracts pays, in five questions."""
    premiums = _by_contract(MonthlyPremium, contracts, order="since")
    classes = _by_contract(PaymentClass, contracts, order="since")
    prepayments = _by_contract(Prepayment, contracts, order="month")
    pauses = _by_contract(Holiday, contracts, order="since")
    put_off = _by_contract(Deferral, contracts, order="month")
    return {
        each: Terms(
            scheme=scheme,
            premiums=tuple((Month.of(row.since), Yen(row.yen)) for row in premiums[each]),
            classes=tuple(
                ClassFrom(Month.of(row.since), row.payment_class, row.designated_month)
                for row in classes[each]
            ),
            prepayments=tuple(
                Ahead(Month.of(row.month), row.months, row.is_yearly, _month(row.until))
                for row in prepayments[each]
            ),
            pauses=tuple(
                Pause(row.kind, Month.of(row.since), _month(row.until)) for row in pauses[each]
            ),
            put_off={Month.of(row.month): row.debit_on for row in put_off[each]},
        )
        for each in contracts
    }


def _by_contract(kind: Any, contracts: Sequence[str], *, order: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {each: [] for each in contracts}
    for row in kind.objects.filter(contract_id__in=contracts).order_by(order):
        found[row.contract_id].append(row)
    return found


def costing(contract: str, *, since: Month, yen: Yen) -> Statement:
    """Let a contract have another monthly premium from a month on."""
    return (
        "INSERT INTO contract_monthly_premium (contract_id, since, yen) VALUES (%s, %s, %s)",
        [contract, since.first_day, yen.amount],
    )


def prepaying(contract: str, *, ahead: Ahead) -> Statement:
    """Let a contract pay so many months together from a month on, every year if so wished."""
    return (
        "INSERT INTO contract_prepayment (contract_id, month, months, is_yearly, until)"
        " VALUES (%s, %s, %s, %s, NULL)",
        [contract, ahead.first.first_day, ahead.months, ahead.is_yearly],
    )


def not_prepaying(contract: str, *, first: Month) -> Statement:
    """Take back a prepayment that has not begun."""
    return (
        "DELETE FROM contract_prepayment WHERE contract_id = %s AND month = %s",
        [contract, first.first_day],
    )


def prepaying_until(contract: str, *, first: Month, last: Month) -> Statement:
    """Let a yearly prepayment begin in no month after this one."""
    return (
        "UPDATE contract_prepayment SET until = %s WHERE contract_id = %s AND month = %s",
        [last.first_day, contract, first.first_day],
    )


def classed(contract: str, *, chosen: ClassFrom) -> Statement:
    """Let a contract have another payment class from a month on."""
    return (
        "INSERT INTO contract_payment_class (contract_id, since, payment_class, designated_month)"
        " VALUES (%s, %s, %s, %s)",
        [contract, chosen.since.first_day, chosen.name, chosen.designated],
    )


def stopping(contract: str, *, kind: str, since: Month, until: Month | None) -> Statement:
    """Let a contract owe nothing from a month on; open without a last one."""
    return (
        "INSERT INTO contract_holiday (contract_id, kind, since, until) VALUES (%s, %s, %s, %s)",
        [contract, kind, since.first_day, until.first_day if until else None],
    )


def starting_again(contract: str, *, since: Month) -> tuple[Statement, Statement]:
    """Let a contract owe again from a month on; a holiday that has not begun is gone."""
    return (
        (
            "DELETE FROM contract_holiday WHERE contract_id = %s AND since >= %s",
            [contract, since.first_day],
        ),
        (
            "UPDATE contract_holiday SET until = %s WHERE contract_id = %s"
            " AND coalesce(until >= %s, true)",
            [(since + -1).first_day, contract, since.first_day],
        ),
    )


def _month(day: date | None) -> Month | None:
    return Month.of(day) if day else None
