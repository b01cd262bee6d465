"""What holders are told, held to the rules for plain Japanese (letters: 60 characters)."""

import re
from datetime import date, datetime

import pytest

from kyosai.basis.money import Yen
from kyosai.procedures.amendment import words as change
from kyosai.procedures.enrolment import words as enrolment
from kyosai.schemes.clocks import channels
from kyosai.schemes.skk import debit_plan

AT = datetime.fromisoformat("2026-10-20T21:14:08+09:00")
URL = "https://portal.example.jp"
OFFICE_WORDS = re.compile(r"等|適宜|所定の|速やかに|約\d+(週間|か月)|の上、|こと。|下さい|致し")
A_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日(?!（[月火水木金土日]）)")


def plan(at: datetime = AT) -> debit_plan.DebitPlan:
    channel = channels.channel_for("9901", scheme="skk", on=date(2026, 10, 20))
    return debit_plan.debit_plan(
        applied_at=AT, decided_at=at, channel=channel, monthly_premium=Yen(10_000)
    )


NOTICES = {
    "承諾": enrolment.accepted(
        number="000000197", certificate="S-00000001-95", monthly_premium=Yen(10_000), plan=plan()
    ),
    "年内の引き落としなし": enrolment.accepted(
        number="000000197",
        certificate="S-00000001-95",
        monthly_premium=Yen(10_000),
        plan=plan(datetime.fromisoformat("2026-12-25T10:00:00+09:00")),
    ),
    "審査中": enrolment.at_desk(receipt="U-00000001-95", due_at=AT),
    "拒絶": enrolment.refused(
        receipt="U-00000001-95",
        ground="小規模企業共済法3条1項",
        reason="会社員の方は加入できません。",
    ),
    "口座変更": change.changed(
        bank="サンプル銀行", masked="••••567", first_debit_on=date(2026, 11, 18)
    ),
    "口座審査中": change.at_desk(receipt="U-00000001-95", until="2026年10月23日（金）17:00"),
    "口座返却": change.returned(receipt="U-00000001-95", reason="名義が違います。"),
}


@pytest.mark.parametrize("name", NOTICES)
def test_a_notice_is_plain(name: str) -> None:
    title, body = NOTICES[name]

    sentences = [part for part in re.split(r"[。\n]", body) if part]
    assert len(title) <= 20
    assert not OFFICE_WORDS.search(title + body)
    assert not A_DAY.search(body), "a date says its weekday"
    assert max(map(len, sentences)) <= 60


@pytest.mark.parametrize("name", NOTICES)
def test_a_notice_begins_with_what_it_is_and_whether_to_act(name: str) -> None:
    first_three = NOTICES[name][1].split("\n")[:3]

    assert all(first_three[:2]), "conclusion first"
    assert first_three[0].endswith(("ました。", "ています。", "ません。", "せんでした。"))


def test_a_year_without_a_debit_promises_no_deduction() -> None:
    _, body = NOTICES["年内の引き落としなし"]

    assert "2026年の所得からは引けません。" in body


@pytest.mark.parametrize(
    "mail",
    [
        enrolment.mail("契約が成立しました", "お申し込みの契約が成立しました。", url=URL),
        change.mail("口座の変更", "口座の変更について、お知らせがあります。", url=URL),
    ],
)
def test_a_mail_says_where_to_read_and_nothing_personal(mail: enrolment.Mail) -> None:
    assert URL in mail.body
    assert not re.search(r"\d", mail.subject + mail.body.replace(URL, ""))
    assert "円" not in mail.body and "様" not in mail.body
