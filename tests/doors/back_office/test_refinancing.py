"""借換えの入金 — the desk sees what was signed, and finishes it when the money is in the books."""

from collections.abc import Callable

import pytest
from django.test import Client

from kyosai.casework import reads as casework
from kyosai.procedures.lending.tosanboshi import refinancing
from tests.procedures.collection import world
from tests.procedures.lending.tosanboshi import firm


@pytest.fixture
def case(db: None) -> str:
    firm.firm(months=40)
    firm.lend(firm.request(1_000_000, at="2026-10-29T10:00:00"))
    firm.lend(firm.request(500_000, at="2026-11-05T10:00:00", receipt="U-2"))
    return str(world.run("SELECT number FROM case_file WHERE NOT is_closed")[0][0])


def test_nothing_is_refinanced_before_the_money_is_there(
    sign_in: Callable[..., Client], case: str
) -> None:
    officer = sign_in("loan_examiner")

    page = officer.get(f"/cases/{case}/").text
    refused = officer.post(f"/cases/{case}/refinance/")

    assert "振り込んでいただく額：504,500円" in page
    assert refused.status_code == 409 and refinancing.NotArrived.reason in refused.text


def test_a_refinancing_can_be_given_up_with_words(
    sign_in: Callable[..., Client], case: str
) -> None:
    officer = sign_in("loan_examiner")

    officer.post(f"/cases/{case}/not-refinanced/", {"words": "期日までに入金がありません。"})

    assert casework.case(case).outcome == "returned"
    assert "期日までに入金がありません。" in firm.told()[1]
