"""共済金を借りられる人 — what keeps a claimant from a loan, however great the loss."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.schemes.tosanboshi import periods, trades
from kyosai.schemes.tosanboshi.eligibility import Finding
from kyosai.schemes.tosanboshi.impossible import Backwards
from kyosai.schemes.tosanboshi.trades import Enterprise


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A certified 事業継続力強化計画, alone or joint: its first and last day."""

    begins_on: date
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class Claimant:
    """Who claims a loan, on the day of the claim.

    ``stopped_on``: the last day of business, if it stands still. ``is_seized``: the main equipment,
    for taxes or by a bank the minister has named. ``is_overdue``: an earlier loan of 共済金.
    """

    claimed_on: date
    enterprise: Enterprise
    plan: Plan | None = None
    has_failed: bool = False
    goes_on: bool = True
    stopped_on: date | None = None
    is_seized: bool = False
    is_overdue: bool = False
    has_acted_in_bad_faith: bool = False


@implements(
    "中小企業倒産防止共済法9条1項",
    "中小企業倒産防止共済法9条4項",
    "中小企業倒産防止共済法施行規則13条",
    says="貸し付けない事由を調べました。",
)
def claim_findings(claimant: Claimant) -> tuple[Finding, ...]:
    """Return every ground against the loan; whether there was bad faith, a person weighs.

    「共済金の全部又は一部につき、貸付けをしないことができる」.
    """
    law = _law().on(claimant.claimed_on)
    found = []
    for key, is_refusal in _grounds(claimant):
        ground = law["ground"][key]
        found.append(Finding(key, ground["provision"], ground["sentence"], is_refusal))
    return tuple(found)


@implements(
    "中小企業倒産防止共済法9条1項",
    "中小企業倒産防止共済法施行規則11条2項",
    says="請求のとき、中小企業者で{result:ある|ない}。",
)
def is_small_when_claiming(claimant: Claimant) -> bool:
    """Tell whether the claimant is 中小企業者, or deemed one by a certified plan still running."""
    on, plan = claimant.claimed_on, claimant.plan
    if trades.is_small(claimant.enterprise, on=on):
        return True
    if plan is None:
        return False
    Backwards.refuse(plan.begins_on, later=plan.ends_on, field="plan")
    is_running = plan.begins_on <= on <= plan.ends_on
    return bool(is_running and on >= _law().on(on)["deemed_small_since"])


@implements("中小企業倒産防止共済法9条1項", "中小企業倒産防止共済法9条4項")
def grounds(*, on: date) -> tuple[Finding, ...]:
    """Return every ground the law knew against a loan on a day."""
    return tuple(
        Finding(key, row["provision"], row["sentence"], is_refusal=True)
        for key, row in _law().on(on)["ground"].items()
    )


def _grounds(claimant: Claimant) -> Iterator[tuple[str, bool]]:
    holds = {
        "not_small": not is_small_when_claiming(claimant),
        "has_failed": claimant.has_failed,
        "does_not_go_on": not claimant.goes_on,
        "without_business": _stands_still(claimant),
        "is_seized": claimant.is_seized,
        "is_overdue": claimant.is_overdue,
    }
    yield from ((key, True) for key, found in holds.items() if found)
    if claimant.has_acted_in_bad_faith:
        yield "bad_faith", False


def _stands_still(claimant: Claimant) -> bool:
    on, since = claimant.claimed_on, claimant.stopped_on
    if since is None:
        return False
    return periods.has_lasted(since, until=on, months=_law().on(on)["months_without_business"])


@cache
def _law() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "entitlement")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))
