"""Late loans: the ladder of demands, and what two officers decide about them."""

from datetime import date, datetime, time

import pytest
from django.db import DatabaseError

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.casework import reads as casework
from kyosai.casework.actions import SameOfficer
from kyosai.procedures.recovery import acts, demand, desk
from kyosai.procedures.upkeep import check
from kyosai.records.ledger import reads as ledger
from kyosai.records.loans import arrears, reads
from tests.procedures.collection import world
from tests.procedures.collection.world import holder
from tests.procedures.recovery import lending

pytestmark = pytest.mark.django_db


def at(year: int, month: int, day: int) -> datetime:
    return tokyo.at(date(year, month, day), time(10))


def put(contract: str, *, yen: int, scheme: str) -> None:
    """Let a contract have paid so many premiums."""
    from kyosai.records.ledger.writes import Posting, post

    post(
        Posting(
            key=f"paid:{contract}", kind="test", debit=f"bank:collections:{scheme}",
            credit=f"premiums:{scheme}:{contract}", amount=Yen(yen),
            effective_on=date(2026, 4, 1), contract=contract,
        ),
        at=at(2026, 4, 1),
    )  # fmt: skip


@pytest.fixture
def late() -> str:
    """A loan of 共済金 whose instalments were never paid, since 2026-07-27."""
    contract = holder(1, applied_on=date(2026, 1, 5), scheme="tosanboshi", yen=200_000)
    put(contract, yen=2_000_000, scheme="tosanboshi")
    return lending.mutual_aid(contract, yen=5_400_000, lent_on=date(2025, 12, 10))


def case_of(loan: str) -> str:
    standing = reads.of_number(loan)
    assert standing is not None
    rows = [each for each in casework.cases_of(standing.party) if each.flow == "loan.arrears"]
    return str(rows[0].number)


def test_the_ladder_is_climbed_one_step_at_a_time(late: str) -> None:
    since = arrears.overdue(on=date(2026, 9, 1))[0].since

    for moment in (at(2026, 8, 20), at(2026, 8, 28), at(2026, 8, 28), at(2026, 9, 30)):
        demand.follow_up(at=moment)

    assert since == date(2026, 7, 27)
    assert [(row.kind, row.at.date()) for row in arrears.demands(late)] == [
        ("demand", date(2026, 8, 28)),
        ("final", date(2026, 9, 30)),
    ]
    assert [row.kind for row in arrears.interruptions(late)] == ["demand", "demand"]


def test_three_months_after_the_due_day_a_case_is_opened_once(late: str) -> None:
    early = demand.follow_up(at=at(2026, 10, 27))
    opened = demand.follow_up(at=at(2026, 10, 28))
    again = demand.follow_up(at=at(2026, 10, 29))

    assert (early, again) == ([], [])
    assert opened == [case_of(late)]


def test_premiums_are_applied_by_two_officers(late: str) -> None:
    demand.follow_up(at=at(2026, 10, 28))
    case = case_of(late)
    desk.propose(
        case, act="apply_premiums", why="催告に応じない", officer="mamoru", at=at(2026, 10, 28)
    )
    with pytest.raises(SameOfficer):
        desk.decide(case, officer="mamoru", at=at(2026, 10, 28))

    desk.decide(case, officer="tadashi", at=at(2026, 10, 28))

    rows = reads.receipts(late)
    assert [(row.source, row.principal) for row in rows] == [("premiums", 400_000)]
    assert rows[0].penalty > 0
    assert arrears.premiums_applied(rows[0].loan.contract_id) == Yen(400_000 + rows[0].penalty)
    assert casework.case(case).outcome == "apply_premiums"
    balances = {each.account: each.difference.amount for each in ledger.balances()}
    assert balances["loans:mutual_aid:tosanboshi"] == 5_000_000
    check.check()


def test_the_database_knows_no_act_of_one_officer(late: str) -> None:
    with pytest.raises(DatabaseError):
        arrears.write_off(
            late, on=date(2026, 10, 28), yen=Yen(1), why="x", proposed_by="a", decided_by="a",
            at=at(2026, 10, 28),
        )  # fmt: skip


def test_five_late_instalments_let_the_rest_fall_due(late: str) -> None:
    demand.follow_up(at=at(2026, 11, 30))
    standing = reads.of_number(late)
    assert standing is not None
    who = acts.Decided("mamoru", "tadashi", "K-00000001-95", at(2026, 11, 30))

    acts.accelerate(standing, who, months=0, why="5回の遅れ")

    after = reads.of_number(late)
    assert after is not None
    owed = arrears.owed(after, on=date(2026, 12, 28))
    assert owed.overdue == Yen(5_400_000)


def test_too_early_is_refused(late: str) -> None:
    standing = reads.of_number(late)
    assert standing is not None
    who = acts.Decided("mamoru", "tadashi", "K-00000001-95", at(2026, 9, 1))

    for act in (acts.apply_premiums, acts.accelerate, acts.write_off):
        with pytest.raises(Refused):
            act(standing, who, months=0, why="早すぎる")


def test_a_deferral_ends_the_lateness_and_costs_nothing(late: str) -> None:
    standing = reads.of_number(late)
    assert standing is not None
    who = acts.Decided("mamoru", "tadashi", "K-00000001-95", at(2026, 9, 1))

    acts.defer(standing, who, months=6, why="災害")

    owed = arrears.owed(standing, on=date(2026, 9, 1))
    assert (owed.late, owed.penalty) == ((), Yen(0))
    assert reads.turns(late)[0].due_on == date(2027, 1, 27)


def test_a_prescribed_claim_within_the_authority_is_given_up() -> None:
    contract = holder(2, applied_on=date(2026, 1, 5))
    loan = lending.general(contract, yen=500_000, term=12, lent_on=date(2026, 4, 1))
    standing = reads.of_number(loan)
    assert standing is not None
    who = acts.Decided("mamoru", "tadashi", "K-00000001-95", at(2027, 12, 1))
    day = acts.prescribed_on(standing, on=date(2027, 12, 1))

    with pytest.raises(acts.NotPrescribed):
        acts.write_off(standing, who, months=0, why="早すぎる")

    assert day == date(2032, 4, 19)


def test_draw_down_of_a_contract_loan_waits_twelve_months() -> None:
    contract = holder(3, applied_on=date(2026, 1, 5))
    put(contract, yen=800_000, scheme="skk")
    loan = lending.general(contract, yen=500_000, term=6, lent_on=date(2026, 4, 1))
    standing = reads.of_number(loan)
    assert standing is not None
    who = acts.Decided("mamoru", "tadashi", "K-00000001-95", at(2027, 10, 20))
    with pytest.raises(acts.TooEarly):
        acts.apply_premiums(
            standing,
            acts.Decided("mamoru", "tadashi", "K-00000001-95", at(2027, 10, 19)),
            months=0,
            why="早すぎる",
        )

    acts.apply_premiums(standing, who, months=0, why="12か月")

    row = reads.receipts(loan)[0]
    assert row.principal == 500_000
    assert (row.principal + row.penalty) % 500 == 0
    assert world.run("SELECT count(*) FROM loan_premiums_applied") == [(1,)]
