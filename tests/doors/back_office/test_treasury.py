"""The treasury desk: cycles with totals and differences, refused files, the trial balance."""

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from kyosai.basis.months import Month
from kyosai.casework import reads as casework
from kyosai.doors import today
from kyosai.doors.today import TOKYO
from kyosai.exchange import alarms
from kyosai.procedures.collection import plan, query, request, statement
from kyosai.procedures.recovery import tell
from kyosai.records.access_log.models import Look
from kyosai.records.contracts import reads as contracts
from kyosai.records.notices import reads as notices
from kyosai.records.premiums import approvals
from kyosai.records.premiums.models import (
    Approval,
    BankResultFile,
    Cycle,
    DebitFile,
    DebitRequest,
    HandOver,
    Reading,
)
from tests.doors.back_office import samples
from tests.procedures.collection import world

DAY = date(2026, 12, 18)
FILE = "skk-agency-20261218-1.dat"
RESULT = "skk-agency-20261218-1-result.dat"
AT = datetime.combine(DAY, time(12), TOKYO)


def cycle_of(contract: str, *, yen: int = 20_000, in_file: int = 20_000) -> Cycle:
    """Return a cycle with one request, in a file the bank received."""
    key = "skk:agency:2026-12-18"
    cycle = Cycle.objects.create(
        key=key,
        scheme="skk",
        channel="agency",
        month=Month.of(DAY).first_day,
        is_regular=True,
        debit_on=DAY,
        submit_by=AT - timedelta(days=9),
        hand_in_by=AT - timedelta(days=9) + timedelta(minutes=30),
        result_at=AT + timedelta(days=4),
        remitted_on=DAY + timedelta(days=8),
        confirm_by=DAY + timedelta(days=8),
        planned_at=AT - timedelta(days=9),
        built_at=AT - timedelta(days=9),
    )
    DebitRequest.objects.create(
        cycle=cycle,
        contract_id=contract,
        customer_no="0" * 20,
        months=[date(2026, 11, 1), date(2026, 12, 1)],
        yens=[yen // 2, yen // 2],
        yen=yen,
        new_code="1",
        part=1,
    )
    DebitFile.objects.create(
        name=FILE,
        cycle=cycle,
        part=1,
        digest="a" * 64,
        records=1,
        yen=in_file,
        made_at=AT - timedelta(days=9),
    )
    return cycle


def received() -> None:
    """Let two officers approve the file, and the bank receive it."""
    for who in ("makoto", "kaoru"):
        Approval.objects.create(
            file_id=FILE, officer=world.treasurer(who), digest="a" * 64, at=AT - timedelta(days=9)
        )
    HandOver.objects.create(file_id=FILE, at=AT, receipt="R-1")


def answered(cycle: Cycle, contract: str, *, code: str) -> None:
    """Put the bank's answer to the one request in."""
    _result("b" * 64)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO debit_result (cycle_id, contract_id, is_final, code, result_id,"
            " settled_at) VALUES (%s, %s, true, %s, %s, %s)",
            [cycle.key, contract, code, RESULT, AT],
        )


def _result(digest: str) -> None:
    BankResultFile.objects.create(
        name=RESULT, file_id=FILE, digest=digest, content=b"1", fetched_at=AT
    )


def test_an_empty_treasury_says_so(treasurer: Client) -> None:
    for path in ("", "approvals/", "refused-files/", "unmatched/", "trial-balance/", "alarms/"):
        assert treasurer.get(f"/treasury/{path}").status_code == 200

    assert "差額は0円です" in treasurer.get("/treasury/trial-balance/").text


def test_a_cycle_shows_its_totals_its_file_and_no_difference(treasurer: Client) -> None:
    cycle = cycle_of(samples.contract())
    received()

    listed = treasurer.get("/treasury/").text
    page = treasurer.get(f"/treasury/cycles/{cycle.key}/").text

    assert f'href="/treasury/cycles/{cycle.key}/"' in listed
    assert "2026年12月18日（金）" in page
    assert "a" * 64 in page
    assert "R-1" in page
    assert "20,000円" in page
    assert "不一致" not in page


def test_a_cycle_that_is_not_confirmed_in_time_is_seen(
    treasurer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    cycle = cycle_of(samples.contract())
    pages = []

    for day in (cycle.confirm_by, cycle.confirm_by + timedelta(days=1)):
        monkeypatch.setattr(today, "today", lambda day=day: day)
        pages.append(treasurer.get("/treasury/").text)

    assert ["遅れ" in page for page in pages] == [False, True]


def test_a_file_that_asks_for_other_money_than_the_plan_is_seen(treasurer: Client) -> None:
    cycle = cycle_of(samples.contract(), in_file=19_000)

    page = treasurer.get(f"/treasury/cycles/{cycle.key}/").text

    assert "1,000円" in page
    assert "不一致" in page


def test_money_collected_and_not_in_the_journal_is_seen(treasurer: Client) -> None:
    contract = samples.contract()
    cycle = cycle_of(contract)
    answered(cycle, contract, code="0")

    page = treasurer.get(f"/treasury/cycles/{cycle.key}/").text

    assert "結果（振替済み）− 仕訳" in page
    assert "不一致" in page
    assert "振替済み" in page


def test_a_refused_result_file_says_record_field_and_what_was_found(treasurer: Client) -> None:
    cycle = cycle_of(samples.contract())
    _result("c" * 64)
    refusal = "3件目「引落金額」を読めません: 'ABC'"
    Reading.objects.create(result_id=RESULT, at=AT, outcome="refused", refusal=refusal)

    page = treasurer.get("/treasury/refused-files/").text

    assert "3件目「引落金額」を読めません" in page
    assert RESULT in page
    assert "丸ごと拒否" in treasurer.get(f"/treasury/cycles/{cycle.key}/").text


def test_a_request_without_an_answer_waits_in_the_open(treasurer: Client) -> None:
    contract = samples.contract()
    cycle_of(contract)
    received()

    page = treasurer.get("/treasury/unmatched/").text

    assert contract in page
    assert ("遅れ" in page) == (today.now() > AT + timedelta(days=4))


def test_a_debit_that_failed_is_listed_with_its_reason(treasurer: Client) -> None:
    contract = samples.contract()
    cycle = cycle_of(contract)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO premium_arrear (contract_id, month, yen, code, failed_in_id, failures,"
            " ask_again_in)"
            " VALUES (%s, '2026-12-01', 10000, '1', %s, 1, '2027-02-01')",
            [contract, cycle.key],
        )

    assert "資金不足" in treasurer.get("/treasury/unmatched/").text


@pytest.mark.parametrize("key", ["x", "skk:agency:2026-13-40", "あ", "'--"])
def test_a_cycle_that_is_none_is_not_found(treasurer: Client, key: str) -> None:
    assert treasurer.get(f"/treasury/cycles/{key}/").status_code == 404


def test_code_nine_is_a_case_at_the_treasury_without_the_person(treasurer: Client) -> None:
    contract = samples.contract()
    party = contracts.standing(contract).party
    words = f"結果コード9（その他）が返りました。契約 {contract}"
    case = query.ask_treasury(f"debit:x:{contract}", words=words, at=today.now(), party=party)

    box = treasurer.get("/box/").text
    page = treasurer.get(f"/cases/{case}/").text

    assert words in box
    assert words in page
    assert "申し込んだ人" not in page
    assert Look.objects.get(officer="treasurer").party_id == party


def test_a_case_about_a_file_is_about_nobody(treasurer: Client) -> None:
    case = query.ask_treasury("result:x.dat", words="丸ごと拒否しました。", at=today.now())

    assert treasurer.get(f"/cases/{case}/").status_code == 200
    assert not Look.objects.filter(officer="treasurer").exists()
    assert "なし（銀行とのファイルの案件です）" in treasurer.get(f"/cases/{case}/").text


def test_the_treasury_closes_a_case_about_a_file_with_words(treasurer: Client) -> None:
    case = query.ask_treasury("result:y.dat", words="丸ごと拒否しました。", at=today.now())

    without = treasurer.post(f"/cases/{case}/settle/", {"words": ""})
    done = treasurer.post(
        f"/cases/{case}/settle/", {"words": "銀行から正しいファイルが届きました。"}, follow=True
    )
    again = treasurer.post(f"/cases/{case}/settle/", {"words": "もう一度"})

    assert "確認したことと、したことを書いてください。" in without.text
    assert "銀行から正しいファイルが届きました。" in done.text
    assert "確認を終える" not in done.text
    assert case not in treasurer.get("/box/").text
    assert again.status_code == 409


def test_the_treasury_closes_a_case_about_a_file_of_repayments(treasurer: Client) -> None:
    case = tell.treasury("repaid:y.dat", "丸ごと拒否しました。", at=today.now())

    shown = treasurer.get(f"/cases/{case}/")
    done = treasurer.post(f"/cases/{case}/settle/", {"words": "送り直されました。"}, follow=True)

    assert "返済の引き落としの確認" in shown.text and "確認を終える" in shown.text
    assert "送り直されました。" in done.text and "確認を終える" not in done.text


def test_whoever_was_promised_an_answer_gets_one_when_the_case_is_closed(
    treasurer: Client,
) -> None:
    contract = samples.contract()
    party = contracts.standing(contract).party
    case = query.ask_treasury(
        f"debit:y:{contract}",
        words="結果コード9（その他）が返りました。",
        at=today.now(),
        party=party,
        contract=contract,
        code="9",
    )
    found = {"words": "銀行の機械の故障でした。"}

    without = treasurer.post(f"/cases/{case}/settle/", found)
    answer = "銀行の機械が止まっていました。次の引き落としを待ってください。"
    treasurer.post(f"/cases/{case}/settle/", found | {"answer": answer})

    assert "ご本人への説明を書いてください。" in without.text
    (line, *_) = notices.inbox(party)
    told = notices.of_party(line.id, party=party)
    assert told is not None and answer in told["body"]
    assert told["title"] == "引き落としの確認が終わりました"
    assert answer not in notices.waiting_mail(10)[-1].body


@pytest.mark.parametrize("duty", ["examiner", "approver", "auditor"])
def test_nobody_else_closes_a_case_of_the_treasury(
    duty: str, sign_in: Callable[..., Client]
) -> None:
    case = query.ask_treasury("result:z.dat", words="丸ごと拒否しました。", at=today.now())

    answer = sign_in(duty).post(f"/cases/{case}/settle/", {"words": "見ました。"})

    assert answer.status_code in (403, 404)
    assert not casework.case(case).is_closed


def test_an_alarm_of_the_crossing_is_seen_at_the_treasury(treasurer: Client) -> None:
    before = treasurer.get("/treasury/alarms/").text
    alarms.ring("gap", subject="portal 3-4")
    alarms.ring("unheard_of", subject="x")

    page = treasurer.get("/treasury/alarms/").text

    assert "警報はありません。" in before
    assert "番号が抜けた受付があります" in page
    assert "portal 3-4" in page
    assert "そのほかの警報" in page
    assert 'href="/treasury/alarms/"' in treasurer.get("/treasury/").text


NAME = "Z91-skk-agency-2026-12-18-01.dat"


@pytest.fixture
def waiting_file(db: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """A file made at the cut-off, a moment ago; return its digest."""
    on = world.cycle("2026-12")
    world.holder(1, applied_on=date(2026, 11, 24))
    plan.plan(on, at=on.build_at)
    request.build(on.key, at=on.build_at)
    monkeypatch.setattr(today, "now", lambda: on.build_at + timedelta(minutes=1))
    (file,) = approvals.waiting()
    return file.digest


def approval(client: Client, digest: str) -> Any:
    address = f"/treasury/approvals/{NAME}/approve/"
    return client.post(address, {"digest": digest}, follow=True)


def test_two_officers_see_the_same_sums_and_release_the_file(
    waiting_file: str, sign_in: Callable[..., Client]
) -> None:
    first = sign_in("treasurer", username="makoto")
    second = sign_in("treasurer", username="kaoru")
    listed = first.get("/treasury/approvals/").text

    one = approval(first, waiting_file).text
    two = approval(second, waiting_file).text

    assert NAME in listed
    assert "あと2人" in listed
    assert "ファイル・計画・掛金は一致" in one
    assert "20,000円" in one
    assert waiting_file in one
    assert "あと1人の承認が必要です" in one
    assert "この内容で承認する" not in one
    assert "承認は済んでいます" in two
    assert "承認を待つファイルはありません" in first.get("/treasury/approvals/").text


@pytest.mark.parametrize("digest", ["0" * 64, "", "<b>"])
def test_what_was_not_on_the_page_is_not_approved(
    waiting_file: str, treasurer: Client, digest: str
) -> None:
    answer = approval(treasurer, digest)

    assert answer.status_code == 409
    assert "画面に出ていたものと違います" in answer.text
    assert "あと2人の承認が必要です" in answer.text


def test_a_second_press_is_refused_in_words(waiting_file: str, treasurer: Client) -> None:
    approval(treasurer, waiting_file)

    again = approval(treasurer, waiting_file)

    assert again.status_code == 409
    assert "もう一人の承認を待ってください" in again.text


def test_the_auditor_sees_the_file_and_no_button(waiting_file: str, auditor: Client) -> None:
    page = auditor.get(f"/treasury/approvals/{NAME}/").text

    assert "ファイル・計画・掛金は一致" in page
    assert "この内容で承認する" not in page
    assert approval(auditor, waiting_file).status_code == 403


@pytest.mark.parametrize("name", ["x", "Z91-skk-agency-2026-12-18-99.dat", "あ"])
def test_a_file_that_is_none_is_not_found(treasurer: Client, name: str) -> None:
    assert treasurer.get(f"/treasury/approvals/{name}/").status_code == 404


def test_money_that_has_not_come_and_money_that_fits_nothing_are_listed(
    db: None, treasurer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    on = world.cycle("2026-12")
    world.holder(1, applied_on=date(2026, 11, 24))
    world.whole(on)
    after = world.told_at(on.remitted_on)
    monkeypatch.setattr(today, "now", lambda: after)
    entries = [world.credited(on, 19_999), world.credited(on, 777, edi="")]
    statement.read(world.stated(on.remitted_on, *entries), at=after)

    unmatched = treasurer.get("/treasury/unmatched/").text
    cycle = treasurer.get(f"/treasury/cycles/{on.key}/").text

    for words in ("遅れ", "19,999円", "777円", "ｻﾝﾌﾟﾙ", "銀行の残高", "20,776円"):
        assert words in unmatched
    assert "結果（振替済み）− 入金" in cycle
    assert "1円" in cycle
    assert "不一致" in cycle


def test_before_its_day_money_is_not_missed(db: None, treasurer: Client) -> None:
    on = world.cycle("2027-11")
    world.holder(1, applied_on=date(2027, 11, 1))
    world.whole(on)

    page = treasurer.get(f"/treasury/cycles/{on.key}/").text

    assert "不一致" not in page


def test_a_statement_refused_whole_is_listed(db: None, treasurer: Client) -> None:
    on = world.cycle("2026-12")
    name = world.stated(on.remitted_on, number="7654321")
    statement.read(name, at=world.told_at(on.remitted_on))

    page = treasurer.get("/treasury/refused-files/").text

    assert name in page
    assert "口座番号" in page


def test_unmatched_money_is_returned_to_the_holder_the_treasury_found(
    db: None, treasurer: Client
) -> None:
    on = world.cycle("2026-12")
    contract = world.holder(1, applied_on=date(2026, 11, 24))
    name = world.stated(on.remitted_on, world.credited(on, 777, edi=""))
    statement.read(name, at=world.told_at(on.remitted_on))
    address = f"/treasury/entries/{name}/1/return/"

    listed = treasurer.get("/treasury/unmatched/").text
    wrong = treasurer.post(address, {"contract": "999999999"})
    done = treasurer.post(address, {"contract": contract}, follow=True)
    again = treasurer.post(address, {"contract": contract})

    assert f'href="{address}"' in listed
    assert "この番号の契約はありません" in wrong.text
    assert name not in done.text
    assert "返す対象ではありません" in again.text
    assert again.status_code == 409
    assert "777円を、契約" in treasurer.get("/box/").text


def test_the_days_of_each_cycle_stand_beside_those_of_the_old_one(
    db: None, treasurer: Client
) -> None:
    before = treasurer.get("/treasury/days/").text
    world.holder(1, applied_on=date(2026, 11, 24))
    world.whole(world.cycle("2026-12"))

    page = treasurer.get("/treasury/days/").text

    assert "確認した回は、まだありません" in before
    for words in ("4営業日", "2027年1月15日（金）", "22日", "24日", "55日"):
        assert words in page


def keep_a_drill(folder: Path) -> None:
    """Leave what a drill leaves: a machine lost three times, and a backup brought back."""
    line = {"title": "主サーバーの機械を止める", "runs": 3, "acknowledged": 2412, "lost": 0}
    line |= {"doubled": 0, "in_doubt": 9, "settled": 9, "median": 24.1, "longest": 26.5}
    restored = {"acknowledged": 700, "lost": 0, "backup_seconds": 6.6, "seconds": 32.6}
    restored |= {"goal": 3600, "is_verified": True, "is_met": True}
    told = {"at": "2026-11-25T10:00:00+00:00", "rounds": 3, "is_met": True, "restored": restored}
    told |= {"faults": [line | {"goal": 60, "is_met": True}]}
    (folder / "drill.json").write_text(json.dumps(told))


def test_the_last_drill_of_the_doubled_system_is_shown(
    treasurer: Client, settings: Any, tmp_path: Path
) -> None:
    settings.KYOSAI_STATE = tmp_path
    not_yet = treasurer.get("/treasury/drill/").text
    keep_a_drill(tmp_path)

    page = treasurer.get("/treasury/drill/").text

    assert "まだ行っていません" in not_yet
    assert all(words in page for words in ("2,412件", "24.1秒", "26.5秒", "32.6秒", "達成"))
