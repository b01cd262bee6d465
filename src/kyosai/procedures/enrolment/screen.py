"""加入の自動判定 — every finding about an application; none of them is a decision.

All well: the rule accepts at once. Anything else goes to a desk, where a person decides; a
ground for refusal is only ever proposed.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kyosai.basis import law
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.casework import findings as casefile
from kyosai.casework import reads as casework
from kyosai.casework.findings import Finding
from kyosai.exchange.messages.inbound import EnrolmentApplication
from kyosai.procedures.enrolment import account, promised
from kyosai.procedures.enrolment.evidence import Evidence
from kyosai.procedures.enrolment.flow import ENROLMENT
from kyosai.records import one_trip
from kyosai.records.contracts import reads as contracts
from kyosai.records.mandates import reads as mandates
from kyosai.records.one_trip import Statement
from kyosai.records.parties import reads as parties
from kyosai.schemes.skk import eligibility, premium
from kyosai.schemes.skk.eligibility import Applicant, Capacity, Trade


@dataclass(frozen=True)
class Known:
    """What the records know of an applicant, read under lock."""

    contracts: list[dict[str, Any]]
    fraud_on: date | None
    is_listed: bool
    has_namesake: bool
    mandate: dict[str, Any] | None
    open_cases: list[str]


@dataclass(frozen=True)
class Screening:
    """All findings, and the rules behind them."""

    findings: tuple[Finding, ...]
    rules: tuple[dict[str, Any], ...]

    @property
    def is_clear(self) -> bool:
        """Tell whether nothing needs a person."""
        return all(finding.is_well for finding in self.findings)

    def rows(self) -> list[dict[str, Any]]:
        """Return what goes into the case file."""
        return [*casefile.as_rows(self.findings), *self.rules]


def question(application: EnrolmentApplication) -> Statement:
    """Ask for everything known of an applicant in one statement."""
    person, identity = UUID(application.person), application.identity
    return one_trip.together(
        contracts.history(person),
        parties.warnings(person, kana=identity.kana, birthdate=identity.birthdate),
        mandates.registration(application.mandate.customer_no),
        casework.open_ones(ENROLMENT.name, subject=parties.id_of(person)),
    )


def known(row: Sequence[str]) -> Known:
    """Read the answer to ``question``."""
    history, warnings, mandate, open_cases = (json.loads(part) for part in row)
    fraud_on = warnings[0]["fraud_on"]
    return Known(
        contracts=history,
        fraud_on=date.fromisoformat(fraud_on) if fraud_on else None,
        is_listed=warnings[0]["is_listed"],
        has_namesake=warnings[0]["has_namesake"],
        mandate=mandate[0] if mandate else None,
        open_cases=[case["number"] for case in open_cases],
    )


def screened(
    application: EnrolmentApplication, *, known: Known, evidence: Evidence, timing: str
) -> Screening:
    """Return every finding about an application."""
    applied_at = datetime.fromisoformat(application.received_at)
    with law.explained() as rules:
        found = (
            *_eligible(application, known, applied_at.date(), evidence),
            *_stated(application, applied_at.date()),
            *account.findings(application, known=known.mandate),
            *_remembered(known),
            *evidence.findings,
            *promised.findings(application, applied_at=applied_at),
            *_timely(timing),
        )
    return Screening(found, tuple(casefile.explained_rows(rules)))


def _eligible(
    application: EnrolmentApplication, known: Known, applied_on: date, evidence: Evidence
) -> Iterator[Finding]:
    """Ask the law; what it finds goes to the desk with its article."""
    try:
        applicant = _applicant(application, known, applied_on, evidence)
    except KeyError:
        yield Finding("unknown_trade", "業種または立場が読み取れません。", is_well=False)
        return
    found = eligibility.findings(applicant)
    for each in found:
        yield Finding(each.key, each.sentence, each.ground, False, each.is_refusal)
    if not found:
        yield Finding("eligible", "加入資格があります。", "小規模企業共済法3条")
    if applicant.capacity is Capacity.CO_MANAGER:
        yield Finding(
            "co_manager",
            "共同経営者の申込みは、必ず担当者が確認します。",
            "小規模企業共済法施行規則1条2項2号",
            is_well=False,
            facts=casefile.plain(application.owner) or {},
        )


def _applicant(
    application: EnrolmentApplication, known: Known, applied_on: date, evidence: Evidence
) -> Applicant:
    statements = application.statements
    capacity = Capacity.of(application.capacity)
    return Applicant(
        applied_on=applied_on,
        capacity=capacity,
        trade=Trade.of(application.trade),
        employees=application.employees,
        is_registered_officer=evidence.is_machine_readable or None,
        one_position=statements.one_position,
        is_employee=not statements.not_employee,
        is_holder=any(_is_active(contract) for contract in known.contracts),
        in_chutaikyo=not statements.not_in_chutaikyo,
        is_antisocial=not statements.not_antisocial,
        cancelled_by_smrj_on=_last_ended(known, "by_smrj"),
        fraud_on=max(filter(None, (known.fraud_on, _last_ended(known, "fraud"))), default=None),
    )


def _is_active(contract: dict[str, Any]) -> bool:
    return bool(contract["scheme"] == "skk" and contract["status"] == "active")


def _last_ended(known: Known, cause: str) -> date | None:
    days = [
        date.fromisoformat(contract["ended_on"])
        for contract in known.contracts
        if contract["scheme"] == "skk" and contract["end_cause"] == cause
    ]
    return max(days, default=None)


def _stated(application: EnrolmentApplication, applied_on: date) -> Iterator[Finding]:
    """Check what only the form says: the premium's range, an earlier cancellation."""
    try:
        yen = premium.monthly_premium(application.monthly_premium, on=applied_on)
        yield Finding("premium_allowed", f"掛金月額は{yen}です。", "小規模企業共済法4条2項")
    except Refused as refusal:
        yield Finding(
            "premium_not_allowed",
            refusal.reason,
            "小規模企業共済法4条2項",
            False,
            True,
            {"yen": Yen(application.monthly_premium).amount},
        )
    if not application.statements.no_cancellation_within_year:
        yield Finding(
            "cancellation_stated",
            "1年以内に契約を解約されたと申告しています。",
            "小規模企業共済法3条5項1号",
            is_well=False,
        )


def _remembered(known: Known) -> Iterator[Finding]:
    """Say what the records hold against accepting without a person."""
    if known.open_cases:
        numbers = "、".join(known.open_cases)
        yield Finding("open_application", f"審査中の申込みがあります（{numbers}）。", is_well=False)
    if known.has_namesake:
        yield Finding(
            "namesake_holds_contract",
            "氏名と生年月日が同じ方の契約があります。同じ人かどうか確認してください。",
            "小規模企業共済法3条4項",
            is_well=False,
        )
    if known.is_listed:
        yield Finding(
            "listed_name",
            "照会名簿に同じ氏名があります。本人には伝えず、照会してください。",
            "小規模企業共済約款（反社会的勢力の排除）",
            is_well=False,
        )


def _timely(timing: str) -> Iterator[Finding]:
    if timing:
        yield Finding(
            "odd_time_of_receipt", f"受付日時を確認してください（{timing}）。", is_well=False
        )
