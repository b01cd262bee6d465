"""掛金のその後 — a tenth gone, premiums that rest in the grace, and the eighty million reached."""

from dataclasses import replace
from datetime import date

import pytest

from kyosai.procedures.access import position
from kyosai.procedures.amendment.pauses import reached
from kyosai.procedures.upkeep import check
from kyosai.records.contracts import reads as contracts
from kyosai.records.contracts.models import Holiday
from kyosai.records.premiums.paying import paying
from kyosai.schemes.tosanboshi.premium_holiday import Holiday as Reason
from tests.procedures.lending.tosanboshi import claims, firm
from tests.procedures.lending.tosanboshi.claims import SHOJI, claim
from tests.procedures.lending.tosanboshi.firm import CONTRACT, moment

AFTER = moment("2026-11-06T10:00:00")


def lent(amount: int, *, reason: str = "", may_pause: bool = False) -> None:
    message = claim(replace(SHOJI, trade=amount), amount=amount, pause_reason=reason)
    case = claims.received(message)
    claims.proposed(case, may_pause=may_pause)
    claims.approved(case)
    assert claims.signed(case) == "lent"


def rests() -> list[tuple[str, date, date | None]]:
    rows = Holiday.objects.filter(contract_id=CONTRACT)
    return [(row.kind, row.since, row.until) for row in rows]


def test_the_holder_sees_five_hundred_thousand_left_of_two_million(db: None) -> None:
    firm.firm(months=10)
    lent(15_000_000)

    (contract,) = position.position(firm.party(), at=AFTER)["contracts"]

    assert contract["total_today"]["yen"] == 500_000
    assert contract["total_today"]["room"] == 7_500_000
    check.check()


@pytest.mark.parametrize("may_pause", [True, False], ids=["認めた", "認めない"])
def test_premiums_rest_in_the_grace_when_the_officers_consent(db: None, may_pause: bool) -> None:
    firm.firm(months=10)
    lent(15_000_000, reason="工場が止まっているため", may_pause=may_pause)

    resting = [("in_grace", date(2026, 11, 1), date(2027, 4, 1))]
    assert rests() == (resting if may_pause else [])


def test_premiums_nobody_wished_to_rest_do_not(db: None) -> None:
    firm.firm(months=10)
    lent(15_000_000, may_pause=True)

    assert rests() == []


@pytest.mark.parametrize(
    ("months", "lends", "is_reached"),
    [
        pytest.param(40, 80_000_000, True, id="上限の掛金と貸付けで8,000万円"),
        pytest.param(10, 15_000_000, False, id="1,500万円と50万円の10倍では足りない"),
    ],
)
def test_the_eighty_million_are_reached_by_what_is_lent(
    db: None, months: int, lends: int, is_reached: bool
) -> None:
    firm.firm(months=months)
    lent(lends)
    contract = contracts.standing(CONTRACT)

    found = reached.reasons(paying(contract, asked_at=AFTER, at=AFTER))

    assert (Reason.LOAN_AND_PREMIUMS in found) is is_reached
