"""Money that leaves, killed anywhere: nothing or all of a step, each paid once, none lost."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from kyosai.basis import tokyo
from kyosai.procedures.payment import again, bulk, check, frame, instant
from kyosai.procedures.upkeep import check as upkeep
from kyosai.records.payments import accounts, files
from kyosai.wires.bank.desk import WholeFileRefused
from tests.procedures.collection.forks import child, finished, killed, was_killed
from tests.procedures.payment import world
from tests.procedures.payment.kept_bank import KeptBank
from tests.procedures.payment.world import AT, DAY, NEXT, NOON, run

NAME = f"Z21-skk-{NEXT}-01.dat"
PAID = tokyo.at(NEXT, tokyo.in_tokyo(NOON).time())
REFUSED = WholeFileRefused("該当なし", record=1, field="")
EACH = 10  # payouts of one holder, half of them at once, half by file


@dataclass(frozen=True)
class Step:
    """What comes before, what is done, and what of it would be seen: first nothing, then all."""

    before: Callable[[], object]
    work: Callable[[], object]
    traces: str
    done: tuple[int, ...]


def number() -> str:
    return str(run("SELECT number FROM payment ORDER BY number LIMIT 1")[0][0])


def an_instant_one() -> None:
    contract = world.holder(1)
    world.checked(contract)
    world.order(contract)
    world.frame_of()


def one_begun() -> None:
    an_instant_one()
    assert instant.begin(number(), at=AT)


def a_bulk_one() -> None:
    for who in world.TREASURY:
        world.people.treasurer(who)
    contract = world.holder(1)
    world.checked(contract)
    world.order(contract, rail="bulk")


def a_file() -> None:
    a_bulk_one()
    assert bulk.build(at=NOON) == [NAME]


def a_released_file() -> None:
    a_file()
    world.release(NAME)


def one_refused() -> None:
    one_begun()
    instant.refused(number(), reason="該当なし", at=AT)
    world.officer("susumu", "loan_examiner")


def a_changed_account() -> None:
    contract = world.holder(1)
    world.account(contract)
    world.officer("susumu", "loan_examiner")
    accounts.register(world.party(contract), world.another_account(contract, by="makoto"))


def changed() -> accounts.UUID:
    found = accounts.newest(world.party(world.people.number(1)))
    assert found is not None
    return found.id


def a_proposal() -> None:
    for who in world.TREASURY:
        world.people.treasurer(who)
    propose()


def propose() -> None:
    frame.propose(
        "skk", since=DAY, until=DAY, a_day=world.Yen(5), each=world.Yen(5), officer="makoto", at=AT
    )


STEPS = {
    "口座照会の答え": Step(
        lambda: world.order(world.holder(1)),
        lambda: check.answered(world.account(world.people.number(1)), "1", at=AT),
        "(SELECT count(*) FROM payee_account_check), (SELECT count(*) FROM payment_outcome),"
        " (SELECT count(*) FROM notice), (SELECT count(*) FROM case_file)",
        (1, 1, 1, 1),
    ),
    "折り返しの確認": Step(
        a_changed_account,
        lambda: check.call_back(changed(), officer="susumu", words="話した。", at=AT),
        "(SELECT count(*) FROM payee_account_call_back)",
        (1,),
    ),
    "即時振込の始まり": Step(
        an_instant_one,
        lambda: instant.begin(number(), at=AT),
        "(SELECT count(*) FROM payment_dispatch),"
        " (SELECT count(*) FROM ledger_transfer WHERE kind = 'paid_out')",
        (1, 1),
    ),
    "即時振込の済み": Step(
        one_begun,
        lambda: instant.paid(number(), receipt="B-1", at=AT),
        "(SELECT count(*) FROM payment_outcome), (SELECT count(*) FROM notice),"
        " (SELECT count(*) FROM mail_outbox)",
        (1, 1, 1),
    ),
    "即時振込の拒否": Step(
        one_begun,
        lambda: instant.refused(number(), reason="該当なし", at=AT),
        "(SELECT count(*) FROM payment_outcome), (SELECT count(*) FROM notice),"
        " (SELECT count(*) FROM case_file),"
        " (SELECT count(*) FROM ledger_transfer WHERE kind = 'payment_refused')",
        (1, 1, 1, 1),
    ),
    "ファイルの作成": Step(
        a_bulk_one,
        partial(bulk.build, at=NOON),
        "(SELECT count(*) FROM payment_file), (SELECT count(*) FROM payment_line)",
        (1, 1),
    ),
    "ファイルの受付": Step(
        a_released_file,
        partial(bulk.received, NAME, receipt="B-1", at=NOON),
        "(SELECT count(*) FROM payment_file_hand_over),"
        " (SELECT count(*) FROM ledger_transfer WHERE kind = 'paid_out')",
        (1, 1),
    ),
    "ファイルの拒否": Step(
        a_file,
        partial(bulk.refused, NAME, reason="取組日", at=NOON),
        "(SELECT count(*) FROM payment_file_hand_over), (SELECT count(*) FROM payment_outcome),"
        " (SELECT count(*) FROM case_file)",
        (1, 1, 1),
    ),
    "払い直し": Step(
        one_refused,
        lambda: again.pay_again(
            number(), account=world.account(world.people.number(1)), officer="susumu", at=AT
        ),
        "(SELECT count(*) - 1 FROM payment)",
        (1,),
    ),
    "枠の承認": Step(
        a_proposal,
        lambda: frame.approve(run("SELECT id FROM payment_frame")[0][0], officer="kaoru", at=AT),
        "(SELECT count(*) FROM payment_frame_approval)",
        (1,),
    ),
}


@pytest.mark.parametrize("name", STEPS)
def test_killed_before_each_statement_nothing_or_all_of_a_step_has_happened(
    name: str, committed_db: str
) -> None:
    step = STEPS[name]
    step.before()
    at, left_behind = 1, set()

    while was_killed(child(step.work, killed_at=at)):
        left_behind |= set(run(f"SELECT {step.traces}"))
        at += 1

    assert at > 1
    assert left_behind <= {(0,) * len(step.done), step.done}
    assert run(f"SELECT {step.traces}") == [step.done]
    upkeep.check()


@pytest.fixture
def bank(tmp_path: Path) -> KeptBank:
    return KeptBank(tmp_path / "bank.sqlite")


def test_killed_before_each_statement_of_a_whole_payment_it_is_paid_once(
    committed_db: str, bank: KeptBank
) -> None:
    world.order(world.holder(1))
    world.frame_of()
    at = 1

    with world.banking(bank):
        while was_killed(child(partial(world.round_of_payments, AT), killed_at=at)):
            at += 1

    assert at > 20
    assert list(bank.taken()) == [number()]
    assert run("SELECT kind, count(*) FROM payment_outcome GROUP BY kind") == [("paid", 1)]
    assert run("SELECT count(*) FROM ledger_transfer WHERE kind = 'paid_out'") == [(1,)]
    assert run("SELECT count(*) FROM notice") == [(1,)]
    upkeep.check()


def a_batch(holders: int) -> None:
    """Order the payouts of so many holders."""
    world.frame_of()
    for serial in range(1, holders + 1):
        contract = world.holder(serial)
        world.checked(contract)
        to = world.account(contract)
        for each in range(EACH):
            rail = "instant" if each % 2 else "bulk"
            world.order(contract, 1_000 + serial, rail=rail, key=f"payout-{each}", to=to)


def two_days(holders: int) -> None:
    """Do everything the clock and two treasurers do about these payouts."""
    for minute in range(holders * EACH // 200 + 1):  # a hundred leave in one round
        world.round_of_payments(NOON + timedelta(minutes=minute))
    for file in files.waiting():
        for who in world.TREASURY[len(file.approved_by) :]:
            world.approve.approve(file.name, digest=file.digest, officer=who, at=NOON)
    world.round_of_payments(NOON + timedelta(minutes=30))
    world.round_of_payments(PAID)


@pytest.mark.parametrize(
    ("holders", "kills"), [(20, 40), pytest.param(100, 200, marks=pytest.mark.long)]
)
def test_killed_again_and_again_a_batch_of_payouts_pays_each_once_and_loses_none(
    committed_db: str, bank: KeptBank, holders: int, kills: int
) -> None:
    a_batch(holders)
    chance, longest, were, ended = random.Random(5), 0.2, 0, 0

    with world.banking(bank):
        while were < kills:
            pid = child(partial(two_days, holders))
            time.sleep(chance.uniform(0, longest))
            was_at_work = killed(pid)
            were, ended = were + was_at_work, ended + (not was_at_work)
            longest *= 1.01 if was_at_work else 0.5
        assert finished(child(partial(two_days, holders)))

    paid = sorted(each for each in bank.taken() if each.startswith("P-"))
    lines = [
        record
        for name, content in bank.taken().items()
        if name.startswith("Z21")
        for record in content.split(b"\r\n")
        if record[:1] == b"2"
    ]
    whole = holders * EACH
    assert ended < kills // 2, "the kills came while there was work"
    assert len(paid) == whole // 2
    assert len(lines) == len({line[-29:-9] for line in lines}) == whole // 2
    assert run("SELECT kind, count(*) FROM payment_outcome GROUP BY kind") == [("paid", whole)]
    assert run(
        "SELECT count(*), count(DISTINCT key) FROM ledger_transfer WHERE kind = 'paid_out'"
    ) == [(whole, whole)]
    assert run("SELECT count(*) - count(DISTINCT key) FROM notice") == [(0,)]
    assert run("SELECT count(*) FROM notice") == [(whole,)]
    assert world.balances()["payable:benefit:skk"] == 0
    upkeep.check()
