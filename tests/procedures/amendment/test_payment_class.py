"""払込区分の変更 — monthly, half-yearly, yearly; and nothing that is paid is asked again."""

from datetime import date

import pytest

from kyosai.exchange.messages.amendments import PaymentClassChange, Prepayment
from kyosai.procedures.upkeep import check
from tests.procedures.amendment.wishing import foreseen, really_asked, send, shown, wish
from tests.procedures.collection import world
from tests.procedures.collection.world import cycle

pytestmark = pytest.mark.django_db
YEAR = ["2026-12", *[f"2027-{month:02d}" for month in range(1, 13)]]


@pytest.fixture
def contract() -> str:
    """A contract of October whose first debit has been paid."""
    number = world.holder(1, applied_on=date(2026, 10, 20))
    world.whole(cycle("2026-11"))
    return number


def choosing(
    payment_class: str, month: int, *, at: str = "2026-12-01T20:00:00", scheme: str = "skk"
) -> PaymentClassChange:
    found = wish(
        PaymentClassChange,
        at=at,
        scheme=scheme,
        payment_class=payment_class,
        designated_month=month,
    )
    assert isinstance(found, PaymentClassChange)
    return found


@pytest.mark.parametrize(
    ("payment_class", "month", "taken"),
    [
        pytest.param("yearly", 12, {"2026-12": 12, "2027-12": 12}, id="年払いは指定月に12か月分"),
        pytest.param("yearly", 3, {"2027-03": 12}, id="指定月までは月ごと"),
        pytest.param(
            "half_yearly",
            3,
            {"2027-03": 6, "2027-09": 6},
            id="半年払いは指定月とその6か月後に6か月分",
        ),
    ],
)
def test_several_months_are_taken_in_the_designated_month_as_foretold(
    contract: str, payment_class: str, month: int, taken: dict[str, int]
) -> None:
    message = choosing(payment_class, month)
    told = foreseen(message, months=13)

    assert send(message).status == "amended"

    assert told == really_asked(YEAR)
    assert {day: len(months) for day, (months, _) in told.items() if len(months) > 1} == taken
    check.check()


def test_from_yearly_to_monthly_in_the_middle_of_a_paid_year_nothing_is_asked_twice(
    contract: str,
) -> None:
    send(choosing("yearly", 12))
    paid = really_asked(YEAR[:4])["2026-12"][0]
    message = choosing("monthly", 12, at="2027-04-01T20:00:00")
    told = foreseen(message, months=9)

    body = send(message).body

    later = really_asked(YEAR[4:])
    assert told == later == {"2027-12": (["2027-12"], 10_000)}
    assert len(paid) == 12 and paid[-1] == "2027-11"
    assert "2027年12月分から毎月払いになります" in body
    check.check()


def test_another_designated_month_in_a_paid_year_waits_until_it_is_over(contract: str) -> None:
    send(choosing("half_yearly", 12))
    really_asked(YEAR[:2])
    message = choosing("half_yearly", 8, at="2027-02-01T20:00:00")
    told = foreseen(message, months=11)

    send(message)

    assert told == really_asked(YEAR[2:])
    assert told["2027-06"] == (["2027-06"], 10_000)
    assert len(told["2027-08"][0]) == 6
    check.check()


def test_the_page_says_when_and_how_much_comes_first(contract: str) -> None:
    page = shown(choosing("yearly", 3))

    assert page["says"][:2] == [
        "払い方は、2026年12月分から年払い（3月）になります。",
        "最初は2027年3月18日（木）に、12か月分の120,000円です。",
    ]


def test_a_prepayment_to_come_is_not_taken_for_the_first_turn_of_the_class(contract: str) -> None:
    send(wish(Prepayment, at="2026-12-01T19:00:00", first="", months=12, is_yearly=False))
    message = choosing("yearly", 3)
    told, says = foreseen(message, months=12), shown(message)["says"]

    send(message)

    assert told == really_asked(YEAR[:12])
    assert says[1] == "最初は2027年3月18日（木）に、3か月分の30,000円です。"
    assert told["2027-03"] == (["2027-12", "2028-01", "2028-02"], 30_000)


@pytest.mark.parametrize(
    ("payment_class", "month", "says"),
    [
        ("monthly", 1, "いまと同じ払い方です"),
        ("monthly", 12, "いまと同じ払い方です"),
        ("yearly", 13, "1月から12月までです"),
    ],
)
def test_what_is_no_change_is_refused(
    contract: str, payment_class: str, month: int, says: str
) -> None:
    told = send(choosing(payment_class, month))

    assert told.status == "failed"
    assert says in told.body


def test_the_sixth_month_after_is_the_same_half_year(contract: str) -> None:
    send(choosing("half_yearly", 3))

    assert "いまと同じ払い方です" in send(choosing("half_yearly", 9, at="2026-12-02T20:00:00")).body


@pytest.mark.parametrize("payment_class", ["half_yearly", "yearly"])
def test_an_enterprise_pays_monthly_and_is_told_of_prepaying(payment_class: str) -> None:
    world.holder(1, applied_on=date(2026, 10, 20), scheme="tosanboshi")

    told = send(choosing(payment_class, 12, scheme="tosanboshi"))

    assert told.status == "failed"
    assert "倒産防止共済は、毎月の払い方だけです。" in told.body
    assert "「まとめて払う（前納）」を選んでください。" in told.body
