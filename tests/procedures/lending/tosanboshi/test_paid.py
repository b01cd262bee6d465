"""From the signature to the account — asked of the bank, sent within the frame, and told."""

from datetime import date

import pytest

from kyosai.procedures.lending.tosanboshi import temporary
from kyosai.procedures.upkeep import check
from tests.procedures.applications import kept
from tests.procedures.lending.tosanboshi import claims, firm
from tests.procedures.lending.tosanboshi.claims import claim
from tests.procedures.lending.tosanboshi.firm import moment, request
from tests.procedures.payment import world
from tests.procedures.payment.world import Bank

DAY = date(2026, 11, 5)
SIGNED, SENT = "2026-11-05T10:00:00", moment("2026-11-05T10:20:00")


def paid() -> int:
    """Let the clock see to payments once; return how many moved money."""
    with world.banking(Bank()) as bank:
        world.round_of_payments(SENT)
        world.round_of_payments(SENT)
    assert isinstance(bank, Bank)
    return len(bank.moved())


def test_fifteen_million_are_there_twenty_minutes_after_the_signature(db: None) -> None:
    firm.firm(months=10)
    world.frame_of("tosanboshi", on=DAY)
    case = claims.received(claim())
    claims.proposed(case)
    claims.approved(case)
    claims.signed(case, at=SIGNED)

    assert paid() == 1

    assert firm.told()[0] == "共済金の貸付金を振り込みました"
    assert firm.journal() == {
        "loans:mutual_aid": 15_000_000,
        "transit:payments:tosanboshi": -15_000_000,
        "premiums": 1_500_000,
        "extinguished": -1_500_000,
    }
    check.check()


@pytest.mark.parametrize("has_frame", [True, False], ids=["枠がある", "枠がない"])
def test_a_temporary_loan_is_there_the_same_morning_within_the_frame(
    db: None, has_frame: bool
) -> None:
    firm.firm(months=40)
    if has_frame:
        world.frame_of("tosanboshi", on=DAY)
    number = kept(request(1_000_000, at=SIGNED), fetched_at=moment(SIGNED))
    temporary.lend(number, at=moment(SIGNED))

    assert paid() == (1 if has_frame else 0)

    assert ("991,000円を振り込みました" in firm.told()[1]) is has_frame
