"""A file of payments: made at noon of the bank day before, released by two, paid once."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import DatabaseError, transaction

from kyosai.basis import tokyo
from kyosai.basis.refusal import Refused
from kyosai.doors.clock import paying
from kyosai.procedures.payment import approve, bulk
from kyosai.procedures.upkeep import check as upkeep
from kyosai.records.payments import files, sending
from kyosai.wires.bank.desk import HandedInBefore, WholeFileRefused
from tests.procedures.payment import world
from tests.procedures.payment.world import DAY, NEXT, NOON, Bank, run

pytestmark = pytest.mark.django_db
NAME = f"Z21-skk-{NEXT}-01.dat"
PAID = tokyo.at(NEXT, time(10))


@pytest.fixture
def bank() -> Bank:
    return Bank()


@pytest.fixture
def payments() -> list[str]:
    """Two holders' payments, whose accounts the bank knows."""
    return ordered(2)


def ordered(count: int, *, scheme: str = "skk", first: int = 1) -> list[str]:
    numbers = []
    for serial in range(first, first + count):
        contract = world.holder(serial, scheme=scheme)
        world.checked(contract)
        numbers.append(world.order(contract, 10_000 * serial, rail="bulk"))
    return numbers


def clock(bank: Bank, at: datetime) -> None:
    with world.banking(bank):
        world.round_of_payments(at)


def digest() -> str:
    file = files.of_name(NAME)
    assert file is not None
    return file.digest


def made() -> str:
    """Make the file; return its digest."""
    assert bulk.build(at=NOON) == [NAME]
    for who in world.TREASURY:
        world.people.treasurer(who)
    return digest()


def test_a_file_is_made_released_handed_over_paid_posted_and_told(
    bank: Bank, payments: list[str]
) -> None:
    clock(bank, NOON)
    before = (files.to_hand_over(), dict(bank.taken))
    world.release(NAME)
    clock(bank, NOON + timedelta(minutes=1))
    handed_over = (list(bank.taken), [sending.outcomes(each) for each in payments])

    clock(bank, PAID)

    assert before == ([], {})
    assert handed_over == ([NAME], [set(), set()])
    assert [sending.outcomes(each) for each in payments] == [{"paid"}, {"paid"}]
    assert world.balances()["transit:payments:skk"] == -30_000
    assert world.told(world.people.number(1)) == ["共済金を振り込みました"]
    upkeep.check()


def test_everything_twice_is_one_file_one_hand_over_and_one_notice(
    bank: Bank, payments: list[str]
) -> None:
    for _ in range(2):
        clock(bank, NOON)
    world.release(NAME)
    for minute in (1, 2):
        clock(bank, NOON + timedelta(minutes=minute))
    for minute in range(2):
        clock(bank, PAID + timedelta(minutes=minute))

    assert run("SELECT count(*) FROM payment_file") == [(1,)]
    assert run("SELECT count(*), sum(yen) FROM ledger_transfer WHERE kind = 'paid_out'") == [
        (2, 30_000)
    ]
    assert run("SELECT count(*) FROM notice") == [(2,)]


def test_equal_payments_are_equal_bytes(payments: list[str]) -> None:
    kept = [sending.of_number(each) for each in payments]

    files_made = {
        bulk.written([each for each in order if each], scheme="skk", pay_on=NEXT)
        for order in (kept, kept[::-1])
    }

    assert len(files_made) == 1


def test_each_scheme_pays_by_a_file_of_its_own() -> None:
    ordered(1)
    ordered(1, scheme="tosanboshi", first=2)

    assert bulk.build(at=NOON) == [NAME, f"Z21-tosanboshi-{NEXT}-01.dat"]


@pytest.mark.parametrize(
    ("at", "pay_on"),
    [
        (tokyo.at(DAY, time(11, 59, 59)), None),
        (tokyo.at(DAY, time(12, 0)), NEXT),
        (tokyo.at(DAY, time(14, 59, 59)), NEXT),
        (tokyo.at(DAY, time(15, 0)), None),
        (tokyo.at(date(2026, 12, 4), time(12, 0)), date(2026, 12, 7)),
        (tokyo.at(date(2026, 12, 5), time(12, 0)), None),
        (tokyo.at(date(2026, 12, 30), time(12, 0)), date(2027, 1, 4)),
    ],
    ids=["正午の前", "正午", "締切の前", "締切", "金曜日", "土曜日", "年の最後の営業日"],
)
def test_a_file_is_made_at_noon_of_a_bank_day_for_the_next_one(
    payments: list[str], at: datetime, pay_on: date | None
) -> None:
    names = bulk.build(at=at)

    assert names == ([f"Z21-skk-{pay_on}-01.dat"] if pay_on else [])


