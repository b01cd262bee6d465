"""債権管理の画面 — late loans in order, and an act that two officers stand for."""

from collections.abc import Callable
from datetime import date, time

import pytest
from django.test import Client

from kyosai.basis import tokyo
from kyosai.casework import reads as casework
from kyosai.doors import today
from kyosai.procedures.recovery import demand
from kyosai.records.loans import reads
from tests.procedures.collection.world import holder
from tests.procedures.recovery import lending
from tests.procedures.recovery.test_arrears import case_of, put

NOW = tokyo.at(date(2026, 10, 28), time(10))


@pytest.fixture
def late(db: None, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(today, "now", lambda: NOW)
    contract = holder(1, applied_on=date(2026, 1, 5), scheme="tosanboshi", yen=200_000)
    put(contract, yen=2_000_000, scheme="tosanboshi")
    loan = lending.mutual_aid(contract, yen=5_400_000, lent_on=date(2025, 12, 10))
    demand.follow_up(at=NOW)
    return loan


@pytest.fixture
def examiner(sign_in: Callable[..., Client]) -> Client:
    return sign_in("receivables_examiner")


@pytest.fixture
def approver(sign_in: Callable[..., Client]) -> Client:
    return sign_in("receivables_approver")


def test_the_list_says_how_late_and_what_may_be_done(late: str, examiner: Client) -> None:
    page = examiner.get("/receivables/").text

    assert late in page
    assert "400,000円" in page and "掛金を充てられます" in page


def test_an_act_is_proposed_by_one_and_decided_by_another(
    late: str, examiner: Client, approver: Client
) -> None:
    case = case_of(late)
    asked = {"act": "apply_premiums", "why": "催告に応じない"}

    proposed = examiner.post(f"/receivables/{case}/propose/", asked)
    shown = approver.get(f"/receivables/loans/{late}/").text
    approver.post(f"/receivables/{case}/decide/")

    assert proposed.status_code == 302
    assert "掛金を返済に充てる" in shown and "催告に応じない" in shown
    assert casework.case(case).outcome == "apply_premiums"
    assert reads.receipts(late)[0].principal == 400_000


def test_whoever_proposed_cannot_decide(late: str, approver: Client) -> None:
    case = case_of(late)
    approver.post(f"/receivables/{case}/propose/", {"act": "accelerate", "why": "遅れ"})

    page = approver.post(f"/receivables/{case}/decide/")

    assert page.status_code == 409
    assert "別の人に依頼してください" in page.text


def test_a_proposal_without_a_reason_is_refused(late: str, examiner: Client) -> None:
    page = examiner.post(f"/receivables/{case_of(late)}/propose/", {"act": "none", "why": ""})

    assert page.status_code == 422
    assert "理由を書いてください" in page.text


def test_a_proposal_may_go_back(late: str, examiner: Client, approver: Client) -> None:
    case = case_of(late)
    examiner.post(f"/receivables/{case}/propose/", {"act": "accelerate", "why": "遅れ"})

    approver.post(f"/receivables/{case}/send-back/", {"why": "電話の記録がない"})

    assert casework.case(case).step == "propose"


@pytest.mark.parametrize("address", ["/receivables/loans/L-00000009-99/", "/receivables/loans/x/"])
def test_a_guessed_number_is_nobodys(late: str, examiner: Client, address: str) -> None:
    assert examiner.get(address).status_code == 404


def test_other_desks_do_not_see_it(late: str, sign_in: Callable[..., Client]) -> None:
    assert sign_in("examiner").get("/receivables/").status_code == 403
