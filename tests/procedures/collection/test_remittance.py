"""Money really arriving: statement = journal = results = dues, to the yen, or somebody looks."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError

from kyosai.basis.money import Yen
from kyosai.procedures.collection import remittance, statement
from kyosai.procedures.upkeep import check, reconcile
from kyosai.records.ledger import reads as ledger
from kyosai.records.remittances import reads as remittances
from tests.procedures.collection import world
from tests.procedures.collection.world import Line, cycle, holder

pytestmark = pytest.mark.django_db
DECEMBER = cycle("2026-12")
DAY = DECEMBER.remitted_on
AT = world.told_at(DAY)
NEXT = date(2026, 12, 29)


def collected(codes: dict[str, str] | None = None) -> None:
    """Two contracts of 20,000 yen each, answered."""
    for serial in (1, 2):
        holder(serial, applied_on=date(2026, 11, 24))
    world.whole(DECEMBER, codes)


def balances() -> dict[str, int]:
    return {each.account: each.difference.amount for each in ledger.balances()}


def cases() -> list[str]:
    return [receipt for (receipt,) in world.run("SELECT receipt FROM case_file ORDER BY receipt")]


def test_the_money_of_a_cycle_ends_its_transit() -> None:
    collected()
    before = balances()

    world.remitted(DECEMBER, 40_000)

    row = world.standing(DECEMBER)
    assert row is not None
    assert row.remitted_at == AT
    assert before == {"transit:collections:skk": 40_000, "premiums:skk": -40_000}
    assert balances() == {
        "bank:collections:skk": 40_000,
        "transit:collections:skk": 0,
        "premiums:skk": -40_000,
    }
    assert cases() == []
    check.check()


def test_four_witnesses_tell_the_same_yen() -> None:
    collected({world.customer_no(2): "1"})

    world.remitted(DECEMBER, 20_000)

    assert reconcile.differences(DECEMBER.key) == []
    assert remittances.of_cycle(DECEMBER.key).yen == 20_000


def test_money_is_matched_only_when_every_answer_is_in() -> None:
    holder(1, applied_on=date(2026, 11, 24))
    world.build(DECEMBER)
    world.answer(DECEMBER, {world.customer_no(1): "N"})
    name = world.stated(DAY, world.credited(DECEMBER, 20_000))
    statement.read(name, at=AT)
    early = remittance.match(at=AT)

    world.answer(DECEMBER, again=2, at=AT)

    assert early == []
    assert cases() == []
    assert remittance.match(at=AT) == [DECEMBER.key]


def test_a_cycle_that_collected_nothing_waits_for_no_money() -> None:
    collected({world.customer_no(1): "1", world.customer_no(2): "1"})

    assert remittance.match(at=DECEMBER.result_at) == [DECEMBER.key]


def test_money_that_does_not_come_is_one_case_and_is_matched_when_it_does() -> None:
    collected()
    early = remittance.match(at=AT - timedelta(minutes=1))
    late = [remittance.match(at=AT + timedelta(hours=hour)) for hour in (0, 1)]
    before = cases()
    statement.read(world.stated(DAY), at=AT)

    entry = world.credited(DECEMBER, 40_000, day=NEXT)
    statement.read(world.stated(NEXT, entry), at=world.told_at(NEXT))

    assert (early, late) == ([], [[], []])
    assert before == [f"unremitted:{DECEMBER.key}"]
    assert remittance.match(at=world.told_at(NEXT)) == [DECEMBER.key]


def test_a_wrong_sum_is_a_case_until_the_rest_has_come() -> None:
    collected()
    statement.read(world.stated(DAY, world.credited(DECEMBER, 39_999)), at=AT)
    assert remittance.match(at=AT) == []
    before, transit = cases(), balances()["transit:collections:skk"]

    rest = world.credited(DECEMBER, 1, day=NEXT)
    statement.read(world.stated(NEXT, rest, opening=39_999), at=world.told_at(NEXT))

    assert before == [f"remitted:{DECEMBER.key}:39999"]
    assert transit == 1
    assert remittance.match(at=world.told_at(NEXT)) == [DECEMBER.key]
    assert balances()["transit:collections:skk"] == 0


@pytest.mark.parametrize(
    "edi", ["", "Z91-AGENCY-20261219", "Z91-PIGEON-20261218", "Z91-AGENCY-20261350", "ﾐﾎﾝ"]
)
def test_money_that_names_no_cycle_of_ours_waits_in_suspense_and_is_a_case(edi: str) -> None:
    collected()
    name = world.stated(DAY, world.credited(DECEMBER, 40_000, edi=edi))

    statement.read(name, at=AT)

    assert balances()["suspense:skk"] == -40_000
    assert balances()["bank:collections:skk"] == 40_000
    assert f"unmatched:{name}:1" in cases()
    assert [entry.yen for entry in remittances.unmatched()] == [40_000]


def test_money_that_goes_out_unexplained_is_a_case() -> None:
    out = Line("00000001", DAY, DAY, False, "11", Yen(5_000))

    statement.read(world.stated(DAY, out), at=AT)

    assert balances() == {"bank:collections:skk": -5_000, "suspense:skk": 5_000}
    assert len(cases()) == 1


def test_the_schemes_money_never_mixes() -> None:
    collected()
    name = world.stated(DAY, world.credited(DECEMBER, 40_000), scheme="tosanboshi")

    statement.read(name, at=AT)

    assert balances()["suspense:tosanboshi"] == -40_000
    assert remittance.match(at=AT) == []


class TestWhole:
    """A statement is read whole or refused whole, once, day after day."""

    def test_the_same_statement_twice_is_taken_once(self) -> None:
        collected()
        name = world.stated(DAY, world.credited(DECEMBER, 40_000))
        content = bytes(world.run("SELECT content FROM bank_statement")[0][0])
        statement.keep("Z03-again.dat", content=content, at=AT)

        outcomes = [statement.read(each, at=AT) for each in (name, name, "Z03-again.dat")]

        assert outcomes == ["taken", "", "repeated"]
        assert world.run("SELECT count(*) FROM bank_statement_entry") == [(1,)]

    def test_a_spoiled_statement_leaves_no_trace_but_a_case_and_a_good_one_is_taken(self) -> None:
        collected()
        name = world.stated(DAY, world.credited(DECEMBER, 40_000))
        content = bytes(world.run("SELECT content FROM bank_statement")[0][0])
        spoiled = content.replace(b"0000000040000", b"0000000040001")
        statement.keep("Z03-skk-a.dat", content=spoiled, at=AT)

        outcomes = [statement.read(each, at=AT) for each in ("Z03-skk-a.dat", name)]

        assert outcomes == ["refused", "taken"]
        assert cases() == ["statement:Z03-skk-a.dat"]
        assert [name for name, *_ in remittances.refused()] == ["Z03-skk-a.dat"]

    def test_a_statement_of_another_account_is_refused(self) -> None:
        name = world.stated(DAY, number="7654321")

        assert statement.read(name, at=AT) == "refused"

    def test_half_a_statement_is_refused_whole(self) -> None:
        collected()
        world.stated(DAY, world.credited(DECEMBER, 40_000))
        content = bytes(world.run("SELECT content FROM bank_statement")[0][0])
        halves = {"Z03-skk-x.dat": content[:404], "Z03-skk-y.dat": content[404:]}
        for name, half in halves.items():
            statement.keep(name, content=half, at=AT)

        assert [statement.read(name, at=AT) for name in halves] == ["refused", "refused"]
        assert world.run("SELECT count(*) FROM bank_statement_entry") == [(0,)]

    def test_a_balance_that_does_not_go_on_is_refused(self) -> None:
        statement.read(world.stated(DAY, world.credited(DECEMBER, 100)), at=AT)
        name = world.stated(NEXT, opening=101)

        assert statement.read(name, at=world.told_at(NEXT)) == "refused"

    def test_a_day_told_before_is_refused(self) -> None:
        statement.read(world.stated(DAY), at=AT)
        name = world.stated(DAY, world.credited(DECEMBER, 5), again=2)

        assert statement.read(name, at=AT) == "refused"

    def test_a_statement_waits_for_the_day_before_it(self) -> None:
        statement.read(world.stated(date(2026, 12, 25)), at=world.told_at(date(2026, 12, 25)))
        early = world.stated(NEXT)
        at = world.told_at(NEXT)
        before = [statement.read(early, at=at), statement.read(early, at=at)]
        missing = cases()

        statement.read(world.stated(DAY), at=at)

        assert before == ["waits", "waits"]
        assert missing == ["no-statement:2026-12-28"]
        assert statement.read(early, at=at) == "taken"


def test_an_entry_without_its_transfer_is_seen() -> None:
    statement.read(world.stated(DAY), at=AT)
    world.run(
        "INSERT INTO bank_statement_entry (statement_id, ordinal, scheme, booked_on, is_credit,"
        " yen, payer, narrative, edi) SELECT name, 9, 'skk', '2026-12-28', true, 5, '', '', ''"
        " FROM bank_statement"
    )

    with pytest.raises(check.NotSound, match="入出金明細の行には、仕訳が一つある"):
        check.check()


@pytest.mark.parametrize(
    "table",
    [
        "bank_statement",
        "bank_statement_reading",
        "bank_statement_balance",
        "bank_statement_entry",
    ],
)
def test_what_the_bank_said_is_never_changed(table: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"):
        world.run(f"DELETE FROM {table}")
