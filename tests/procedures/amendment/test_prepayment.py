"""まとめて払う（前納） — shown with all it comes to, taken by the next file, ended again."""

from datetime import date

import pytest

from kyosai.basis.months import Month
from kyosai.exchange.messages.amendments import Prepayment, PrepaymentEnd
from kyosai.procedures.upkeep import check
from kyosai.records.contracts import terms
from kyosai.schemes.payment_terms import Ahead
from tests.procedures.amendment.wishing import foreseen, really_asked, send, shown, wish
from tests.procedures.collection import payment, world
from tests.procedures.collection.world import cycle

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 20)
YEAR = ["2026-12", *[f"2027-{month:02d}" for month in range(1, 13)]]
SCHEMES = pytest.mark.parametrize("scheme", ["skk", "tosanboshi"])


def holder(*, scheme: str = "skk", yen: int = 10_000, bank: str = world.AGENCY_BANK) -> str:
    """A contract of October whose first debit has been paid."""
    number = world.holder(1, applied_on=OCTOBER, scheme=scheme, yen=yen, bank=bank)
    world.whole(cycle("2026-11", scheme=scheme))
    return number


def prepaying(
    months: int = 12,
    *,
    at: str = "2026-12-01T20:00:00",
    first: str = "",
    is_yearly: bool = False,
    scheme: str = "skk",
) -> Prepayment:
    found = wish(Prepayment, at=at, scheme=scheme, first=first, months=months, is_yearly=is_yearly)
    assert isinstance(found, Prepayment)
    return found


def ending(
    last: str = "none", *, at: str = "2026-12-02T20:00:00", scheme: str = "skk"
) -> PrepaymentEnd:
    found = wish(PrepaymentEnd, at=at, scheme=scheme, last=last)
    assert isinstance(found, PrepaymentEnd)
    return found


@SCHEMES
def test_the_next_file_takes_a_year_at_once_as_the_page_foretold(scheme: str) -> None:
    holder(scheme=scheme)
    message = prepaying(is_yearly=True, scheme=scheme)
    told = foreseen(message, months=13)

    assert send(message).status == "amended"

    assert told == really_asked(YEAR, scheme=scheme)
    assert told["2026-12"] == (YEAR[:12], 120_000)
    assert told["2027-12"][1] == 120_000
    check.check()


def test_the_page_shows_debit_cut_off_discount_and_the_year_it_counts_in() -> None:
    holder(yen=70_000)

    page = shown(prepaying())

    assert page["submit_by"] == "2026-12-09T16:00:00+09:00"
    assert page["prepaid"] == {
        "months": 12,
        "earlier": 0,
        "first": "2026-12",
        "last": "2027-11",
        "yen": 840_000,
        "discount": 4_158,  # 70,000円 × 0.9/1000 × 66
        "year": 2026,
        "counts": True,
        "room": None,
        "is_yearly": False,
    }
    assert [row["then"] for row in page["table"]] == [840_000, 0, 0, 0, 0, 0]
    assert page["year"] == {"year": 2026, "now": 210_000, "then": 980_000}


def test_more_than_a_year_ahead_is_not_promised_for_this_year() -> None:
    holder()

    said = send(prepaying(14)).body

    assert "税務署に確かめてください" in said
    assert "2026年分の掛金控除に入ります" not in said


@pytest.mark.parametrize(
    ("months", "is_yearly", "says"),
    [
        (1, False, "2か月分からです"),
        (25, False, "24か月分までです"),
        (13, True, "毎年くり返せるのは12か月分まで"),
    ],
)
def test_too_few_and_too_many_months_are_refused(months: int, is_yearly: bool, says: str) -> None:
    holder()

    told = send(prepaying(months, is_yearly=is_yearly))

    assert told.status == "failed"
    assert says in told.body
    assert world.run("SELECT count(*) FROM contract_prepayment") == [(0,)]


@pytest.mark.parametrize(
    ("first", "says"),
    [
        ("2026-11", "その月は締切をすぎたか"),
        ("2028-01", "1年より先の月は、まだ選べません"),
        ("2027-12", ""),
    ],
)
def test_a_month_must_be_open_and_near(first: str, says: str) -> None:
    holder()

    assert says in send(prepaying(first=first)).body


def test_from_a_later_month_on_its_own_cut_off_is_shown() -> None:
    holder()
    message = prepaying(6, first="2027-03")

    page, told = shown(message), foreseen(message, months=8)
    send(message)

    assert page["submit_by"] == "2027-03-09T16:00:00+09:00"
    assert page["table"][0] == {
        "debit_on": "2027-03-18",
        "now": 10_000,
        "then": 60_000,
        "months": [f"2027-{month:02d}" for month in range(3, 9)],
    }
    assert told == really_asked(YEAR[:8])


