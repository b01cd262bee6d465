"""老齢給付 — the holder claims, a rule decides, and nobody has to look."""

from datetime import date, time

import pytest

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.casework import reads as casework
from kyosai.procedures.upkeep import check
from kyosai.records.benefits import reads as benefits
from kyosai.records.contracts import reads as contracts
from tests.procedures.collection import world
from tests.procedures.payout import claimants
from tests.procedures.payout.claimants import UNDECLARED, claimed, holder, send

pytestmark = pytest.mark.django_db


BASIC, ADDED = 2_658_800, 17_403  # the table, and 付加共済金 of the years 2018, 2021 and 2022
WHOLE = BASIC + ADDED


def test_scene_9b_pays_the_whole_benefit_without_tax_and_without_a_person() -> None:
    contract = holder()

    told = send(claimed())

    (award,) = benefits.of_contract(contract)
    assert (told.status, award.due, award.gross, award.net) == (
        "awarded",
        "b",
        Yen(WHOLE),
        Yen(WHOLE),
    )
    assert f"共済金B {WHOLE:,}円をお支払いします。" in told.body
    assert claimants.payments() == [
        (
            "benefit",
            "共済金B",
            WHOLE,
            "bulk",
            date(2026, 11, 2),
            tokyo.at(date(2026, 11, 6), time(15)),
        )
    ]
    assert claimants.balances() == {"benefits:skk": WHOLE, "payable:benefit:skk": -WHOLE}
    assert world.run("SELECT DISTINCT officer FROM case_entry") == [("",)]
    check.check()


def test_the_contract_ends_with_the_claim() -> None:
    contract = holder()

    send(claimed())

    standing = contracts.standing(contract)
    assert (standing.status, standing.ended_on) == ("ended", date(2026, 10, 29))
    (case,) = casework.cases_of(claimants.party(1))
    assert (case.flow, case.outcome) == ("skk.benefit_claim", "accepted")


def test_every_figure_is_explained_by_its_article() -> None:
    contract = holder()

    send(claimed())

    (award,) = benefits.of_contract(contract)
    articles = {article for row in award.explanation for article in row["provisions"]}
    assert {"小規模企業共済法9条1項", "所得税法30条3項", "小規模企業共済法16条の2"} <= articles


def test_tax_is_withheld_to_the_yen() -> None:
    """70,000円を360か月: 30年の控除 1,500万円をこえる分の半分に課税する。"""
    contract = holder(yen=70_000, months=360, formed_on=date(1996, 11, 1))

    send(claimed())

    (award,) = benefits.of_contract(contract)
    parts = award.national + award.municipal + award.prefectural
    assert award.gross == award.net + parts
    assert parts == award.withheld > Yen(0)
    assert claimants.balances()["withheld_tax:skk"] == -parts.amount
    check.check()


def test_without_a_declaration_a_fifth_of_the_whole_is_withheld() -> None:
    contract = holder()

    send(claimed(declaration=UNDECLARED))

    (award,) = benefits.of_contract(contract)
    assert award.national == Yen(546_480)  # 2,676,203 × 20.42 %
    assert (award.municipal, award.prefectural) == (Yen(0), Yen(0))
    assert award.net == Yen(WHOLE - 546_480)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"months": 179, "formed_on": date(2011, 12, 1)}, "180か月以上"),
        ({"born_on": date(1961, 10, 31)}, "65歳になってから"),
        ({"account": False}, "振込先の口座がありません"),
        ({"born_on": None}, "生年月日の記録がありません"),
    ],
)
def test_a_refusal_says_why_and_changes_nothing(facts: dict, reason: str) -> None:
    contract = holder(**facts)

    told = send(claimed())

    assert told.status == "failed"
    assert reason in told.body
    assert contracts.standing(contract).status == "active"
    assert (benefits.of_contract(contract), claimants.balances()) == ([], {})


def test_sixty_five_is_reached_the_day_before_the_birthday() -> None:
    contract = holder(born_on=date(1961, 10, 30))

    told = send(claimed())

    assert (told.status, len(benefits.of_contract(contract))) == ("awarded", 1)


def test_a_second_claim_finds_no_contract() -> None:
    holder()
    send(claimed())

    told = send(claimed(at="2026-10-29T13:25:00"))

    assert told.status == "failed"
    assert "続いている契約がありません" in told.body
    assert len(claimants.payments()) == 1
