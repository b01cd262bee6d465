"""A day at the treasury for thieves: payments paid, waiting, changed, unowed; frames and files."""

from datetime import date, timedelta
from fractions import Fraction

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.procedures.payment import bulk, frame
from kyosai.records.loans import writes as loans
from kyosai.records.loans.writes import Due, Lent, Received
from kyosai.records.payments import accounts, files
from tests.procedures.payment import world
from tests.procedures.payment.world import AT, DAY, NOON, Bank, run

STAFF = (
    ("makoto", "treasurer", 10**10),
    ("kaoru", "treasurer", 10**10),
    ("small", "treasurer", 1_000),
    ("gone", "treasurer", 10**10),
    ("susumu", "loan_examiner", 0),
    ("satoshi", "approver", 0),
    ("ichika", "skk_examiner", 0),
    ("ken", "auditor", 0),
)


def play() -> None:
    """Let everything happen that somebody could want to undo, repeat or divert."""
    for username, duty, up_to in STAFF:
        world.officer(username, duty, up_to=up_to)
    run("UPDATE officer SET is_active = false WHERE username = 'gone'")
    _frames()
    _one_paid()
    _waiting()
    _files()
    _a_loan()
    _money_from_nowhere()


def _frames() -> None:
    world.frame_of(a_day=150_000, each=100_000)
    world.frame_of("tosanboshi", a_day=150_000, each=100_000)
    frame.propose(
        "skk",
        since=DAY,
        until=DAY + timedelta(days=20),
        a_day=Yen(900_000_000),
        each=Yen(90_000_000),
        officer="makoto",
        at=AT,
    )


def _one_paid() -> None:
    contract = world.holder(1)
    world.order(contract, 100_000, key="paid")
    with world.banking(Bank()):
        world.round_of_payments(AT)


def _waiting() -> None:
    """Payments that wait, each for a reason of its own, and what somebody tries with them."""
    waits = _known(2)
    world.order(waits, 100_000, key="waiting")
    world.order(waits, 100_001, key="big")
    world.order(waits, 10_000, key="early", pay_on=date(2026, 12, 3))
    world.order(waits, 10_000, key="by-the-treasury", by="makoto")
    world.order(waits, 10_000, key="unowed", kind="refund", owed=False)
    unknown = world.holder(3)
    world.order(unknown, 10_000, key="unchecked")
    moved = _known(4)
    other = accounts.register(world.party(moved), world.another_account(moved, by="susumu"))
    accounts.note_check(other, "0", at=AT)
    world.order(moved, 10_000, key="changed", to=other)


def _files() -> None:
    """One file of 小規模 with one approval, and one of 倒産防止 in which kaoru had a hand."""
    world.order(_known(5), 10_000, key="filed", rail="bulk")
    called = _known(6, scheme="tosanboshi")
    other = accounts.register(
        world.party(called), world.another_account(called, by="susumu", number="7654322")
    )
    accounts.note_check(other, "0", at=AT)
    world.call_back(other, by="kaoru")
    world.order(called, 20_000, key="called", rail="bulk", to=other)
    names = bulk.build(at=NOON)
    assert len(names) == 2
    file = files.of_name(names[0])
    assert file is not None
    files.approve(names[0], digest=file.digest, officer="makoto", at=NOON)
    world.order(_known(7), 30_000, key="next", rail="bulk")
    world.order(
        world.people.number(7), 5_000, key="not-owed", kind="refund", rail="bulk", owed=False
    )


def _a_loan() -> None:
    contract = world.people.number(2)
    number = loans.lend(
        Lent(
            key="loan",
            scheme="skk",
            contract=contract,
            party=world.party(contract),
            kind="general",
            amount=Yen(100_000),
            handed_over=Yen(100_000),
            term_months=12,
            yearly_rate=Fraction(15, 1000),
            lent_on=DAY,
            turns=[Due(date(2027, 6, 1), Yen(100_000))],
        ),
        at=AT,
    )
    loans.receive(
        Received(key="received", loan=number, source="early", on=DAY, principal=Yen(1)), at=AT
    )


def _money_from_nowhere() -> None:
    """A statement is kept, so that an entry could be forged under it."""
    world.stated(DAY, scheme="tosanboshi")


def _known(serial: int, *, scheme: str = "skk") -> str:
    contract = world.holder(serial, scheme=scheme)
    world.checked(contract)
    return contract


def now() -> str:
    return tokyo.in_tokyo(NOON).isoformat()
