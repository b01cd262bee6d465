"""お約束の日と口座振替の日程 — the examples of clocks/*.toml."""

from typing import Any

import pytest

from kyosai.basis.months import Month
from kyosai.basis.tokyo import TOKYO
from kyosai.schemes import both
from kyosai.schemes.clocks import calendars, channels, debit_days, promises
from tests.law.examples import examples


@pytest.mark.parametrize("procedure", ["enrolment", "loan", "payout"])
@pytest.mark.parametrize("example", examples("clocks/promises"))
def test_promise(example: dict[str, Any], procedure: str) -> None:
    received_at = example["received_at"].replace(tzinfo=TOKYO)

    promised = promises.promise(procedure, received_at=received_at)

    assert promised.due_at == example[procedure].replace(tzinfo=TOKYO)


@pytest.mark.parametrize("example", examples("clocks/debit_days"))
def test_debit_day_and_the_days_around_it(example: dict[str, Any]) -> None:
    bank = calendars.bank()
    agency = channels.channel("agency", scheme=example["scheme"])

    debit_on = debit_days.cycle(agency, month=Month.parse(example["month"])).debit_on

    assert debit_on == example["debit_on"]
    for days, day in example["before"].items():
        assert bank.add(debit_on, -int(days)) == day
    for days, day in example["after"].items():
        assert bank.add(debit_on, int(days)) == day


@pytest.mark.parametrize("example", examples("clocks/channels"))
def test_cycle_of_a_channel(example: dict[str, Any]) -> None:
    channel = channels.channel(example["channel"], scheme=example["scheme"])

    cycle = debit_days.cycle(channel, month=Month.parse(example["month"]), day=example.get("day"))

    assert cycle.debit_on == example["debit_on"]
    assert cycle.submit_by == example["submit_by"].replace(tzinfo=TOKYO)
    assert cycle.result_at == example["result_at"].replace(tzinfo=TOKYO)
    assert cycle.remitted_on == example["remitted_on"]
    assert cycle.confirm_by == example["confirm_by"]


@pytest.mark.parametrize("example", examples("clocks/first_debit"))
def test_first_debit(example: dict[str, Any]) -> None:
    channel = channels.channel(example["channel"], scheme=example["scheme"])
    applied_at = example["applied_at"].replace(tzinfo=TOKYO)

    first = debit_days.first_debit(channel, applied_at=applied_at, decided_at=applied_at)
    taken = both.rules_for(example["scheme"]).taken_by_first_debit(
        applied_on=applied_at.date(), debit_month=first.month
    )

    assert first.debit_on == example["debit_on"]
    assert [str(month) for month in taken] == example["months"]
