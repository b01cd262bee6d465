"""税務署に出す書類の画面 — one examines and bundles, another officer hands it over."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.doors.back_office.test_my_number import proved
from tests.procedures.reporting import test_bundles as papers

__all__ = ["certificate"]
certificate = papers.certificate
pytestmark = pytest.mark.django_db
WHICH = {"kind": papers.KIND, "year": papers.YEAR}


def test_from_what_is_due_to_a_bundle_that_another_lets_go(sign_in: Callable[..., Client]) -> None:
    papers.paid()
    examiner = proved(sign_in("benefit_examiner"))
    approver = sign_in("benefit_approver")

    due = examiner.get("/tax-papers/").content.decode()
    examiner.post("/tax-papers/prepare/", WHICH)
    examiner.post("/tax-papers/bundle/", WHICH)
    digest = {"digest": papers.digest()}
    own = examiner.post(f"/tax-papers/{papers.NAME}/release/", digest)
    page = approver.get(f"/tax-papers/{papers.NAME}/").content.decode()
    approver.post(f"/tax-papers/{papers.NAME}/release/", digest)
    after = approver.get("/tax-papers/").content.decode()

    assert "写しを作る" in due and "2026年12月2日（水）" in due
    assert own.status_code == 409 and "ほかの人に依頼してください" in own.content.decode()
    assert "税務署に提出する" in page and papers.NUMBER not in page
    assert "送っています" in after and "出していないものはありません" in after


def test_numbers_are_opened_right_after_a_second_factor(sign_in: Callable[..., Client]) -> None:
    papers.paid()

    answer = proved(sign_in("benefit_examiner"), ago=301).post("/tax-papers/prepare/", WHICH)

    assert answer.status_code == 302 and "reauthenticate" in answer["Location"]
    assert papers.numbers_opened() == []


@pytest.mark.parametrize("duty", ["benefit_approver", "treasurer"])
def test_no_other_duty_makes_copies(sign_in: Callable[..., Client], duty: str) -> None:
    assert proved(sign_in(duty)).post("/tax-papers/prepare/", WHICH).status_code == 403
