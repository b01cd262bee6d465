"""任意解約 — it waits a day, can be taken back, and then is carried out by the clock."""

from datetime import date, datetime, time, timedelta

import pytest

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.exchange.messages.claims import Claim, ClaimWithdrawal
from kyosai.procedures.payout import claim, window
from kyosai.procedures.upkeep import check
from kyosai.records.benefits import reads as benefits
from kyosai.records.contracts import reads as contracts
from tests.procedures.applications import kept
from tests.procedures.payout import claimants
from tests.procedures.payout.claimants import cancelled, holder, send

pytestmark = pytest.mark.django_db


def ends_at(message: Claim) -> datetime:
    return claim.withdrawable_until(message)


def take_back(message: Claim, *, after: timedelta, serial: int = 1) -> str:
    at = datetime.fromisoformat(message.received_at) + after
    back = ClaimWithdrawal(
        person=str(claimants.person(serial)),
        scheme=message.scheme,
        received_at=at.isoformat(timespec="milliseconds"),
        receipt="U-0009-00000000",
        withdrawn=message.receipt,
    )
    return window.withdraw(kept(back, fetched_at=at), at=at)


def decide(*, at: datetime) -> list[str]:
    return [window.decide(case, at=at) for case in window.to_decide(at=at)]


def test_for_a_day_nothing_happens_and_then_it_is_done() -> None:
    contract = holder(born_on=date(1980, 4, 1))
    message = cancelled()

    told = send(message)
    before = decide(at=ends_at(message) - timedelta(milliseconds=1))
    after = decide(at=ends_at(message))

    assert (told.status, before, after) == ("can_withdraw", [], ["awarded"])
    assert "2026年10月30日（金）13:20まで、取り下げられます。" in told.body
    (award,) = benefits.of_contract(contract)
    assert (award.due, award.gross, award.income) == ("cancellation", Yen(2_400_000), "occasional")
    assert contracts.standing(contract).status == "ended"
    check.check()


def test_the_promise_counts_from_the_end_of_the_day_to_think() -> None:
    """2026-10-29 13:20に出すと、10-30 13:20から数えて5営業日。"""
    holder()
    message = cancelled()
    send(message)

    decide(at=ends_at(message))

    ((_, _, _, _, _, due_at),) = claimants.payments()
    assert due_at == tokyo.at(date(2026, 11, 9), time(15))


def test_taken_back_in_time_the_contract_goes_on() -> None:
    contract = holder()
    message = cancelled()
    send(message)

    status = take_back(message, after=timedelta(hours=23, minutes=59))

    assert status == "withdrawn"
    assert decide(at=ends_at(message)) == []
    assert contracts.standing(contract).status == "active"
    assert claimants.notice(f"cancellation:{message.receipt}:withdrawn").startswith(
        "解約を取り下げ"
    )


@pytest.mark.parametrize(
    ("after", "serial"),
    [
        pytest.param(timedelta(hours=24), 1, id="ちょうど24時間では遅い"),
        pytest.param(timedelta(hours=1), 2, id="ほかの人の解約は取り下げられない"),
    ],
)
def test_too_late_or_by_another_it_stays(after: timedelta, serial: int) -> None:
    contract = holder()
    holder(2)
    message = cancelled()
    send(message)

    status = take_back(message, after=after, serial=serial)
    decide(at=ends_at(message))

    assert status == "failed"
    assert contracts.standing(contract).status == "ended"


def test_decided_twice_it_is_paid_once() -> None:
    holder()
    message = cancelled()
    send(message)
    (case,) = window.to_decide(at=ends_at(message))
    window.decide(case, at=ends_at(message))

    with pytest.raises(Exception, match="ほかの人が先に"):
        window.decide(case, at=ends_at(message))

    assert len(claimants.payments()) == 1


@pytest.mark.parametrize(
    ("born_on", "income", "report"),
    [
        pytest.param(date(1961, 10, 30), "retirement", "retirement_slip", id="65歳なら退職所得"),
        pytest.param(date(1961, 10, 31), "occasional", "occasional_report", id="64歳なら一時所得"),
    ],
)
def test_the_tax_hangs_on_the_age(born_on: date, income: str, report: str) -> None:
    contract = holder(born_on=born_on)
    message = cancelled()
    send(message)

    decide(at=ends_at(message))

    (award,) = benefits.of_contract(contract)
    assert (award.income, list(benefits.reports(award.number))) == (income, [report])


def test_up_to_a_million_there_is_no_report_of_occasional_income() -> None:
    contract = holder(born_on=date(1980, 4, 1), months=100, formed_on=date(2018, 6, 1))
    message = cancelled()
    send(message)

    decide(at=ends_at(message))

    (award,) = benefits.of_contract(contract)
    assert (award.gross, benefits.reports(award.number)) == (Yen(820_000), {})


def test_before_twelve_months_the_contract_ends_and_nothing_is_paid() -> None:
    contract = holder(born_on=date(1980, 4, 1), months=11, formed_on=date(2025, 12, 1))
    message = cancelled()
    send(message)

    decide(at=ends_at(message))

    (award,) = benefits.of_contract(contract)
    assert (award.gross, award.due, claimants.payments()) == (Yen(0), "nothing", [])
    assert contracts.standing(contract).status == "ended"
    assert claimants.balances() == {}


@pytest.mark.parametrize(
    ("months", "yen"),
    [
        pytest.param(11, 0, id="12か月未満は掛捨て"),
        pytest.param(12, 192_000, id="12か月は80％"),
        pytest.param(39, 741_000, id="39か月は95％"),
        pytest.param(40, 800_000, id="40か月で全額"),
    ],
)
def test_an_enterprise_gets_back_what_its_months_say(months: int, yen: int) -> None:
    contract = holder(
        scheme="tosanboshi", yen=20_000, months=months, formed_on=date(2020, 1, 1), born_on=None
    )
    message = cancelled(scheme="tosanboshi")
    send(message)

    decide(at=ends_at(message))

    (award,) = benefits.of_contract(contract)
    assert (award.gross, award.withheld, award.income) == (Yen(yen), Yen(0), "")
    assert [row[2] for row in claimants.payments()] == ([yen] if yen else [])
    check.check()
