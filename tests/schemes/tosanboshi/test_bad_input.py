"""ありえない入力 — negative figures, days backwards, amounts off the step, unknown kinds."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from kyosai.basis.dated import NotYetInForce
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.schemes.tax import re_joining
from kyosai.schemes.tosanboshi import (
    cancellation,
    customer_failure,
    eligibility,
    full_repayment,
    periods,
    premium,
    premium_holiday,
    premium_total,
    succession,
    trades,
)
from kyosai.schemes.tosanboshi.cancellation import Ending
from kyosai.schemes.tosanboshi.collection import (
    cut_off,
    payment_method,
    prepayment,
    rebilling,
)
from kyosai.schemes.tosanboshi.collection import premium_change as change
from kyosai.schemes.tosanboshi.customer_failure import Event, Notice, Sender
from kyosai.schemes.tosanboshi.eligibility import Applicant, Past
from kyosai.schemes.tosanboshi.impossible import Backwards, BelowNothing, UnknownKind
from kyosai.schemes.tosanboshi.loan import (
    arrears,
    counted_premiums,
    entitlement,
    mutual_aid_loan,
    offsets,
    receivables,
    repayment,
    schedule,
    temporary_loan,
)
from kyosai.schemes.tosanboshi.loan.mutual_aid_loan import Damage, Eligible
from kyosai.schemes.tosanboshi.premium import Change
from kyosai.schemes.tosanboshi.premium_total import Premiums
from kyosai.schemes.tosanboshi.rights import prescription, restitution
from kyosai.schemes.tosanboshi.trades import Enterprise, Form, Trade

TODAY, YESTERDAY = date(2026, 10, 1), date(2026, 9, 30)
BEFORE_THE_LAW = date(1978, 3, 31)
NOTHING, LESS, SOME = Yen(0), Yen(-1), Yen(50_000)
CEILING = Yen(8_000_000)
FIRM = Enterprise(form=Form.COMPANY, trade=Trade.RETAIL, employees=1, capital=SOME)
OCTOBER, SEPTEMBER = Month(2026, 10), Month(2026, 9)
FROM_SEPTEMBER = [Change(date(2026, 9, 10), SOME)]

BELOW_NOTHING: dict[str, Callable[[], Any]] = {
    "納付月数": lambda: cancellation.cancellation_allowance(
        SOME, ending=Ending.VOLUNTARY, months_paid=-1
    ),
    "率を引く月数": lambda: cancellation.rate(Ending.DEEMED, months_paid=-1),
    "掛金総額": lambda: cancellation.cancellation_allowance(
        LESS, ending=Ending.VOLUNTARY, months_paid=40
    ),
    "控除する額": lambda: cancellation.after_offset(SOME, owed=[SOME, LESS]),
    "残る請求の元": lambda: cancellation.still_owed(SOME, owed=[SOME, LESS]),
    "期間の月数": lambda: periods.last_day(TODAY, months=-1),
    "資本金": lambda: Enterprise(
        form=Form.COMPANY, trade=Trade.RETAIL, employees=1, capital=LESS
    ),
    "従業員": lambda: Enterprise(form=Form.COMPANY, trade=Trade.RETAIL, employees=-1),
    "通知の債権": lambda: customer_failure.insist_on_valid_notice(
        Notice(sender=Sender.LAWYER, claim=LESS), on=TODAY
    ),
    "完済した額": lambda: full_repayment.full_repayment_allowance(
        LESS, was_ever_late=False, on=TODAY
    ),
    "上限の前の掛金総額": lambda: premium.payable(SOME, net_premium_total=LESS, on=TODAY),
    "上限までの掛金総額": lambda: premium.payments_to_ceiling(
        SOME, net_premium_total=LESS, on=TODAY
    ),
    "掛止めの貸付残高": lambda: premium_holiday.premium_holidays(
        SOME, monthly_premium=SOME, loan_balance=LESS, is_in_grace=False, ceiling=CEILING
    ),
    "承継の納付月数": lambda: succession.Standing(TODAY, -1, 0, SOME, SOME),
    "承継の後の月数": lambda: succession.months_through([1], after=-1),
    "承継の前の月数": lambda: succession.months_through([1, -1], after=1),
    "承継の掛金": lambda: succession.left_out_of_loan([(TODAY, LESS)], failed_on=TODAY),
    "納付した額": lambda: payment_method.whole_months(LESS, monthly_premium=SOME),
    "変更の貸付残高": lambda: change.insist_on_change(
        SOME, new=Yen(5_000), on=TODAY, loan_balance=LESS
    ),
    "変更の後の月数": lambda: change.debits_after_change(
        SOME, new=SOME, received_on=TODAY, months=-1
    ),
    "前納の掛金": lambda: prepayment.insist_on_prepayment(
        OCTOBER, months_ahead=1, received_on=TODAY, monthly_premium=LESS, net_premium_total=SOME
    ),
    "前納減額金": lambda: prepayment.discount_paid_out(LESS, on=TODAY),
    "振替不能の回数": lambda: rebilling.rebilling_surcharge(
        SOME, failures=-1, due_on=TODAY, paid_on=TODAY
    ),
    "未納の月数": lambda: rebilling.is_ground_for_cancellation(-1, on=TODAY),
    "返還する額": lambda: restitution.to_be_returned((restitution.Received(LESS, True),)),
    "貸付けの元の掛金": lambda: Eligible(paid=LESS),
    "回収できない額": lambda: Damage(uncollectable=LESS),
    "取引依存度": lambda: Damage(uncollectable=SOME, dependence_percent=Fraction(-1)),
    "貸付残高": lambda: mutual_aid_loan.mutual_aid_loan_limit(
        Eligible(paid=SOME), damage=Damage(uncollectable=SOME), balance=LESS, on=TODAY
    ),
    "倒産までの納付月数": lambda: mutual_aid_loan.insist_on_time(
        effective_on=date(2025, 1, 1), failed_on=TODAY, claimed_on=TODAY, months_paid=-1
    ),
    "総取引額": lambda: mutual_aid_loan.smallest_loan(total_monthly_trade=LESS, on=TODAY),
    "納付した月の額": lambda: counted_premiums.eligible_premiums(
        [counted_premiums.Paid(SEPTEMBER, yen, TODAY, TODAY) for yen in (SOME, LESS)],
        changes=FROM_SEPTEMBER, failed_on=TODAY, claimed_on=TODAY,
    ),
    "債権の額": lambda: receivables.Receivable(nature=receivables.Nature.TRADE, gross=LESS),
    "債権から引く額": lambda: receivables.Receivable(
        nature=receivables.Nature.TRADE, gross=SOME, set_off=LESS
    ),
    "取引額": lambda: receivables.dependence_percent(LESS, with_all=SOME),
    "延滞の額": lambda: repayment.loan_penalty(LESS, due_on=TODAY, paid_on=TODAY),
    "早い月数": lambda: repayment.months_early(months=-1, days=0),
    "早期償還の貸付額": lambda: repayment.early_repayment_allowance(
        LESS, term=5, months=12, was_ever_late=False
    ),
    "繰下げの月数": lambda: schedule.schedule(SOME, lent_on=TODAY, put_off_months=-1),
    "延滞の元金": lambda: arrears.Overdue(TODAY, LESS),
    "未納の回数": lambda: arrears.is_accelerated(-1, on=TODAY),
    "受け取った額": lambda: arrears.allocated(LESS, overdue=[]),
    "残高の1つ": lambda: arrears.due_now([LESS], fallen_due=[], unpaid_instalments=0, on=TODAY),
    "残高のうちの1つ": lambda: arrears.due_now(
        [SOME, LESS], fallen_due=[], unpaid_instalments=0, on=TODAY
    ),
    "期限の来た額のうちの1つ": lambda: arrears.due_now(
        [], fallen_due=[SOME, LESS], unpaid_instalments=0, on=TODAY
    ),
    "充てる掛金": lambda: arrears.premiums_applied(LESS, overdue=[]),
    "一時貸付金の元金": lambda: offsets.Outstanding(LESS),
    "控除の上限": lambda: offsets.taken_off(offsets.Outstanding(SOME), limit=LESS),
    "支払いから引く額": lambda: offsets.paid_out(SOME, offsets=[SOME, LESS]),
    "支払う額": lambda: offsets.paid_out(LESS, offsets=[]),
    "一時貸付金のいまの借入れ": lambda: temporary_loan.temporary_loan_limit(
        SOME, months_paid=40, is_at_ceiling=False, owed=LESS, on=TODAY
    ),
    "一時貸付金の納付月数": lambda: temporary_loan.temporary_loan_limit(
        SOME, months_paid=-1, is_at_ceiling=False, owed=NOTHING, on=TODAY
    ),
    "利子をとる額": lambda: temporary_loan.interest_in_advance(LESS, on=TODAY),
    "借換え前の額": lambda: temporary_loan.refinanced(LESS, new=Yen(300_000), on=TODAY),
    "印紙の額": lambda: temporary_loan.stamp_duty(LESS),
}  # fmt: skip


@pytest.mark.parametrize("ask", BELOW_NOTHING.values(), ids=BELOW_NOTHING.keys())
def test_nothing_lies_below_nothing(ask: Callable[[], Any]) -> None:
    with pytest.raises(BelowNothing) as refused:
        ask()

    assert refused.value.field


BACKWARDS: dict[str, Callable[[], Any]] = {
    "期間の終わり": lambda: periods.has_lasted(TODAY, until=YESTERDAY, months=1),
    "承諾": lambda: eligibility.effective_on(TODAY, accepted_on=YESTERDAY),
    "事業の始まり": lambda: eligibility.findings(
        Applicant(applied_on=YESTERDAY, enterprise=FIRM, in_business_since=TODAY)
    ),
    "機構解約の日": lambda: eligibility.past_findings(
        Past(cancelled_by_smrj_on=TODAY), on=YESTERDAY
    ),
    "契約の終わり": lambda: premium.months_owed(effective_on=TODAY, last_on=YESTERDAY),
    "のばした期限": lambda: premium.extended_due_on(
        TODAY, until=YESTERDAY, has_compelling_reason=True
    ),
    "変更の順": lambda: premium.premium_of(
        OCTOBER, changes=[Change(YESTERDAY, SOME), Change(TODAY, SOME), Change(YESTERDAY, SOME)]
    ),
    "始まる前の解除": lambda: premium.premium_of(
        SEPTEMBER, changes=FROM_SEPTEMBER, ended_on=date(2026, 9, 9)
    ),
    "解約の知らせ": lambda: cancellation.ended_on(
        Ending.DEEMED, happened_on=TODAY, told_on=YESTERDAY
    ),
    "休みの終わり": lambda: premium_holiday.insist_on_pause_in_grace(
        OCTOBER, last=SEPTEMBER, lent_on=YESTERDAY, has_compelling_reason=True
    ),
    "再開": lambda: cut_off.needs_new_mandate(stopped_on=TODAY, starts_again_on=YESTERDAY),
    "郵便": lambda: prescription.counted_as_made_on(posted_on=TODAY, arrived_on=YESTERDAY),
    "増額を見る請求": lambda: mutual_aid_loan.is_recent_increase(
        effective_on=TODAY, failed_on=TODAY, claimed_on=YESTERDAY
    ),
    "計画の終わり": lambda: entitlement.is_small_when_claiming(
        entitlement.Claimant(
            claimed_on=TODAY,
            enterprise=Enterprise(form=Form.COMPANY, trade=Trade.RETAIL, employees=51),
            plan=entitlement.Plan(begins_on=TODAY, ends_on=YESTERDAY),
        )
    ),
    "事業の休み": lambda: entitlement.claim_findings(
        entitlement.Claimant(claimed_on=YESTERDAY, enterprise=FIRM, stopped_on=TODAY)
    ),
    "完済": lambda: repayment.months_before(TODAY, scheduled_on=YESTERDAY),
    "取引の始まり": lambda: receivables.has_traded_a_year(traded_since=TODAY, failed_on=YESTERDAY),
}


@pytest.mark.parametrize("ask", BACKWARDS.values(), ids=BACKWARDS.keys())
def test_no_day_comes_before_the_day_it_follows(ask: Callable[[], Any]) -> None:
    with pytest.raises(Backwards) as refused:
        ask()

    assert refused.value.field


OFF_THE_LAW: dict[str, tuple[type[Refused], Callable[[], Any]]] = {
    "10円で割り切れない共済金": (
        premium_total.ImpossibleTotal,
        lambda: premium_total.net_premium_total(Premiums(SOME, lent=Yen(10_005))),
    ),
    "納めた額より多い控除": (
        premium_total.ImpossibleTotal,
        lambda: premium_total.net_premium_total(Premiums(SOME, applied=Yen(50_001))),
    ),
    "マイナスの掛金の合計": (
        premium_total.ImpossibleTotal,
        lambda: premium_total.net_premium_total(Premiums(LESS)),
    ),
    "マイナスの充当": (
        premium_total.ImpossibleTotal,
        lambda: premium_total.net_premium_total(Premiums(SOME, applied=LESS)),
    ),
    "上限をこえる掛金総額": (
        premium_holiday.AboveCeiling,
        lambda: premium_holiday.premium_holidays(
            Yen(8_000_001), monthly_premium=SOME, loan_balance=NOTHING, is_in_grace=False,
            ceiling=CEILING,
        ),
    ),
    "0円の掛金月額": (
        premium.OutOfRange,
        lambda: premium_holiday.premium_holidays(
            NOTHING, monthly_premium=NOTHING, loan_balance=NOTHING, is_in_grace=False,
            ceiling=CEILING,
        ),
    ),
    "契約の前の月": (
        premium.NotOwed,
        lambda: premium.due_on(SEPTEMBER, effective_on=TODAY),
    ),
    "契約の後の月": (
        premium.NotOwed,
        lambda: premium.premium_of(OCTOBER, changes=FROM_SEPTEMBER, ended_on=YESTERDAY),
    ),
    "変更のない記録": (
        premium.NotOwed,
        lambda: premium.premium_of(OCTOBER, changes=[]),
    ),
    "月額のない貸付けの元": (
        premium.NotOwed,
        lambda: counted_premiums.eligible_premiums(
            [], changes=[], failed_on=TODAY, claimed_on=TODAY
        ),
    ),
    "理由のない期限の延長": (
        premium.NoReasonToExtend,
        lambda: premium.extended_due_on(YESTERDAY, until=TODAY, has_compelling_reason=False),
    ),
    "きざみに合わない月額の上限": (
        premium.NotByStep,
        lambda: premium.payments_to_ceiling(Yen(5_001), net_premium_total=NOTHING, on=TODAY),
    ),
    "1か月に満たない納付": (
        payment_method.NotDivided,
        lambda: payment_method.whole_months(Yen(49_999), monthly_premium=SOME),
    ),
    "月額のない納付": (
        payment_method.NotDivided,
        lambda: payment_method.whole_months(SOME, monthly_premium=NOTHING),
    ),
    "承認のない振込み": (
        payment_method.NotByThisMethod,
        lambda: payment_method.insist_on_method(payment_method.Method.TRANSFER),
    ),
    "現金": (
        payment_method.NotByThisMethod,
        lambda: payment_method.insist_on_method(payment_method.Method.CASH, is_approved=True),
    ),
    "1か月も先でない前納": (
        prepayment.NothingAhead,
        lambda: prepayment.insist_on_prepayment(
            OCTOBER, months_ahead=0, received_on=TODAY, monthly_premium=SOME,
            net_premium_total=SOME,
        ),
    ),
    "8,000万円をこえる共済金": (
        mutual_aid_loan.NotALoan,
        lambda: repayment.term_years(Yen(80_050_000), on=TODAY),
    ),
    "0円の共済金": (
        mutual_aid_loan.NotALoan,
        lambda: repayment.instalments(NOTHING, on=TODAY),
    ),
    "マイナスの共済金": (
        mutual_aid_loan.NotALoan,
        lambda: schedule.schedule(LESS, lent_on=TODAY),
    ),
    "5万円で割り切れない共済金": (
        mutual_aid_loan.NotALoan,
        lambda: repayment.term_years(Yen(1_010_000), on=TODAY),
    ),
    "8年の貸付け": (
        repayment.NoSuchTerm,
        lambda: repayment.early_repayment_allowance(
            SOME, term=8, months=12, was_ever_late=False
        ),
    ),
    "理由のない繰下げ": (
        schedule.NoReasonToPutOff,
        lambda: schedule.put_off((), months=6, from_on=TODAY, has_compelling_reason=False),
    ),
    "知らない災害": (
        schedule.UnknownDisaster,
        lambda: schedule.months_put_off("昨日の雨", on=TODAY),
    ),
    "まだ起きていない災害": (
        schedule.UnknownDisaster,
        lambda: schedule.months_put_off("平成30年7月豪雨", on=date(2018, 7, 16)),
    ),
    "全体より多い1社との取引": (
        receivables.MoreThanAll,
        lambda: receivables.dependence_percent(Yen(2), with_all=Yen(1)),
    ),
    "5万円で割り切れない一時貸付金の利子": (
        temporary_loan.NotByUnit,
        lambda: temporary_loan.interest_in_advance(Yen(310_000), on=TODAY),
    ),
    "5万円で割り切れない借換え": (
        temporary_loan.NotByUnit,
        lambda: temporary_loan.refinanced(Yen(300_000), new=Yen(310_000), on=TODAY),
    ),
    "30万円に足りない借換え": (
        temporary_loan.TooSmall,
        lambda: temporary_loan.refinanced(Yen(300_000), new=Yen(250_000), on=TODAY),
    ),
    "上限をこえる借換え": (
        temporary_loan.AboveLimit,
        lambda: temporary_loan.refinanced(
            Yen(300_000), new=Yen(1_850_000), on=TODAY, limit=Yen(1_800_000)
        ),
    ),
    "一時貸付金にない額の印紙": (
        temporary_loan.AboveLimit,
        lambda: temporary_loan.stamp_duty(Yen(10_000_001)),
    ),
    "契約の前に払った掛金": (
        re_joining.PaidBeforeContract,
        lambda: re_joining.is_deductible(YESTERDAY, formed_on=TODAY),
    ),
    "0か月の前納": (
        re_joining.NoMonths,
        lambda: re_joining.is_deductible_when_prepaid(0, on=TODAY),
    ),
    "倒産でないものの証明": (
        customer_failure.NotCovered,
        lambda: customer_failure.evidence(Event.FLIGHT),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("refused", "ask"), OFF_THE_LAW.values(), ids=OFF_THE_LAW.keys())
def test_what_cannot_be_is_refused(refused: type[Refused], ask: Callable[[], Any]) -> None:
    with pytest.raises(refused) as said:
        ask()

    assert said.value.reason.endswith("。")


@pytest.mark.parametrize(
    "kind",
    [
        Ending, Event, Sender, Form, Trade, premium_holiday.Holiday,
        succession.Cause, change.Reason, rebilling.Cause, payment_method.Method,
        receivables.Nature, arrears.Debt, prescription.Right,
    ],
)  # fmt: skip
def test_an_unknown_kind_is_refused(kind: Any) -> None:
    with pytest.raises(UnknownKind):
        kind.of("no_such_kind")

    assert kind.of(next(iter(kind)).key) in kind


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda: premium.monthly_premium(5_000, on=BEFORE_THE_LAW), id="掛金"),
        pytest.param(lambda: trades.is_small(FIRM, on=date(2011, 9, 30)), id="規模"),
        pytest.param(lambda: cut_off.acts_in(date(2011, 9, 30)), id="請求"),
        pytest.param(lambda: temporary_loan.repaid_by(date(2011, 3, 31)), id="一時貸付金"),
        pytest.param(lambda: re_joining.deductible_from(BEFORE_THE_LAW), id="再加入"),
    ],
)
def test_before_the_law_there_is_no_answer(ask: Callable[[], Any]) -> None:
    with pytest.raises(NotYetInForce):
        ask()
