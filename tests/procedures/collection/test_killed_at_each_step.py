"""Every step of a cycle, killed before each of its statements: none of it has happened, or all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

import pytest

from kyosai.formats.account_registration import daily_file
from kyosai.procedures.collection import chase, mandate_day, plan, request, returning, statement
from kyosai.procedures.upkeep import check, reconcile
from tests.procedures.collection import world
from tests.procedures.collection.forks import child, was_killed
from tests.procedures.collection.world import cycle, holder

DECEMBER = cycle("2026-12")
NAME = "Z91-skk-agency-2026-12-18-01.dat"
BUILT, ANSWERED = DECEMBER.build_at, DECEMBER.result_at + timedelta(minutes=5)
DAY = DECEMBER.remitted_on
STRAY = f"Z03-skk-{DAY}.dat"


@dataclass(frozen=True)
class Step:
    """What comes before, what is done, and what of it would be seen: first nothing, then all."""

    before: Callable[[], object]
    work: Callable[[], object]
    traces: str
    done: tuple[int, ...]


def contract() -> str:
    """A contract of the agency's, and one whose account has not been confirmed."""
    holder(2, applied_on=date(2026, 11, 24), state="registered")
    return holder(1, applied_on=date(2026, 11, 24))


def planned() -> None:
    contract()
    plan.plan(DECEMBER, at=BUILT)


def made() -> None:
    planned()
    request.build(DECEMBER.key, at=BUILT)


def approved() -> None:
    made()
    world.release(NAME)


def answered() -> None:
    contract()
    world.build(DECEMBER)
    world.answer(DECEMBER, {world.customer_no(1): "1"})


def strange_money() -> None:
    contract()
    statement.read(world.stated(DAY, world.credited(DECEMBER, 5, edi="")), at=world.told_at(DAY))


def of_the_day() -> bytes:
    """The hub's file of a day, with the account that was registered."""
    row = f"R1,{world.customer_no(2)},9901,001,1,0000003,ﾐﾎﾝ ﾊﾅｺ,00,20261125"
    lines = [",".join(daily_file.COLUMNS), row, "END,1", ""]
    return "\r\n".join(lines).encode("cp932")


STEPS = {
    "計画": Step(
        contract,
        partial(plan.plan, DECEMBER, at=BUILT),
        "(SELECT count(*) FROM debit_request), (SELECT count(*) FROM debit_left_out),"
        " (SELECT count(*) FROM premium_arrear), (SELECT count(planned_at) FROM debit_cycle)",
        (1, 1, 2, 1),
    ),
    "依頼": Step(
        planned,
        partial(request.build, DECEMBER.key, at=BUILT),
        "(SELECT count(*) FROM debit_file), (SELECT count(built_at) FROM debit_cycle)",
        (1, 1),
    ),
    "送付": Step(
        approved,
        partial(request.received, NAME, receipt="B-1", at=BUILT),
        "(SELECT count(*) FROM debit_file_hand_over), (SELECT count(*) FROM debit_account)",
        (1, 1),
    ),
    "受付拒否": Step(
        made,
        partial(request.refused, NAME, reason="口座番号", at=BUILT),
        "(SELECT count(*) FROM debit_file_hand_over), (SELECT count(*) FROM case_file),"
        " (SELECT count(*) - 2 FROM premium_arrear), (SELECT count(settled_at) FROM debit_cycle)",
        (1, 1, 2, 1),
    ),
    "お知らせ": Step(
        answered,
        partial(chase._tell, DECEMBER.key, key=chase.FAILED, at=ANSWERED),
        "(SELECT count(*) FROM notice), (SELECT count(*) FROM mail_outbox)",
        (1, 1),
    ),
    "照合": Step(
        answered,
        partial(reconcile.confirm, DECEMBER.key, at=ANSWERED),
        "(SELECT count(confirmed_at) FROM debit_cycle)",
        (1,),
    ),
    "過誤納の返還": Step(
        strange_money,
        partial(
            returning.return_entry,
            STRAY,
            1,
            contract=world.number(1),
            officer="makoto",
            at=world.told_at(DAY),
        ),
        "(SELECT count(*) FROM ledger_transfer WHERE kind = 'paid_in_error'),"
        " (SELECT count(*) FROM bank_statement_returned),"
        " (SELECT count(*) FROM case_file WHERE receipt LIKE 'return:%%')",
        (1, 1, 1),
    ),
    "口座の確認": Step(
        contract,
        lambda: mandate_day.read(date(2026, 11, 25), content=of_the_day(), at=BUILT),
        "(SELECT count(*) FROM mandate_day), (SELECT count(*) FROM mandate_event)",
        (1, 1),
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
        left_behind |= set(world.run(f"SELECT {step.traces}"))
        at += 1

    assert at >= len(step.done)
    assert left_behind <= {(0,) * len(step.done), step.done}
    assert world.run(f"SELECT {step.traces}") == [step.done]
    check.check()
