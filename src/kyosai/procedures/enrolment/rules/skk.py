"""小規模企業共済に加入する決まり — the person, their position and the size of the business."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from kyosai.basis import parameters
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.casework import findings as casefile
from kyosai.casework.findings import Finding
from kyosai.exchange.messages.inbound import EnrolmentApplication, Statements
from kyosai.procedures.enrolment.evidence import Evidence
from kyosai.procedures.enrolment.known import Known
from kyosai.schemes.clocks import channels
from kyosai.schemes.planned_debits import DebitPlan
from kyosai.schemes.skk import debit_plan, eligibility, premium
from kyosai.schemes.skk.eligibility import Applicant, Capacity, Trade

ONE_CONTRACT = "小規模企業共済法3条4項"
ANY_BANK = ""


def findings(
    application: EnrolmentApplication, *, known: Known, evidence: Evidence, applied_on: date
) -> Iterator[Finding]:
    """Return what the Act finds, and what only the form says."""
    yield from _eligible(application, known, applied_on, evidence)
    yield from _stated(application, applied_on)


def planned(application: EnrolmentApplication, *, at: datetime) -> DebitPlan:
    """Return the debits an application leads to, from the first day its bank's channel reaches.

    A mandate on paper names its bank only once the desk has read it, and waits for the bank.
    """
    applied_at = datetime.fromisoformat(application.received_at)
    mandate, decided_at = application.mandate, max(at, applied_at)
    if mandate is None:
        decided_at += timedelta(weeks=parameters.table(__package__, "paper")["mandate_weeks"])
    return debit_plan.debit_plan(
        applied_at=applied_at,
        decided_at=decided_at,
        channel=channels.channel_for(
            mandate.bank_code if mandate else ANY_BANK, scheme="skk", on=applied_at.date()
        ),
        monthly_premium=Yen(application.monthly_premium),
    )


def capacity(application: EnrolmentApplication) -> str:
    """Return the position in which a person joins."""
    return application.capacity or ""


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
    said = _said(application)
    return Applicant(
        applied_on=applied_on,
        capacity=Capacity.of(capacity(application)),
        trade=Trade.of(application.trade),
        employees=application.employees,
        is_registered_officer=evidence.is_machine_readable or None,
        one_position=said.one_position,
        is_employee=not said.not_employee,
        is_holder=known.is_holder,
        in_chutaikyo=not said.not_in_chutaikyo,
        is_antisocial=not said.not_antisocial,
        cancelled_by_smrj_on=known.last_ended("by_smrj"),
        fraud_on=known.last_fraud_on(),
    )


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
            {"yen": application.monthly_premium},
        )
    if not _said(application).no_cancellation_within_year:
        yield Finding(
            "cancellation_stated",
            "1年以内に契約を解約されたと申告しています。",
            "小規模企業共済法3条5項1号",
            is_well=False,
        )


def _said(application: EnrolmentApplication) -> Statements:
    assert application.statements is not None, "小規模企業共済 is joined with its statements"
    return application.statements
