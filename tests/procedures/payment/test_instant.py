"""A single payment leaves once, inside its frame, and tells its payee; what hinders it is asked."""

from datetime import date, time, timedelta

import pytest

from kyosai.basis import tokyo
from kyosai.doors.clock import paying
from kyosai.procedures.upkeep import check as upkeep
from kyosai.records.payments import accounts, sending
from kyosai.wires.bank.desk import HandedInBefore, WholeFileRefused
from kyosai.wires.failure import Rejected, Unreachable
from tests.procedures.payment import world
from tests.procedures.payment.world import AT, DAY, Bank, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank() -> Bank:
    return Bank()


def pay(bank: Bank, *, at=AT) -> None:
    with world.banking(bank):
        world.round_of_payments(at)


def test_a_payment_inside_its_frame_is_checked_sent_posted_and_told(bank: Bank) -> None:
    contract = world.holder(1)
    number = world.order(contract)
    world.frame_of()

    pay(bank)

    assert list(bank.moved()) == [number]
    assert sending.outcomes(number) == {"paid"}
    assert world.balances() == {
        "benefits:skk": 100_000,
        "payable:benefit:skk": 0,
        "transit:payments:skk": -100_000,
    }
    assert world.told(contract) == ["共済金を振り込みました"]
    assert world.cases() == []
    upkeep.check()


def test_ordered_twice_it_is_one_payment_and_the_clock_twice_sends_it_once(bank: Bank) -> None:
    contract = world.holder(1)
    numbers = {world.order(contract) for _ in range(2)}
    world.frame_of()

    for minute in range(3):
        pay(bank, at=AT + timedelta(minutes=minute))

    assert len(numbers) == 1
    assert len(bank.moved()) == 1
    assert run("SELECT count(*) FROM ledger_transfer WHERE kind = 'paid_out'") == [(1,)]
    assert world.told(contract) == ["共済金を振り込みました"]


def test_a_payment_nobody_answered_for_is_sent_again_and_paid_once(bank: Bank) -> None:
    class Silent(Bank):
        def pay(self, content: bytes, *, number: str, digest: str):
            super().pay(content, number=number, digest=digest)
            raise Unreachable("no answer")

    contract = world.holder(1)
    number = world.order(contract)
    world.frame_of()
    silent = Silent()
    with pytest.raises(Unreachable):
        pay(silent)
    between = sending.outcomes(number)
    bank.taken = silent.taken

    pay(bank, at=AT + timedelta(minutes=1))

    assert between == set()
    assert list(bank.moved()) == [number]
    assert sending.outcomes(number) == {"paid"}
    upkeep.check()


def test_one_without_an_answer_keeps_no_other_waiting(bank: Bank) -> None:
    class Partly(Bank):
        def pay(self, content: bytes, *, number: str, digest: str):
            if number == first:
                raise Unreachable("no answer")
            return super().pay(content, number=number, digest=digest)

    first, second = (world.order(world.holder(serial)) for serial in (1, 2))
    world.frame_of()
    partly = Partly()

    with pytest.raises(Unreachable):
        pay(partly)

    assert list(partly.moved()) == [second]


def test_a_bank_that_is_away_is_asked_three_times_a_round_and_no_more() -> None:
    class Away(Bank):
        def pay(self, content: bytes, *, number: str, digest: str):
            asked.append(number)
            raise Unreachable("away")

    asked: list[str] = []
    for serial in range(1, 6):
        world.order(world.holder(serial))
    world.frame_of()

    with pytest.raises(Unreachable):
        pay(Away())

    assert len(asked) == paying.MISSES


@pytest.mark.parametrize("odd", [Rejected("?", status=401), HandedInBefore("other", status=409)])
def test_an_answer_no_rule_foresaw_is_one_case_and_the_money_is_not_owed_again(
    bank: Bank, odd: Rejected
) -> None:
    contract = world.holder(1)
    number = world.order(contract)
    world.frame_of()
    pay(bank, at=tokyo.at(DAY, time(8, 0)))
    bank.refusal = odd

    with world.banking(bank):
        for _ in range(2):
            paying.pay_at_once(AT)

    assert world.cases() == [f"held-up:{number}"]
    assert sending.outcomes(number) == set()
    assert world.balances()["payable:benefit:skk"] == 0


