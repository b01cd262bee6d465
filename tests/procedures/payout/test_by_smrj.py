"""機構解約 — twelve unpaid months, one officer who proposes, another who ends the contract."""

from datetime import date, datetime

import pytest

from kyosai.basis.money import Yen
from kyosai.casework import actions as casework
from kyosai.procedures.payout import by_smrj
from kyosai.procedures.upkeep import check
from kyosai.records.benefits import reads as benefits
from kyosai.records.contracts import reads as contracts
from kyosai.records.premiums import reads as premiums
from tests.procedures.collection import world
from tests.procedures.payout import claimants
from tests.procedures.payout.claimants import claimed, holder, send

pytestmark = pytest.mark.django_db
AT = datetime.fromisoformat("2026-11-25T10:00:00+09:00")


@pytest.fixture
def unpaid(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """So many months failed, as the books would tell it."""
    months = [12]
    rows = premiums.of_contract
    failed = [{"month": date(2025, 12, 1), "yen": 10_000, "state": "failed"}]
    monkeypatch.setattr(premiums, "of_contract", lambda number: rows(number) + failed * months[0])
    return months


@pytest.mark.parametrize(
    ("scheme", "months", "yen"),
    [
        pytest.param("skk", 100, 820_000, id="小規模は率表の82％"),
        pytest.param("tosanboshi", 30, 255_000, id="倒産防止は85％で任意解約より少ない"),
        pytest.param("tosanboshi", 11, 0, id="12か月未満は0円"),
    ],
)
def test_two_officers_end_it(unpaid: list[int], scheme: str, months: int, yen: int) -> None:
    contract = holder(scheme=scheme, months=months, formed_on=date(2016, 1, 1))
    case = by_smrj.propose(contract, officer="makoto", note="催告したが返事がない。", at=AT)

    by_smrj.decide(case, officer="kaoru", at=AT)

    (award,) = benefits.of_contract(contract)
    assert (award.gross, award.cause, award.decided_by) == (
        Yen(yen),
        "cancelled_by_smrj",
        "kaoru",
    )
    assert [row[2] for row in claimants.payments()] == ([yen] if yen else [])
    assert world.run("SELECT end_cause FROM contract") == [("by_smrj",)]
    check.check()


def test_the_proposer_does_not_decide(unpaid: list[int]) -> None:
    contract = holder()
    case = by_smrj.propose(contract, officer="makoto", note="返事がない。", at=AT)

    with pytest.raises(casework.SameOfficer):
        by_smrj.decide(case, officer="makoto", at=AT)

    assert contracts.standing(contract).status == "active"


def test_paid_in_between_it_goes_on(unpaid: list[int]) -> None:
    contract = holder()
    case = by_smrj.propose(contract, officer="makoto", note="返事がない。", at=AT)
    unpaid[0] = 11

    with pytest.raises(by_smrj.NoGround):
        by_smrj.decide(case, officer="kaoru", at=AT)

    by_smrj.drop(case, officer="kaoru", note="1か月分が納められた。", at=AT)
    assert contracts.standing(contract).status == "active"


def test_eleven_months_are_no_ground(unpaid: list[int]) -> None:
    contract = holder()
    unpaid[0] = 11

    with pytest.raises(by_smrj.NoGround):
        by_smrj.propose(contract, officer="makoto", note="返事がない。", at=AT)


def test_no_holder_claims_it() -> None:
    contract = holder()

    told = send(claimed("cancelled_by_smrj"))

    assert told.status == "failed"
    assert benefits.of_contract(contract) == []
