from base64 import b64encode
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings

from kyosai.basis.identifiers import is_corporate_number
from kyosai.casework import reads as casework
from kyosai.doors import postroom, today
from kyosai.doors.postroom import patience, register
from kyosai.exchange.messages import inbound
from kyosai.exchange.postbox import NotYet
from kyosai.procedures.certification import issue
from kyosai.records.contracts import reads as contracts
from kyosai.records.documents import reads as documents
from kyosai.records.documents import writes as document_writes
from kyosai.records.parties import reads as parties
from kyosai.wires.corporate_numbers.fake import SAMPLE, FakeRegister
from tests.exchange.samples import SENT_AT
from tests.formats.etax import office
from tests.procedures import enterprises
from tests.procedures.applications import NOW, application, kept, named

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Time stands a moment after the message was sent; the tax office is the tests' own."""
    monkeypatch.setattr(today, "now", lambda: NOW)
    monkeypatch.setattr(today, "machine_now", lambda: SENT_AT + timedelta(seconds=10))
    certificate = tmp_path / "etax.crt"
    certificate.write_bytes(office.identity("office")[1])
    monkeypatch.setattr(settings, "ETAX_CERT_FILE", str(certificate))


@pytest.fixture
def companies(monkeypatch: pytest.MonkeyPatch) -> FakeRegister:
    fake = FakeRegister()
    monkeypatch.setattr(register, "register", lambda: fake)
    return fake


def with_receipt(xml: bytes | None = None, **changes: Any) -> inbound.EnrolmentApplication:
    content = b64encode(office.signed() if xml is None else xml).decode()
    evidence = inbound.Evidence("etax_receipt", content, ())
    return application(evidence=evidence, **changes)


def of_officer(**changes: Any) -> inbound.EnrolmentApplication:
    told = {
        "capacity": "company_officer",
        "trade": "manufacturing",
        "evidence": inbound.Evidence("corporate_register", "", ()),
        "corporate_number": SAMPLE.number,
        "business_name": "株式会社 見本製作所",
        "office_address": "東京都架空区見本町1丁目2番3号",
    }
    return application(**(told | changes))


def handed_over(message: inbound.EnrolmentApplication) -> str:
    """Hand a message over; return 'accepted', or the findings that keep it at the desk."""
    postroom.hand_over(kept(message))
    party = parties.of_person(UUID(message.person))
    assert party is not None
    (case,) = casework.cases_of(party)
    screened = casework.file(case.number)[1].findings
    bad = [row["key"] for row in screened if row.get("is_well") is False]
    return case.outcome or " ".join(bad)


def test_a_signed_receipt_that_fits_is_accepted_at_once_with_its_certificate() -> None:
    message = with_receipt()

    assert handed_over(message) == "accepted"

    party = parties.of_person(UUID(message.person))
    assert party is not None
    (contract,) = contracts.of_party(party)
    assert documents.issued(issue.KIND, number=contract.certificate_number) is not None


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"identity": named(name="見本 花")}, "receipt_name"),
        ({"identity": named(birthdate="1980-04-02")}, "receipt_birthdate"),
        ({"trade": "services"}, "receipt_trade"),
        ({"employees": 3}, "receipt_employees"),
    ],
)
def test_a_receipt_that_does_not_fit_needs_a_person(changes: dict[str, Any], finding: str) -> None:
    assert handed_over(with_receipt(**changes)) == finding


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param(b"", id="空のファイル"),
        pytest.param(b"<html/>", id="ほかのXML"),
        pytest.param(office.signed().replace(b"<Employees>2<", b"<Employees>1<"), id="書きかえ"),
        pytest.param(office.signed(by="stranger"), id="ほかの人の署名"),
        pytest.param(office.NOTICE.encode(), id="署名なし"),
    ],
)
def test_a_receipt_that_cannot_be_believed_needs_a_person(xml: bytes) -> None:
    assert handed_over(with_receipt(xml)) == "receipt_not_believed"


def test_what_is_no_base64_is_no_receipt() -> None:
    evidence = inbound.Evidence("etax_receipt", "見本", ())

    assert handed_over(application(evidence=evidence)) == "receipt_unreadable"


def test_an_old_receipt_shows_no_business_of_today() -> None:
    old = office.signed(office.NOTICE.replace("2026-03-10T", "2024-03-10T"))

    assert handed_over(with_receipt(old)) == "receipt_old"


def test_without_a_birthday_the_address_has_to_fit() -> None:
    notice = office.NOTICE.replace("    <Birthdate>1980-04-01</Birthdate>\n", "")
    moved = with_receipt(office.signed(notice))
    at_home = named(address="東京都架空区見本町1丁目2番3号", birthdate="1981-05-05")

    assert handed_over(moved) == "receipt_address"
    assert handed_over(with_receipt(office.signed(notice), identity=at_home)) == "accepted"


