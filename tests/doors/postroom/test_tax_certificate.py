"""Class A of 倒産防止共済: a signed certificate and the register are enough, and nobody waits."""

from base64 import b64encode
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings

from kyosai.casework import reads as casework
from kyosai.doors import postroom, today
from kyosai.doors.postroom import register
from kyosai.exchange.messages import inbound
from kyosai.procedures.certification import issue
from kyosai.procedures.enrolment import decide
from kyosai.records.contracts import reads as contracts
from kyosai.records.documents import reads as documents
from kyosai.records.parties import reads as parties
from kyosai.wires.corporate_numbers.fake import SAMPLE, FakeRegister
from tests.exchange.samples import SENT_AT
from tests.formats.etax import office
from tests.formats.etax.tax_office import OF_COMPANY, OF_PERSON, UNPAID, certificate
from tests.procedures import applications, enterprises
from tests.procedures.applications import NOW, kept

pytestmark = pytest.mark.django_db

OWN = (
    ("9999901000008", SAMPLE.number),
    ("見本商事株式会社", SAMPLE.name),
)
RULE = "中小企業倒産防止共済法施行規則2条4号"


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Time stands a moment after the message was sent; the tax office is the tests' own."""
    monkeypatch.setattr(today, "now", lambda: NOW)
    monkeypatch.setattr(today, "machine_now", lambda: SENT_AT + timedelta(seconds=10))
    signer = tmp_path / "etax.crt"
    signer.write_bytes(office.identity("office")[1])
    monkeypatch.setattr(settings, "ETAX_CERT_FILE", str(signer))
    monkeypatch.setattr(register, "register", FakeRegister)


def company(xml: bytes, **changes: Any) -> inbound.EnrolmentApplication:
    """Return the company of the sample register, with this certificate."""
    told = {
        "corporate_number": SAMPLE.number,
        "business_name": SAMPLE.name,
        "office_address": SAMPLE.office_address,
        "identity": applications.named(name=SAMPLE.name, kana="ミホンセイサクシヨ", birthdate=""),
        "enterprise": enterprises.enterprise(tax_xml=b64encode(xml).decode()),
    }
    return enterprises.company(**(told | changes))


def sole_trader(xml: bytes) -> inbound.EnrolmentApplication:
    """Return a sole trader who shows return and taxes by two signed files."""
    told = enterprises.sole_trader()
    assert told.enterprise is not None
    return replace(
        told,
        trade="retail",
        employees=2,
        evidence=inbound.Evidence("etax_receipt", b64encode(office.signed()).decode(), ()),
        enterprise=replace(told.enterprise, tax_xml=b64encode(xml).decode()),
    )


def handed_over(message: inbound.EnrolmentApplication) -> tuple[str, set[str]]:
    """Hand a message over; return the outcome, and the findings that keep it at the desk."""
    postroom.hand_over(kept(message))
    party = parties.of_person(UUID(message.person))
    assert party is not None
    (case,) = [each for each in casework.cases_of(party) if each.flow == "tosanboshi.enrolment"]
    screened = casework.file(case.number)[1].findings
    bad = {row["key"] for row in screened if row.get("is_well") is False}
    return case.outcome or case.number, bad


def test_a_company_joins_at_once_and_finds_its_certificate_of_contract() -> None:
    message = company(certificate(OF_COMPANY, *OWN))

    assert handed_over(message) == ("accepted", set())

    party = parties.of_person(UUID(message.person))
    assert party is not None
    (contract,) = contracts.of_party(party)
    assert documents.issued(issue.KIND, number=contract.certificate_number) is not None
    assert parties.particulars(party).address == SAMPLE.office_address


def test_a_sole_trader_joins_at_once_by_two_signed_files() -> None:
    at_home = ("東京都架空区見本町１丁目２番３号", applications.named().address)

    outcome, bad = handed_over(sole_trader(certificate(OF_PERSON, at_home)))

    assert (outcome, bad) == ("accepted", set())


@pytest.mark.parametrize(
    ("xml", "finding"),
    [
        pytest.param(b"mihon", "tax_certificate_not_believed", id="XMLでない"),
        pytest.param(
            certificate(OF_COMPANY, *OWN, by="stranger"),
            "tax_certificate_not_believed",
            id="ほかの人の署名",
        ),
        pytest.param(
            certificate(OF_COMPANY, *OWN).replace(b"<Unpaid>0", b"<Unpaid>9"),
            "tax_certificate_not_believed",
            id="書きかえ",
        ),
        pytest.param(certificate(), "tax_certificate_number", id="ほかの会社"),
        pytest.param(
            certificate(OF_COMPANY, *OWN, ("2026-10-01<", "2026-06-30<")),
            "tax_certificate_old",
            id="古い証明書",
        ),
        pytest.param(
            certificate(OF_COMPANY, *OWN, ("その１", "その３")), "tax_certificate_kind", id="その3"
        ),
        pytest.param(
            certificate(OF_COMPANY, *OWN, ("法人税", "消費税及地方消費税")),
            "tax_certificate_year",
            id="消費税だけ",
        ),
    ],
)
def test_a_certificate_that_does_not_do_is_looked_at_by_a_person(xml: bytes, finding: str) -> None:
    case, bad = handed_over(company(xml))

    assert finding in bad and "taxes_unpaid" in bad
    assert decide.proposed_grounds(casework.file(case)) == []


def test_unpaid_taxes_are_proposed_as_a_ground_and_decide_nothing() -> None:
    case, bad = handed_over(company(certificate(OF_COMPANY, *OWN, UNPAID)))

    assert "tax_certificate_unpaid" in bad
    grounds = decide.proposed_grounds(casework.file(case))
    assert [each["ground"] for each in grounds] == [RULE]
    assert not casework.case(case).is_closed


def test_a_photograph_still_waits_for_a_person() -> None:
    told = enterprises.enterprise()

    _, bad = handed_over(company(b"", enterprise=told))

    assert "taxes_to_be_read" in bad


def test_the_case_keeps_the_digest_of_the_certificate_and_not_the_certificate() -> None:
    xml = certificate(OF_COMPANY, *OWN, UNPAID)

    case, _ = handed_over(company(xml))

    kept_filing = casework.case(case).filing
    assert len(kept_filing["tax_xml_digest"]) == 64
    assert kept_filing["application"]["enterprise"]["tax_xml"] == ""
