"""申込書 — the sealed draft as the one message the core takes."""

from datetime import datetime

from kyosai.basis import fingerprint
from kyosai.doors.portal.enrolment import path
from kyosai.doors.portal.enrolment.about_business import capacity
from kyosai.doors.portal.enrolment.asked import Answers
from kyosai.doors.portal.mandate import registration
from kyosai.doors.portal.persons import Visitor
from kyosai.doors.portal.public.reading import TERMS_VERSION
from kyosai.exchange.messages.inbound import (
    Contact,
    EnrolmentApplication,
    Evidence,
    Identity,
    Owner,
    Promise,
    Statements,
)
from kyosai.schemes.clocks import promises
from kyosai.schemes.skk import eligibility
from kyosai.schemes.skk.eligibility import Applicant, Capacity, Finding, Trade


def written(
    visitor: Visitor,
    answers: Answers,
    *,
    identity: Answers,
    receipt: str,
    received_at: datetime,
    promised: promises.Promise,
) -> EnrolmentApplication:
    """Return the application: every answer given, and the promise as it was shown."""
    business = answers.get("company") or answers.get("trade_name", {})
    return EnrolmentApplication(
        scheme="skk",
        person=str(visitor.person),
        received_at=received_at.isoformat(timespec="milliseconds"),
        receipt=receipt,
        promise=promise(promised),
        identity=_identity(answers, identity),
        contact=Contact(**answers["contact"]),
        capacity=capacity(answers),  # type: ignore[arg-type]
        trade=answers["trade"]["trade"],
        employees=answers["employees"]["employees"],
        business_name=business.get("business_name", ""),
        corporate_number=business.get("corporate_number", ""),
        office_address=answers["office"]["office_address"],
        opened_on=answers.get("opened_on", {}).get("opened_on", ""),
        evidence=_evidence(answers),
        owner=Owner(**answers["owner"]) if capacity(answers) == "co_manager" else None,
        monthly_premium=answers["premium"]["monthly_premium"],
        mandate=registration.as_message(answers["account"]),
        paper_mandate=None,
        statements=_statements(answers),
        enterprise=None,
    )


def expected_findings(answers: Answers, *, received_at: datetime) -> list[Finding]:
    """Return what the Act will object to, as far as the answers show; people decide, not we."""
    said = _statements(answers)
    found = eligibility.findings(
        Applicant(
            applied_on=received_at.date(),
            capacity=Capacity.of(capacity(answers)),
            trade=Trade.of(answers["trade"]["trade"]),
            employees=answers["employees"]["employees"],
            one_position=said.one_position,
            is_employee=not said.not_employee,
            in_chutaikyo=not said.not_in_chutaikyo,
            is_antisocial=not said.not_antisocial,
            cancelled_by_smrj_on=None if said.no_cancellation_within_year else received_at.date(),
            takes_part_in_management=True,
            is_paid_for_it=True,
        )
    )
    return list(found)


def may_need_a_person(answers: Answers) -> bool:
    """Tell whether the evidence is for people's eyes, so that nothing is accepted at once."""
    return path.evidence_kind(answers) == "pictures" or capacity(answers) == "co_manager"


def promise(promised: promises.Promise) -> Promise:
    """Return a promise as the message carries it."""
    return Promise(
        due_at=promised.due_at.isoformat(),
        policy=promised.policy_version,
        calendar=promised.calendar_version,
        t0=promised.t0.isoformat(),
    )


def _identity(answers: Answers, identity: Answers) -> Identity:
    agreed = {"terms": TERMS_VERSION, "answers": answers}
    return Identity(
        **identity,
        kana=answers["kana"]["kana"],
        agreed_digest=fingerprint.digest(fingerprint.canonical(agreed)),
        terms_version=TERMS_VERSION,
    )


def _evidence(answers: Answers) -> Evidence:
    kind = path.evidence_kind(answers)
    receipt = answers["receipt_file"]["content"] if kind == "etax_receipt" else ""
    sent = answers["pictures"] if kind == "pictures" else []
    return Evidence(
        kind=kind,  # type: ignore[arg-type]
        receipt_xml=receipt,
        attachments=tuple(each["id"] for each in sent),
    )


def _statements(answers: Answers) -> Statements:
    said = [given for key in path.DECLARATIONS for given in answers[key].items()]
    return Statements(**{name: answer == "yes" for name, answer in said})
