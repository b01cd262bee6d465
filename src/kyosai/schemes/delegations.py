"""代理 — what a holder may let somebody else prepare, and for how long; never a signature."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.months import later
from kyosai.basis.refusal import Refused


class NeedsOwnSignature(Refused):
    """Something no delegate may prepare: a loan, an account, a claim."""

    reason = "この手続きは本人の署名が必要です。ご本人に頼んでください。"


class NotOffered(Refused):
    """A scope or a time that is not on the list."""

    reason = "頼む内容と期間を、一覧から選んでください。"


COUNTER = "counter"  # face to face, at an agency: nobody else may take it on


@dataclass(frozen=True)
class Scope:
    """What a delegate may prepare."""

    key: str
    words: str
    kinds: tuple[str, ...]


@implements("民法99条1項", says="頼める範囲を調べました。")
def scopes(*, on: date) -> dict[str, Scope]:
    """Return the scopes a holder chooses from."""
    rows = _rules().on(on)["scope"]
    return {row["key"]: Scope(row["key"], row["words"], tuple(row["kinds"])) for row in rows}


@implements("民法111条2項", says="頼める月数は{result}です。")
def months_offered(*, on: date) -> tuple[int, ...]:
    """Return for how many months a delegation may hold."""
    return tuple(_rules().on(on)["months"])


@implements("民法111条2項", says="{given_on}に頼むと、最後の日は{result}です。")
def until(given_on: date, *, months: int) -> date:
    """Return the last day of a delegation, or refuse a time that is not offered."""
    if months not in months_offered(on=given_on):
        raise NotOffered(field="months")
    return later(given_on, months=months) - timedelta(days=1)


@implements("民法523条2項", says="{given_on}に頼むと、引き受けの期限は{result}です。")
def accept_by(given_on: date) -> date:
    """Return the last day on which an invitation may be accepted."""
    return given_on + timedelta(days=_rules().on(given_on)["days_to_accept"])


@implements("民法99条1項", says="窓口で確認した要件は、{result}まで使えます。")
def condition_until(confirmed_on: date) -> date:
    """Return the last day on which what an agency confirmed may be relied on."""
    return confirmed_on + timedelta(days=_rules().on(confirmed_on)["condition_days"])


@implements("民法99条1項", says="頼まれた範囲の手続きです。")
def insist_on_scope(scope: str, *, kind: str, on: date) -> None:
    """Refuse a filing that lies outside what the holder has let somebody prepare."""
    found = scopes(on=on).get(scope)
    if found is None or kind not in found.kinds:
        raise NeedsOwnSignature(field="kind")


@cache
def _rules() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "delegations")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))
