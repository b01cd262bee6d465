"""What borrowers are told, held to the rules for plain Japanese (letters: 60 characters)."""

import re
from datetime import date
from uuid import UUID

import pytest

from kyosai.basis.money import Yen
from kyosai.procedures.lending.tosanboshi import offer, words
from kyosai.procedures.lending.tosanboshi.mutual_aid import letters, terms
from kyosai.procedures.lending.tosanboshi.mutual_aid.terms import Terms
from kyosai.procedures.lending.tosanboshi.offer import Offer
from kyosai.records.payments.accounts import Payee
from kyosai.schemes.tosanboshi.loan import schedule
from kyosai.schemes.tosanboshi.loan.temporary_loan import Refinancing
from tests.procedures.lending.tosanboshi.firm import moment
from tests.procedures.test_plain_words import A_DAY, OFFICE_WORDS, URL

DAY = date(2026, 11, 5)
AT = moment("2026-11-05T15:30:00")
NOBODY = UUID(int=1)
ACCOUNT = Payee(
    NOBODY, NOBODY, "9901", "サンプル銀行", "本店", "••••567", "ミホンセイキ", DAY, False, "0"
)
TERMS = Terms(
    contract="000000195",
    amount=Yen(15_000_000),
    lent_on=DAY,
    years=5,
    turns=schedule.schedule(Yen(15_000_000), lent_on=DAY),
    taken_off=Yen(0),
    account=ACCOUNT,
)


def loan(*, to_holder: int = 991_000, from_holder: int = 0) -> Offer:
    return Offer(
        contract="000000195",
        amount=Yen(1_000_000),
        limit=Yen(3_600_000),
        old=None,
        interest=Yen(9_000),
        moved=Refinancing(Yen(to_holder), Yen(from_holder)),
        lent_on=DAY,
        repaid_by=date(2027, 11, 5),
        account=ACCOUNT,
    )


RECEIPT = "U-00000001-95"
NOTICES = {
    "一時貸付金": words.lent(loan(), receipt=RECEIPT, due_at=AT),
    "借換えの入金待ち": words.to_be_paid(loan(to_holder=0, from_holder=9_000), receipt=RECEIPT),
    "借換えの終わり": words.refinanced(loan(to_holder=0, from_holder=9_000), receipt=RECEIPT),
    "貸せない": words.not_lent(
        "一時貸付金の申し込み", receipt=RECEIPT, reason=offer.Overdue.reason
    ),
    "請求の受付": letters.received(receipt=RECEIPT, due_at=AT),
    "直しの依頼": letters.to_fix(receipt=RECEIPT, asked="納品書を付けてください。"),
    "直しの受付": letters.fixed(receipt=RECEIPT, due_at=AT),
    "貸付けの決定": letters.approved(TERMS, receipt=RECEIPT),
    "契約の成立": letters.lent(TERMS, loan="L-00000001-95", due_at=AT),
    "断り": letters.refused(
        receipt=RECEIPT,
        ground="中小企業倒産防止共済法2条2項",
        reason="夜逃げは対象ではありません。",
    ),
}
TEXTS = {"一時貸付金": loan().deed, "共済金": TERMS.deed}


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


@pytest.mark.parametrize("name", TEXTS)
def test_a_contract_is_written_in_short_sentences(name: str) -> None:
    lines = [part for line in TEXTS[name].lines for part in line.split("。") if part]

    assert max(map(len, lines)) <= 60
    assert not any(OFFICE_WORDS.search(line) for line in lines)


def test_the_same_loan_is_the_same_text_and_another_day_another() -> None:
    tomorrow = terms.Terms(**(vars(TERMS) | {"lent_on": date(2026, 11, 6)}))

    assert TERMS.deed.digest == Terms(**vars(TERMS)).deed.digest != tomorrow.deed.digest


def test_the_mail_says_where_to_read_and_nothing_personal() -> None:
    mail = words.mail("一時貸付金の貸付けが決まりました", url=URL)

    assert URL in mail.body
    assert not re.search(r"\d|円", mail.subject + mail.body.replace(URL, ""))
