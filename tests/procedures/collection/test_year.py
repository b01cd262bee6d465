"""A small world from a seed: two hundred contracts, a year of debits, every kind of answer."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest

from kyosai.procedures.upkeep import check
from kyosai.records.ledger import reads as ledger
from tests.procedures.collection import world
from tests.procedures.collection.world import Cycle, cycle, holder

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(300)]
CONTRACTS = 200
MONTHS = [f"2027-{month:02d}" for month in range(1, 13)]
WEIGHTS = {"0": 90, "1": 6, "2": 0.4, "3": 0.3, "4": 1.5, "8": 0.5, "9": 0.8, "N": 0.5}


BANKS = (world.AGENCY_BANK, world.DIRECT_BANK, world.YUCHO)


def people(chance: random.Random, scheme: str) -> dict[str, tuple[int, date, int]]:
    """Enter holders who applied through the year, at one of three banks, for various premiums."""
    found = {}
    for serial in range(1, CONTRACTS + 1):
        applied_on = date(2026, 12, 10) + timedelta(days=chance.randrange(240))
        step = {"skk": 500, "tosanboshi": 5_000}[scheme]
        yen = chance.randrange(2 * step, 70_001, step)
        bank = chance.choice(BANKS)
        number = holder(serial, applied_on=applied_on, scheme=scheme, yen=yen, bank=bank)
        found[number] = (serial, applied_on, yen)
    return found


def cycles(scheme: str) -> list[Cycle]:
    days: list[tuple[str, int | None]] = [("agency", None), ("yucho", None), ("direct", None)]
    days += [("direct", 28)] if scheme == "skk" else []
    every = [
        cycle(m, scheme=scheme, channel=channel, day=day) for m in MONTHS for channel, day in days
    ]
    return sorted(every, key=lambda each: each.build_at)


def play(chance: random.Random, on: Cycle) -> None:
    """Let the bank answer at random; what is pending becomes final the next day."""
    for name in world.build(on):
        numbers = list(world.lines(world.content(name)))
        drawn = chance.choices(list(WEIGHTS), list(WEIGHTS.values()), k=len(numbers))
        codes = dict(zip(numbers, drawn, strict=True))
        assert world.answer(on, codes) == ["settled"]
        if "N" in codes.values():
            final = {n: code.replace("N", chance.choice("01")) for n, code in codes.items()}
            later = on.result_at + timedelta(days=1)
            assert world.answer(on, final, again=2, at=later) == ["settled"]
    assert world.reconcile.confirm(on.key, at=on.result_at + timedelta(days=1)) == []


def give_new_accounts(people: dict[str, tuple[int, date, int]], accounts: Counter[int]) -> None:
    """Let whoever's account was stopped bring another."""
    for number, bank in world.run(
        "SELECT contract_id, bank_code FROM mandate WHERE state='stopped'"
    ):
        serial, *_ = people[number]
        accounts[serial] += 1
        world.run("UPDATE mandate SET state = 'replaced' WHERE contract_id = %s", [number])
        world.account(serial, which=1 + accounts[serial], bank=bank)


@pytest.mark.long  # the seeded worlds show it in every run
@pytest.mark.parametrize("scheme", ["skk", "tosanboshi"])
def test_a_year_of_random_answers_leaves_the_books_sound(scheme: str) -> None:
    chance = random.Random(20261123)
    holders = people(chance, scheme)
    accounts: Counter[int] = Counter()

    for on in cycles(scheme):
        play(chance, on)
        give_new_accounts(holders, accounts)

    check.check()
    paid = Counter(
        dict(
            world.run(
                "SELECT contract, sum(yen)::bigint FROM ledger_transfer"
                " WHERE kind = 'premium_collected' GROUP BY contract"
            )
        )
    )
    open_ = Counter(
        dict(
            world.run(
                "SELECT contract_id, sum(yen)::bigint FROM premium_arrear GROUP BY contract_id"
            )
        )
    )
    for number, (_, applied_on, yen) in holders.items():
        months = (2027 - applied_on.year) * 12 + 13 - applied_on.month
        assert paid[number] + open_[number] == months * yen, number
    booked = {each.account: each.difference.amount for each in ledger.balances()}
    assert booked[f"premiums:{scheme}"] == -paid.total()
    assert sum(booked.values()) == 0
    assert paid.total() > 20 * open_.total() > 0
