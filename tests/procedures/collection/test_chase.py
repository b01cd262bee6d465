"""After a failed debit a holder hears at once what happened and what they can do."""

import json
import re
from datetime import date, timedelta

import pytest

from kyosai.basis.months import Month
from kyosai.procedures.collection import chase, plan, request
from tests.procedures.collection import payment, world
from tests.procedures.collection.world import cycle, holder

pytestmark = pytest.mark.django_db
DECEMBER = cycle("2026-12")
AT = DECEMBER.result_at + timedelta(minutes=5)


def told(code: str) -> tuple[str, str, list[dict[str, str]]]:
    holder(1, applied_on=date(2026, 11, 24))
    world.build(DECEMBER)
    world.answer(DECEMBER, {world.customer_no(1): code})
    chase.tell(DECEMBER.key, at=AT)
    ((title, body, actions),) = world.run("SELECT title, body, actions::jsonb FROM notice")
    return title, body, json.loads(actions)


def test_whoever_lacked_funds_reads_when_how_much_is_debited_next() -> None:
    title, body, _ = told("1")

    assert title == "掛金を引き落とせませんでした"
    assert body.splitlines()[:3] == [
        "2026年12月18日（金）の掛金を引き落とせませんでした。",
        "次の引き落としの前の日までに、口座のお金を確認してください。",
        "口座の残高が足りませんでした。",
    ]
    assert "引き落とせなかった掛金：20,000円（11月分・12月分）" in body
    assert "2027年1月18日（月）：10,000円（1月分）" in body
    assert "2027年2月18日（木）：30,000円（11月分・12月分・2月分）" in body


def test_there_are_three_things_one_can_do() -> None:
    _, body, actions = told("1")

    assert [line for line in body.splitlines() if re.match(r"\d\. ", line)] == [
        "1. 次の引き落としを待つ",
        "2. 口座を変える",
        "3. 相談する",
    ]
    assert {"label": "引き落としの口座を変える", "url": "/change-account/"} in actions


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("2", "銀行に、この口座がありませんでした。"),
        ("3", "銀行で、この口座からの引き落としが止められていました。"),
        ("4", "銀行に、引き落としの登録が見つかりませんでした。"),
        ("8", "理由を銀行に確認しています。分かりしだい、お知らせします。"),
        ("9", "理由を銀行に確認しています。分かりしだい、お知らせします。"),
    ],
)
def test_each_code_is_told_in_plain_words(code: str, sentence: str) -> None:
    assert sentence in told(code)[1]


@pytest.mark.parametrize(
    ("scheme", "days"),
    [
        pytest.param(
            "skk",
            [
                "2027年1月18日（月）：10,000円（1月分）",
                "2027年2月18日（木）：20,000円（12月分・2月分）",
            ],
            id="小規模は月ごと、失敗した月は偶数月に",
        ),
        pytest.param(
            "tosanboshi",
            ["2027年3月29日（月）：30,000円（1月分・2月分・3月分）"],
            id="倒産防止は翌々月に三か月分",
        ),
    ],
)
def test_after_a_failed_prepayment_three_ways_out_and_the_next_debits(
    scheme: str, days: list[str]
) -> None:
    number = holder(1, applied_on=date(2026, 11, 4), scheme=scheme)
    on, first = ("2026-12", "2026-11") if scheme == "skk" else ("2027-01", "2026-12")
    world.whole(cycle(first, scheme=scheme))
    payment.prepay(number, month=Month.parse(on), months=12)

    world.whole(cycle(on, scheme=scheme), {world.customer_no(1): "1"})

    ((title, body, actions),) = world.run(
        "SELECT title, body, actions::jsonb FROM notice WHERE kind = 'debit_failed'"
    )
    assert title == "まとめ払いを引き落とせませんでした"
    assert "120,000円（12か月分）" in body
    assert [line for line in body.splitlines() if re.match(r"2027年.*：", line)] == days
    assert [line for line in body.splitlines() if re.match(r"\d\. ", line)] == [
        "1. 毎月の引き落としで払う",
        "2. もう一度まとめて払う",
        "3. 口座を変える",
    ]
    assert {"label": "もう一度まとめて払う", "url": "/change/prepayment/"} in json.loads(actions)


@pytest.mark.parametrize("code", ["2", "3"])
def test_without_an_account_no_day_is_promised(code: str) -> None:
    body = told(code)[1]

    assert "新しい口座の登録をお願いします。" in body
    assert "2027年" not in body


def test_a_flawed_mandate_is_debited_again_next_month() -> None:
    body = told("4")[1]

    assert "2027年1月18日（月）：30,000円（11月分・12月分・1月分）" in body


def test_nobody_is_told_twice() -> None:
    told("1")

    assert chase.tell(DECEMBER.key, at=AT) == 0
    assert world.run("SELECT count(*) FROM notice") == [(1,)]


