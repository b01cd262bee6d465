"""Every code goes its way; a result file is read whole or refused whole."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from kyosai.basis import fingerprint
from kyosai.procedures.collection import settle
from kyosai.procedures.upkeep import check, reconcile
from kyosai.records.ledger import reads as ledger
from kyosai.records.premiums import files, reads
from tests.procedures.collection import world
from tests.procedures.collection.world import cycle, holder

pytestmark = pytest.mark.django_db
DECEMBER, JANUARY, FEBRUARY = cycle("2026-12"), cycle("2027-01"), cycle("2027-02")
NAME = "Z91-skk-agency-2026-12-18-01.dat"
AT = DECEMBER.result_at + timedelta(minutes=5)
FORMATS = Path(__file__).parents[2] / "formats"
BROKEN = tomllib.loads((FORMATS / "crashers/zengin_91/index.toml").read_text("utf-8"))
BOTH = ["2026-11", "2026-12"]


def one_asked() -> str:
    contract = holder(1, applied_on=date(2026, 11, 24))
    world.build(DECEMBER)
    return contract


def answered(code: str) -> str:
    contract = one_asked()
    world.answer(DECEMBER, {world.customer_no(1): code})
    return contract


def mandate_state() -> str:
    return str(world.run("SELECT state FROM mandate")[0][0])


def words(contract: str) -> list[str]:
    return [row["words"] for row in reads.of_contract(contract)]


def months_asked_in(on: world.Cycle, contract: str) -> list[str]:
    world.build(on)
    return world.asked(on).get(contract, [])


def test_a_paid_month_is_posted_once_as_of_the_day_of_the_debit() -> None:
    contract = answered("0")

    posted = ledger.of_contract(contract)

    assert [(t.key, t.yen, t.effective_on, t.posted_at) for t in posted] == [
        (f"collected:{DECEMBER.key}:{contract}:{month}", 10_000, DECEMBER.debit_on, AT)
        for month in BOTH
    ]
    assert {(t.debit, t.credit) for t in posted} == {
        ("transit:collections:skk", f"premiums:skk:{contract}")
    }


def test_the_holder_reads_that_the_months_are_paid() -> None:
    contract = answered("0")

    rows = reads.of_contract(contract)

    assert [row["words"] for row in rows] == ["11月分 納付済み", "12月分 納付済み"]
    assert {row["state"] for row in rows} == {"paid"}
    assert {row["confirmed_on"] for row in rows} == {date(2026, 12, 24)}


def test_before_the_result_the_months_are_requested() -> None:
    contract = one_asked()

    assert words(contract) == [
        "11月分 銀行に依頼済み（引き落とし日 2026年12月18日（金））",
        "12月分 銀行に依頼済み（引き落とし日 2026年12月18日（金））",
    ]


def test_code_1_is_asked_again_in_the_first_even_month_two_months_later() -> None:
    contract = answered("1")

    assert ledger.of_contract(contract) == []
    assert words(contract) == ["11月分 引き落とせませんでした", "12月分 引き落とせませんでした"]
    assert mandate_state() == "confirmed"
    assert months_asked_in(JANUARY, contract) == ["2027-01"]
    assert months_asked_in(FEBRUARY, contract) == [*BOTH, "2027-02"]


@pytest.mark.parametrize("code", ["2", "3"])
def test_codes_2_and_3_stop_the_account_until_there_is_another(code: str) -> None:
    contract = answered(code)

    assert mandate_state() == "stopped"
    assert months_asked_in(JANUARY, contract) == []
    world.run("UPDATE mandate SET state = 'replaced'")
    world.account(1, which=2)
    assert months_asked_in(FEBRUARY, contract) == [*BOTH, "2027-01", "2027-02"]


def test_code_4_is_asked_again_next_time() -> None:
    contract = answered("4")

    assert mandate_state() == "suspect"
    assert months_asked_in(JANUARY, contract) == [*BOTH, "2027-01"]


def test_code_4_twice_in_a_row_stops_the_account() -> None:
    answered("4")
    world.build(JANUARY)

    world.answer(JANUARY, {world.customer_no(1): "4"})

    assert mandate_state() == "stopped"


def test_a_payment_clears_the_suspicion() -> None:
    answered("4")
    world.build(JANUARY)

    world.answer(JANUARY)

    assert mandate_state() == "confirmed"


@pytest.mark.parametrize("code", ["5", "6", "7", "8", "9", "E"])
def test_what_no_rule_settles_goes_to_the_treasury_desk(code: str) -> None:
    contract = answered(code)

    ((desk, step, filing),) = world.run("SELECT desk, step, filing::jsonb FROM case_file")
    assert (desk, step) == ("treasury", "look")
    assert code in str(filing)
    assert contract in str(filing)
    assert ledger.of_contract(contract) == []
    assert mandate_state() == "confirmed"


def test_code_n_waits_for_the_final_answer() -> None:
    contract = answered("N")
    row = world.standing(DECEMBER)

    waiting = words(contract)
    world.answer(DECEMBER, again=2, at=AT + timedelta(days=1))

    assert row is not None
    assert row.settled_at is None
    assert waiting[0].startswith("11月分 銀行に依頼済み")
    assert words(contract) == ["11月分 納付済み", "12月分 納付済み"]
    assert world.standing(DECEMBER).settled_at == AT + timedelta(days=1)
    assert reconcile.differences(DECEMBER.key) == []


def test_while_an_answer_is_pending_nobody_is_asked_again() -> None:
    contract = answered("N")

    assert months_asked_in(JANUARY, contract) == ["2027-01"]
    assert months_asked_in(FEBRUARY, contract) == ["2027-02"]


def test_an_account_replaced_meanwhile_is_left_as_it_is() -> None:
    one_asked()
    world.run("UPDATE mandate SET state = 'replaced'")
    new = world.account(1, which=2)

    world.answer(DECEMBER, {world.customer_no(1): "2"})

    states = dict(world.run("SELECT customer_no, state FROM mandate"))
    assert states == {world.customer_no(1): "replaced", new: "confirmed"}


def test_the_same_result_under_another_name_changes_nothing() -> None:
    contract = answered("0")

    assert world.answer(DECEMBER, again=2) == ["repeated"]
    assert len(ledger.of_contract(contract)) == 2


def test_a_result_is_settled_once() -> None:
    contract = answered("0")

    again = settle.settle(world.result_name(NAME), at=AT)

    assert again == ""
    assert len(ledger.of_contract(contract)) == 2


def test_a_bank_that_takes_its_word_back_is_refused_whole() -> None:
    contract = answered("0")

    assert world.answer(DECEMBER, {world.customer_no(1): "1"}, again=2) == ["refused"]
    assert words(contract) == ["11月分 納付済み", "12月分 納付済み"]
    assert world.run("SELECT desk FROM case_file") == [("treasury",)]


def test_an_unknown_code_has_the_whole_file_refused() -> None:
    one_asked()
    holder(2, applied_on=date(2026, 11, 24))

    assert world.answer(DECEMBER, {world.customer_no(1): "X"}) == ["refused"]
    assert world.run("SELECT count(*) FROM debit_result") == [(0,)]
    assert world.run("SELECT count(*) FROM ledger_transfer") == [(0,)]


def test_after_a_refused_file_the_right_one_is_taken() -> None:
    contract = one_asked()
    world.answer(DECEMBER, {world.customer_no(1): "X"})

    assert world.answer(DECEMBER, again=2) == ["settled"]
    assert words(contract) == ["11月分 納付済み", "12月分 納付済み"]


def test_a_result_for_no_file_of_ours_becomes_a_case() -> None:
    assert settle.keep("Z91-skk-agency-2020-01-01-01-result.dat", content=b"", at=AT) is False
    assert world.run("SELECT desk FROM case_file") == [("treasury",)]


@pytest.fixture
def golden() -> str:
    """Three contracts asked for what the golden request asks."""
    content = (FORMATS / "golden/z91_request_nonl.dat").read_bytes()
    serials = {"00000000123456780001": 1, "00000000223456780001": 2, "00000000323456780001": 3}
    yens = {1: 70_000, 2: 200_000, 3: 30_000}
    for number, serial in serials.items():
        holder(serial, applied_on=date(2026, 12, 1), yen=yens[serial])
        world.run(
            "UPDATE mandate SET customer_no = %s WHERE contract_id = %s",
            [number, world.number(serial)],
        )
    world.plan.plan(DECEMBER, at=DECEMBER.build_at)
    digest = fingerprint.digest(content)
    kept = {"cycle": DECEMBER.key, "part": 1, "digest": digest, "content": content}
    files.keep(NAME, **kept, records=3, yen=300_000, at=DECEMBER.build_at)
    world.release(NAME)
    return world.result_name(NAME)


def test_the_golden_result_is_settled(golden: str) -> None:
    settle.keep(golden, content=(FORMATS / "golden/z91_result_crlf.dat").read_bytes(), at=AT)

    assert settle.settle(golden, at=AT) == "settled"
    debits = {each.account: each.debit.amount for each in ledger.balances()}
    assert debits["transit:collections:skk"] == 70_000


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_a_broken_file_leaves_no_trace_but_a_case(golden: str, name: str) -> None:
    content = (FORMATS / f"crashers/zengin_91/{name}.dat").read_bytes()
    settle.keep(golden, content=content, at=AT)

    outcome = settle.settle(golden, at=AT)

    assert outcome == "refused"
    assert world.run("SELECT count(*) FROM debit_result") == [(0,)]
    assert world.run("SELECT count(*) FROM ledger_transfer") == [(0,)]
    assert world.run("SELECT desk, receipt FROM case_file") == [("treasury", f"result:{golden}")]


def test_the_cycle_is_confirmed_when_bank_journal_and_dues_agree() -> None:
    answered("0")

    assert reconcile.confirm(DECEMBER.key, at=AT) == []
    row = world.standing(DECEMBER)
    assert row is not None
    assert row.confirmed_at == AT
    assert row.confirmed_at.date() <= DECEMBER.confirm_by


def test_the_books_are_sound_after_every_code() -> None:
    for serial in range(1, 11):
        holder(serial, applied_on=date(2026, 11, 24))
    codes = {world.customer_no(n): code for n, code in enumerate("012345689E", start=1)}
    world.build(DECEMBER)

    world.answer(DECEMBER, codes)

    check.check()
    assert reconcile.differences(DECEMBER.key) == []
