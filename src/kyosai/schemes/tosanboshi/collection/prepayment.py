"""前納 — months paid ahead: what it needs, what its discount is, and what comes back at the end."""

from collections.abc import Mapping
from datetime import date

from kyosai.basis.law import implements
from kyosai.basis.money import Yen, total
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.schemes.premium_payment import Act, prepayment_discount
from kyosai.schemes.tosanboshi import premium
from kyosai.schemes.tosanboshi.collection import cut_off
from kyosai.schemes.tosanboshi.impossible import BelowNothing

NOTHING = Yen(0)


class NoRoom(Refused):
    """Less than two months' premiums are left below the ceiling."""

    reason = "積立ての上限まで2か月分の余りがないため、前納できません。毎月の納付を続けてください。"


class TooLateForMonth(Refused):
    """The form came after the cut-off of the month it asks for."""

    reason = "希望の月の締切（5日）をすぎたため、この前納はできません。来月分を申し込んでください。"


class TooLateToTransfer(Refused):
    """A prepayment at joining transferred in another month than that of the application."""

    reason = "加入のときの振込みは、申込みの月のうちです。最初の引き落としで前納してください。"


class NothingAhead(Refused):
    """No month ahead was asked for."""

    reason = "前納する月数は1以上です。当月の後に何か月分を納めるかを書いてください。"


@implements(
    "中小企業倒産防止共済法15条1項",
    says="{month}に、先の{months_ahead}か月分を前納できます。",
)
def insist_on_prepayment(
    month: Month,
    *,
    months_ahead: int,
    received_on: date,
    monthly_premium: Yen,
    net_premium_total: Yen,
) -> None:
    """Refuse a prepayment asked for too late, or without room for two months below the ceiling.

    A form acts on the month it names alone; one too late is void, not put off.
    """
    BelowNothing.refuse(monthly_premium=monthly_premium, net_premium_total=net_premium_total)
    if months_ahead < 1:
        raise NothingAhead(field="months_ahead")
    if cut_off.acts_in(received_on) > month:
        raise TooLateForMonth(field="month")
    needed: int = cut_off.law_of(month)["prepayment_room_months"]
    room = premium.ceiling(on=month.first_day) - net_premium_total
    if room < monthly_premium * needed:
        raise NoRoom(field="months_ahead")


@implements("中小企業倒産防止共済法15条2項", says="始まった月の前納は{result}です。")
def counted_by(prepaid: Mapping[Month, Yen], *, on: date) -> Yen:
    """Return what of a prepayment counts as paid: the months whose first day has come."""
    return total([yen for month, yen in prepaid.items() if month.first_day <= on])


@implements(
    "中小企業倒産防止共済法14条1項",
    "中小企業倒産防止共済法15条2項",
    says="まだ始まっていない月の掛金{result}を返します。",
)
def returned_at_end(paid: Mapping[Month, Yen], *, ended_on: date) -> Yen:
    """Return what goes back when the contract ends: months not begun on its last day.

    Prepaid months, and months debited after a deemed cancellation that was told late (inferred).
    """
    return total(tuple(paid.values())) - counted_by(paid, on=ended_on)


@implements(
    "中小企業倒産防止共済法施行規則37条",
    says="加入のときの前納の減額は{result}です。",
)
def discount_at_joining(
    monthly_premium: Yen,
    *,
    months: tuple[Month, ...],
    effective_on: date,
    transferred_on: date | None = None,
) -> Yen:
    """Return the discount of months prepaid with the application.

    Transferred in the month of application, it counts from there; a later transfer is refused.
    Otherwise all is paid with the first debit, and only the months beyond that one are ahead.
    """
    if transferred_on is not None and Month.of(transferred_on) != Month.of(effective_on):
        raise TooLateToTransfer(field="transferred_on")
    debited_in = cut_off.taken_by_first_debit(effective_on)[-1]
    paid_on = transferred_on or debited_in.day(cut_off.law_of(debited_in)["debit_day"])
    return prepayment_discount(monthly_premium, months=months, paid_on=paid_on, act=Act.TOSANBOSHI)


@implements(
    "中小企業倒産防止共済法施行規則37条2項",
    says="たまった前納減額金のうち、支払われるのは{result}です。",
)
def discount_paid_out(
    gathered: Yen, *, on: date, overdue: Yen = NOTHING, is_ending: bool = False
) -> Yen:
    """Return what is paid of the discount gathered by the end of March: nothing below 5,000 yen.

    At the end of the contract whatever there is goes with the allowance. What is overdue is taken
    off.
    """
    BelowNothing.refuse(gathered=gathered, overdue=overdue)
    smallest = Yen(cut_off.law_of(Month.of(on))["discount_paid_from"])
    if gathered < smallest and not is_ending:
        return NOTHING
    return max(NOTHING, gathered - overdue)