def test_the_mail_holds_no_figure_and_no_name() -> None:
    told("1")

    ((recipient, subject, body),) = world.run("SELECT recipient, subject, body FROM mail_outbox")
    assert recipient == "hanako1@example.test"
    without_address = re.sub(r"https?://\S+", "", subject + body)
    assert not re.search(r"\d|花子|円", without_address)


def test_the_first_premium_paid_is_told_with_the_next_debit() -> None:
    title, body, _ = told("0")

    assert title == "最初の掛金を受け取りました"
    assert "金額：20,000円（11月分・12月分）" in body
    assert "次の引き落としは、2027年1月18日（月）の10,000円です。" in body


def test_later_payments_are_not_told() -> None:
    told("0")
    january = cycle("2027-01")

    world.whole(january)

    assert world.run("SELECT count(*) FROM notice") == [(1,)]


def test_whoever_pays_first_after_a_failure_hears_of_that_too() -> None:
    told("4")

    world.whole(cycle("2027-01"))

    assert world.run("SELECT kind FROM notice ORDER BY at") == [
        ("debit_failed",),
        ("first_premium_paid",),
    ]


BANNED = ("等", "適宜", "所定", "速やか", "約2週間")


@pytest.mark.parametrize("code", ["0", "1", "2", "4", "9"])
def test_the_words_are_plain_and_short(code: str) -> None:
    _, body, _ = told(code)

    assert not [word for word in BANNED if word in body]
    assert [line for line in body.splitlines() if len(line) > 60] == []


@pytest.mark.parametrize(
    ("account", "why"),
    [
        pytest.param("registered", "口座の確認が、引き落としの締切に間に合", id="unconfirmed"),
        pytest.param("stopped", "新しい口座の登録をお願いします。", id="stopped"),
    ],
)
def test_whoever_was_promised_a_debit_that_did_not_happen_hears_why(account: str, why: str) -> None:
    holder(1, applied_on=date(2026, 11, 24), state=account)
    world.build(DECEMBER)

    chase.tell(DECEMBER.key, at=DECEMBER.build_at)

    ((title, body),) = world.run("SELECT title, body FROM notice")
    assert title == "掛金を引き落としませんでした"
    assert body.startswith("2026年12月18日（金）の掛金を、引き落としませんでした。")
    assert why in body
    assert "まだ引き落としていない掛金：20,000円（11月分・12月分）" in body
    promised = "2027年1月18日（月）：30,000円（11月分・12月分・1月分）"
    assert (promised in body) == (account == "registered"), "without an account no day is promised"
    assert chase.tell(DECEMBER.key, at=DECEMBER.build_at) == 0, "nobody is told twice"


def test_when_the_bank_refuses_a_file_everybody_in_it_hears() -> None:
    holder(1, applied_on=date(2026, 11, 24))
    plan.plan(DECEMBER, at=DECEMBER.build_at)
    (name,) = request.build(DECEMBER.key, at=DECEMBER.build_at)

    request.refused(name, reason="合計が違う", at=DECEMBER.build_at)
    chase.tell(DECEMBER.key, at=DECEMBER.build_at)

    ((body,),) = world.run("SELECT body FROM notice")
    assert "銀行に依頼を渡せませんでした。" in body
    assert "2027年1月18日（月）：30,000円（11月分・12月分・1月分）" in body


def test_a_cycle_with_somebody_left_out_has_news() -> None:
    holder(1, applied_on=date(2026, 11, 24), state="registered")
    holder(2, applied_on=date(2026, 11, 24))

    world.build(DECEMBER)

    assert chase.to_tell() == [(DECEMBER.key, 1)]


def test_whoever_stopped_the_premiums_hears_of_the_debit_after_that() -> None:
    contract = holder(1, applied_on=date(2026, 11, 24))
    world.build(DECEMBER)
    world.run(
        "INSERT INTO contract_holiday (contract_id, kind, since, until)"
        " VALUES (%s, 'no_income', '2027-01-01', '2027-06-01')",
        [contract],
    )
    world.answer(DECEMBER)

    chase.tell(DECEMBER.key, at=AT)

    ((body,),) = world.run("SELECT body FROM notice")
    assert "次の引き落としは、2027年7月20日（火）の10,000円です。" in body


def test_whoever_changed_the_premium_hears_the_new_one() -> None:
    contract = holder(1, applied_on=date(2026, 11, 24))
    world.build(DECEMBER)
    world.run(
        "INSERT INTO contract_monthly_premium (contract_id, since, yen)"
        " VALUES (%s, '2027-01-01', 30000)",
        [contract],
    )
    world.answer(DECEMBER, {world.customer_no(1): "1"})

    chase.tell(DECEMBER.key, at=AT)

    ((body,),) = world.run("SELECT body FROM notice")
    assert "2027年1月18日（月）：30,000円（1月分）" in body
    assert "2027年2月18日（木）：50,000円（11月分・12月分・2月分）" in body
