"""Twelve unpaid months: a warning, proof that it arrived, time to answer, and only then a case."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError

from kyosai.basis.tokyo import in_tokyo
from kyosai.procedures.collection import query, warn
from kyosai.records.notices import writes as notices
from tests.procedures.collection import world
from tests.procedures.collection.world import cycle, holder
from tests.procedures.letters import printing

pytestmark = pytest.mark.django_db
FEBRUARY = {scheme: cycle("2027-02", scheme=scheme) for scheme in ("skk", "tosanboshi")}
WARNED = FEBRUARY["skk"].result_at
BANNED = ("等", "適宜", "所定", "速やか", "約2週間")


def unpaid(months: int = 12, *, scheme: str = "skk", year: int = 2025) -> str:
    """A contract with so many unpaid months, left out of February's debit."""
    contract = holder(1, applied_on=date(2026, 11, 24), scheme=scheme)
    december = cycle("2026-12", scheme=scheme)
    world.build(december)
    world.answer(december, {world.customer_no(1): "1"})
    owe(contract, months - 2, december.key, year=year)
    world.build(FEBRUARY[scheme])
    return contract


def owe(contract: str, months: int, key: str, *, year: int = 2025) -> None:
    world.run(
        "INSERT INTO premium_arrear (contract_id, month, yen, code, failed_in_id, failures,"
        " ask_again_in)"
        " SELECT %s, make_date(%s, n, 1), 10000, '1', %s, 1, '2026-12-01'"
        " FROM generate_series(1, %s) n",
        [contract, year, key, months],
    )


def warned(scheme: str = "skk") -> int:
    return warn.warn(FEBRUARY[scheme].key, at=WARNED)


def opened(at: datetime) -> None:
    """Let the holder open the warning."""
    ((notice,),) = world.run("SELECT id FROM notice WHERE kind = 'unpaid_warning'")
    notices.mark_read(notice, at=at)


def cases() -> list[tuple[str, str]]:
    return world.run("SELECT desk, receipt FROM case_file ORDER BY received_at, receipt")


@pytest.mark.parametrize("scheme", ["skk", "tosanboshi"])
def test_twelve_unpaid_months_are_warned_of_once_and_never_end_the_contract(scheme: str) -> None:
    contract = unpaid(scheme=scheme)

    told = [warned(scheme), warned(scheme)]

    assert told == [1, 0]
    assert world.run("SELECT kind, contract_id FROM notice WHERE kind = 'unpaid_warning'") == [
        ("unpaid_warning", contract)
    ]
    assert cases() == []
    assert world.run("SELECT status FROM contract") == [("active",)]


def test_eleven_unpaid_months_are_not_warned_of() -> None:
    unpaid(11)

    assert warned() == 0


def test_an_opened_notice_proves_that_the_warning_arrived_and_a_month_later_there_is_a_case() -> (
    None
):
    contract = unpaid()
    warned()
    opened(WARNED + timedelta(days=2))
    days = [3, 32, 33, 34]

    told = [warn.follow_up(at=WARNED + timedelta(days=day)) for day in days]

    arrived_on = in_tokyo(WARNED + timedelta(days=2)).date()
    assert world.run('SELECT kind, "on" FROM premium_warning_delivered') == [("opened", arrived_on)]
    assert told == [0, 0, 1, 0]
    assert cases() == [("contracts", f"unpaid:{contract}:2025-01")]


def laid_out() -> list[tuple[str, str]]:
    return world.run("SELECT key, way FROM letter ORDER BY serial")


def test_an_unopened_notice_becomes_a_registered_letter_whose_number_is_the_proof() -> None:
    contract = unpaid()
    warned()
    early = warn.follow_up(at=WARNED + timedelta(days=6)), laid_out()
    week = WARNED + timedelta(days=7)
    warn.follow_up(at=week)
    warn.follow_up(at=week)
    letters = laid_out()

    printing.posted(tracking="123-45-67890-1", at=week)
    told = [warn.follow_up(at=week + timedelta(days=day)) for day in (1, 30, 31)]

    assert early == (0, [])
    assert letters == [(f"letter:{contract}:2025-01", "registered")]
    assert world.run("SELECT kind, words FROM premium_warning_delivered") == [
        ("posted", "123-45-67890-1")
    ]
    assert told == [0, 0, 1]
    assert cases()[-1] == ("contracts", f"unpaid:{contract}:2025-01")


def test_without_proof_there_is_never_a_case_for_cancellation() -> None:
    unpaid()
    warned()

    warn.follow_up(at=WARNED + timedelta(days=200))

    assert cases() == []


def test_whoever_pays_meanwhile_is_left_alone() -> None:
    unpaid()
    warned()
    opened(WARNED)
    world.run("DELETE FROM premium_arrear WHERE month < '2025-03-01'")

    assert warn.follow_up(at=WARNED + timedelta(days=60)) == 0
    assert cases() == []


def test_paid_and_unpaid_again_there_is_another_warning() -> None:
    contract = unpaid()
    warned()
    world.run("DELETE FROM premium_arrear WHERE month < '2026-01-01'")
    owe(contract, 10, "skk-agency-2026-12", year=2026)
    april = cycle("2027-04")
    world.build(april)

    assert warn.warn(april.key, at=april.result_at) == 1
    assert world.run("SELECT since FROM premium_warned ORDER BY since") == [
        (date(2025, 1, 1),),
        (date(2026, 1, 1),),
    ]


def test_the_contracts_desk_ends_its_case_with_words() -> None:
    unpaid()
    warned()
    opened(WARNED)
    at = WARNED + timedelta(days=40)
    warn.follow_up(at=at)
    ((number,),) = world.run("SELECT number FROM case_file WHERE desk = 'contracts'")

    query.close(number, officer="akira", words="火災のため、期限をのばしました。", at=at)

    assert world.run("SELECT outcome FROM case_file") == [("settled",)]
    assert world.run("SELECT status FROM contract") == [("active",)]


def test_the_words_of_the_warning_are_plain_and_say_what_can_be_done() -> None:
    unpaid()
    warned()

    ((body,),) = world.run("SELECT body FROM notice WHERE kind = 'unpaid_warning'")

    assert "14か月分" in body
    assert "140,000円" in body
    assert "30日以内" in body
    assert "掛金の額を下げて続ける" in body
    assert not [word for word in BANNED if word in body]
    assert [line for line in body.splitlines() if len(line) > 60] == []


@pytest.mark.parametrize("table", ["premium_warned", "premium_warning_delivered"])
def test_what_was_warned_of_is_never_changed(table: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"):
        world.run(f"DELETE FROM {table}")
