"""営業日の暦 — which days banks and the office are open, by version."""

from datetime import date, timedelta
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.business_days import BusinessDays

VERSIONS = ("2026-11-23",)


def bank(version: str = VERSIONS[-1]) -> BusinessDays:
    """Return 銀行営業日: debits, payouts and loans move on these days."""
    return named("bank", version=version)


def office(version: str = VERSIONS[-1]) -> BusinessDays:
    """Return 機構営業日: people decide on these days."""
    return named("office", version=version)


@cache
def named(*names: str, version: str = VERSIONS[-1]) -> BusinessDays:
    """Return a calendar, or the days on which all the named calendars are open."""
    facts = parameters.table(__package__, f"calendars.{version}")
    closed = frozenset().union(*(_closed(facts, name) for name in names))
    return BusinessDays("+".join(names), version, facts["first"], facts["last"], closed)


def _closed(facts: dict[str, Any], name: str) -> frozenset[date]:
    every_year = set(facts["calendar"][name]["closed_every_year"])
    known = (facts["last"] - facts["first"]).days + 1
    days = (facts["first"] + timedelta(days=distance) for distance in range(known))
    yearly = {day for day in days if f"{day:%m-%d}" in every_year}
    return frozenset(yearly | {holiday["on"] for holiday in facts["holiday"]})
