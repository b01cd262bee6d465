"""特別な貸付け — asked for with papers, confirmed by one officer, then lent by rule."""

from dataclasses import replace
from datetime import date

import pytest

from kyosai.casework import reads as casework
from kyosai.casework.actions import AlreadyMovedOn
from kyosai.exchange.messages.lending import Occasion
from kyosai.procedures.lending import desk
from kyosai.procedures.lending.signing import SignedOtherwise
from kyosai.records.loans import reads as loans
from tests.procedures.collection import world
from tests.procedures.lending.borrowing import (
    balances,
    dealt,
    holder,
    moment,
    request,
    sent,
    signed,
    told,
)
from tests.procedures.lending.special import DROP, NOTHING, asked, filed

pytestmark = pytest.mark.django_db
CONFIRMED = moment("2026-10-14T11:00:00")
BEGUN = replace(NOTHING, begun="new_field")
STAY = replace(NOTHING, day="2026-09-01", until="2026-09-05", figures=(900_000, 300_000, 0, 0, 0))


@pytest.fixture(autouse=True)
def contract() -> str:
    return holder()


def test_it_waits_at_the_desk_of_loans_and_nothing_moves() -> None:
    number = filed()

    case = casework.case(number)
    assert (case.step, case.desk, case.is_closed) == ("confirm", "loans", False)
    assert f"{case.due_at.astimezone(CONFIRMED.tzinfo):%m-%d %H:%M}" == "10-15 15:30"
    assert balances() == {}
    assert world.run("SELECT count(*) FROM loan") == [(0,)]


def test_confirmed_it_is_lent_as_its_contract_says(contract: str) -> None:
    number = filed()

    desk.accept(number, officer="haru", at=CONFIRMED)

    (loan,) = loans.of_contract(contract)
    assert (loan.kind, f"{loan.lent_on}", loan.case_number) == ("emergency", "2026-10-14", number)
    assert [turn.principal.amount for turn in loans.turns(loan.number)] == [166_666] * 5 + [166_670]
    assert balances() == {
        f"loans:emergency:skk:{contract}": 1_000_000,
        f"payable:loan:skk:{contract}": -995_500,
        f"interest_ahead:skk:{contract}": -4_500,
    }
    assert world.run("SELECT pay_on::text, ordered_by FROM payment") == [("2026-10-14", "haru")]
    assert casework.case(number).outcome == "accepted"


def test_confirmed_after_the_cut_off_it_is_lent_the_next_bank_day(contract: str) -> None:
    number = filed()

    desk.accept(number, officer="haru", at=moment("2026-10-14T14:00:00.000"))

    (loan,) = loans.of_contract(contract)
    assert f"{loan.lent_on}" == "2026-10-15"


def test_confirmed_twice_it_is_lent_once() -> None:
    number = filed()
    desk.accept(number, officer="haru", at=CONFIRMED)

    with pytest.raises(AlreadyMovedOn):
        desk.accept(number, officer="haru", at=CONFIRMED)

    assert world.run("SELECT count(*) FROM payment") == [(1,)]


def test_what_the_papers_do_not_show_is_given_back_with_words() -> None:
    number = filed()

    desk.give_back(number, officer="haru", reason="確認書の月がちがいます。", at=CONFIRMED)

    ((body,),) = world.run("SELECT body FROM notice WHERE key LIKE '%%:decided'")
    assert "確認書の月がちがいます。" in body
    assert casework.case(number).outcome == "returned"
    assert balances() == {}


def test_borrowed_otherwise_in_the_meantime_the_limit_is_asked_again() -> None:
    number = filed(amount=5_000_000)
    sent(signed(request(3_000_000, 24, at="2026-10-13T10:00:00")))

    with pytest.raises(Exception, match="限度額"):
        desk.accept(number, officer="haru", at=CONFIRMED)


