"""A mandate on paper: read by one officer, confirmed by another, and sent to its bank."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kyosai.casework import actions, reads
from kyosai.casework.models import Case
from kyosai.procedures.enrolment import paper
from kyosai.records.mandates import paper as papers
from kyosai.records.mandates import reads as mandates
from kyosai.records.mandates.paper import PaperAccount
from tests.procedures.applications import NOW, received
from tests.procedures.enterprises import REGISTERED, RETURNED, company, sole_trader

pytestmark = pytest.mark.django_db

ACCOUNT = PaperAccount("9901", "サンプル銀行", "001", "見本支店", "1", "1234567", "ミホンシヨウジ")
A_DAY = timedelta(days=1)


@pytest.fixture
def contract() -> str:
    outcome = received(company(), evidence=REGISTERED)
    assert outcome.accepted is not None
    return outcome.accepted.contract


@pytest.fixture
def case(contract: str) -> str:
    return Case.objects.get(flow="tosanboshi.paper_mandate").number


def read(case: str, account: PaperAccount = ACCOUNT) -> None:
    paper.read(case, account=account, officer="sato", at=NOW)


def accounts(contract: str) -> list[str]:
    """Return the account numbers that may be debited."""
    return [each.account_number for each in mandates.debitable([contract])]


def test_the_case_opens_with_the_contract_and_its_pictures_only_for_paper(case: str) -> None:
    received(sole_trader(), evidence=RETURNED)

    assert Case.objects.filter(flow="tosanboshi.paper_mandate").count() == 1
    assert reads.case(case).step == "read"


def test_what_two_officers_have_confirmed_goes_to_the_bank_once(contract: str, case: str) -> None:
    read(case)
    paper.confirm(case, officer="suzuki", at=NOW + A_DAY)

    (sending,) = papers.to_send()
    papers.note_sent(sending.customer_no, number="P-1", at=NOW + A_DAY)

    assert sending.account["acct_no"] == ACCOUNT.account_number
    assert list(papers.to_send()) == []
    assert accounts(contract) == []
    account = mandates.account_of(contract)
    assert account is not None and account.is_on_paper and account.state == "registered"


def test_whoever_read_the_account_does_not_confirm_it(contract: str, case: str) -> None:
    read(case)

    with pytest.raises(actions.SameOfficer):
        paper.confirm(case, officer="sato", at=NOW)

    assert mandates.account_of(contract) is None


def test_what_nobody_confirmed_never_goes_to_the_bank(contract: str, case: str) -> None:
    read(case)

    assert list(papers.to_send()) == []


def test_an_account_read_wrongly_is_read_again(contract: str, case: str) -> None:
    read(case, replace(ACCOUNT, account_number="7654321"))
    paper.send_back(case, officer="suzuki", at=NOW, note="番号がちがいます。")
    read(case)
    paper.confirm(case, officer="suzuki", at=NOW)

    assert [each.account["acct_no"] for each in papers.to_send()] == ["1234567"]


@pytest.mark.parametrize(
    "wrong",
    [{"bank_code": "99"}, {"branch_code": "1"}, {"account_number": "12"}],
    ids=["銀行", "支店", "番号"],
)
def test_figures_no_account_has_are_refused(case: str, wrong: dict[str, str]) -> None:
    with pytest.raises(paper.NotAnAccount):
        read(case, replace(ACCOUNT, **wrong))

    assert reads.case(case).step == "read"
