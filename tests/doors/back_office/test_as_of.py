"""ある日の契約の画面 — two dates in the address, one page, plain refusals."""

from datetime import date, time

import pytest
from django.test import Client

from kyosai.basis import tokyo
from kyosai.doors import today
from kyosai.records.access_log import reads as access_log
from tests.procedures.barring.papers import held
from tests.procedures.payout.claimants import holder, party

AT = tokyo.at(date(2026, 10, 30), time(14))


@pytest.fixture(autouse=True)
def practice(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(today, "now", lambda: AT)
    monkeypatch.setattr(today, "today", lambda: AT.date())


def test_a_paper_served_on_the_28th_is_seen_only_by_who_knows_the_29th(examiner: Client) -> None:
    contract = holder()
    held(contract)  # served on the 28th, entered on the 29th
    address = f"/contracts/{contract}/as-of/?on=2026-10-28&known="

    unknown, known = (examiner.get(f"{address}2026-10-{day}").text for day in (28, 29))

    assert "架空税務署" not in unknown and "架空税務署" in known
    assert "2,400,000円" in known and "240か月" in known
    assert "完了" not in known, "a name is masked until it is asked for"
    assert f"契約 {contract} のある日の姿" in {e.what for e in access_log.at_party(party(1))}


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ("on=2006-09-30&known=2026-10-29", "契約が成立する前の日です。2006-10-01からの"),
        ("on=2026-10-31&known=2026-10-31", "まだ来ていない日です"),
        ("on=2026-09-30&known=2026-09-30", "記録は2026-10-01からあります"),
        ("on=2026-10-29&known=2026-10-28", "同じか、後の日にしてください"),
        ("on=&known=2026-10-28", "カレンダーから選んでください"),
    ],
)
def test_what_cannot_be_told_is_said(examiner: Client, dates: str, words: str) -> None:
    page = examiner.get(f"/contracts/{holder()}/as-of/?{dates}")

    assert page.status_code == 409
    assert words in page.text
