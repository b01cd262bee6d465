"""遺族の請求の画面 — shares by the law, two officers, the letter with its code."""

from collections.abc import Callable

import pytest
from django.test import Client

from kyosai.casework import reads as casework
from kyosai.doors import today
from kyosai.records.survivors import reads as rooms
from tests.procedures.collection import world
from tests.procedures.payout.claimants import holder
from tests.procedures.payout.survivors import family

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(monkeypatch: pytest.MonkeyPatch) -> str:
    """A claim of two children, with an agent, before the first officer."""
    monkeypatch.setattr(today, "now", family.tick)
    number = family.news(family.death(holder()), monkeypatch)
    room = rooms.of_case(number)
    children = [family.told("one"), family.told("two")]
    family.claimed(room.receipt, children, [family.account("one")], agent="one")
    return number


def test_the_page_shows_ranks_and_shares_masked(sign_in: Callable[..., Client], case: str) -> None:
    page = sign_in("benefit_examiner").get(f"/cases/{case}/").content.decode()

    assert page.count("1,393,200円") == 2 or page.count("円</td>") >= 2
    assert "完了 one" not in page and "コードの手紙" in page


def test_the_first_officer_hands_on_and_another_decides(
    sign_in: Callable[..., Client], case: str
) -> None:
    examiner, approver = sign_in("benefit_examiner"), sign_in("benefit_approver")

    examiner.post(f"/cases/{case}/accept/")
    step = casework.case(case).step
    approver.post(f"/cases/{case}/accept/")

    assert step == "decide" and casework.case(case).outcome == "accepted"
    assert len(world.run("SELECT 1 FROM payment", [])) == 1


def test_who_examined_does_not_decide(sign_in: Callable[..., Client], case: str) -> None:
    approver = sign_in("benefit_approver")
    approver.post(f"/cases/{case}/accept/")

    again = approver.post(f"/cases/{case}/accept/")

    assert again.status_code == 409 and casework.case(case).step == "decide"


def test_the_desk_sees_how_far_the_letter_has_come_and_never_its_code(
    sign_in: Callable[..., Client], case: str
) -> None:
    page = sign_in("benefit_examiner").get(f"/cases/{case}/").content.decode()

    assert "発送を待っています。" in page and family.CODE not in page