def test_after_the_cut_off_it_begins_with_the_month_after() -> None:
    holder()

    send(prepaying(at="2026-12-09T16:00:00"))

    assert world.run("SELECT month FROM contract_prepayment") == [(date(2027, 1, 1),)]


@SCHEMES
def test_asked_before_the_first_debit_it_is_taken_with_that(scheme: str) -> None:
    world.holder(1, applied_on=OCTOBER, scheme=scheme)
    message = prepaying(3, at="2026-10-21T09:00:00", scheme=scheme)
    told = foreseen(message, months=4)

    send(message)

    assert told["2026-11"] == (["2026-10", "2026-11", "2026-12", "2027-01"], 40_000)
    assert told == really_asked(["2026-11", *YEAR[:3]], scheme=scheme)
    check.check()


@pytest.mark.parametrize("first", ["", "2026-12"])
def test_while_the_first_debit_is_months_away_it_is_taken_with_that(first: str) -> None:
    """倒産防止共済: the months until the first debit wait for it, and are no prepayment."""
    december = cycle("2026-12", scheme="tosanboshi")
    world.holder(1, applied_on=OCTOBER, scheme="tosanboshi", first=december)
    message = prepaying(12, at="2026-10-21T09:00:00", first=first, scheme="tosanboshi")
    page, told = shown(message)["prepaid"], foreseen(message, months=4)

    send(message)

    assert (page["earlier"], page["first"], page["last"]) == (2, "2026-12", "2027-11")
    assert page["discount"] == 594  # 10,000円 × 0.9/1000 × 66
    assert told == {"2026-12": (["2026-10", "2026-11", *YEAR[:12]], 140_000)}
    assert told == really_asked(["2026-10", "2026-11", *YEAR[:2]], scheme="tosanboshi")
    check.check()


def test_a_month_that_waits_for_the_first_debit_cannot_begin_it() -> None:
    december = cycle("2026-12", scheme="tosanboshi")
    world.holder(1, applied_on=OCTOBER, scheme="tosanboshi", first=december)
    message = prepaying(at="2026-10-21T09:00:00", first="2026-11", scheme="tosanboshi")

    assert "払う日がもう決まっています" in send(message).body


def test_ended_before_the_first_debit_its_months_still_wait() -> None:
    december = cycle("2026-12", scheme="tosanboshi")
    world.holder(1, applied_on=OCTOBER, scheme="tosanboshi", first=december)
    send(prepaying(3, at="2026-10-21T09:00:00", scheme="tosanboshi"))

    send(ending(at="2026-10-22T09:00:00", scheme="tosanboshi"))

    assert really_asked(["2026-10", "2026-11", *YEAR[:1]], scheme="tosanboshi") == {
        "2026-12": (["2026-10", "2026-11", "2026-12"], 30_000)
    }


def test_a_bank_of_our_own_takes_it_when_the_others_files_are_made() -> None:
    """Everybody's months are scheduled at the first cut-off of the month; ours comes later."""
    direct = cycle("2026-12", scheme="tosanboshi", channel="direct")
    world.holder(1, applied_on=OCTOBER, scheme="tosanboshi", bank=world.DIRECT_BANK, first=direct)
    world.build(cycle("2026-12", scheme="tosanboshi"))
    message = prepaying(3, at="2026-12-20T09:00:00", scheme="tosanboshi")
    told = foreseen(message, months=1)

    send(message)
    world.build(direct)

    assert list(world.asked(direct).values()) == [told["2026-12"][0]]
    assert len(told["2026-12"][0]) == 5  # October and November waited for this channel as well
    check.check()


