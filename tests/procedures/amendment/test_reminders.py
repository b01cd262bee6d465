"""Before a prepayment comes again or ends, its holder hears of it: three times, once each."""

from collections import Counter
from datetime import date, datetime

import pytest

from kyosai.basis.months import Month
from kyosai.procedures.amendment.together import remind
from tests.procedures.collection import payment, world
from tests.procedures.collection.world import cycle

pytestmark = pytest.mark.django_db
AGAIN, ENDS, OVER = "prepayment_again", "prepayment_ends", "prepayment_over"


def prepaid(
    months: int,
    *,
    serial: int = 1,
    is_yearly: bool = True,
    scheme: str = "skk",
    bank: str = world.AGENCY_BANK,
    fails: bool = False,
) -> str:
    """A contract that has paid so many months from November 2026 on."""
    number = world.holder(
        serial, applied_on=date(2026, 10, 20), scheme=scheme, bank=bank, yen=20_000
    )
    payment.prepay(number, month=Month(2026, 11), months=months, is_yearly=is_yearly)
    channel = "direct" if bank == world.DIRECT_BANK else "agency"
    on = cycle("2026-11", scheme=scheme, channel=channel)
    world.whole(on, {world.customer_no(serial): "1"} if fails else None)
    return number


def told_on(*days: str) -> list[tuple[str, str]]:
    """Visit in the morning of each day; return the day and the kind of each reminder."""
    for day in days:
        remind.remind(at=at(day))
    rows = world.run(
        "SELECT at, kind FROM notice WHERE kind LIKE 'prepayment_%%' ORDER BY at, kind"
    )
    return [(f"{moment.astimezone():%m-%d}", kind) for moment, kind in rows]


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:00:00+09:00")


def around(*days: str) -> list[str]:
    """Return each day with the days before and after it."""
    numbers = [date.fromisoformat(day).toordinal() for day in days]
    return [date.fromordinal(n + more).isoformat() for n in numbers for more in (-1, 0, 1)]


AUTUMN = around("2027-09-10", "2027-10-10", "2027-10-30", "2027-11-10", "2027-12-10")
SPRING = around("2027-03-08", "2027-04-07", "2027-04-27", "2027-05-08", "2027-06-07")


def kinds(rows: list[tuple[str, str]]) -> dict[str, int]:
    return dict(Counter(kind for _, kind in rows))


def body(kind: str) -> str:
    rows = world.run("SELECT body FROM notice WHERE kind = %s ORDER BY at DESC LIMIT 1", [kind])
    return str(rows[0][0])


def test_a_yearly_prepayment_is_told_sixty_thirty_and_ten_days_before_its_cut_off() -> None:
    """The cut-off for 2027-11-18 is 2027-11-09 16:00."""
    prepaid(12)

    told = told_on(*AUTUMN)

    assert told == [("09-10", AGAIN), ("10-10", AGAIN), ("10-30", AGAIN)]
    assert body(AGAIN).splitlines() == [
        "まとめ払いの引き落としが、近づいています。",
        "今、手続きは必要ありません。",
        "2027年11月18日（木）に、12か月分をまとめて引き落とします。",
        "",
        "金額の見込み：240,000円（毎月20,000円の12か月分）",
        "口座のお金を確認してください。",
        "変えるときや、やめるときの締切：2027年11月9日（火）16:00まで",
    ]


def test_one_that_was_for_once_is_told_before_it_ends_and_when_it_is_over() -> None:
    """November to April are paid; May's cut-off is 2027-05-07 16:00."""
    prepaid(6, is_yearly=False)

    told = told_on(*SPRING)

    assert told == [("03-08", ENDS), ("04-07", ENDS), ("04-27", ENDS), ("05-08", OVER)]
    assert "2027年5月分から毎月20,000円の引き落としに戻ります。" in body(ENDS)
    assert "2027年5月分の20,000円を、2027年5月18日（火）に引き落とします。" in body(OVER)


def test_who_has_asked_for_more_is_not_told_that_it_ends() -> None:
    number = prepaid(6, is_yearly=False)
    payment.prepay(number, month=Month(2027, 5), months=6)

    assert told_on(*SPRING) == []


def test_a_yearly_one_that_was_ended_is_told_like_one_for_once() -> None:
    number = prepaid(12)
    payment.stop_prepaying(number, month=Month(2026, 11), last=Month(2027, 10))

    told = told_on(*AUTUMN)

    assert kinds(told) == {ENDS: 3, OVER: 1}


def test_half_a_year_every_year_is_told_before_it_comes_not_when_it_ends() -> None:
    prepaid(6)

    told = told_on(*SPRING, *AUTUMN)

    assert kinds(told) == {AGAIN: 3}


def test_a_prepayment_that_failed_never_ends() -> None:
    prepaid(6, is_yearly=False, scheme="tosanboshi", fails=True)
    for month in ("2026-12", *[f"2027-{month:02d}" for month in range(1, 7)]):
        world.whole(cycle(month, scheme="tosanboshi"))

    assert told_on(*SPRING) == []


def test_a_bank_of_our_own_has_its_own_cut_off() -> None:
    """2027-11-16 for the same debit day."""
    prepaid(12, bank=world.DIRECT_BANK)

    told = told_on(*around("2027-09-17", "2027-10-17", "2027-11-06"))

    assert [day for day, _ in told] == ["09-17", "10-17", "11-06"]


def test_after_days_away_only_the_newest_reminder_goes_out() -> None:
    prepaid(12)

    assert told_on("2027-10-15", "2027-10-15", "2027-10-16") == [("10-15", AGAIN)]


def test_the_mail_holds_no_figure_and_its_keys_are_nouns() -> None:
    number = prepaid(12)
    told_on("2027-10-15")

    ((key, subject, text),) = world.run(
        "SELECT key, subject, body FROM mail_outbox WHERE key LIKE 'prepayment%%'"
    )

    assert key == f"prepayment-again:2027-11:30:{number}"
    assert "円" not in subject + text and "2027" not in text
