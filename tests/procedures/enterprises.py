"""Applications of plainly fictional enterprises for 倒産防止共済, in which all is well."""

from dataclasses import replace
from itertools import count
from typing import Any

from kyosai.basis import identifiers
from kyosai.casework.findings import Finding
from kyosai.exchange.messages import inbound
from kyosai.procedures.enrolment.evidence import TAXES_PAID, Evidence
from tests.procedures import applications

TAXES = Finding(TAXES_PAID, "納期の来た税金は納められています。")
REGISTERED = Evidence(
    "corporate_register", True, (Finding("register_open", "登記されている会社です。"), TAXES)
)
RETURNED = Evidence("etax_receipt", True, (Finding("receipt_signed", "署名は正しいです。"), TAXES))
STATED = inbound.EnterpriseStatements(
    taxes_paid=True,
    has_business_income=True,
    not_in_arrears=True,
    no_cancellation_within_year=True,
    not_antisocial=True,
    knows_conditions=True,
)
PAPER = inbound.PaperMandate(attachments=(), holder_kana="ミホンシヨウジ")
_serial = count(1)


def company(**changes: Any) -> inbound.EnrolmentApplication:
    """Return a company that pays by a mandate on paper, whom nobody has seen before."""
    identity = applications.named(name="見本商事株式会社", kana="ミホンシヨウジ", birthdate="")
    told: dict[str, Any] = {
        "scheme": "tosanboshi",
        "identity": identity,
        "capacity": None,
        "trade": "wholesale",
        "employees": 30,
        "business_name": "見本商事株式会社",
        "corporate_number": corporate_number(),
        "opened_on": "2015-04-01",
        "evidence": inbound.Evidence("corporate_register", "", ()),
        "monthly_premium": 100_000,
        "mandate": None,
        "paper_mandate": PAPER,
        "statements": None,
        "enterprise": enterprise(),
    }
    return applications.application(**(told | changes))


def sole_trader(**changes: Any) -> inbound.EnrolmentApplication:
    """Return a sole trader who pays by a mandate given on the web."""
    person = enterprise(form="sole_proprietor", capital=None, management_number="9000000001")
    told: dict[str, Any] = {
        "identity": applications.named(),
        "business_name": "見本パン店",
        "corporate_number": "",
        "trade": "retail",
        "employees": 3,
        "evidence": inbound.Evidence("etax_receipt", "PHhtbC8+", ()),
        "mandate": applications.mandate(),
        "paper_mandate": None,
        "enterprise": person,
    }
    return company(**(told | changes))


def enterprise(**changes: Any) -> inbound.Enterprise:
    """Return what the Act asks, all well unless changed."""
    made = inbound.Enterprise(
        form="company",
        representative="見本 太郎",
        representative_kana="ミホン タロウ",
        management_number="",
        capital=10_000_000,
        does_joint_business=False,
        tax_xml="",
        statements=STATED,
    )
    return replace(made, **changes)


def stated(**changes: bool) -> inbound.EnterpriseStatements:
    """Return statements that differ in something."""
    return replace(STATED, **changes)


def corporate_number() -> str:
    """Return a corporate number nobody has used in these tests."""
    while True:
        number = f"{next(_serial) % 9 + 1}{next(_serial):012d}"
        if identifiers.is_corporate_number(number):
            return number
