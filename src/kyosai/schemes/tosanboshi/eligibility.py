"""加入資格 — who may join, and every ground on which an application is refused or looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.months import later
from kyosai.schemes.tosanboshi import periods, trades
from kyosai.schemes.tosanboshi.impossible import Backwards
from kyosai.schemes.tosanboshi.trades import Enterprise, Form


@dataclass(frozen=True, kw_only=True)
class Past:
    """What 法3条3項 asks of anyone who joins or follows into a contract.

    ``None`` means not shown yet: a person looks at it. ``unpaid_taxes_due_on``: the due dates of
    income or corporation tax not paid in full (withheld tax is none of it).
    """

    cancelled_by_smrj_on: date | None = None
    fraud_on: date | None = None
    changes_repeatedly: bool | None = False
    has_clear_accounts: bool | None = True
    is_in_arrears: bool | None = False
    unpaid_taxes_due_on: tuple[date, ...] | None = ()
    is_like_case: bool | None = False


UNBLEMISHED = Past()


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """What the rules need to know of an application.

    ``sole_proprietor_since``: when a young company's business was begun by one person before.
    """

    applied_on: date
    enterprise: Enterprise
    in_business_since: date
    past: Past = UNBLEMISHED
    sole_proprietor_since: date | None = None
    has_business_income: bool | None = True
    is_holder: bool = False


@dataclass(frozen=True)
class Finding:
    """One ground found: a refusal, or something a person has to look at."""

    key: str
    ground: str
    sentence: str
    is_refusal: bool


@implements("中小企業倒産防止共済法3条", says="加入の要件と、拒むことのできる事由を調べました。")
def findings(applicant: Applicant) -> tuple[Finding, ...]:
    """Return every ground against accepting at once; none means accept."""
    on = applicant.applied_on
    of_size = trades.provision(applicant.enterprise, on=on)
    others = (*_business(applicant), *_past(applicant.past, on), *_contract(applicant))
    return (
        *(_finding(*ground, on, of_size) for ground in _size(applicant.enterprise, on)),
        *(_finding(*ground, on) for ground in others),
    )


@implements("中小企業倒産防止共済法3条3項", "中小企業倒産防止共済法施行規則2条")
def past_findings(past: Past, *, on: date) -> tuple[Finding, ...]:
    """Return the grounds R1 to R7 alone, which a successor too must be free of (法12条2項3号)."""
    return tuple(_finding(key, is_refusal, on) for key, is_refusal in _past(past, on))


@implements("中小企業倒産防止共済法3条", "中小企業倒産防止共済法施行規則2条")
def grounds(*, on: date) -> tuple[Finding, ...]:
    """Return every ground on which an application may be refused; the Act knows no other."""
    rows: dict[str, dict[str, Any]] = _facts(on)["ground"]
    return tuple(
        Finding(key, row.get("provision", "中小企業倒産防止共済法2条1項"), row["sentence"], True)
        for key, row in rows.items()
    )


@implements("中小企業倒産防止共済法3条")
def may_join(found: tuple[Finding, ...]) -> bool:
    """Tell whether nothing found is a refusal."""
    return not any(finding.is_refusal for finding in found)


@implements(
    "中小企業倒産防止共済法6条",
    "中小企業倒産防止共済法8条4項",
    says="承諾されたので、申込みの日の{result}から効力があります。",
)
def effective_on(applied_on: date, *, accepted_on: date) -> date:
    """Return the day from which a contract, or a changed premium, has effect: the application's.

    「その申込みの日において成立したものとみなし、かつ、その日から効力を生ずる」.
    """
    Backwards.refuse(applied_on, later=accepted_on, field="accepted_on")
    return applied_on


@implements("中小企業倒産防止共済法施行規則2条4号")
def is_asked_of(due_on: date, *, on: date) -> bool:
    """Tell whether a tax due on this day counts: what fell due earlier than a year ago does not.

    「申込みの日以前一年間において納期が到来した税額」.
    """
    return later(on, months=-_facts(on)["months_of_taxes"]) < due_on <= on


def _size(enterprise: Enterprise, on: date) -> Iterator[tuple[str, bool]]:
    if trades.is_small(enterprise, on=on):
        if enterprise.form is Form.PROFESSIONAL_CORPORATION:
            yield "form_to_be_examined", False
    elif enterprise.form in trades.IF_IN_JOINT_BUSINESS:
        yield "no_joint_business", True
    elif enterprise.form not in trades.BY_SIZE:
        yield "form_not_admitted", True
    elif enterprise.form is not Form.SOLE_PROPRIETOR and enterprise.capital is None:
        yield "size_to_be_examined", False
    else:
        yield "not_small", True


def _business(applicant: Applicant) -> Iterator[tuple[str, bool]]:
    if not _a_year_since(applicant.in_business_since, applicant.applied_on):
        before = applicant.sole_proprietor_since
        went_on = before is not None and _a_year_since(before, applicant.applied_on)
        yield ("incorporated_within_a_year", False) if went_on else ("less_than_a_year", True)
    if applicant.enterprise.form is Form.SOLE_PROPRIETOR and not applicant.has_business_income:
        yield "no_business_income", applicant.has_business_income is False


def _past(past: Past, on: date) -> Iterator[tuple[str, bool]]:
    days = {
        "cancelled_within_a_year": past.cancelled_by_smrj_on,
        "fraud_within_a_year": past.fraud_on,
    }
    yield from ((key, True) for key, day in days.items() if day and _is_barred(day, on))
    shown = {
        "changes_repeatedly": past.changes_repeatedly,
        "accounts_not_ascertainable": _not(past.has_clear_accounts),
        "in_arrears": past.is_in_arrears,
        "taxes_unpaid": _owes_taxes(past.unpaid_taxes_due_on, on),
        "like_case": past.is_like_case,
    }
    yield from ((key, holds is True) for key, holds in shown.items() if holds is not False)


def _contract(applicant: Applicant) -> Iterator[tuple[str, bool]]:
    if applicant.is_holder:
        yield "already_a_holder", True


def _a_year_since(since: date, on: date) -> bool:
    return periods.has_lasted(since, until=on, months=_facts(on)["months_in_business"])


def _is_barred(day: date, on: date) -> bool:
    """「その解除の日から一年を経過しない」: the day on which the year is full still lies within."""
    Backwards.refuse(day, later=on, field="applied_on")
    return on <= periods.last_day(day, months=_facts(on)["months_barred"])


def _owes_taxes(due: tuple[date, ...] | None, on: date) -> bool | None:
    return None if due is None else any(is_asked_of(day, on=on) for day in due)


def _not(shown: bool | None) -> bool | None:
    return None if shown is None else not shown


def _finding(key: str, is_refusal: bool, on: date, provision: str = "") -> Finding:
    ground = _facts(on)["ground"][key]
    sentence = ground["sentence"] if is_refusal else ground.get("asked", ground["sentence"])
    return Finding(key, provision or ground["provision"], sentence, is_refusal)


def _facts(on: date) -> dict[str, Any]:
    return _versions().on(on)


@cache
def _versions() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "eligibility")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))
