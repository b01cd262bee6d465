"""特別な貸付けの案件 — the desk of loans sees reason and limit with its rules, and confirms."""

from collections.abc import Callable

import pytest
from django.test import Client

from kyosai.casework import reads as casework
from tests.procedures.collection import world
from tests.procedures.lending import special
from tests.procedures.lending.borrowing import holder, request, sent, signed


@pytest.fixture(autouse=True)
def contract(db: None) -> str:
    return holder()


@pytest.fixture
def lender(sign_in: Callable[..., Client]) -> Client:
    """An officer of the desk of loans."""
    return sign_in("loan_examiner")


def test_it_waits_in_the_work_box_of_loans(lender: Client) -> None:
    number = special.filed()

    page = lender.get("/box/").text

    assert number in page and "契約者貸付け" in page and "事由の確認" in page


def test_the_case_says_what_for_and_how_much_may_be_lent_and_why(lender: Client) -> None:
    page = lender.get(f"/cases/{special.filed()}/").text

    assert "緊急経営安定貸付け" in page and "1,000,000円" in page and "36か月" in page
    assert "95円（比べる月は100円）" in page
    assert "いまの限度額" in page and "限度額の根拠を見る" in page
    assert "いまの判定による緊急経営安定貸付けの限度額は" in page
    assert "貸付規程1条" in page
    assert "添付書類　1件" in page
    assert "理由を確認して貸し付ける" in page


def test_one_officer_confirms_and_it_is_lent(lender: Client) -> None:
    number = special.filed()

    lender.post(f"/cases/{number}/accept/")

    assert casework.case(number).outcome == "accepted"
    assert world.run("SELECT kind, yen FROM loan") == [("emergency", 1_000_000)]


def test_what_cannot_be_lent_any_more_says_so_on_the_case(lender: Client) -> None:
    number = special.filed(amount=5_000_000)
    sent(signed(request(3_000_000, 24, at="2026-10-13T10:00:00")))

    page = lender.get(f"/cases/{number}/").text
    refused = lender.post(f"/cases/{number}/accept/")

    assert "いまは貸せません。借りられる限度額をこえています。" in page
    assert refused.status_code == 409
    assert not casework.case(number).is_closed


def test_given_back_the_holder_reads_the_words(lender: Client) -> None:
    number = special.filed()

    asked = lender.get(f"/cases/{number}/give-back/").text
    lender.post(f"/cases/{number}/give-back/", {"words": "確認書の月がちがいます。"})

    assert "貸付けはしません" in asked
    assert casework.case(number).outcome == "returned"
    assert world.run("SELECT count(*) FROM loan") == [(0,)]


def test_another_desk_sees_no_loan(examiner: Client) -> None:
    assert examiner.get(f"/cases/{special.filed()}/").status_code == 404


def test_a_loan_lent_by_rule_is_read_with_its_rules(lender: Client) -> None:
    message = signed(request(at="2026-10-13T10:05:00"))
    sent(message)
    found = casework.filed_under(message.receipt)
    assert found is not None

    page = lender.get(f"/cases/{found['number']}/").text

    assert "一般貸付け" in page and "使った規則を見る" in page
    assert "契約書は、ご本人の署名用電子証明書で署名されています。" in page
