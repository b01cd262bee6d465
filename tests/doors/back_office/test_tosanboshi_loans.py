"""共済金の貸付けの案件 — figures, four eyes, one question, and the box by promise."""

from collections.abc import Callable

import pytest
from django.test import Client

from kyosai.basis.money import Yen
from kyosai.casework import reads as casework
from kyosai.casework.models import Case
from kyosai.procedures.lending.tosanboshi.mutual_aid import examine
from kyosai.records.loans import reads as loans
from tests.procedures.lending.tosanboshi import claims, firm
from tests.procedures.lending.tosanboshi.claims import SHOJI, claim
from tests.procedures.lending.tosanboshi.firm import CONTRACT

TALKED = {"interview": "代表者と電話で話しました。"}


@pytest.fixture(autouse=True)
def holder(db: None) -> str:
    return firm.firm(months=10)


@pytest.fixture
def case() -> Case:
    return claims.received(claim())


@pytest.fixture
def first(sign_in: Callable[..., Client]) -> Client:
    return sign_in("loan_examiner")


@pytest.fixture
def second(sign_in: Callable[..., Client]) -> Client:
    return sign_in("loan_approver")


def step(case: Case) -> str:
    return str(casework.case(case.number).step)


def test_the_page_shows_the_customers_and_the_limit(first: Client, case: Case) -> None:
    page = first.get(f"/cases/{case.number}/").text

    assert "見本商事株式会社" in page and "上限15,000,000円のうち、15,000,000円を貸せます。" in page
    assert "元帳の残高と同じです" in page and "中小企業倒産防止共済法9条2項" in page
    assert "回収が困難となった額は15,000,000円です。" in page and "Return the" not in page
    assert "承諾する" not in page


def test_two_officers_decide_and_one_alone_does_not(
    first: Client, second: Client, case: Case
) -> None:
    first.post(f"/cases/{case.number}/assess-loan/", TALKED)
    alone = first.post(f"/cases/{case.number}/decide-loan/")
    assert (alone.status_code, step(case)) == (403, "confirm")

    second.post(f"/cases/{case.number}/decide-loan/")

    assert step(case) == "await_signature"
    assert examine.proposed(case.number)[0] == Yen(15_000_000)


def test_whoever_examined_is_refused_at_the_decision(second: Client, case: Case) -> None:
    second.post(f"/cases/{case.number}/assess-loan/", TALKED)

    page = second.post(f"/cases/{case.number}/decide-loan/")

    assert page.status_code == 409 and "前の段階を担当した人は" in page.text
    assert step(case) == "confirm"


def test_the_damage_is_put_right_with_a_reason(first: Client, second: Client, case: Case) -> None:
    found = {"yen_0": "8000000", "reason_0": "在庫を引き取っていました。"}
    first.post(f"/cases/{case.number}/assess-loan/", TALKED | found)

    page = second.get(f"/cases/{case.number}/").text

    assert "8,000,000円" in page and "在庫を引き取っていました。" in page


def test_another_figure_without_a_reason_is_refused(first: Client, case: Case) -> None:
    page = first.post(f"/cases/{case.number}/assess-loan/", TALKED | {"yen_0": "8000000"})

    assert page.status_code == 409 and "理由を書いてください" in page.text


def test_one_question_may_be_asked(first: Client, case: Case) -> None:
    first.post(f"/cases/{case.number}/ask-fix/", {"words": "納品書を付けてください。"})

    assert step(case) == "await_fix"
    assert "納品書を付けてください。" in firm.told()[1]
    claims.put_right(case, at="2027-11-02T12:00:00")
    assert "直しを頼む" not in first.get(f"/cases/{case.number}/").text


def test_a_refusal_rests_on_a_ground_of_the_act(first: Client, second: Client, case: Case) -> None:
    asked = first.get(f"/cases/{case.number}/refuse-loan/").text
    given = {"ground": "has_failed", "words": "ご自身が倒産しているため、借りられません。"}
    first.post(f"/cases/{case.number}/refuse-loan/", given)
    second.post(f"/cases/{case.number}/decide-loan/")

    assert "主な設備が国税の滞納などで差し押さえられている" in asked
    assert casework.case(case.number).outcome == "refused"
    assert loans.of_contract(CONTRACT) == []


def test_claims_on_one_failure_stand_side_by_side_by_their_promise(first: Client) -> None:
    early = claims.received(claim(receipt="U-00000001-95"))
    other = claims.received(
        claim(
            claims.replace(SHOJI, name="架空商店", corporate_number=""),
            receipt="U-00000002-92",
            at="2026-10-30T10:00:00",
        )
    )
    late = claims.received(claim(receipt="U-00000003-89", at="2026-11-02T10:00:00"))

    page = first.get("/box/").text

    places = [page.index(each.number) for each in (early, late, other)]
    assert places == sorted(places)
    assert page.count("同じ倒産の請求 2件") == 2


def test_another_desk_sees_no_claim(examiner: Client, case: Case) -> None:
    assert examiner.get(f"/cases/{case.number}/").status_code == 404
