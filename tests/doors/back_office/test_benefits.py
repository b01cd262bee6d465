"""給付課の案件 — the sum by the rules, beside a cancellation; one awards, two refuse."""

from collections.abc import Callable

import pytest
from django.test import Client

from kyosai.casework import reads as casework
from kyosai.procedures.payout import by_smrj
from kyosai.records.benefits import reads as benefits
from tests.procedures.collection import world
from tests.procedures.payout.claimants import Proof, claimed, holder, send


@pytest.fixture(autouse=True)
def case(db: None) -> str:
    holder()
    send(claimed("closed", happened_on="2026-10-01", proof=Proof("pictures", "", ())))
    ((number,),) = world.run("SELECT number FROM case_file WHERE desk = 'benefits'")
    return str(number)


@pytest.fixture
def officer(sign_in: Callable[..., Client]) -> Client:
    return sign_in("benefit_examiner")


def test_scene_9_is_on_the_page_with_its_reasons(officer: Client, case: str) -> None:
    page = officer.get(f"/cases/{case}/").text

    assert "2,804,457円" in page
    assert "任意解約なら 2,400,000円" in page and "404,457円多いです" in page
    assert "小規模企業共済法9条1項" in page
    assert "事業の廃止（第三者への譲渡をふくむ）" in page


def test_one_officer_awards(officer: Client, case: str) -> None:
    officer.post(f"/cases/{case}/accept/")

    (award,) = benefits.of_contract(world.number(1))
    assert (award.decided_by, casework.case(case).outcome) == ("benefit_examiner", "accepted")


def test_two_refuse_on_a_ground_of_the_list(
    officer: Client, sign_in: Callable[..., Client], case: str
) -> None:
    asked = officer.get(f"/cases/{case}/refuse/").text
    told = {"ground": "business_goes_on", "words": "店が続いています。"}
    officer.post(f"/cases/{case}/refuse/", told)
    officer.post(f"/cases/{case}/confirm/")
    before = casework.case(case).is_closed

    sign_in("benefit_approver").post(f"/cases/{case}/confirm/")

    assert "事業が続いている（小規模企業共済法9条1項1号）" in asked
    assert (before, casework.case(case).outcome) == (False, "refused")


@pytest.mark.parametrize("duty", ["examiner", "loan_examiner", "treasurer"])
def test_other_desks_do_not_see_it(sign_in: Callable[..., Client], duty: str, case: str) -> None:
    assert sign_in(duty).get(f"/cases/{case}/").status_code == 404


def test_the_work_box_lists_it_by_its_promise(officer: Client, case: str) -> None:
    page = officer.get("/box/").text

    assert case in page
    assert "2026年11月6日" in page


def test_ending_a_contract_for_unpaid_months_takes_two(
    officer: Client, sign_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_smrj, "is_ground", lambda contract, at: True)
    contract = world.number(1)
    page = officer.get(f"/contracts/{contract}/").text
    sent = officer.post(f"/contracts/{contract}/end/", {"words": "催告したが返事がない。"})
    case = sent["Location"].split("/")[2]
    officer.post(f"/cases/{case}/end/")
    before = casework.case(case).is_closed

    approver = sign_in("benefit_approver")
    shown = approver.get(f"/cases/{case}/").text
    approver.post(f"/cases/{case}/end/")

    assert "機構解約を起案する" in page and "契約を終わらせる" in shown
    assert (before, casework.case(case).outcome) == (False, "accepted")


def test_other_desks_end_no_contract(sign_in: Callable[..., Client]) -> None:
    assert sign_in("examiner").get(f"/contracts/{world.number(1)}/end/").status_code == 404
