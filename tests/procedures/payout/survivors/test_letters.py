"""遺族への通知書 — a letter for each relative: what they get and why, or why not."""

from datetime import date

import pytest

from kyosai.casework import reads as casework
from kyosai.casework.actions import SameOfficer
from kyosai.procedures.payout.survivors import desk, letters, reasons, refusing
from kyosai.schemes.tax import inheritance
from tests.procedures.payout.claimants import holder
from tests.procedures.payout.survivors.family import (
    account,
    claimed,
    death,
    news,
    tick,
    to_be_decided,
    told,
)

pytestmark = pytest.mark.django_db


def decided(monkeypatch: pytest.MonkeyPatch) -> str:
    """Let two children and a brother of the deceased claim 2,804,457 yen; return the case."""
    relatives = [told("c1"), told("c2"), told("b1", "sibling")]
    case = to_be_decided(monkeypatch, relatives, [account("c1")], agent="c1")
    desk.decide(case, officer="kessai", at=tick())
    return case


def written(case: str, place: int) -> dict[str, str]:
    """Return the rows of the letter to the relative told at a place."""
    file = casework.case(case)
    number = f"{case}-{place}"
    relative = letters.claim.filed(file.filing).relatives[place - 1]
    share = letters._share(file, relative)
    page = (
        letters._paid(file, relative, share, number=number)
        if share
        else letters._not_paid(file, relative, number=number)
    )
    return {label: value for _, rows in page.groups for label, value in rows}


def test_each_relative_has_a_letter_and_each_report_its_copy(monkeypatch) -> None:
    case = decided(monkeypatch)

    found = letters.of(casework.case(case))

    assert [(each.number.removeprefix(case), each.title, each.name) for each in found] == [
        ("-1", "支払決定通知書", "完了 c1"),
        ("-1-R", "退職手当金等受給者別支払調書（控え）", "完了 c1"),
        ("-2", "支払決定通知書", "完了 c2"),
        ("-2-R", "退職手当金等受給者別支払調書（控え）", "完了 c2"),
        ("-3", "不支給決定通知書", "完了 b1"),
    ]
    for each in found:
        kept = letters.content(casework.case(case), each.number, at=tick())
        assert kept is not None and kept.content.startswith(b"%PDF")


def test_a_letter_says_the_share_the_reason_and_the_tax(monkeypatch) -> None:
    case = decided(monkeypatch)

    rows = written(case, 2)

    assert rows["ご遺族全員の額"] == "2,804,457円" and rows["あなたの取り分"] == "1,402,228円"
    assert rows["受け取る人"] == "代表の方（完了 c1さん）"
    assert rows["受け取る順位"] == "小規模企業共済法10条1項4号"
    assert rows["分け方"] == "同じ順位の2人で等しく分けます（小規模企業共済法10条3項）"
    assert "みなし相続財産" in rows["相続税"] and "5,000,000円" in rows["非課税の枠"]
    assert inheritance.tax_free_limit(1, died_on=date(2026, 10, 15)).amount == 5_000_000


def test_whoever_comes_later_reads_who_comes_first(monkeypatch) -> None:
    rows = written(decided(monkeypatch), 3)

    assert dict(reasons.LATER_RANK).items() <= rows.items()


def test_two_refuse_and_each_relative_reads_ground_and_words(monkeypatch) -> None:
    case = news(death(holder()), monkeypatch)
    room = letters.rooms.of_case(case)
    assert room is not None
    claimed(room.receipt, [told("c1")], [account("c1")])
    ground, words = "小規模企業共済法10条1項", "戸籍で続き柄を確かめられませんでした。"
    refusing.propose_refusal(case, officer="shinsa", ground=ground, reason=words, at=tick())
    before = letters.of(casework.case(case))
    with pytest.raises(SameOfficer):
        refusing.refuse(case, officer="shinsa", at=tick())

    refusing.refuse(case, officer="kessai", at=tick())

    assert before == []
    assert [each.title for each in letters.of(casework.case(case))] == ["不支給決定通知書"]
    assert written(case, 1) == {"根拠": ground, "説明": words}


def test_a_letter_of_another_case_is_not_shown(monkeypatch) -> None:
    case = casework.case(decided(monkeypatch))

    assert letters.content(case, "K-00009999-99-1", at=tick()) is None
