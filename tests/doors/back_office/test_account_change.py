"""A change of account that needs a person: accepted by one officer, or given back with words."""

from datetime import timedelta

import pytest
from django.test import Client

from kyosai.casework import reads as casework
from kyosai.exchange.messages import inbound
from kyosai.procedures.amendment import account
from kyosai.records.notices.models import Notice
from tests.procedures import applications
from tests.procedures.applications import NOW, application, kept, received

LATER = NOW + timedelta(days=30)


@pytest.fixture
def case(db: None) -> str:
    """A change to an account in somebody else's name."""
    sent = application()
    assert received(sent).accepted is not None
    mandate = applications.mandate(
        bank_code="9902", bank_name="みほん信用金庫", holder_kana="レイジ イチロウ"
    )
    message = inbound.AccountChange(
        person=sent.person,
        scheme="skk",
        received_at=LATER.isoformat(timespec="milliseconds"),
        receipt="U-00099999-29",
        mandate=mandate,
    )
    account.change(kept(message, fetched_at=LATER), at=LATER)
    filed = casework.filed_under(message.receipt)
    assert filed is not None
    return str(filed["number"])


def test_the_box_and_the_case_say_what_is_the_matter(examiner: Client, case: str) -> None:
    box = examiner.get("/box/").text
    page = examiner.get(f"/cases/{case}/").text

    assert "口座の名義が本人であること。" in box
    assert "みほん信用金庫" in page
    assert "ｲﾁﾛｳ" not in page
    assert "イチロウ" not in page
    assert f'action="/cases/{case}/accept/"' in page
    assert "断る案を作る" not in page


def test_one_officer_accepts_the_change(examiner: Client, case: str) -> None:
    examiner.post(f"/cases/{case}/accept/")

    assert casework.case(case).outcome == "accepted"


def test_given_back_the_holder_reads_what_to_do(examiner: Client, case: str) -> None:
    silent = examiner.post(f"/cases/{case}/give-back/", {"words": " "})
    examiner.post(f"/cases/{case}/give-back/", {"words": "ご本人の名義の口座を登録してください。"})

    assert "ご本人への説明を書いてください。" in silent.text
    assert casework.case(case).outcome == "returned"
    told = Notice.objects.filter(party_id=casework.case(case).subject).latest("at")
    assert "ご本人の名義の口座を登録してください。" in told.body


def test_an_account_change_is_never_refused_as_an_application_is(
    examiner: Client, case: str
) -> None:
    answer = examiner.post(
        f"/cases/{case}/refuse/", {"ground": "already_a_holder", "words": "いけません。"}
    )

    assert answer.status_code == 404
    assert not casework.case(case).is_closed
