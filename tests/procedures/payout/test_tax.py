"""源泉徴収 — 70,000円を60か月（共済金A 4,349,800円）: what is kept back, to the yen."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from kyosai.basis.money import Yen
from kyosai.casework.findings import Finding
from kyosai.exchange.messages.claims import Claim, Declaration, EarlierPayment, OtherPayment, Proof
from kyosai.procedures.payout import desk
from kyosai.procedures.payout.claim import Evidence
from kyosai.procedures.upkeep import check
from kyosai.records.benefits import reads as benefits
from tests.procedures.collection import world
from tests.procedures.payout import claimants
from tests.procedures.payout.claimants import claimed, holder, send

pytestmark = pytest.mark.django_db
SIGNED = Evidence((Finding("receipt_signed", "署名は正しいです。"),), True)
GROSS = 4_349_800
NOBODY_ELSE: dict[str, Any] = {"is_made": True, "is_disabled": False, "this_year": None}
EARLIER = EarlierPayment("2024-03-31", 5_000_000, "2021-11", "2024-03", False)
SAME_YEAR = OtherPayment(1_000_000, 0, 0, 0, months_shared=12, months_apart=0)


@pytest.mark.parametrize(
    ("declaration", "parts"),
    [
        pytest.param(
            Declaration(**NOBODY_ELSE, earlier=()), (59_932, 70_400, 46_900),
            id="申告書あり: 控除200万円、課税1,174,000円",
        ),
        pytest.param(
            claimants.UNDECLARED, (888_229, 70_400, 46_900),
            id="申告書なし: 全額の20.42％。住民税は同じ",
        ),
        pytest.param(
            Declaration(**NOBODY_ELSE, earlier=(EARLIER,)), (84_181, 98_900, 65_900),
            id="2年重なる: 控除120万円、短期で300万円を超える分は半分にしない",
        ),
        pytest.param(
            Declaration(**(NOBODY_ELSE | {"this_year": SAME_YEAR}), earlier=()),
            (94_391, 110_900, 73_900),
            id="同じ年のほかの100万円と合わせて課税: 課税1,849,000円",
        ),
    ],
)  # fmt: skip
def test_what_is_kept_back(declaration: Declaration, parts: tuple[int, int, int]) -> None:
    contract = holder(yen=70_000, months=60, formed_on=date(2021, 11, 1), born_on=date(1980, 4, 1))
    proof = Proof("etax_receipt", "PHg+", ())

    send(claimed("closed", declaration=declaration, proof=proof), evidence=SIGNED)

    (award,) = benefits.of_contract(contract)
    kept = (award.national.amount, award.municipal.amount, award.prefectural.amount)
    assert (award.gross, kept) == (Yen(GROSS), parts)
    assert award.net == Yen(GROSS - sum(parts))
    assert claimants.balances() == {
        "benefits:skk": GROSS,
        "payable:benefit:skk": -award.net.amount,
        "withheld_tax:skk": -sum(parts),
    }
    check.check()


DISABLED = Declaration(**(NOBODY_ELSE | {"is_disabled": True}), earlier=())


def test_a_disability_takes_a_million_more_off_once_an_officer_has_seen_the_papers() -> None:
    contract = holder(yen=70_000, months=60, formed_on=date(2021, 11, 1), born_on=date(1980, 4, 1))
    send(claimed("closed", declaration=DISABLED, proof=Proof("pictures", "", ())))
    ((case,),) = world.run("SELECT number FROM case_file WHERE desk = 'benefits'")

    desk.accept(case, officer="makoto", at=datetime.fromisoformat("2026-10-30T10:00:00+09:00"))

    (award,) = benefits.of_contract(contract)
    kept = (award.national.amount, award.municipal.amount, award.prefectural.amount)
    assert kept == (34_407, 40_400, 26_900)


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(lambda: claimed(declaration=DISABLED), id="老齢給付"),
        pytest.param(lambda: claimants.cancelled(declaration=DISABLED), id="任意解約"),
        pytest.param(
            lambda: claimed(
                "closed", declaration=DISABLED, proof=Proof("etax_receipt", "PHg+", ())
            ),
            id="受信通知だけの廃業",
        ),
    ],
)
def test_no_rule_believes_a_disability_by_itself(message: Callable[[], Claim]) -> None:
    contract = holder()

    told = send(message(), evidence=SIGNED)

    assert told.status == "failed"
    assert benefits.of_contract(contract) == []
