"""The work box, a case, and what officers decide."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from kyosai.casework import reads as casework
from kyosai.doors import today
from kyosai.doors.today import TOKYO
from kyosai.records.access_log.models import Look
from kyosai.records.contracts.models import Contract
from kyosai.records.notices.models import Notice
from kyosai.records.officers.models import Officer
from tests.doors.back_office import samples
from tests.doors.back_office.conftest import client_of


def test_the_earliest_promise_comes_first(examiner: Client) -> None:
    later = samples.at_desk(due_in=timedelta(days=2))
    broken = samples.at_desk(due_in=timedelta(hours=-3))
    soon = samples.at_desk(due_in=timedelta(hours=5))

    page = examiner.get("/box/").text

    assert page.index(broken) < page.index(soon) < page.index(later)
    assert "3時間0分おくれ" in page
    assert "書類が画像です。担当者が確認します。" in page


def test_a_desk_sees_its_own_cases_only(treasurer: Client) -> None:
    case = samples.at_desk()

    assert case not in treasurer.get("/box/").text
    assert treasurer.get(f"/cases/{case}/").status_code == 404


def test_from_the_box_it_is_two_clicks_to_a_decision(examiner: Client) -> None:
    case = samples.at_desk()

    assert f'href="/cases/{case}/"' in examiner.get("/box/").text
    page = examiner.get(f"/cases/{case}/").text
    assert f'action="/cases/{case}/accept/"' in page
    assert f'href="/cases/{case}/refuse/"' in page


def test_a_case_shows_what_was_found_with_its_article(examiner: Client) -> None:
    page = examiner.get(f"/cases/{samples.at_desk()}/").text

    assert "断る理由になる" in page
    assert "小規模企業共済法2条1項2号" in page
    assert page.index("断る理由になる") < page.index("問題なし")


def test_a_person_is_masked_and_the_look_is_written_down(examiner: Client) -> None:
    case = samples.at_desk()

    page = examiner.get(f"/cases/{case}/").text

    for hidden in ("花子", "ハナコ", "4月1日", "hanako@", "見本区", "ｲﾁﾛｳ", "確定申告書の控え"):
        assert hidden not in page, hidden
    assert "見＊ 花＊" in page
    assert "1980年生まれ" in page
    look = Look.objects.get(party_id=casework.case(case).subject)
    assert (look.officer, look.role, look.what) == ("examiner", "契約課（審査）", f"案件 {case}")


def test_unmasking_needs_a_reason_and_is_written_down(examiner: Client) -> None:
    case = samples.at_desk()

    without = examiner.post(f"/cases/{case}/unmask/", {"reason": "", "words": ""})
    done = examiner.post(f"/cases/{case}/unmask/", {"reason": "加入の審査", "words": "書類と照合"})
    page = examiner.get(f"/cases/{case}/").text

    assert "表示する理由を選んでください。" in without.text
    assert done.status_code == 302
    assert "見本 花子" in page
    assert "確定申告書の控え1.jpg" in page
    assert Look.objects.filter(why="加入の審査：書類と照合").count() == 1


def test_unmasking_ends_after_five_minutes(
    examiner: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = samples.at_desk()
    examiner.post(f"/cases/{case}/unmask/", {"reason": "加入の審査"})
    later = today.machine_now() + timedelta(minutes=5, seconds=1)
    monkeypatch.setattr(today, "machine_now", lambda: later)

    assert "見本 花子" not in examiner.get(f"/cases/{case}/").text


def test_evidence_opens_only_while_unmasked(examiner: Client) -> None:
    case = samples.at_desk()
    use = casework.case(case).filing["application"]["evidence"]["attachments"][0]
    address = f"/cases/{case}/evidence/{use}/"

    before = examiner.get(address)
    examiner.post(f"/cases/{case}/unmask/", {"reason": "加入の審査"})
    after = examiner.get(address)

    assert before.headers["Location"] == f"/cases/{case}/unmask/"
    assert after.headers["Content-Type"] == "image/jpeg"
    assert after.headers["X-Content-Type-Options"] == "nosniff"
    assert Look.objects.filter(what="添付書類 確定申告書の控え1.jpg").exists()


def test_evidence_of_another_case_does_not_open(examiner: Client) -> None:
    mine, other = samples.at_desk(), samples.at_desk()
    use = casework.case(other).filing["application"]["evidence"]["attachments"][0]
    examiner.post(f"/cases/{mine}/unmask/", {"reason": "加入の審査"})

    assert examiner.get(f"/cases/{mine}/evidence/{use}/").status_code == 404


def test_one_officer_accepts(examiner: Client) -> None:
    case = samples.at_desk()

    answer = examiner.post(f"/cases/{case}/accept/", follow=True)

    formed = Contract.objects.get(receipt=casework.case(case).receipt)
    assert formed.formed_on == casework.case(case).received_at.astimezone(TOKYO).date()
    assert formed.number in answer.text
    assert "承諾" in answer.text


def test_a_second_click_is_told_that_somebody_was_quicker(examiner: Client) -> None:
    case = samples.at_desk()
    examiner.post(f"/cases/{case}/accept/")

    answer = examiner.post(f"/cases/{case}/accept/")

    assert answer.status_code == 409
    assert "ほかの人が先に進めました" in answer.text
    assert Contract.objects.count() == 1


@pytest.fixture
def proposed(sign_in: Callable[..., Client]) -> str:
    """A refusal proposed by the approver, who wants to confirm it."""
    case = samples.at_desk()
    client = sign_in("approver", username="first")
    page = client.get(f"/cases/{case}/refuse/").text
    assert "【調べた結果】この業種で加入できるのは" in page
    client.post(
        f"/cases/{case}/refuse/",
        {"ground": "too_many_employees", "words": "従業員の方が6人いらっしゃいます。"},
    )
    return case


def test_whoever_proposed_cannot_confirm(sign_in: Callable[..., Client], proposed: str) -> None:
    first = client_of(Officer.objects.get(username="first"))

    answer = first.post(f"/cases/{proposed}/confirm/")

    assert answer.status_code == 409
    assert "前の段階を担当した人は、この決裁ができません" in answer.text
    assert not casework.case(proposed).is_closed


def test_a_second_officer_confirms_and_the_person_is_told_why(
    proposed: str, sign_in: Callable[..., Client]
) -> None:
    second = sign_in("approver", username="second")
    assert "従業員の方が6人いらっしゃいます。" in second.get(f"/cases/{proposed}/").text

    second.post(f"/cases/{proposed}/confirm/")

    case = casework.case(proposed)
    assert (case.is_closed, case.outcome) == (True, "refused")
    notice = Notice.objects.get(party_id=case.subject)
    assert "従業員の方が6人いらっしゃいます。" in notice.body
    assert "小規模企業共済法2条1項" in notice.body


def test_a_second_officer_sends_back_with_a_reason(
    proposed: str, sign_in: Callable[..., Client]
) -> None:
    second = sign_in("approver", username="second")

    silent = second.post(f"/cases/{proposed}/send-back/", {"words": ""})
    second.post(f"/cases/{proposed}/send-back/", {"words": "人数をもう一度確認してください。"})

    assert "差し戻す理由を書いてください。" in silent.text
    assert casework.case(proposed).step == "examine"
    assert "人数をもう一度確認してください。" in second.get("/box/").text


def test_a_refusal_needs_a_ground_and_words(examiner: Client) -> None:
    case = samples.at_desk()

    answer = examiner.post(f"/cases/{case}/refuse/", {"ground": "because", "words": ""})

    assert answer.status_code == 200
    assert "ご本人への説明を書いてください。" in answer.text
    assert casework.case(case).step == "examine"


def test_an_examiner_does_not_confirm(proposed: str, examiner: Client) -> None:
    assert "この案で断る" not in examiner.get(f"/cases/{proposed}/").text
    assert examiner.post(f"/cases/{proposed}/confirm/").status_code == 403


def test_the_auditor_sees_every_desk_and_decides_nothing(auditor: Client) -> None:
    case = samples.at_desk()

    assert case in auditor.get("/box/").text
    page = auditor.get(f"/cases/{case}/").text
    assert "承諾する" not in page
    assert "隠した事項を表示する</a>" not in page
    assert auditor.post(f"/cases/{case}/accept/").status_code == 403


@pytest.mark.parametrize(
    "number", ["x", "K-1", "'; DROP TABLE case_file; --", "K-99999999-99", "あ"]
)
def test_a_number_that_is_nothing_is_not_found(examiner: Client, number: str) -> None:
    for page in ("", "accept/", "refuse/", "unmask/"):
        assert examiner.get(f"/cases/{number}/{page}").status_code in (404, 405)
        assert examiner.post(f"/cases/{number}/{page}").status_code in (404, 405)