class TestReleasing:
    """Two of the treasury, each for the digest on the page, none of whom prepared anything."""

    def test_one_approval_is_not_enough_and_two_are(self, payments: list[str]) -> None:
        seen = made()

        left = [
            (approve.approve(NAME, digest=seen, officer=who, at=NOON), files.to_hand_over())
            for who in world.TREASURY
        ]

        assert left == [(1, []), (0, [NAME])]

    @pytest.mark.parametrize(
        ("who", "refusal"),
        [
            ("makoto", approve.ApprovedBefore),
            ("satoshi", approve.NotAtTheTreasury),
            ("small", approve.AboveLimit),
            ("nobody", approve.NotAtTheTreasury),
        ],
    )
    def test_who_may_not_release(self, payments: list[str], who: str, refusal: type) -> None:
        seen = made()
        world.officer("satoshi", "benefit_approver")
        world.officer("small", "treasurer", up_to=29_999)
        approve.approve(NAME, digest=seen, officer="makoto", at=NOON)

        with pytest.raises(refusal):
            approve.approve(NAME, digest=seen, officer=who, at=NOON)

    def test_the_limit_is_reached_to_the_yen(self, payments: list[str]) -> None:
        seen = made()
        world.officer("just", "treasurer", up_to=30_000)

        assert approve.approve(NAME, digest=seen, officer="just", at=NOON) == 1

    def test_another_digest_is_another_file(self, payments: list[str]) -> None:
        made()

        with pytest.raises(approve.NotTheSame):
            approve.approve(NAME, digest="0" * 64, officer="makoto", at=NOON)

    def test_whoever_ordered_one_of_its_payments_does_not_release_it(self) -> None:
        for who in world.TREASURY:
            world.people.treasurer(who)
        contract = world.holder(1)
        world.checked(contract)
        world.order(contract, rail="bulk", by="makoto")
        bulk.build(at=NOON)

        with pytest.raises(approve.Prepared):
            approve.approve(NAME, digest=digest(), officer="makoto", at=NOON)

    def test_bytes_that_are_not_those_of_the_payments_are_released_by_nobody(
        self, payments: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        honest = bulk.written

        def diverted(*args, **kwargs):
            return honest(*args, **kwargs).replace(b"0000002", b"9999999")

        monkeypatch.setattr(bulk, "written", diverted)
        seen = made()
        monkeypatch.setattr(bulk, "written", honest)

        with pytest.raises(approve.OtherBytes, match="銀行に渡さないで"):
            approve.approve(NAME, digest=seen, officer="makoto", at=NOON)

    def test_nobody_releases_what_the_bank_takes_no_more(self, payments: list[str]) -> None:
        seen = made()

        with pytest.raises(approve.TooLate):
            approve.approve(NAME, digest=seen, officer="makoto", at=tokyo.at(DAY, time(15)))

    def test_every_refusal_says_what_to_do_next(self) -> None:
        reasons = [
            each.reason for each in Refused.__subclasses__() if each.__module__ == approve.__name__
        ]

        assert len(reasons) == 9
        assert [reason for reason in reasons if not reason.endswith("。")] == []


class TestNotPaid:
    """What nobody released, or the bank refused, is owed as before; nothing is paid twice."""

    def test_a_file_nobody_released_in_time_lapses_once(
        self, bank: Bank, payments: list[str]
    ) -> None:
        clock(bank, NOON)
        for minute in range(2):
            clock(bank, tokyo.at(DAY, time(15, minute)))

        assert bank.taken == {}
        assert [sending.outcomes(each) for each in payments] == [{"refused"}, {"refused"}]
        assert world.balances()["payable:benefit:skk"] == -30_000
        assert world.cases() == sorted(f"not-paid:{each}" for each in payments)
        upkeep.check()

    def test_a_file_the_bank_refuses_is_owed_as_before(
        self, bank: Bank, payments: list[str]
    ) -> None:
        made()
        world.release(NAME)
        bank.refusal = WholeFileRefused("取組日", record=1, field="取組日")

        clock(bank, NOON)

        assert [sending.outcomes(each) for each in payments] == [{"refused"}, {"refused"}]
        assert world.balances()["payable:benefit:skk"] == -30_000
        upkeep.check()

    def test_a_name_the_bank_knows_with_other_bytes_is_not_owed_again(
        self, bank: Bank, payments: list[str]
    ) -> None:
        made()
        world.release(NAME)
        bank.refusal = HandedInBefore(NAME, status=409)

        with world.banking(bank):
            paying.hand_over_files(NOON)

        assert [sending.outcomes(each) for each in payments] == [set(), set()]
        assert files.to_hand_over() == [NAME]


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ("UPDATE payment_file SET yen = 1", "permission denied"),
        ("DELETE FROM payment_line", "permission denied"),
        ("SELECT content FROM payment_file_content", "permission denied"),
        (
            "INSERT INTO payment_file_hand_over (file_id, at, receipt, refusal)"
            f" VALUES ('{NAME}', now(), 'B', '')",
            "two officers have to approve it first",
        ),
        (
            "INSERT INTO payment_outcome (payment_id, kind, at, reference, reason)"
            " SELECT number, 'paid', now(), '', '' FROM payment",
            "it was never sent",
        ),
    ],
)
def test_the_database_itself_refuses(payments: list[str], change: str, match: str) -> None:
    made()

    with pytest.raises(DatabaseError, match=match), transaction.atomic():
        run(change)
