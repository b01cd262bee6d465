"""預かった税の画面 — the treasury sees each month's tax, when it goes, and its statement."""

from collections.abc import Callable

import pytest
from django.test import Client

from kyosai.doors import today
from tests.procedures.payment import world
from tests.procedures.withholding import test_hand_over as taxes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(today, "now", lambda: taxes.AT)


def test_the_page_says_what_goes_where_by_when(sign_in: Callable[..., Client]) -> None:
    taxes.somebody_paid()
    treasurer = sign_in("treasurer", username=world.TREASURY[0])

    before = treasurer.get("/treasury/withheld/").content.decode()
    taxes.visit()
    after = treasurer.get("/treasury/withheld/").content.decode()
    statement = treasurer.get(f"/treasury/withheld/{taxes.KEYS[1]}/statement/")

    assert "月が終わってから準備します" in before and "59,932円" in before
    assert "まだ手配していない税 177,232円" in before
    assert "振込みの準備をしています" in after and "2026年11月10日（火）" in after
    assert "合いません" not in before + after
    assert statement.content.startswith(b"%PDF")


def test_no_statement_of_a_tax_nobody_ordered(sign_in: Callable[..., Client]) -> None:
    taxes.somebody_paid()
    treasurer = sign_in("treasurer", username=world.TREASURY[0])

    statuses = [
        treasurer.get(f"/treasury/withheld/{key}/statement/").status_code
        for key in (taxes.KEYS[0], "withheld-tax:skk:2030-01", "x")
    ]

    assert statuses == [404, 404, 404]


@pytest.mark.parametrize("duty", ["benefit_examiner", "examiner"])
def test_other_desks_do_not_see_it(sign_in: Callable[..., Client], duty: str) -> None:
    assert sign_in(duty).get("/treasury/withheld/").status_code == 403
