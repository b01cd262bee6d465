"""知られていた払い方 — the terms of a contract as they were known at an earlier moment."""

from datetime import date, datetime
from typing import Any

from psycopg.types.json import Jsonb

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.records.contracts import terms
from kyosai.records.contracts.models import TermsBefore
from kyosai.records.one_trip import Statement
from kyosai.schemes.payment_terms import Ahead, ClassFrom, Pause, Terms


def remembering(contract: str, before: Terms, *, until: datetime) -> Statement:
    """Write down how a contract paid until it was changed, beside the change itself."""
    return (
        "INSERT INTO contract_terms_before (contract_id, until_at, terms) VALUES (%s, %s, %s)",
        [contract, until, Jsonb(_written(before))],
    )


def known(contract: str, *, scheme: str, at: datetime) -> Terms:
    """Return how a contract pays, as far as it was known just before a moment."""
    rows = TermsBefore.objects.filter(contract_id=contract, until_at__gte=at)
    row = rows.order_by("until_at", "id").first()
    return _read(row.terms, scheme=scheme) if row else terms.of(contract, scheme=scheme)


def _written(told: Terms) -> dict[str, Any]:
    return {
        "premiums": [[_day(since), yen.amount] for since, yen in told.premiums],
        "classes": [[_day(each.since), each.name, each.designated] for each in told.classes],
        "prepayments": [
            [_day(each.first), each.months, each.is_yearly, _day(each.until)]
            for each in told.prepayments
        ],
        "pauses": [[each.kind, _day(each.since), _day(each.until)] for each in told.pauses],
    }


def _read(told: dict[str, Any], *, scheme: str) -> Terms:
    return Terms(
        scheme=scheme,
        premiums=tuple((_begun(since), Yen(yen)) for since, yen in told["premiums"]),
        classes=tuple(
            ClassFrom(_begun(since), name, designated)
            for since, name, designated in told["classes"]
        ),
        prepayments=tuple(
            Ahead(_begun(first), months, is_yearly, _month(until))
            for first, months, is_yearly, until in told["prepayments"]
        ),
        pauses=tuple(
            Pause(kind, _begun(since), _month(until)) for kind, since, until in told["pauses"]
        ),
    )


def _day(month: Month | None) -> str | None:
    return month.first_day.isoformat() if month else None


def _begun(text: str) -> Month:
    return Month.of(date.fromisoformat(text))


def _month(text: str | None) -> Month | None:
    return _begun(text) if text else None
