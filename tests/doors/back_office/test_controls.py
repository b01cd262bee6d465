"""統制の一覧 — the auditor reads what the tests said; nobody else comes in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from kyosai.doors import today
from kyosai.reports.controls import results
from kyosai.reports.controls.register import controls

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def test_the_auditor_sees_green_and_not_yet(sign_in: SignIn, settings, tmp_path: Path) -> None:
    settings.KYOSAI_STATE = tmp_path
    auditor = sign_in("auditor")
    before = auditor.get("/audit/controls/").text
    control = next(each for each in controls() if each.id == "MON-02")
    told = dict.fromkeys(control.shown_by, (1, 0))

    results.keep({"MON-02": results.judged(control, told, at=today.now())}, folder=tmp_path)
    page = auditor.get("/audit/controls/").text

    assert "緑 0" in before and "未実行" in before
    assert "緑 1" in page and "まだ・未実行 82" in page and "4件" in page


def test_a_desk_of_cases_does_not_come_in(examiner: Client) -> None:
    assert examiner.get("/audit/controls/").status_code in (302, 403)
