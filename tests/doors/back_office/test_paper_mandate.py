"""The desk of mandates on paper: what an officer types, and what another one compares."""

import pytest

from kyosai.casework import reads
from kyosai.casework.models import Case
from kyosai.doors.back_office.cases import account
from kyosai.doors.back_office.cases.paper import Account
from kyosai.procedures.enrolment import paper
from kyosai.records.mandates.paper import PaperAccount
from tests.procedures.applications import NOW, received
from tests.procedures.enterprises import REGISTERED, company

pytestmark = pytest.mark.django_db

TYPED = {
    "bank_code": "9901",
    "bank_name": "サンプル銀行",
    "branch_code": "001",
    "branch_name": "見本支店",
    "account_kind": "1",
    "account_number": "1234567",
    "holder_kana": "ミホンシヨウジ",
}


@pytest.fixture
def case() -> Case:
    received(company(), evidence=REGISTERED)
    return Case.objects.get(flow="tosanboshi.paper_mandate")


def test_what_is_typed_is_an_account() -> None:
    form = Account(TYPED)

    assert form.is_valid()
    assert PaperAccount(**form.cleaned_data).account_number == "1234567"


def test_the_second_officer_compares_the_number_only_where_the_rest_is_open(case: Case) -> None:
    paper.read(case.number, account=PaperAccount(**TYPED), officer="sato", at=NOW)
    standing = reads.case(case.number)

    masked, whole = (dict(account.as_read(standing, unmasked=each)) for each in (False, True))

    assert masked["口座番号"] == "••••567"
    assert whole["口座番号"] == "1234567"


def test_before_it_is_read_there_is_nothing_to_compare(case: Case) -> None:
    assert account.as_read(case, unmasked=True) == []
