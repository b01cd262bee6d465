"""A paper the bank returned is filed anew, read by two officers, and goes to the bank again."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from kyosai.casework import reads as cases
from kyosai.exchange.messages import inbound
from kyosai.procedures.enrolment import paper, paper_again
from kyosai.records.contracts import reads as contracts
from kyosai.records.mandates import paper as papers
from kyosai.records.mandates import reads as mandates
from kyosai.records.notices import reads as notices
from kyosai.records.parties import reads as parties
from kyosai.records.stages import writes as stages
from tests.procedures.applications import NOW, application, kept, received
from tests.procedures.enrolment.test_decide import statuses
from tests.procedures.enrolment.test_paper import ACCOUNT
from tests.procedures.enterprises import REGISTERED, company

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(weeks=3)


def joined() -> tuple[str, str]:
    """Return person and contract of a company whose first paper has come back."""
    sent = company()
    outcome = received(sent, evidence=REGISTERED)
    assert outcome.accepted is not None
    read_and_confirm(sent.person)
    (sending,) = papers.to_send()
    papers.note_sent(sending.customer_no, number="P-1", at=NOW)
    papers.give_back(sending.customer_no, words="印が違う", at=LATER)
    return sent.person, outcome.accepted.contract


def open_case(person: str) -> str:
    party = parties.of_person(UUID(person))
    assert party is not None
    (case,) = (
        each
        for each in cases.cases_of(party)
        if each.flow == "tosanboshi.paper_mandate" and not each.is_closed
    )
    return case.number


def read_and_confirm(person: str) -> None:
    case = open_case(person)
    paper.read(case, account=ACCOUNT, officer="sato", at=NOW)
    paper.confirm(case, officer="suzuki", at=NOW)


def another(person: str) -> inbound.MandateOnPaper:
    return inbound.MandateOnPaper(
        person=person,
        received_at=LATER.isoformat(timespec="milliseconds"),
        receipt=f"U-{uuid4().int % 10**8:08d}-00",
        paper=inbound.PaperMandate(attachments=(), holder_kana="ミホンシヨウジ"),
    )


def filed(message: inbound.MandateOnPaper) -> str:
    return paper_again.receive(kept(message), at=LATER)


def titles(person: str) -> list[str]:
    party = parties.of_person(UUID(person))
    assert party is not None
    return [each.title for each in notices.inbox(party)]


def test_another_paper_is_read_by_two_and_goes_to_the_bank() -> None:
    person, contract = joined()

    assert filed(another(person)) == "at_desk"
    read_and_confirm(person)

    assert len(list(papers.to_send())) == 1
    account = mandates.account_of(contract)
    assert account is not None and account.state == "registered"
    assert statuses()[-2:] == ["at_desk", "sent_to_bank"]
    assert "口座振替申込書を確認しています" in titles(person)


def test_a_second_paper_beside_one_under_way_is_not_taken() -> None:
    person, _ = joined()
    filed(another(person))

    assert filed(another(person)) == "failed"

    assert "口座振替申込書を受け付けられませんでした" in titles(person)
    assert open_case(person)


def test_no_paper_is_taken_once_the_change_of_an_account_is_online_only() -> None:
    person, _ = joined()
    stages.decide(
        "K-00000001-00", procedure="tosanboshi.account_change", stage="online_only",
        from_on=LATER.date(), proposed_by="sato", confirmed_by="suzuki", at=NOW,
    )  # fmt: skip

    assert filed(another(person)) == "failed"

    assert "口座振替申込書を受け付けられませんでした" in titles(person)


def test_whoever_has_no_contract_is_told_so() -> None:
    holder = application()
    received(holder)

    assert filed(another(holder.person)) == "failed"


def test_the_contract_named_is_ones_own() -> None:
    person, contract = joined()
    filed(another(person))

    assert cases.case(open_case(person)).filing["contract"] == contract
    assert contracts.standing(contract).scheme == "tosanboshi"
