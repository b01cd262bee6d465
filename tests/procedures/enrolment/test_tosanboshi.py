"""Joining 倒産防止共済: the same spine, the rules of its own Act."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from kyosai.casework import reads
from kyosai.exchange.messages import inbound
from kyosai.procedures.access.position import position
from kyosai.procedures.certification import issue
from kyosai.procedures.enrolment import decide
from kyosai.procedures.enrolment.evidence import Evidence, pictures
from kyosai.records.contracts import reads as contracts
from kyosai.records.notices import reads as notices
from kyosai.records.parties import reads as parties
from kyosai.records.premiums import reads as premiums
from tests.procedures.applications import NOW, received
from tests.procedures.enterprises import (
    REGISTERED,
    RETURNED,
    company,
    enterprise,
    sole_trader,
    stated,
)

pytestmark = pytest.mark.django_db

A_DAY_LATER = NOW + timedelta(days=1)
TAXES_ON_PAPER = Evidence("corporate_register", False)


def refusals(case: str) -> set[str]:
    """Return the grounds the rules propose for a case."""
    return {row["ground"] for row in decide.proposed_grounds(reads.file(case))}


def found(case: str) -> set[str]:
    """Return the names of everything that is not well in a case."""
    entries = reads.file(case)
    rows = [row for entry in entries for row in entry.findings if "is_well" in row]
    return {row["key"] for row in rows if not row["is_well"]}


def test_a_company_joins_at_once_as_of_the_day_it_applied() -> None:
    outcome = received(company(), evidence=REGISTERED)

    assert outcome.accepted is not None
    contract = contracts.standing(outcome.accepted.contract)
    assert (contract.scheme, contract.capacity) == ("tosanboshi", "company")
    assert contract.formed_on == date(2026, 10, 20)
    assert reads.case(outcome.case).flow == "tosanboshi.enrolment"


def test_the_first_debit_takes_three_months_in_the_second_month_after() -> None:
    outcome = received(sole_trader(), evidence=RETURNED)

    assert outcome.accepted is not None
    rows = premiums.of_contract(outcome.accepted.contract)
    assert [row["month"].month for row in rows] == [10, 11, 12]
    assert {row["debit_on"] for row in rows} == {date(2026, 12, 28)}
    assert {row["due_on"] for row in rows} == {date(2026, 12, 31)}


def test_a_mandate_on_paper_too_late_for_the_file_moves_the_first_debit_not_the_months() -> None:
    outcome = received(company(), evidence=pictures())

    made = decide.accept(outcome.case, officer="sato", at=NOW + timedelta(weeks=6))

    rows = premiums.of_contract(made.contract)
    assert [row["month"].month for row in rows] == [10, 11, 12, 1]
    assert {row["debit_on"] for row in rows} == {date(2027, 1, 27)}


def test_a_company_is_a_party_with_a_representative_and_no_birthday() -> None:
    sent = company()
    received(sent, evidence=REGISTERED)

    party = parties.of_person(UUID(sent.person))

    assert party is not None
    known = parties.particulars(party)
    assert (known.name, known.representative) == ("見本商事株式会社", "見本 太郎")
    assert known.birthdate is None


def test_taxes_shown_on_paper_alone_wait_for_a_person() -> None:
    outcome = received(company(), evidence=TAXES_ON_PAPER)

    assert outcome.accepted is None
    assert found(outcome.case) == {"taxes_unpaid"}
    assert refusals(outcome.case) == set()


@pytest.mark.parametrize(
    ("sent", "ground"),
    [
        (
            company(employees=101, enterprise=enterprise(capital=100_000_001)),
            "中小企業倒産防止共済法2条1項2号",
        ),
        (company(opened_on="2025-10-21"), "中小企業倒産防止共済法3条1項"),
        (
            company(enterprise=enterprise(statements=stated(taxes_paid=False))),
            "中小企業倒産防止共済法施行規則2条4号",
        ),
        (
            company(enterprise=enterprise(statements=stated(not_in_arrears=False))),
            "中小企業倒産防止共済法施行規則2条3号",
        ),
        (
            company(enterprise=enterprise(statements=stated(not_antisocial=False))),
            "中小企業倒産防止共済法施行規則2条5号",
        ),
        (company(monthly_premium=200_500), "中小企業倒産防止共済法4条2項"),
        (company(monthly_premium=12_000), "中小企業倒産防止共済法4条2項"),
    ],
    ids=["規模", "1年", "納税", "滞納", "反社会的勢力", "20万円超", "5,000円きざみ"],
)
def test_a_ground_is_proposed_with_its_article_and_decides_nothing(
    sent: inbound.EnrolmentApplication, ground: str
) -> None:
    outcome = received(sent, evidence=REGISTERED)

    assert outcome.accepted is None
    assert refusals(outcome.case) == {ground}
    assert not reads.case(outcome.case).is_closed


def test_two_officers_refuse_and_the_enterprise_reads_why() -> None:
    sent = company(opened_on="2026-04-01")
    outcome = received(sent, evidence=REGISTERED)
    (ground,) = refusals(outcome.case)

    decide.propose_refusal(
        outcome.case, officer="sato", ground=ground, reason="1年たっていません。", at=A_DAY_LATER
    )
    decide.refuse(outcome.case, officer="suzuki", at=A_DAY_LATER)

    assert reads.case(outcome.case).outcome == "refused"
    told = notices.inbox(reads.case(outcome.case).subject)[0]
    assert told.title == "申込みの結果"


def test_an_enterprise_joins_once_whoever_of_it_signs_in() -> None:
    first = company()
    received(first, evidence=REGISTERED)
    again = company(corporate_number=first.corporate_number)

    outcome = received(again, evidence=REGISTERED)

    assert refusals(outcome.case) == {"中小企業倒産防止共済法3条2項"}
    with pytest.raises(decide.HoldsContract):
        decide.accept(outcome.case, officer="sato", at=A_DAY_LATER)


def test_a_holder_of_the_other_scheme_is_no_namesake_here() -> None:
    from tests.procedures.applications import application

    assert received(application()).accepted

    outcome = received(sole_trader(), evidence=RETURNED)

    assert outcome.accepted is not None


def test_the_notice_speaks_of_the_scheme_joined_and_of_its_deduction() -> None:
    sent = sole_trader()
    outcome = received(sent, evidence=RETURNED)

    party = reads.case(outcome.case).subject
    told = notices.of_party(notices.inbox(party)[0].id, party=party)

    assert told is not None
    assert "倒産防止共済の契約が成立しました。" in told["body"]
    assert "必要経費" in told["body"]
    assert "小規模" not in told["body"]


def test_the_position_page_tells_the_total_and_what_a_cancellation_would_bring() -> None:
    sent = company()
    received(sent, evidence=REGISTERED)

    (contract,) = position(parties.of_person(UUID(sent.person)), at=A_DAY_LATER)["contracts"]

    assert contract["total_today"] == {
        "yen": 0,
        "months": 0,
        "cancellation": 0,
        "months_to_full": 40,
        "ceiling": 8_000_000,
        "room": 8_000_000,
    }
    assert "benefit_today" not in contract


def test_the_certificate_names_the_act_and_the_legal_form() -> None:
    outcome = received(company(), evidence=REGISTERED)

    assert outcome.accepted is not None
    contract = contracts.certified(outcome.accepted.certificate)
    assert contract is not None
    page = issue._page(contract)
    assert (page.scheme, page.capacity) == ("倒産防止共済", "会社")
    assert issue.certificate(outcome.accepted.certificate, at=NOW)


def test_what_cannot_be_read_goes_to_the_desk_with_the_rest_of_the_findings() -> None:
    sent = replace(company(), opened_on="きのう")

    outcome = received(sent, evidence=REGISTERED)

    assert found(outcome.case) == {"enterprise_unreadable"}
