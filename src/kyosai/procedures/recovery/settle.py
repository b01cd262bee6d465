"""返済の消込 — the bank's answers become receipts and journal, whole or not at all."""

from datetime import datetime

from django.db import transaction

from kyosai.basis.money import Yen
from kyosai.basis.refusal import Malformed
from kyosai.formats.zengin import debit_results
from kyosai.procedures.recovery import receive, tell
from kyosai.records.loans import debits
from kyosai.records.loans.debits import FIRST_PART, Requested
from kyosai.records.premiums import cycles, results
from kyosai.records.premiums.answers import Totals
from kyosai.records.premiums.results import Unread

COLLECTED, PENDING = "0", "N"


def is_ours(name: str) -> bool:
    """Tell whether a result file answers a file of repayments."""
    return results.part_of(name) >= FIRST_PART


def settle(name: str, *, at: datetime) -> str:
    """Take a kept result file in; return what became of it, or "" when that is done already."""
    try:
        return _settle(name, at=at)
    except Malformed as malformed:
        with transaction.atomic(durable=True):
            results.lock(name)
            if results.unread(name) is None:
                return ""
            results.note_reading(name, outcome="refused", at=at, refusal=str(malformed))
            tell.treasury(
                f"result:{name}", f"結果ファイル {name} を丸ごと拒否しました。{malformed}", at=at
            )
        return "refused"


def _settle(name: str, *, at: datetime) -> str:
    with transaction.atomic(durable=True):
        results.lock(name)
        found = results.unread(name)
        if found is None:
            return ""
        if results.was_settled(found.digest):
            results.note_reading(name, outcome="repeated", at=at)
            return "repeated"
        results.note_reading(name, outcome="settled", at=at, totals=_take_in(found, at=at))
        cycles.locked(found.cycle)
        if results.is_complete(found.cycle):
            cycles.note_settled(found.cycle, at=at)
    return "settled"


def _take_in(found: Unread, *, at: datetime) -> Totals:
    told = debit_results.read_codes(found.content, request=found.request, debit_on=found.debit_on)
    asked = debits.asked(found.cycle)
    pending = collected = yen = transfers = 0
    for customer_no, code in told:
        pending += code == PENDING
        for row in asked[customer_no]:
            if not debits.note_answer(found.cycle, row.loan_id, code, at=at):
                continue
            if code == COLLECTED:
                transfers += _collected(row, found, at=at)
                yen += row.yen
            elif code != PENDING:
                tell.failed(
                    row.loan_id, code=code, debit_on=found.debit_on, yen=Yen(row.yen), at=at
                )
        collected += code == COLLECTED
    return Totals(pending, collected, yen, transfers)


def _collected(row: Requested, found: Unread, *, at: datetime) -> int:
    receive.receive(
        receive.Sum(
            key=f"repaid:{found.cycle}:{row.loan_id}",
            loan=row.loan_id,
            source="early" if row.is_whole else "debit",
            on=found.debit_on,
            principal=Yen(row.principal),
            interest=Yen(row.interest),
            penalty=Yen(row.penalty),
            debit=f"transit:collections:{found.scheme}",
        ),
        at=at,
    )
    return 1
