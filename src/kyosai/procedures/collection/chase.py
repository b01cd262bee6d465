"""引き落としの後のお知らせ — a failed debit, with what one can do; and the first one paid."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from kyosai.basis.money import Yen, total
from kyosai.procedures.collection import words
from kyosai.procedures.collection.rebilling import NextDebit, next_debits
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.records.premiums import failures
from kyosai.records.premiums.failures import NotAsked, Unpaid, Untold
from kyosai.schemes.clocks import channels

AT_ONCE = 20_000
FAILED, FIRST_PAID, NOT_ASKED = "debit-failed", "first-premium", "not-debited"


def to_tell() -> list[tuple[str, int]]:
    """Return the cycles that are not confirmed yet, with a count that grows with each news."""
    return failures.news()


def tell(cycle: str, *, at: datetime) -> int:
    """Tell everybody of a cycle who has not heard; return how many that were."""
    answered = _tell(cycle, key=FAILED, at=at) + _tell(cycle, key=FIRST_PAID, at=at)
    return answered + _tell_not_asked(cycle, at=at)


def _tell(cycle: str, *, key: str, at: datetime) -> int:
    told = 0
    while True:
        with transaction.atomic(durable=True):
            waiting = failures.untold(cycle, key=key, is_paid=key == FIRST_PAID, limit=AT_ONCE)
            arrears = failures.unpaid(each.contract for each in waiting)
            notices.tell_all(
                [
                    _telling(each, arrears[each.contract], key=f"{key}:{cycle}:", at=at)
                    for each in waiting
                ]
            )
        told += len(waiting)
        if len(waiting) < AT_ONCE:
            return told


def _tell_not_asked(cycle: str, *, at: datetime) -> int:
    """Tell whoever was promised this day's debit and was not asked: why, and when instead."""
    told = 0
    while True:
        with transaction.atomic(durable=True):
            waiting = failures.not_asked(cycle, key=NOT_ASKED, limit=AT_ONCE)
            arrears = failures.unpaid(each.contract for each in waiting)
            notices.tell_all(
                [_not_asked(each, arrears[each.contract], cycle=cycle, at=at) for each in waiting]
            )
        told += len(waiting)
        if len(waiting) < AT_ONCE:
            return told


def _not_asked(untold: NotAsked, arrears: list[Unpaid], *, cycle: str, at: datetime) -> Telling:
    needs_account = untold.reason in ("mandate_stopped", "no_mandate")
    title, body = words.not_asked(
        reason=untold.reason,
        debit_on=untold.debit_on,
        taken=[each.month for each in arrears],
        yen=total([Yen(each.yen) for each in arrears]),
        next_debits=[] if needs_account else _coming(untold, arrears),
        needs_account=needs_account,
    )
    return _notice(
        f"{NOT_ASKED}:{cycle}:{untold.contract}",
        untold,
        kind="debit_not_asked",
        text=(title, body),
        actions=[words.CHANGE, words.LOOK],
        at=at,
    )


def _telling(untold: Untold, arrears: list[Unpaid], *, key: str, at: datetime) -> Telling:
    is_paid = untold.code == "0"
    title, body = _first_paid(untold) if is_paid else _failed(untold, arrears)
    return _notice(
        key + untold.contract,
        untold,
        kind="first_premium_paid" if is_paid else "debit_failed",
        text=(title, body),
        actions=[words.LOOK] if is_paid else _ways_out(untold),
        at=at,
    )


def _notice(
    key: str,
    untold: Untold | NotAsked,
    *,
    kind: str,
    text: tuple[str, str],
    actions: list[dict[str, str]],
    at: datetime,
) -> Telling:
    sentence = "掛金の引き落としについて、お知らせがあります。"
    return Telling(
        party=untold.party,
        key=key,
        kind=kind,
        at=at,
        title=text[0],
        body=text[1],
        contract=untold.contract,
        actions=[{"label": each["label"], "url": each["path"]} for each in actions],
        mail=words.mail("掛金の引き落としのお知らせ", sentence, url=settings.PORTAL_URL),
    )


def _is_together(untold: Untold) -> bool:
    """Tell whether months ahead were to be paid in the same debit."""
    return max(untold.months) > untold.month


def _ways_out(untold: Untold) -> list[dict[str, str]]:
    again = [words.PREPAY] if _is_together(untold) else []
    return [words.CHANGE, *again, words.LOOK]


def _failed(untold: Untold, waiting: list[Unpaid]) -> tuple[str, str]:
    needs_account = untold.mandate_state in ("stopped", "")
    says = words.failed_together if _is_together(untold) else words.failed
    return says(
        code=untold.code,
        debit_on=untold.debit_on,
        taken=untold.months,
        yen=Yen(untold.yen),
        next_debits=[] if needs_account else _coming(untold, waiting),
        needs_account=needs_account,
    )


def _first_paid(untold: Untold) -> tuple[str, str]:
    channel = channels.channel_for(untold.bank_code, scheme=untold.scheme, on=untold.debit_on)
    coming = next_debits(channel, after=max(untold.months), arrears={}, at_least=1)
    next_debit = (coming[0].debit_on, Yen(untold.monthly_yen)) if coming else None
    return words.first_paid(
        debit_on=untold.debit_on,
        taken=untold.months,
        yen=Yen(untold.yen),
        next_debit=next_debit,
    )


def _coming(untold: Untold | NotAsked, waiting: list[Unpaid]) -> list[tuple[NextDebit, Yen]]:
    """Return the debits to come, as far as these months need them, and what each comes to."""
    channel = channels.channel_for(untold.bank_code, scheme=untold.scheme, on=untold.debit_on)
    arrears = {each.month: each.ask_again_in for each in waiting}
    yen = {each.month: each.yen for each in waiting}
    coming = next_debits(channel, after=untold.month, arrears=arrears)
    return [
        (each, Yen(sum(yen.get(month, untold.monthly_yen) for month in each.months)))
        for each in coming
    ]