def test_what_the_bank_refuses_is_owed_as_before_told_and_asked_about(bank: Bank) -> None:
    contract = world.holder(1)
    number = world.order(contract)
    world.frame_of()
    pay(bank, at=tokyo.at(DAY, time(8, 0)))
    bank.refusal = WholeFileRefused("該当する口座がありません", record=1, field="account_number")

    with world.banking(bank):
        paying.pay_at_once(AT)

    assert sending.outcomes(number) == {"refused"}
    assert world.balances()["payable:benefit:skk"] == -100_000
    assert world.balances()["transit:payments:skk"] == 0
    assert world.told(contract) == ["共済金を振り込めませんでした"]
    assert world.cases() == [f"not-paid:{number}"]
    upkeep.check()


@pytest.mark.parametrize(
    ("at", "leaves"),
    [
        (tokyo.at(DAY, time(8, 29, 59)), 0),
        (tokyo.at(DAY, time(8, 30)), 1),
        (tokyo.at(DAY, time(17, 59, 59)), 1),
        (tokyo.at(DAY, time(18, 0)), 0),
        (tokyo.at(date(2026, 12, 5), time(10)), 0),
    ],
    ids=["8:29:59", "8:30", "17:59:59", "18:00", "土曜日"],
)
def test_the_instant_rail_has_hours(bank: Bank, at, leaves: int) -> None:
    world.order(world.holder(1))
    world.frame_of()
    world.checked(world.people.number(1))

    pay(bank, at=at)

    assert len(bank.moved()) == leaves


class TestFrames:
    """Without room in an approved frame nothing leaves, and the treasury is asked once."""

    def test_without_a_frame_the_treasury_is_asked_once_and_with_one_it_leaves(
        self, bank: Bank
    ) -> None:
        number = world.order(world.holder(1))
        for minute in range(2):
            pay(bank, at=AT + timedelta(minutes=minute))
        before = (list(bank.moved()), world.cases())
        world.frame_of()

        pay(bank, at=AT + timedelta(minutes=5))

        assert before == ([], [f"no-frame:{number}"])
        assert list(bank.moved()) == [number]
        assert run("SELECT outcome, is_closed FROM case_file") == [("settled", True)]

    @pytest.mark.parametrize(
        ("a_day", "each", "leave"),
        [(200_000, 100_000, 2), (199_999, 100_000, 1), (99_999, 99_999, 0)],
    )
    def test_a_frame_has_a_ceiling_for_each_and_for_the_day(
        self, bank: Bank, a_day: int, each: int, leave: int
    ) -> None:
        for serial in (1, 2):
            world.order(world.holder(serial))
        world.frame_of(a_day=a_day, each=each)

        pay(bank)

        assert len(bank.moved()) == leave

    def test_a_new_day_is_a_new_frame_of_the_day(self, bank: Bank) -> None:
        for serial in (1, 2):
            world.order(world.holder(serial))
        world.frame_of(a_day=100_000, each=100_000)
        pay(bank)

        pay(bank, at=AT + timedelta(days=1))

        assert len(bank.moved()) == 2

    def test_the_frame_of_one_scheme_is_none_of_the_other(self, bank: Bank) -> None:
        world.order(world.holder(1))
        world.frame_of("tosanboshi")

        pay(bank)

        assert bank.moved() == {}


def test_an_account_that_waits_keeps_no_ready_one_waiting(
    bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        sending.waiting, "__kwdefaults__", sending.waiting.__kwdefaults__ | {"limit": 1}
    )
    waits = world.holder(1)
    world.account(waits)

    changed = accounts.register(world.party(waits), world.another_account(waits))
    world.order(waits, to=changed)
    ready = world.order(world.holder(2))
    world.frame_of()

    pay(bank)

    assert list(bank.moved()) == [ready]
