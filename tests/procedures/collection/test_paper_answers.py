"""The bank's answer to a mandate on paper: registered, or returned with its reason, told."""

from datetime import date, datetime, timedelta

import pytest

from kyosai.basis.tokyo import TOKYO
from kyosai.casework import reads as cases
from kyosai.formats.account_registration.daily_file import COLUMNS
from kyosai.procedures.access.position import position
from kyosai.procedures.collection import mandate_day, paper_answers, plan
from kyosai.procedures.enrolment import paper
from kyosai.records.contracts import reads as contracts
from kyosai.records.mandates import paper as papers
from kyosai.records.mandates import reads as mandates
from kyosai.records.mandates.paper import PaperAccount
from kyosai.records.notices import reads as notices
from kyosai.records.parties import reads as parties
from tests.procedures.applications import NOW, received
from tests.procedures.collection import world
from tests.procedures.collection.world import cycle
from tests.procedures.enterprises import REGISTERED, company

pytestmark = pytest.mark.django_db

ACCOUNT = PaperAccount("9901", "サンプル銀行", "001", "見本支店", "1", "1234567", "ミホンシヨウジ")
DAY = date(2026, 11, 10)
ANSWERED = datetime(2026, 11, 10, 16, 2, tzinfo=TOKYO)


@pytest.fixture
def contract() -> str:
    """A company whose paper is at the bank."""
    outcome = received(company(), evidence=REGISTERED)
    assert outcome.accepted is not None
    number = outcome.accepted.contract
    (case,) = (
        each
        for each in cases.cases_of(contracts.standing(number).party)
        if each.flow == "tosanboshi.paper_mandate"
    )
    paper.read(case.number, account=ACCOUNT, officer="sato", at=NOW)
    paper.confirm(case.number, officer="suzuki", at=NOW)
    (sending,) = papers.to_send()
    papers.note_sent(sending.customer_no, number="P-1", at=NOW)
    return number


def customer_no(contract: str) -> str:
    account = mandates.account_of(contract)
    assert account is not None
    return account.customer_no


def answer(contract: str, code: str, *, day: date = DAY, at: datetime = ANSWERED) -> int:
    """Let the bank's answer come in a day's file."""
    number = customer_no(contract)
    account = ["9901", "001", "1", "1234567", "ﾐﾎﾝｼﾖｳｼﾞ"] if code == "00" else [""] * 5
    on = f"{day:%Y%m%d}" if code == "00" else ""
    line = ",".join([number, number, *account, code, on])
    content = f"{','.join(COLUMNS)}\r\n{line}\r\nEND,1\r\n".encode("cp932")
    return mandate_day.read(day, content=content, at=at)


def told(contract: str) -> tuple[str, str]:
    """Return title and body of the newest notice."""
    party = contracts.standing(contract).party
    newest = notices.inbox(party)[0]
    found = notices.of_party(newest.id, party=party)
    assert found is not None
    return newest.title, found["body"]


def test_a_registered_paper_is_debited_from_now_on_and_the_holder_knows_when(contract: str) -> None:
    assert answer(contract, "00") == 1

    title, body = told(contract)
    assert [each.account_number for each in mandates.debitable([contract])] == ["1234567"]
    assert title == "口座の登録が済みました"
    assert "2026年12月28日（月）" in body


def asked_in(month: str, contract: str) -> list[str]:
    """Plan a month's debits; return the months this contract is asked for, by either channel."""
    found = []
    for channel in ("direct", "agency"):
        on = cycle(month, channel=channel, scheme="tosanboshi")
        plan.plan(on, at=on.build_at)
        found += world.asked(on).get(contract, [])
    return found


def test_the_first_debit_of_three_months_follows(contract: str) -> None:
    answer(contract, "00")

    assert asked_in("2026-12", contract) == ["2026-10", "2026-11", "2026-12"]


def test_after_a_return_the_month_of_the_new_paper_takes_them_all(contract: str) -> None:
    answer(contract, "16")
    assert asked_in("2026-12", contract) == []
    number = f"{5:020}"
    person = parties.person_of(contracts.standing(contract).party)
    papers.note(ACCOUNT, customer_no=number, person=person, registered_on=DAY)
    papers.hand_in(number, contract=contract, at=ANSWERED)
    answer(contract, "00", day=date(2026, 12, 29), at=datetime(2026, 12, 29, 17, tzinfo=TOKYO))

    assert asked_in("2027-01", contract) == ["2026-10", "2026-11", "2026-12", "2027-01"]


def test_registered_too_late_the_next_day_in_reach_is_told(contract: str) -> None:
    answer(contract, "00", day=date(2026, 12, 24), at=datetime(2026, 12, 24, 16, 2, tzinfo=TOKYO))

    assert "2027年1月27日（水）" in told(contract)[1]


@pytest.mark.parametrize(
    ("code", "why", "step"),
    [
        ("12", "名義", "フリガナを確かめて"),
        ("13", "口座がありませんでした", "通帳で確かめて"),
        ("15", "引き落としに使えません", "別の口座"),
        ("16", "印", "押し直して"),
        ("17", "書かれていないところ", "そろっているか"),
        ("99", "受け付けませんでした", "銀行の窓口"),
    ],
    ids=["名義相違", "口座なし", "口座停止", "印鑑相違", "記入漏れ", "その他"],
)
def test_a_returned_paper_says_why_and_what_to_do(
    contract: str, code: str, why: str, step: str
) -> None:
    assert answer(contract, code) == 0

    title, body = told(contract)
    assert title == "口座振替申込書が戻ってきました"
    assert why in body and step in body and "もう一度送ってください" in body
    assert list(mandates.debitable([contract])) == []
    (shown,) = position(contracts.standing(contract).party, at=ANSWERED)["contracts"]
    assert shown["account"]["state"] == "returned"


def test_an_answer_read_twice_is_told_once(contract: str) -> None:
    answer(contract, "16")
    party, before = contracts.standing(contract).party, told(contract)

    number = len(notices.inbox(party))
    assert answer(contract, "16") == 0

    assert (len(notices.inbox(party)), told(contract)) == (number, before)


def test_what_came_back_is_not_registered_by_a_later_file(contract: str) -> None:
    returned = customer_no(contract)
    answer(contract, "16")

    answer(contract, "00", day=DAY + timedelta(days=1))

    known = mandates.standing(returned)
    assert known is not None and known.state == "returned"
    assert list(mandates.debitable([contract])) == []


def test_a_bank_that_stays_silent_is_asked_about_by_the_treasury_once(contract: str) -> None:
    key = f"paper:{customer_no(contract)}"
    paper_answers.ask_about_silence(at=NOW + timedelta(weeks=6))
    assert not cases.filed_under(key)

    for _ in range(2):
        paper_answers.ask_about_silence(at=NOW + timedelta(weeks=6, days=1))

    assert cases.filed_under(key)