class TestSafety:
    """倒産防止共済: room below the ceiling, and nothing unpaid."""

    def brought(self, yen: int) -> None:
        holder(scheme="tosanboshi", yen=200_000)
        world.run("UPDATE premium_total SET brought = %s", [yen])

    @pytest.mark.parametrize(("brought", "status"), [(7_200_000, "amended"), (7_200_001, "failed")])
    def test_there_must_be_room_for_two_months(self, brought: int, status: str) -> None:
        self.brought(brought)

        told = send(prepaying(2, scheme="tosanboshi"))

        assert told.status == status
        assert ("上限まで2か月分の余りがない" in told.body) is (status == "failed")

    def test_it_goes_no_further_than_the_ceiling_and_says_what_is_left(self) -> None:
        self.brought(7_150_000)
        message = prepaying(scheme="tosanboshi")

        page, told = shown(message), foreseen(message, months=2)
        send(message)

        assert page["prepaid"]["yen"] == 450_000
        assert (page["prepaid"]["months"], page["prepaid"]["room"]) == (3, 0)
        assert page["prepaid"]["discount"] == 180 + 90  # 200,000円が1か月前、50,000円が2か月前
        assert told == really_asked(YEAR[:2], scheme="tosanboshi")

    def test_whoever_owes_a_month_pays_that_first(self) -> None:
        world.holder(1, applied_on=OCTOBER, scheme="tosanboshi")
        world.whole(cycle("2026-11", scheme="tosanboshi"), {world.customer_no(1): "1"})

        told = send(prepaying(at="2026-12-10T20:00:00", scheme="tosanboshi"))

        assert told.status == "failed"
        assert "まだ払っていない月がある" in told.body


class TestEnd:
    """The yearly repeat ends, before it begins or with its next turn."""

    def test_one_that_has_not_begun_is_taken_back(self) -> None:
        holder()
        send(prepaying(is_yearly=True))

        told = send(ending())

        assert told.status == "amended"
        assert "2026年12月にまとめて引き落とす予定を、取りやめました。" in told.body
        assert world.run("SELECT count(*) FROM contract_prepayment") == [(0,)]

    def test_one_scheduled_with_the_first_debit_leaves_no_month_behind(self) -> None:
        world.holder(1, applied_on=OCTOBER, scheme="tosanboshi")
        send(prepaying(3, at="2026-10-21T09:00:00", scheme="tosanboshi"))

        send(ending(at="2026-10-22T09:00:00", scheme="tosanboshi"))

        assert really_asked(["2026-11"], scheme="tosanboshi") == {
            "2026-11": (["2026-10", "2026-11"], 20_000)
        }
        check.check()

    @pytest.mark.parametrize(("last", "asked"), [("none", 1), ("next", 12)])
    def test_one_that_is_paid_comes_no_more_or_once_more(self, last: str, asked: int) -> None:
        number = holder()
        send(prepaying(is_yearly=True))
        really_asked(YEAR[:1])

        message = ending(last, at="2027-01-10T09:00:00")
        told = foreseen(message, months=12)
        send(message)

        assert len(told["2027-12"][0]) == asked
        assert told == really_asked(YEAR[1:])
        (kept,) = terms.of(number, scheme="skk").prepayments
        assert kept.next_turn(Month(2028, 1)) is None

    @pytest.mark.parametrize(
        ("last", "submit_by"),
        [("none", "2026-12-09T16:00:00+09:00"), ("next", "2027-12-09T16:00:00+09:00")],
    )
    def test_the_page_shows_until_when_its_turn_can_be_called_off(
        self, last: str, submit_by: str
    ) -> None:
        holder()
        send(prepaying(is_yearly=True))

        assert shown(ending(last))["submit_by"] == submit_by

    def test_what_comes_no_more_cannot_be_ended(self) -> None:
        holder()

        assert "まとめて払う予定はありません" in send(ending()).body

    def test_what_is_the_last_cannot_be_made_the_last(self) -> None:
        holder()
        send(prepaying())

        assert "もう終わりになっています" in send(ending("next")).body


def test_a_new_wish_takes_the_place_of_the_one_before() -> None:
    number = holder()
    send(prepaying(is_yearly=True))
    really_asked(YEAR[:1])

    send(prepaying(6, first="2027-12", is_yearly=True, at="2027-01-10T09:00:00"))

    before, now = terms.of(number, scheme="skk").prepayments
    assert before == Ahead(Month(2026, 12), 12, True, Month(2027, 11))
    assert now == Ahead(Month(2027, 12), 6, True)


def test_the_same_month_can_be_asked_for_again_with_other_months() -> None:
    number = holder()
    send(prepaying(is_yearly=True))

    send(prepaying(6, at="2026-12-02T20:00:00"))

    assert terms.of(number, scheme="skk").prepayments == (Ahead(Month(2026, 12), 6),)


def test_no_month_on_holiday_can_begin_it() -> None:
    number = holder()
    payment.begin_holiday(number, kind="disaster", since=Month(2026, 12), until=Month(2026, 12))

    assert "その月は掛金を止めています" in send(prepaying()).body
    assert send(prepaying(first="2027-01", at="2026-12-02T20:00:00")).status == "amended"
