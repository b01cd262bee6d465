"""倒産防止共済に加入する決まり — the enterprise, its size, its year in business and its taxes."""

from collections.abc import Iterator
from datetime import date, datetime

from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.casework.findings import Finding
from kyosai.exchange.messages.inbound import EnrolmentApplication
from kyosai.exchange.messages.inbound import Enterprise as Told
from kyosai.procedures.enrolment.evidence import TAXES_PAID, Evidence
from kyosai.procedures.enrolment.known import Known
from kyosai.schemes.clocks import channels
from kyosai.schemes.planned_debits import DebitPlan
from kyosai.schemes.tosanboshi import eligibility, premium, trades
from kyosai.schemes.tosanboshi.collection import debit_plan
from kyosai.schemes.tosanboshi.eligibility import Applicant, Past
from kyosai.schemes.tosanboshi.trades import Enterprise, Form, Trade

ONE_CONTRACT = "中小企業倒産防止共済法3条2項"
PREMIUM = "中小企業倒産防止共済法4条2項"
ANY_BANK = ""  # A mandate on paper names its bank only once the desk has read it.


def findings(
    application: EnrolmentApplication, *, known: Known, evidence: Evidence, applied_on: date
) -> Iterator[Finding]:
    """Return what the Act finds, and what only the form says."""
    try:
        applicant = _applicant(application, known, applied_on, evidence)
        found = eligibility.findings(applicant)
    except (Refused, ValueError):
        words = "業種、法人の種類、事業を始めた日のどれかが読み取れません。"
        yield Finding("enterprise_unreadable", words, is_well=False)
    else:
        for each in found:
            yield Finding(each.key, each.sentence, each.ground, False, each.is_refusal)
        if not found:
            yield Finding("eligible", "加入資格があります。", "中小企業倒産防止共済法3条")
        yield _size(applicant)
    yield from _stated(application, applied_on)


def planned(application: EnrolmentApplication, *, at: datetime) -> DebitPlan:
    """Return the debits an application leads to: three months first, later when on paper."""
    applied_at = datetime.fromisoformat(application.received_at)
    mandate = application.mandate
    bank_code = mandate.bank_code if mandate else ANY_BANK
    return debit_plan.debit_plan(
        applied_at=applied_at,
        decided_at=max(at, applied_at),
        channel=channels.channel_for(bank_code, scheme="tosanboshi", on=applied_at.date()),
        monthly_premium=Yen(application.monthly_premium),
        is_on_paper=mandate is None,
    )


def capacity(application: EnrolmentApplication) -> str:
    """Return the legal form of the enterprise that joins."""
    return _told(application).form


def _applicant(
    application: EnrolmentApplication, known: Known, applied_on: date, evidence: Evidence
) -> Applicant:
    told = _told(application)
    return Applicant(
        applied_on=applied_on,
        enterprise=Enterprise(
            form=Form.of(told.form),
            trade=Trade.of(application.trade),
            employees=application.employees,
            capital=None if told.capital is None else Yen(told.capital),
            does_joint_business=told.does_joint_business,
        ),
        in_business_since=date.fromisoformat(application.opened_on),
        has_business_income=_business_income(told, evidence),
        is_holder=known.is_holder,
        past=_past(told, known=known, applied_on=applied_on, evidence=evidence),
    )


def _past(told: Told, *, known: Known, applied_on: date, evidence: Evidence) -> Past:
    """Return what 法3条3項 asks; what a person states is believed when it speaks against them."""
    said = told.statements
    paid = evidence.unpaid_due_on or (() if evidence.shows(TAXES_PAID) else None)
    return Past(
        cancelled_by_smrj_on=known.last_ended("by_smrj"),
        fraud_on=known.last_fraud_on(),
        is_in_arrears=not said.not_in_arrears,
        unpaid_taxes_due_on=paid if said.taxes_paid else (applied_on,),
        is_like_case=not said.not_antisocial,
    )


def _business_income(told: Told, evidence: Evidence) -> bool | None:
    if not told.statements.has_business_income:
        return False
    return True if told.form != "sole_proprietor" or evidence.kind == "etax_receipt" else None


def _size(applicant: Applicant) -> Finding:
    """Put the figures and the limits of the size test into the file, whatever it found."""
    limit = trades.limit_of(applicant.enterprise.trade, on=applicant.applied_on)
    facts = {
        "業種": applicant.enterprise.trade.value,
        "従業員": f"{applicant.enterprise.employees}人（限度{limit['employees']}人）",
    }
    if applicant.enterprise.capital is not None:
        facts["資本金"] = f"{applicant.enterprise.capital}（限度{Yen(limit['capital'])}）"
    return Finding("size_shown", "規模の限度と比べました。", str(limit["provision"]), facts=facts)


def _stated(application: EnrolmentApplication, applied_on: date) -> Iterator[Finding]:
    """Check what only the form says: the premium, an earlier cancellation, the conditions."""
    said = _told(application).statements
    try:
        yen = premium.monthly_premium(application.monthly_premium, on=applied_on)
        yield Finding("premium_allowed", f"掛金月額は{yen}です。", PREMIUM)
    except Refused as refusal:
        facts = {"yen": application.monthly_premium}
        yield Finding("premium_not_allowed", refusal.reason, PREMIUM, False, True, facts)
    if not said.no_cancellation_within_year:
        yield Finding(
            "cancellation_stated",
            "1年以内に機構から契約を解除されたと申告しています。",
            "中小企業倒産防止共済法3条3項1号",
            is_well=False,
        )
    if not said.knows_conditions:
        words = "重要事項を確かめたという申告がありません。"
        yield Finding("conditions_not_read", words, is_well=False)


def _told(application: EnrolmentApplication) -> Told:
    assert application.enterprise is not None, "倒産防止共済 is joined by an enterprise"
    return application.enterprise
