"""倒産防止共済の申込書 — the sealed draft as the one message the core takes."""

from datetime import date, datetime

from kyosai.basis import fingerprint
from kyosai.basis.money import Yen
from kyosai.doors.portal.enrolment.application import promise
from kyosai.doors.portal.enrolment.asked import Answers
from kyosai.doors.portal.mandate import registration
from kyosai.doors.portal.persons import Visitor
from kyosai.doors.portal.public.reading import TERMS_VERSION
from kyosai.doors.portal.tosanboshi import path
from kyosai.exchange.messages.inbound import (
    Contact,
    EnrolmentApplication,
    Enterprise,
    EnterpriseStatements,
    Evidence,
    Identity,
    PaperMandate,
)
from kyosai.schemes.clocks import promises
from kyosai.schemes.tosanboshi import eligibility, trades
from kyosai.schemes.tosanboshi.eligibility import Applicant, Finding, Past
from kyosai.schemes.tosanboshi.trades import Form, Trade


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
    is_sole, registered = path.is_sole(answers), path.registered(answers)
    return EnrolmentApplication(
        scheme="tosanboshi",
        person=str(visitor.person),
        received_at=received_at.isoformat(timespec="milliseconds"),
        receipt=receipt,
        promise=promise(promised),
        identity=_identity(answers, identity),
        contact=Contact(**answers["contact"]),
        capacity=None,
        trade=answers["trade"]["trade"],
        employees=answers["employees"]["employees"],
        business_name=registered.get("name") or identity["name"],
        corporate_number=identity["corporate_number"],
        office_address=registered.get("address") or answers["office"]["office_address"],
        opened_on=answers["opened_on"]["opened_on"],
        evidence=_evidence(answers),
        owner=None,
        monthly_premium=answers["premium"]["monthly_premium"],
        mandate=registration.as_message(answers["account"]) if is_sole else None,
        paper_mandate=None if is_sole else _paper(answers),
        statements=None,
        enterprise=_enterprise(answers, identity),
    )


def expected_findings(answers: Answers, *, received_at: datetime) -> list[Finding]:
    """Return what the Act will object to, as far as the answers show; people decide, not we."""
    said, on = _statements(answers), received_at.date()
    past = Past(
        cancelled_by_smrj_on=None if said.no_cancellation_within_year else on,
        is_in_arrears=not said.not_in_arrears,
        unpaid_taxes_due_on=() if said.taxes_paid else (on,),
        is_like_case=not said.not_antisocial,
    )
    applicant = Applicant(
        applied_on=on,
        enterprise=_measured(answers),
        in_business_since=date.fromisoformat(answers["opened_on"]["opened_on"]),
        has_business_income=said.has_business_income,
        past=past,
    )
    return list(eligibility.findings(applicant))


def _measured(answers: Answers) -> trades.Enterprise:
    capital = _capital(answers)
    return trades.Enterprise(
        form=Form.of(path.form(answers)),
        trade=Trade.of(answers["trade"]["trade"]),
        employees=answers["employees"]["employees"],
        capital=None if capital is None else Yen(capital),
        does_joint_business=_does_joint_business(answers),
    )


def _identity(answers: Answers, identity: Answers) -> Identity:
    """Return who joins: a company by its name, a sole trader by their own and birthday."""
    agreed = {"terms": TERMS_VERSION, "answers": answers}
    is_sole = path.is_sole(answers)
    return Identity(
        name=identity["representative"] if is_sole else identity["name"],
        kana=answers["kana"]["kana"],
        birthdate=identity["birthdate"] if is_sole else "",
        address=identity["address"],
        acr=f"gbizid {identity['kind']}",
        signed_in_at=identity["signed_in_at"],
        agreed_digest=fingerprint.digest(fingerprint.canonical(agreed)),
        terms_version=TERMS_VERSION,
    )


def _enterprise(answers: Answers, identity: Answers) -> Enterprise:
    return Enterprise(
        form=path.form(answers),  # type: ignore[arg-type]
        representative=identity["representative"],
        representative_kana=identity["representative_kana"],
        management_number=identity["management_number"],
        capital=_capital(answers),
        does_joint_business=_does_joint_business(answers),
        tax_xml=_tax_xml(answers),
        statements=_statements(answers),
    )


def _capital(answers: Answers) -> int | None:
    if path.form(answers) not in path.WITH_CAPITAL:
        return None
    capital: int = answers["capital"]["capital"]
    return capital


def _does_joint_business(answers: Answers) -> bool:
    if path.form(answers) not in path.WITH_JOINT_BUSINESS:
        return False
    return bool(answers["joint_business"]["does_joint_business"] == "yes")


def _evidence(answers: Answers) -> Evidence:
    kind = path.evidence_kind(answers)
    sent = answers["pictures"] if path.papers(answers) else []
    return Evidence(
        kind=kind,  # type: ignore[arg-type]
        receipt_xml=answers["receipt_file"]["content"] if kind == "etax_receipt" else "",
        attachments=tuple(each["id"] for each in sent),
    )


def _tax_xml(answers: Answers) -> str:
    """Return the signed certificate that taxes are paid, when that was chosen."""
    kind = answers["tax_evidence"]["kind"]
    return str(answers["tax_certificate"]["content"]) if kind == "etax_certificate" else ""


def _paper(answers: Answers) -> PaperMandate:
    sent = tuple(each["id"] for each in answers["paper_mandate"])
    return PaperMandate(attachments=sent, holder_kana=answers["kana"]["kana"])


def _statements(answers: Answers) -> EnterpriseStatements:
    """Return what was declared; a corporation is not asked for a person's business income."""
    asked = [each for each in path.DECLARATIONS if answers.get(each) and each != "business_income"]
    said = {name: answer == "yes" for key in asked for name, answer in answers[key].items()}
    income = answers.get("business_income", {}).get("has_business_income")
    said["has_business_income"] = income == "yes" if path.is_sole(answers) else True
    return EnterpriseStatements(**said)