def test_another_account_in_the_meantime_asks_for_another_contract() -> None:
    number = filed()
    world.run("UPDATE mandate SET state = 'replaced'")
    other = world.account(1, which=2, registered_on=date(2026, 10, 13))
    world.run("UPDATE mandate SET bank_name = '別の銀行' WHERE customer_no = %s", [other])

    with pytest.raises(SignedOtherwise):
        desk.accept(number, officer="haru", at=CONFIRMED)


def test_papers_on_their_way_are_not_confirmed() -> None:
    message = replace(asked(), attachments=("11111111-1111-4111-8111-111111111111",))
    sent(signed(message))
    found = casework.filed_under(message.receipt)
    assert found is not None

    with pytest.raises(desk.PapersMissing):
        desk.accept(found["number"], officer="haru", at=CONFIRMED)


def test_the_contract_counts_its_days_from_the_day_of_confirmation() -> None:
    text = dealt(asked()).text

    assert "貸付けの日：機構が理由を確かめた日" in text
    assert "1回目　貸付けの日から6か月後　元金 166,666円" in text
    assert "2026年10月" not in text


@pytest.mark.parametrize(
    ("kind", "occasion", "term", "words"),
    [
        ("emergency", None, 36, "理由を書いて申し込みます"),
        ("emergency", replace(DROP, sales=96), 36, "減"),
        ("emergency", replace(DROP, day="2026-07-01"), 36, "申し込める期間を過ぎています"),
        ("illness_or_disaster", replace(STAY, until="2026-09-04"), 36, "5日以上の入院"),
        ("welfare", replace(NOTHING, age=64), 36, "65歳以上"),
        ("new_business", replace(BEGUN, day="2027-06-01"), 36, "まだ申し込める"),
        ("closing", replace(NOTHING, day="2028-01-01"), 12, "まだ申し込める"),
    ],
    ids=[
        "緊急：理由がない",
        "緊急：4%の減少",
        "緊急：3か月をすぎた",
        "傷病：4日の入院",
        "福祉：64歳",
        "新規事業：6か月より前",
        "廃業準備：1年より先",
    ],
)  # fmt: skip
def test_an_occasion_that_does_not_hold_is_refused_at_once(
    kind: str, occasion: Occasion | None, term: int, words: str
) -> None:
    message = asked(kind, occasion, term=term)

    assert sent(message) == "failed"
    assert words in told(message)


def test_without_a_paper_it_is_refused_at_once() -> None:
    message = asked(has_paper=False)

    assert sent(message) == "failed"
    assert "確認書の写真を添えてください" in told(message)


def test_illness_lends_no_more_than_the_accounts_make_necessary() -> None:
    fits, too_much = (
        asked("illness_or_disaster", STAY, amount=600_000),
        asked("illness_or_disaster", STAY, amount=650_000, at="2026-10-12T20:01:00"),
    )

    assert dealt(fits).limit.amount == 600_000
    assert sent(too_much) == "failed"


@pytest.mark.parametrize(
    ("kind", "occasion", "term"),
    [
        ("welfare", replace(NOTHING, age=65), 36),
        ("welfare", replace(NOTHING, age=30, is_disabled=True), 36),
        ("new_business", replace(NOTHING, begun="after_closing"), 36),
        ("business_succession", NOTHING, 36),
        ("closing", replace(NOTHING, day="2027-09-30"), 12),
        ("illness_or_disaster", replace(NOTHING, is_disaster=True), 36),
    ],
    ids=["福祉：65歳", "福祉：障害", "廃業のあとの開業", "事業承継", "廃業準備", "災害"],
)
def test_every_kind_goes_to_the_desk_and_is_lent(
    contract: str, kind: str, occasion: Occasion, term: int
) -> None:
    number = filed(kind=kind, occasion=occasion, term=term)

    desk.accept(number, officer="haru", at=CONFIRMED)

    (loan,) = loans.of_contract(contract)
    assert (loan.kind, loan.term_months) == (kind, term)
