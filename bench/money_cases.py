"""Loans, payouts and payments made ready one by one, so that only their handling is timed."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from kyosai.basis import tokyo
from kyosai.procedures.lending import lend
from kyosai.procedures.payment import bulk, instant
from kyosai.procedures.payout import claim
from kyosai.records.payments import files, sending
from tests.procedures.applications import kept
from tests.procedures.collection import world as people
from tests.procedures.lending import borrowing
from tests.procedures.payment import world
from tests.procedures.payment.world import Bank
from tests.procedures.payout import claimants

Work = Callable[[], object]
LOAN_DAY, PAYOUT_DAY = date(2026, 10, 13), date(2026, 12, 22)
LOAN_AT, LATE = "2026-10-13T10:05:00", "2026-12-22T13:{minute:02d}:{second:02d}"
PAYOUT_AT = "2026-12-01T13:20:00"
_serials = iter(range(1, 1_000_000))


def loans(first: int, count: int, *, at: str = LOAN_AT) -> list[Work]:
    """Return what lends to so many holders, each with a signed request."""
    return [_loan(at) for _ in range(count)]


def payouts(first: int, count: int) -> list[Work]:
    """Return what pays so many old-age benefits."""
    return [_payout(PAYOUT_AT) for _ in range(count)]


def payments(first: int, count: int) -> list[Work]:
    """Return what orders, sends and tells of so many payments at once."""
    for each in ("makoto", "kaoru"):
        people.treasurer(each)
    world.frame_of(on=world.DAY)
    bank, works = Bank(), []
    for _ in range(count):
        serial = next(_serials)
        contract = world.holder(serial)
        world.checked(contract)
        works.append(partial(_pay, contract, world.account(contract), bank))
    return works


KINDS: dict[str, Callable[[int, int], list[Work]]] = {
    "契約者貸付け": loans,
    "老齢給付　　": payouts,
    "即時の支払　": payments,
}


def payout_day(count: int) -> list[tuple[str, Work]]:
    """Return the steps of a day on which so many benefits are paid by file."""
    claims = [_payout("2026-12-18T10:00:00") for _ in range(count)]
    made_at = tokyo.at(date(2026, 12, 21), time(12))
    return [
        ("給付を決める", partial(_all, claims)),
        ("口座を照会する", partial(_check_accounts, made_at)),
        ("ファイルを作る", partial(bulk.build, at=made_at)),
        ("二人が承認する", _approve),
        ("銀行に渡す", partial(_hand_over, made_at)),
        ("着金を知らせる", partial(bulk.note_paid, at=tokyo.at(PAYOUT_DAY, time(10)))),
    ]


def loans_of_the_last_hour(count: int) -> Iterator[Work]:
    """Yield what lends to so many holders, asked for between one and two o'clock."""
    world.frame_of(a_day=10_000_000_000, each=50_000_000, on=PAYOUT_DAY)
    for each in range(count):
        minute, second = divmod(each * 3600 // count, 60)
        yield _loan(LATE.format(minute=minute, second=second))


def pay_them() -> None:
    """Let the clock pay every loan that waits, as of half past two."""
    at = tokyo.at(PAYOUT_DAY, time(14, 30))
    bank = Bank()
    with world.banking(bank):
        while sending.waiting("instant", until=PAYOUT_DAY, limit=1):
            world.paying.check_accounts(at)
            world.paying.pay_at_once(at)


def missed() -> int:
    """Return how many payments were not paid by the moment they were promised for."""
    ((count,),) = people.run(
        "SELECT count(*) FROM payment p LEFT JOIN payment_outcome o ON o.payment_id = p.number"
        " WHERE p.pay_on BETWEEN '2026-12-20' AND '2026-12-31'"
        " AND (o.kind IS DISTINCT FROM 'paid' OR o.at > p.due_at)"
    )
    return int(count)


def _loan(at: str) -> Work:
    serial = next(_serials)
    borrowing.holder(serial)
    message = borrowing.signed(borrowing.request(at=at, serial=serial))
    asked_at = lend.asked_at(message)
    number = kept(message, fetched_at=asked_at)
    return partial(lend.lend, number, at=asked_at)


def _payout(at: str) -> Work:
    serial = next(_serials)
    claimants.holder(serial)
    message = claimants.claimed(serial=serial, at=at)
    received_at = datetime.fromisoformat(message.received_at)
    number = kept(message, fetched_at=received_at)
    return partial(claim.receive, number, at=received_at)


def _pay(contract: str, account: object, bank: Bank) -> None:
    number = world.order(contract, to=account)  # type: ignore[arg-type]
    send = instant.to_send(number, at=world.AT)
    assert send is not None
    told = bank.pay(send.content, number=send.number, digest=send.digest)
    instant.paid(number, receipt=str(told["receipt"]), at=world.AT)


def _check_accounts(at: datetime) -> None:
    with world.banking(Bank()):
        before = -1
        while before != (before := _checks()):
            world.paying.check_accounts(at)


def _checks() -> int:
    return int(people.run("SELECT count(*) FROM payee_account_check")[0][0])


def _approve() -> None:
    for file in files.waiting():
        world.release(file.name)


def _hand_over(at: datetime) -> None:
    with world.banking(Bank()):
        world.paying.hand_over_files(at + timedelta(minutes=1))


def _all(works: list[Work]) -> None:
    for work in works:
        work()
