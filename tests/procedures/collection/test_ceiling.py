"""上限への到達 — billing stops by itself; the holder hears it once, and again when it begins."""

from datetime import date, datetime, timedelta

import pytest

from kyosai.procedures.collection import ceiling
from kyosai.procedures.collection.ceiling import Told
from kyosai.procedures.upkeep import check
from tests.procedures.collection import world
from tests.procedures.collection.forks import child, finished, was_killed
from tests.procedures.collection.world import cycle, holder

OCTOBER, NOVEMBER = (cycle(month, scheme="tosanboshi") for month in ("2026-10", "2026-11"))
AT = NOVEMBER.result_at.replace(minute=30)


def paying_in(brought: int = 7_650_000, yen: int = 150_000) -> str:
    """A contract that has October and one whole month to go, and a remainder."""
    number = holder(1, applied_on=date(2026, 10, 1), scheme="tosanboshi", yen=yen)
    world.run("UPDATE premium_total SET brought = %s", [brought])
    return number


def full() -> str:
    """A contract that November's debit fills to the yen."""
    number = paying_in(7_700_000)
    world.whole(OCTOBER)
    world.whole(NOVEMBER)
    return number


def notices() -> list[str]:
    rows = world.run("SELECT key FROM notice WHERE kind LIKE '%ceiling' ORDER BY at, key")
    return [key for (key,) in rows]


def on(moment: datetime) -> str:
    return moment.astimezone(AT.tzinfo).date().isoformat()


@pytest.mark.django_db
class TestReached:
    def test_the_last_yen_paid_stops_billing_and_is_told_once(self) -> None:
        number = full()

        told = [ceiling.tell(at=AT), ceiling.tell(at=AT)]
        december = cycle("2026-12", scheme="tosanboshi")
        world.whole(december)

        assert told == [Told(1, 0), Told(0, 0)]
        assert notices() == [f"at-ceiling:{number}:{on(AT)}"]
        assert world.asked(december) == {}
        check.check()

    def test_a_mail_without_a_figure_goes_with_it(self) -> None:
        full()

        ceiling.tell(at=AT)

        ((recipient, body),) = world.run(
            "SELECT recipient, body FROM mail_outbox WHERE key LIKE 'at-ceiling%'"
        )
        assert recipient == "hanako1@example.test"
        assert "8,000,000" not in body

    @pytest.mark.parametrize("code", ["1", "4"])
    def test_a_failed_debit_has_not_reached_it(self, code: str) -> None:
        paying_in(7_700_000)
        world.whole(OCTOBER)
        world.whole(NOVEMBER, {world.customer_no(1): code})

        assert ceiling.tell(at=AT) == Told(0, 0)

    def test_a_debit_the_bank_has_not_answered_has_not_reached_it(self) -> None:
        paying_in(7_700_000)
        world.whole(OCTOBER)
        world.build(NOVEMBER)

        assert ceiling.tell(at=NOVEMBER.build_at) == Told(0, 0)
        assert ceiling.tell(at=NOVEMBER.result_at - timedelta(minutes=1)) == Told(0, 0)

    def test_one_yen_below_is_not_at_the_ceiling(self) -> None:
        full()
        world.run("UPDATE premium_total SET brought = brought - 1")

        assert ceiling.tell(at=AT) == Told(0, 0)

    def test_an_ended_contract_hears_nothing(self) -> None:
        full()
        world.run("UPDATE contract SET status='ended', ended_on='2026-11-30', end_cause='death'")

        assert ceiling.tell(at=AT) == Told(0, 0)

    def test_a_contract_without_a_ceiling_hears_nothing(self) -> None:
        holder(1, applied_on=date(2026, 10, 1))

        assert ceiling.tell(at=AT) == Told(0, 0)


@pytest.mark.django_db
class TestFallenBelow:
    def test_a_loan_that_uses_premiums_up_begins_billing_and_says_so(self) -> None:
        number = full()
        ceiling.tell(at=AT)
        world.run("UPDATE premium_total SET used = 100000")
        december = cycle("2026-12", scheme="tosanboshi")

        told = [ceiling.tell(at=december.build_at), ceiling.tell(at=december.build_at)]
        world.whole(december)

        assert told == [Told(0, 1), Told(0, 0)]
        assert world.asked(december) == {number: ["2026-12"]}
        assert world.run("SELECT yen FROM premium_due WHERE month = '2026-12-01'") == [(100_000,)]

    def test_filled_up_again_it_is_told_again(self) -> None:
        number = full()
        ceiling.tell(at=AT)
        world.run("UPDATE premium_total SET used = 100000")
        december = cycle("2026-12", scheme="tosanboshi")
        ceiling.tell(at=december.build_at)
        world.whole(december)
        later = december.result_at.replace(minute=30)

        assert ceiling.tell(at=later) == Told(1, 0)

        assert notices()[-1] == f"at-ceiling:{number}:{on(later)}"


@pytest.mark.parametrize("killed_at", range(1, 6))
def test_killed_at_any_statement_it_is_told_once(committed_db: str, killed_at: int) -> None:
    full()
    was_killed(child(lambda: ceiling.tell(at=AT), killed_at=killed_at))

    assert finished(child(lambda: ceiling.tell(at=AT)))

    assert len(notices()) == 1
    assert world.run("SELECT count(*) FROM premium_at_ceiling") == [(1,)]
