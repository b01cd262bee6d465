"""引き落としの後のお知らせ — a failed debit, with what one can do; and the first one paid."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from kyosai.basis.money import Yen, total
from kyosai.procedures.collection import coming, words
from kyosai.procedures.collection.coming import Coming
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.records.premiums import failures
from kyosai.records.premiums.failures import NotAsked, Unpaid, Untold

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
            foretold = _foretold(waiting, at=at)
            notices.tell_all(
                [
                    _telling(each, foretold[each.contract], key=f"{key}:{cycle}:", at=at)
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
            foretold = _foretold(waiting, at=at)
            notices.tell_all(
                [
                    _not_asked(
                        each, arrears[each.contract], foretold[each.contract], cycle=cycle, at=at
                    )
                    for each in waiting
                ]
            )
        told += len(waiting)
        if len(waiting) < AT_ONCE:
            return told


def _foretold(waiting: Sequence[Untold | NotAsked], *, at: datetime) -> dict[str, Coming]:
    """Return the next debits of each holder; those with terms of their own are looked at alone."""
    contracts = [each.contract for each in waiting]
    arrears = failures.unpaid(contracts)
    own = failures.with_own_terms(contracts, after=waiting[0].month) if waiting else set()
    return {
        each.contract: coming.by_terms(each, arrears[each.contract], at=at)
        if each.contract in own
        else coming.after_first(each)
        if isinstance(each, Untold) and each.code == "0"
        else coming.again(each, arrears[each.contract])
        for each in waiting
    }


def _not_asked(
    untold: NotAsked, arrears: list[Unpaid], foretold: Coming, *, cycle: str, at: datetime
) -> Telling:
    needs_account = untold.reason in ("mandate_stopped", "no_mandate")
    title, body = words.not_asked(
        reason=untold.reason,
        debit_on=untold.debit_on,
        taken=[each.month for each in arrears],
        yen=total([Yen(each.yen) for each in arrears]),
        next_debits=[] if needs_account else foretold,
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


def _telling(untold: Untold, foretold: Coming, *, key: str, at: datetime) -> Telling:
    is_paid = untold.code == "0"
    title, body = (_first_paid if is_paid else _failed)(untold, foretold)
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


def _failed(untold: Untold, foretold: Coming) -> tuple[str, str]:
    needs_account = untold.mandate_state in ("stopped", "")
    says = words.failed_together if _is_together(untold) else words.failed
    return says(
        code=untold.code,
        debit_on=untold.debit_on,
        taken=untold.months,
        yen=Yen(untold.yen),
        next_debits=[] if needs_account else foretold,
        needs_account=needs_account,
    )


def _first_paid(untold: Untold, foretold: Coming) -> tuple[str, str]:
    next_debit = (foretold[0][0].debit_on, foretold[0][1]) if foretold else None
    return words.first_paid(
        debit_on=untold.debit_on,
        taken=untold.months,
        yen=Yen(untold.yen),
        next_debit=next_debit,
    )
