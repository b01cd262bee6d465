"""給付課 — papers are examined by one officer, a refusal needs two, the rules make the sum."""

from datetime import date, datetime, timedelta

import pytest

from kyosai.basis.money import Yen
from kyosai.casework import actions as casework
from kyosai.casework import reads as cases
from kyosai.casework.findings import Finding
from kyosai.procedures.payout import desk
from kyosai.procedures.payout.claim import Evidence
from kyosai.procedures.upkeep import check
from kyosai.records.benefits import reads as benefits
from kyosai.records.contracts import reads as contracts
from tests.procedures.payout.claimants import AT, Proof, claimed, holder, send

pytestmark = pytest.mark.django_db
PICTURES = Proof("pictures", "", ())
NOW = datetime.fromisoformat(AT + "+09:00") + timedelta(hours=2)


def at_desk(cause: str = "closed", *, scheme: str = "skk", **facts: object) -> str:
    """Send a claim with pictures; return the number of its case, which waits at the desk."""
    told = send(claimed(cause, scheme=scheme, proof=PICTURES, **facts))
    assert told.status == "at_desk"
    (case,) = cases.queue("benefits", at=NOW)
    return case.number


def test_scene_9_pays_a_for_a_closed_business_with_no_tax() -> None:
    contract = holder()
    case = at_desk()

    desk.accept(case, officer="makoto", at=NOW)

    (award,) = benefits.of_contract(contract)
    assert (award.due, award.gross, award.net, award.decided_by) == (
        "a",
        Yen(2_804_457),  # 2,786,400 by the table, and 付加共済金
        Yen(2_804_457),
        "makoto",
    )
    check.check()


def test_a_closing_the_tax_office_signed_needs_nobody() -> None:
    contract = holder()
    signed = Evidence((Finding("receipt_signed", "署名は正しいです。"),), True)

    told = send(claimed("closed", proof=Proof("etax_receipt", "PHg+", ())), evidence=signed)

    assert told.status == "awarded"
    assert benefits.of_contract(contract)[0].decided_by == ""


@pytest.mark.parametrize(
    ("capacity", "cause", "funding", "due"),
    [
        ("sole_proprietor", "given_to_family", "", "a"),
        ("sole_proprietor", "incorporated_without_office", "cash", "a"),
        ("sole_proprietor", "incorporated_without_office", "in_kind", "jun"),
        ("sole_proprietor", "incorporated_small_office", "in_kind", "cancellation"),
        ("company_officer", "dissolved", "", "a"),
        ("company_officer", "illness", "", "b"),
        ("company_officer", "left_office", "", "b"),  # at 65 and more
    ],
)
def test_the_cause_and_the_position_say_which_benefit(
    capacity: str, cause: str, funding: str, due: str
) -> None:
    contract = holder(capacity=capacity)
    case = at_desk(cause, funding=funding, happened_on="2026-10-01")

    desk.accept(case, officer="makoto", at=NOW)

    assert [each.due for each in benefits.of_contract(contract)] == [due]
    assert contracts.standing(contract).ended_on == date(2026, 10, 1)


@pytest.mark.parametrize("cause", ["dissolved", "whole_business_transferred"])
def test_a_deemed_cancellation_pays_an_enterprise_more(cause: str) -> None:
    contract = holder(
        scheme="tosanboshi", yen=20_000, months=20, formed_on=date(2025, 3, 1), born_on=None
    )
    case = at_desk(cause, scheme="tosanboshi", happened_on="2026-10-20")

    desk.accept(case, officer="makoto", at=NOW)

    assert [each.gross for each in benefits.of_contract(contract)] == [Yen(340_000)]  # 85 %


def test_one_officer_refuses_nothing_alone() -> None:
    contract = holder()
    case = at_desk()
    desk.propose_refusal(
        case, officer="makoto", ground="法9条1項", reason="店が続いています。", at=NOW
    )

    with pytest.raises(casework.SameOfficer):
        desk.refuse(case, officer="makoto", at=NOW)

    desk.refuse(case, officer="kaoru", at=NOW)
    assert contracts.standing(contract).status == "active"
    assert cases.case(case).outcome == "refused"
    assert benefits.of_contract(contract) == []


def test_what_comes_to_nothing_is_not_accepted_by_one() -> None:
    holder(months=5, formed_on=date(2026, 5, 1))
    case = at_desk()

    with pytest.raises(desk.NeedsTwo):
        desk.accept(case, officer="makoto", at=NOW)

    assert not cases.case(case).is_closed


def test_given_back_the_holder_may_claim_again() -> None:
    contract = holder()
    desk.give_back(at_desk(), officer="makoto", reason="廃業届の日付が読めません。", at=NOW)

    told = send(claimed("closed", proof=PICTURES, at="2026-10-30T09:00:00"))

    assert told.status == "at_desk"
    assert contracts.standing(contract).status == "active"


def test_a_cause_of_tomorrow_is_refused() -> None:
    holder()

    told = send(claimed("closed", happened_on="2026-10-30"))

    assert told.status == "failed"
    assert "まだ来ていない日です" in told.body


@pytest.mark.parametrize(("scheme", "cause"), [("skk", "closed"), ("tosanboshi", "dissolved")])
def test_after_five_years_a_claim_has_lapsed(scheme: str, cause: str) -> None:
    holder(scheme=scheme, months=24, formed_on=date(2018, 1, 1))

    late = send(claimed(cause, scheme=scheme, happened_on="2021-10-28"))
    in_time = send(
        claimed(cause, scheme=scheme, happened_on="2021-10-29", at="2026-10-29T13:21:00")
    )

    assert (late.status, in_time.status) == ("failed", "at_desk")
    assert "5年" in late.body


def test_months_another_system_was_paid_for_after_the_event_are_looked_at_by_a_person() -> None:
    holder()

    told = send(claimed("closed", happened_on="2026-08-31"))

    assert told.status == "failed"
    assert "移行前に納められています" in told.body
