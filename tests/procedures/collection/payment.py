"""How the holders of ``world`` pay, as a procedure would have written it, month by month."""

from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.records.contracts.models import Holiday, PaymentClass, Prepayment


class NoHoliday(Refused):
    """A holiday that does not run cannot be ended."""

    reason = "いま掛止めをしていません。掛金の状況を確認してください。"


def choose_class(
    contract: str, *, payment_class: str, designated_month: int, since: Month
) -> PaymentClass:
    """Let a contract pay monthly, half-yearly or yearly from a month on."""
    return PaymentClass.objects.create(
        contract_id=contract,
        since=since.first_day,
        payment_class=payment_class,
        designated_month=designated_month,
    )


def prepay(contract: str, *, month: Month, months: int, is_yearly: bool = False) -> Prepayment:
    """Let a contract pay so many months together from a month on, every year if so wished."""
    return Prepayment.objects.create(
        contract_id=contract, month=month.first_day, months=months, is_yearly=is_yearly
    )


def stop_prepaying(contract: str, *, month: Month, last: Month) -> None:
    """Let a yearly prepayment happen for the last time."""
    Prepayment.objects.filter(
        contract_id=contract, month=month.first_day, is_yearly=True, until__isnull=True
    ).update(until=last.first_day)


def begin_holiday(contract: str, *, kind: str, since: Month, until: Month | None = None) -> Holiday:
    """Let a contract owe nothing from a month on, through a last one when it is known."""
    return Holiday.objects.create(
        contract_id=contract,
        kind=kind,
        since=since.first_day,
        until=until.first_day if until else None,
    )


def end_holiday(contract: str, *, kind: str, last: Month) -> None:
    """Let an open holiday end with a month; the next one is owed again."""
    running = Holiday.objects.filter(contract_id=contract, kind=kind, until__isnull=True)
    if not running.update(until=last.first_day):
        raise NoHoliday
