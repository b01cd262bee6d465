"""受給権 — what no event can be, and from the event to the amount."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis import parameters
from kyosai.basis.dated import NotYetInForce
from kyosai.basis.law import explained
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.said import said
from kyosai.schemes.skk import benefit, cancellation
from kyosai.schemes.skk.benefit import Kind, NegativeMonths, Threshold, months_needed
from kyosai.schemes.skk.entitlement import age, causes, fraud, rights
from kyosai.schemes.skk.entitlement.amount import amount_due
from kyosai.schemes.skk.entitlement.causes import Cause, Due, Funding, Income
from kyosai.schemes.skk.entitlement.due import (
    Event,
    ImpossibleEvent,
    TooEarlyForCoManagers,
    entitlement,
)
from kyosai.schemes.skk.entitlement.fraud import Circumstance
from kyosai.schemes.skk.entitlement.rights import Disposal
from kyosai.schemes.skk.full_benefit import amounts
from kyosai.schemes.skk.full_benefit.amounts import Matured
from kyosai.schemes.skk.full_benefit.paid_months import ImpossibleHistory, PaidStretch
from kyosai.schemes.skk.payment import extension, instalments, prescription, remainder, survivors
from kyosai.schemes.skk.payment.prescription import Claim
from kyosai.schemes.skk.payment.remainder import Reason, Recipient
from kyosai.schemes.skk.premium_tiers import Stretch
from kyosai.schemes.skk.trades import Capacity

TODAY = date(2026, 10, 1)
PROPRIETOR, OFFICER, CO_MANAGER = (
    Capacity.SOLE_PROPRIETOR,
    Capacity.COMPANY_OFFICER,
    Capacity.CO_MANAGER,
)
HISTORY = [PaidStretch(Month(2006, 11), Stretch(Yen(10_000), 240))]


def event(cause: Cause = Cause.CLOSED, capacity: Capacity = PROPRIETOR, **facts: Any) -> Event:
    usual: dict[str, Any] = {
        "happened_on": date(2026, 10, 29),
        "formed_on": date(2006, 11, 1),
        "born_on": date(1980, 4, 2),
    }
    return Event(cause=cause, capacity=capacity, **(usual | facts))


@pytest.mark.parametrize("key", ["", "closure", "CLOSED", "1101", "事業の廃止"])
def test_an_unknown_cause_is_refused(key: str) -> None:
    with pytest.raises(causes.UnknownCause) as refusal:
        causes.cause(key)

    assert refusal.value.reason.endswith("選んでください。")


@pytest.mark.parametrize(
    ("cause", "capacity"),
    [
        (Cause.DISSOLVED, PROPRIETOR),
        (Cause.LEFT_OFFICE, PROPRIETOR),
        (Cause.ILLNESS, PROPRIETOR),
        (Cause.OWNER_CLOSED, PROPRIETOR),
        (Cause.LEFT_MANAGEMENT, PROPRIETOR),
        (Cause.MATURED, PROPRIETOR),
        (Cause.DISSOLVED_BY_MERGER, PROPRIETOR),
        (Cause.CLOSED, OFFICER),
        (Cause.GIVEN_TO_FAMILY, OFFICER),
        (Cause.INCORPORATED_SMALL_OFFICE, OFFICER),
        (Cause.OWNER_DIED, OFFICER),
        (Cause.MATURED, OFFICER),
    ],
)
def test_what_cannot_happen_to_such_a_holder_is_refused(cause: Cause, capacity: Capacity) -> None:
    with pytest.raises(causes.CannotHappen):
        entitlement(event(cause, capacity), months_paid=240)


@pytest.mark.parametrize("cause", [Cause.CLOSED, Cause.GIVEN_TO_FAMILY, Cause.LEFT_OFFICE])
def test_what_cannot_happen_to_a_co_manager_is_refused(cause: Cause) -> None:
    with pytest.raises(causes.CannotHappen):
        entitlement(event(cause, CO_MANAGER, formed_on=date(2012, 1, 1)), months_paid=100)


@pytest.mark.parametrize(
    ("cause", "capacity"),
    [
        (Cause.DISSOLVED, PROPRIETOR),
        (Cause.CLOSED, OFFICER),
        (Cause.OWNER_CLOSED, PROPRIETOR),
    ],
)
def test_what_cannot_happen_to_a_second_kind_contract_is_refused(
    cause: Cause, capacity: Capacity
) -> None:
    old = event(cause, capacity, formed_on=date(1990, 4, 1), is_second_kind=True)

    with pytest.raises(causes.CannotHappen):
        entitlement(old, months_paid=200)


def test_a_co_manager_has_no_second_kind_contract() -> None:
    old = event(Cause.DEATH, CO_MANAGER, formed_on=date(2012, 1, 1), is_second_kind=True)

    with pytest.raises(causes.CannotHappen):
        entitlement(old, months_paid=100)


def test_a_dissolution_by_merger_is_left_to_a_person() -> None:
    with pytest.raises(causes.APersonDecides):
        entitlement(event(Cause.DISSOLVED_BY_MERGER, OFFICER), months_paid=240)


def test_an_incorporation_before_2011_asks_how_the_company_was_set_up() -> None:
    with pytest.raises(causes.AskFunding):
        entitlement(event(Cause.INCORPORATED_SMALL_OFFICE), months_paid=240)

    found = entitlement(
        event(Cause.INCORPORATED_SMALL_OFFICE, funding=Funding.CASH), months_paid=240
    )
    assert found.due is Due.A


def test_the_contract_s_own_day_decides_not_that_of_carried_months() -> None:
    """2011年からの契約なら、前の契約の月数を通算していても新しい規定（平成22年法律24号附則2条1項）."""
    new = event(Cause.INCORPORATED_WITHOUT_OFFICE, formed_on=date(2011, 1, 1))

    assert entitlement(new, months_paid=300).due is Due.JUN


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"happened_on": date(2006, 10, 31)}, id="契約の日より前の事由"),
        pytest.param({"born_on": date(2007, 1, 1)}, id="契約の日より後に生まれた"),
    ],
)
def test_dates_that_cannot_be_are_refused(facts: dict[str, date]) -> None:
    with pytest.raises(ImpossibleEvent):
        entitlement(event(**facts), months_paid=240)


def test_months_below_nothing_are_refused() -> None:
    with pytest.raises(ImpossibleEvent):
        entitlement(event(), months_paid=-1)


def test_there_were_no_co_managers_before_2011() -> None:
    old = event(Cause.DEATH, CO_MANAGER, formed_on=date(2010, 12, 31))

    with pytest.raises(TooEarlyForCoManagers):
        entitlement(old, months_paid=100)


@pytest.mark.parametrize("happened_on", [date(1996, 3, 31), date(1980, 1, 1)])
def test_nothing_before_the_first_version_answers(happened_on: date) -> None:
    old = event(happened_on=happened_on, formed_on=date(1970, 1, 1), born_on=date(1930, 1, 1))

    with pytest.raises(NotYetInForce):
        entitlement(old, months_paid=100)


def test_a_contract_from_before_the_scheme_is_refused() -> None:
    old = event(formed_on=date(1965, 11, 30), born_on=date(1930, 1, 1))

    with pytest.raises(NotYetInForce):
        entitlement(old, months_paid=100)


def test_a_second_kind_contract_has_no_more_than_360_months() -> None:
    old = event(formed_on=date(1985, 4, 1), is_second_kind=True)

    with pytest.raises(Matured):
        entitlement(old, months_paid=361)


@given(
    st.sampled_from(Cause),
    st.sampled_from(Capacity),
    st.booleans(),
    st.dates(date(2011, 1, 1), date(2030, 12, 31)),
    st.dates(date(1930, 1, 1), date(1990, 12, 31)),
    st.integers(0, 360),
)
def test_every_event_has_an_answer_or_a_plain_refusal(
    cause: Cause,
    capacity: Capacity,
    is_second_kind: bool,
    happened_on: date,
    born_on: date,
    months: int,
) -> None:
    formed_on = date(1995, 4, 1) if is_second_kind else date(2011, 1, 1)
    what = event(
        cause,
        capacity,
        is_second_kind=is_second_kind,
        happened_on=happened_on,
        formed_on=formed_on,
        born_on=born_on,
    )
    try:
        found = entitlement(what, months_paid=months)
    except (causes.CannotHappen, causes.APersonDecides, TooEarlyForCoManagers) as refusal:
        assert refusal.reason.endswith("。")
        return
    assert found.provision
    if found.due is Due.NOTHING:
        assert found.why_nothing
        assert found.at_once is found.divided is None
    else:
        assert months >= found.months_needed
        assert found.at_once is not None
    if found.divided is not None:
        assert age.age_on(born_on, on=happened_on) >= 60
        assert found.due in (Due.A, Due.B, Due.SECOND_KIND_A, Due.SECOND_KIND_B)


def test_every_row_of_the_table_can_be_reached() -> None:
    """Each line has a cause, a position and dates that our enumerations know."""
    capacities = {each.key for each in Capacity} | {
        f"second_kind_{each.key}" for each in (PROPRIETOR, OFFICER)
    }
    for row in parameters.rows("kyosai.schemes.skk.entitlement", "causes"):
        assert row["holder"] in capacities
        assert Cause.of(row["cause"])
        assert Due.of(row["due"])
        assert Threshold(row["threshold"])
        assert date.fromisoformat(row["since"]) < date.fromisoformat(row["until"] or "9999-12-31")


def test_no_two_rows_answer_the_same_event() -> None:
    rows = parameters.rows("kyosai.schemes.skk.entitlement", "causes")
    places = [
        tuple(row[name] for name in ("holder", "cause", "since", "from_age", "formed", "funding"))
        for row in rows
    ]

    assert len(set(places)) == len(places)


def test_old_age_took_twenty_years_before_april_1978() -> None:
    assert months_needed(Threshold.OLD_AGE, on=date(1978, 3, 31)) == 240
    assert months_needed(Threshold.OLD_AGE, on=date(1978, 4, 1)) == 180
    with pytest.raises(NotYetInForce):
        months_needed(Threshold.OLD_AGE, on=date(1965, 11, 30))


@pytest.mark.parametrize(
    ("cause", "capacity", "yen"),
    [
        pytest.param(Cause.CLOSED, PROPRIETOR, 2_804_457, id="廃業は共済金A（支給率は仮定）"),
        pytest.param(Cause.CANCELLED_BY_HOLDER, PROPRIETOR, 2_400_000, id="任意解約は10割"),
        pytest.param(Cause.ILLNESS, OFFICER, 2_676_203, id="病気の退任は共済金B（支給率は仮定）"),
        pytest.param(Cause.LEFT_OFFICE, OFFICER, 2_435_051, id="退任は準共済金（支給率は仮定）"),
        pytest.param(Cause.FRAUD, PROPRIETOR, 0, id="不正受給は支給なし"),
    ],
)
def test_an_event_and_a_history_make_an_amount(cause: Cause, capacity: Capacity, yen: int) -> None:
    assert amount_due(event(cause, capacity), history=HISTORY) == Yen(yen)


def test_months_before_the_contract_are_refused() -> None:
    with pytest.raises(ImpossibleHistory):
        amount_due(event(formed_on=date(2006, 12, 1)), history=HISTORY)


def test_carried_months_open_the_door() -> None:
    """新しい契約が3か月でも、通算して6か月なら共済金A（法13条1項・9条1項）."""
    new = event(formed_on=date(2026, 8, 1))
    later = [PaidStretch(Month(2026, 8), Stretch(Yen(1_000), 3))]
    earlier = [PaidStretch(Month(2025, 9), Stretch(Yen(1_000), 3))]

    assert amount_due(new, history=later) == Yen(0)
    assert amount_due(new, history=later, earlier=[earlier]) == Yen(6_000)


def test_drawn_down_premiums_do_not_close_the_door() -> None:
    """法16条の3第2項."""
    new = event(Cause.CANCELLED_BY_HOLDER, formed_on=date(2025, 11, 1))
    paid = [PaidStretch(Month(2025, 11), Stretch(Yen(1_000), 12))]

    assert amount_due(new, history=paid) == Yen(9_600)
    assert amount_due(new, history=paid, drawn_down=Yen(11_500)) == Yen(400)
    assert amount_due(new, history=paid, drawn_down=Yen(12_000)) == Yen(0)


@given(st.dates(date(1900, 1, 1), date(2010, 12, 31)), st.integers(0, 110))
def test_an_age_is_reached_on_one_day_and_kept(born_on: date, years: int) -> None:
    day = age.reached_on(born_on, age=years)
    if day <= born_on:
        return
    assert age.age_on(born_on, on=day) == years
    assert age.age_on(born_on, on=day - timedelta(days=1)) == years - 1


def test_nobody_is_younger_than_born() -> None:
    with pytest.raises(age.NotBornYet):
        age.age_on(date(2026, 10, 2), on=TODAY)


@pytest.mark.parametrize("circumstance", Circumstance)
def test_special_circumstances_keep_the_allowance(circumstance: Circumstance) -> None:
    """規則16条."""
    assert not fraud.is_forfeited(circumstance)
    assert fraud.cause_of_fraud(circumstance) is Cause.FRAUD_EXCUSED


def test_fraud_costs_the_allowance_and_what_was_received() -> None:
    """法12条2項・16条."""
    assert fraud.is_forfeited(None)
    assert fraud.cause_of_fraud(None) is Cause.FRAUD
    assert fraud.to_be_returned(Yen(1_000_000), by_fraud=True) == Yen(1_000_000)
    assert fraud.to_be_returned(Yen(1_000_000), by_fraud=False) == Yen(0)
    assert fraud.to_be_returned(Yen(0), by_fraud=True) == Yen(0)
    with pytest.raises(fraud.NegativeAmount):
        fraud.to_be_returned(Yen(-1), by_fraud=True)


@pytest.mark.parametrize(
    ("disposal", "is_allowed"),
    [
        (Disposal.TRANSFER, False),
        (Disposal.PLEDGE, False),
        (Disposal.SEIZURE, False),
        (Disposal.INHERITED, True),
        (Disposal.FOR_CARRY_OVER, True),
        (Disposal.TAX_ARREARS, True),
    ],
)
def test_what_may_be_done_with_the_right(disposal: Disposal, is_allowed: bool) -> None:
    """法15条."""
    if is_allowed:
        rights.insist_on_disposal(disposal)
    else:
        with pytest.raises(rights.Forbidden):
            rights.insist_on_disposal(disposal)


def test_the_lien_is_for_what_is_left_after_offsets() -> None:
    """法21条1項."""
    assert rights.lien_amount(Yen(1_000_000)) == Yen(1_000_000)
    assert rights.lien_amount(Yen(1_000_000), owed=[Yen(400_000)]) == Yen(600_000)


def test_a_disaster_extends_a_due_date() -> None:
    """法20条."""
    due_on, later = date(2026, 10, 31), date(2027, 3, 31)

    assert extension.extended_due_on(due_on, extended_to=later, is_unavoidable=True) == later
    with pytest.raises(extension.NoGround):
        extension.extended_due_on(due_on, extended_to=later, is_unavoidable=False)
    with pytest.raises(extension.NotLater):
        extension.extended_due_on(due_on, extended_to=due_on, is_unavoidable=True)


@pytest.mark.parametrize("reason", Reason)
def test_who_has_the_rest_of_the_instalments(reason: Reason) -> None:
    """法9条の4第1項・規則10条の3: 死亡は相続人、ほかは本人の請求で."""
    if reason is Reason.DEATH:
        assert remainder.recipient(reason, is_requested=False) is Recipient.HEIRS
    else:
        assert remainder.recipient(reason, is_requested=True) is Recipient.HOLDER
        with pytest.raises(remainder.NotAskedFor):
            remainder.recipient(reason, is_requested=False)


def test_the_rest_at_once_is_the_present_value_of_what_had_not_arrived() -> None:
    rest = remainder.paid_at_once(
        Yen(175_000), happened_on=date(2034, 9, 30), years=10, claimed_on=TODAY
    )

    assert rest == instalments.present_value(Yen(175_000), remaining=12, claimed_on=TODAY)
    assert rest == Yen(2_080_967)


@pytest.mark.parametrize(
    ("refusal", "act"),
    [
        (NegativeMonths, lambda: benefit.has_reached(Threshold.EVENT, months_paid=-1)),
        (NegativeMonths, lambda: benefit.tier_benefit(Kind.A, months=-1)),
        (NegativeMonths, lambda: cancellation.rate(-1)),
        (benefit.NoRow, lambda: benefit.table_amount(Kind.A, months=35)),
        (benefit.NoRow, lambda: amounts.second_kind_amount(Kind.A, months=35)),
        (Matured, lambda: amounts.second_kind_amount(Kind.B, months=360)),
        (Matured, lambda: amounts.second_kind_amount(Kind.A, months=361)),
        (remainder.BeforeTheClaim, lambda: remainder.months_to_come(
            happened_on=date(2026, 9, 30), years=10, claimed_on=TODAY)),
        (instalments.NothingToCome, lambda: instalments.present_value(
            Yen(1), remaining=-1, claimed_on=TODAY)),
        (survivors.NobodyEntitled, lambda: survivors.equal_shares(Yen(1), among=())),
        (survivors.NegativeBenefit, lambda: survivors.equal_shares(Yen(-1), among=("子",))),
        (prescription.PostedAfterArrival, lambda: prescription.counts_from(
            TODAY, posted_on=TODAY + timedelta(days=1))),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)  # fmt: skip
def test_bad_input_is_refused_plainly(refusal: type[Exception], act: Any) -> None:
    with pytest.raises(refusal) as refused:
        act()

    assert refused.value.reason.endswith("。")  # type: ignore[attr-defined]


def test_a_division_before_april_2004_is_not_answered() -> None:
    with pytest.raises(NotYetInForce):
        instalments.instalment(Yen(3_000_000), years=10, claimed_on=date(2004, 3, 31))


def test_a_claim_in_the_post_counts_from_its_posting() -> None:
    in_time = prescription.is_in_time(
        Claim.BENEFIT,
        claimable_on=date(2026, 10, 1),
        posted_on=date(2031, 10, 1),
        arrived_on=date(2031, 10, 7),
    )

    assert in_time


def test_an_award_can_say_every_rule_down_to_the_rows_of_the_tables() -> None:
    old = event(Cause.ILLNESS, OFFICER, formed_on=date(1985, 4, 1), happened_on=date(2026, 3, 31))
    paid = [PaidStretch(Month(1985, 4), Stretch(Yen(10_000), 492))]

    with explained() as findings:
        yen = amount_due(old, history=paid)

    sentences = [said(finding) for finding in findings]
    assert all(finding.says for finding in findings)
    assert not [sentence for sentence in sentences if " = " in sentence or "<" in sentence]
    assert sentences[-1] == (f"会社などの役員の「病気・けがによる退任」で支給するのは{yen}です。")
    text = "\n".join(sentences)
    assert "別表第一の492か月の行では305,600円です（共済金B）。" in text
    assert "1996年の改正のとき132か月だった区分の差額は8,440円です（共済金B）。" in text
    assert "差額利率は年2.5%と仮定しました" in text
    assert "2022年度の支給率は0.504%です。" in text
    order = [finding.rule for finding in findings]
    assert order.index("entitlement") < order.index("benefit_of") < order.index("amount_due")


def test_a_divided_benefit_of_an_officer_of_sixty_is_a_pension() -> None:
    found = entitlement(event(Cause.ILLNESS, OFFICER, born_on=date(1966, 10, 30)), months_paid=240)

    assert (found.at_once, found.divided) == (Income.RETIREMENT, Income.PENSION)