def test_an_officer_whose_company_stands_in_the_register_is_accepted(
    companies: FakeRegister,
) -> None:
    assert is_corporate_number(SAMPLE.number)

    assert handed_over(of_officer()) == "accepted"


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"business_name": "株式会社見本工業"}, "register_name"),
        ({"office_address": "大阪府架空市例示町9丁目9番9号"}, "register_office"),
        ({"corporate_number": "7999901000001"}, "company_unknown"),
        ({"corporate_number": "123"}, "company_unknown"),
    ],
)
def test_a_company_that_does_not_fit_needs_a_person(
    companies: FakeRegister, changes: dict[str, Any], finding: str
) -> None:
    companies.known = {SAMPLE.number: SAMPLE}

    assert finding in handed_over(of_officer(**changes))


@pytest.mark.parametrize(
    ("changes", "finding"),
    [({"closed_on": date(2026, 3, 31)}, "register_closed"), ({"kind": "399"}, "register_kind")],
)
def test_a_closed_or_other_body_needs_a_person(
    companies: FakeRegister, changes: dict[str, Any], finding: str
) -> None:
    companies.known = {SAMPLE.number: replace(SAMPLE, **changes)}

    assert finding in handed_over(of_officer())


def test_while_the_register_is_away_the_application_waits(companies: FakeRegister) -> None:
    companies.is_closed = True
    message = of_officer()
    number = kept(message)

    with pytest.raises(NotYet):
        postroom.hand_over(number)

    assert parties.of_person(UUID(message.person)) is None


def test_a_register_that_stays_away_sends_the_application_to_the_desk(
    companies: FakeRegister, monkeypatch: pytest.MonkeyPatch
) -> None:
    companies.is_closed = True
    late = SENT_AT + patience.AT_MOST
    monkeypatch.setattr(today, "machine_now", lambda: late)

    assert "register_away" in handed_over(of_officer())


def test_an_officer_cannot_bring_a_receipt_of_a_sole_proprietor() -> None:
    assert "evidence_is_pictures" in handed_over(with_receipt(capacity="company_officer"))


def test_pictures_wait_for_what_is_still_on_its_way() -> None:
    wanted = str(uuid4())
    message = application(evidence=inbound.Evidence("pictures", "", (wanted,)))
    number = kept(message)
    with pytest.raises(NotYet):
        postroom.hand_over(number)

    document_writes.keep(
        b"%PDF-1.7",
        person=UUID(message.person),
        kind="attachment",
        filename="mihon.pdf",
        media="application/pdf",
        at=NOW,
        use=UUID(wanted),
    )
    postroom.hand_over(number)

    (case,) = casework.queue("contracts", at=NOW)
    rows = casework.file(case.number)[1].findings
    assert [row["key"] for row in rows if row.get("is_well") is False] == ["evidence_is_pictures"]


def test_a_picture_that_never_comes_is_noted_as_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(today, "machine_now", lambda: SENT_AT + patience.AT_MOST)
    message = application(evidence=inbound.Evidence("pictures", "", (str(uuid4()),)))

    assert handed_over(message) == "evidence_is_pictures attachment_missing"


def of_company(**changes: Any) -> inbound.EnrolmentApplication:
    """Return an application of 倒産防止共済 by the company of the sample register."""
    told = {
        "corporate_number": SAMPLE.number,
        "business_name": SAMPLE.name,
        "office_address": SAMPLE.office_address,
        "identity": named(name=SAMPLE.name, kana="ミホンセイサクシヨ", birthdate=""),
    }
    return enterprises.company(**(told | changes))


def test_a_former_name_told_by_gbizid_is_explained_by_the_register(
    companies: FakeRegister,
) -> None:
    companies.known = {SAMPLE.number: replace(SAMPLE, former_names=("見本工業株式会社",))}
    told = named(name="見本工業株式会社", kana="ミホンコウギヨウ", birthdate="")

    assert "register" not in handed_over(of_company(identity=told))


def test_another_name_told_by_gbizid_needs_a_person(companies: FakeRegister) -> None:
    told = named(name="例示工業株式会社", kana="レイジコウギヨウ", birthdate="")

    assert "register_gbizid_name" in handed_over(of_company(identity=told))


def test_a_name_drawn_as_an_image_needs_a_person(companies: FakeRegister) -> None:
    companies.known = {SAMPLE.number: replace(SAMPLE, name="", has_name_image=True)}

    assert "register_name_drawn" in handed_over(of_company())
