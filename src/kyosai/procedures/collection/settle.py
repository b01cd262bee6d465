"""消込 — a result file, read whole or refused whole, becomes journal and dues in one transaction.

Killed at any point, nothing of the file has happened; run again, all of it happens once.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kyosai.basis import fingerprint, tokyo
from kyosai.basis.months import fiscal_year
from kyosai.basis.refusal import Malformed
from kyosai.formats.zengin import debit_results
from kyosai.procedures.collection import rebilling
from kyosai.procedures.collection.query import Asking, ask_treasury, ask_treasury_of_many
from kyosai.records import in_bulk
from kyosai.records.ledger import writes as ledger
from kyosai.records.mandates import writes as mandates
from kyosai.records.mandates.writes import Change
from kyosai.records.premiums import answers, cycles, results
from kyosai.records.premiums.answers import Accounts, Again, Totals, Unsettled
from kyosai.records.premiums.results import Unread

NO_ACCOUNT, STOPPED_BY_PAYER, NO_MANDATE = "2", "3", "4"
STOPPING = {
    NO_ACCOUNT: "銀行に口座がありません（結果コード2）",
    STOPPED_BY_PAYER: "預金者の申し出で引き落としが止まりました（結果コード3）",
}
FOR_TREASURY = {
    "5": "使われないはずの結果コード5が返りました",
    "6": "使われないはずの結果コード6が返りました",
    "7": "使われないはずの結果コード7が返りました",
    "8": "停止を依頼していないのに「委託者の都合による停止」が返りました",
    "9": "結果コード9（その他）が返りました",
    "E": "銀行に届く前に戻されました。口座の記録を直してください",
}


def keep(name: str, *, content: bytes, at: datetime) -> bool:
    """Keep a result file as it came; tell whether it answers a file of ours."""
    with transaction.atomic(durable=True):
        file = results.request_of(name)
        if file is None:
            ask_treasury(f"unknown:{name}", words=f"依頼していない結果です：{name}", at=at)
            return False
        results.keep(name, file=file, digest=fingerprint.digest(content), content=content, at=at)
    return True


def to_settle() -> list[str]:
    """Return the kept result files nobody has read."""
    return results.to_read()


def to_settle_by_file() -> list[list[str]]:
    """Return them by the file of ours they answer: those of one file in the order they came."""
    return results.to_read_by_file()


def settle(name: str, *, at: datetime) -> str:
    """Take a kept result file in; return what became of it, or "" when that is done already."""
    try:
        return _settle(name, at=at)
    except Malformed as malformed:
        return _refuse(name, reason=str(malformed), at=at)


def ask_for_overdue(*, at: datetime) -> list[str]:
    """Ask the treasury, once for each, about cycles not answered by the day we promised."""
    today = tokyo.in_tokyo(at).date()
    opened = []
    for cycle in cycles.under_way():
        if cycle.confirm_by < today:
            with transaction.atomic(durable=True):
                words = f"{cycle.debit_on}の引き落とし（{cycle.key}）の結果が、確認の期限"
                words += f"（{cycle.confirm_by}）までにそろっていません。銀行に確認してください。"
                opened.append(ask_treasury(f"overdue:{cycle.key}", words=words, at=at))
    return [number for number in opened if number]


def _settle(name: str, *, at: datetime) -> str:
    with transaction.atomic(durable=True):
        found = _locked(name)
        if found is None:
            return ""
        if results.was_settled(found.digest):
            results.note_reading(name, outcome="repeated", at=at)
            return "repeated"
        in_bulk.begin()
        totals = _take_in(found, at=at)
        results.note_reading(name, outcome="settled", at=at, totals=totals)
        _note_settled_when_complete(found.cycle, at=at)
    return "settled"


def _locked(name: str) -> Unread | None:
    """Lock the file it answers, and only then ask whether somebody was quicker.

    Other files of the cycle may be taken in meanwhile.
    """
    results.lock(name)
    return results.unread(name)


def _note_settled_when_complete(cycle: str, *, at: datetime) -> None:
    """Lock the cycle, so that of several files taken in at once the last one sees the others."""
    cycles.locked(cycle)
    if results.is_complete(cycle):
        cycles.note_settled(cycle, at=at)


def _take_in(found: Unread, *, at: datetime) -> Totals:
    told = debit_results.read_codes(found.content, request=found.request, debit_on=found.debit_on)
    changed = answers.lay_out(found.cycle, part=found.part, answers=told)
    if changed:
        raise Malformed(0, "振替結果コード", f"前と違う結果です（顧客番号 {changed[0]}）")
    totals = answers.take_in(found.cycle, result=found.name, again=_again(found), at=at)
    _post(found, totals, at=at)
    _act_on(answers.exceptions(), cycle=found.cycle, at=at)
    answers.put_away()
    return totals


def _again(found: Unread) -> Again:
    """Return when the scheme asks again for each month that has failed."""
    return rebilling.again(
        answers.failed_months(), scheme=found.scheme, debited_in=found.month, on=found.debit_on
    )


def _post(found: Unread, totals: Totals, *, at: datetime) -> None:
    """Post one transfer for each month paid, as of the day of the debit: each scheme its own."""
    transfers = answers.collected(
        found.cycle,
        accounts=Accounts(
            debit=f"transit:collections:{found.scheme}",
            premiums=f"premiums:{found.scheme}:",
            surcharges=f"surcharges:{found.scheme}:",
        ),
        year=fiscal_year(found.debit_on),
        effective_on=found.debit_on,
        at=at,
    )
    ledger.post_many(transfers, count=totals.transfers)


def _act_on(found: Sequence[Unsettled], *, cycle: str, at: datetime) -> None:
    """Let each code go its way. An account replaced meanwhile is left as it is."""
    mandates.change([change for each in found if (change := _change(each))], at=at)
    ask_treasury_of_many(
        [_asking(each, cycle=cycle) for each in found if each.code in FOR_TREASURY], at=at
    )


def _change(answer: Unsettled) -> Change | None:
    """Return what an answer makes of its mandate, if anything."""
    number, is_suspect = answer.customer_no, answer.mandate_state == "suspect"
    if answer.mandate_state not in ("confirmed", "suspect"):
        return None
    if answer.code in STOPPING:
        return Change(number, "stopped", STOPPING[answer.code])
    if answer.code == NO_MANDATE and is_suspect:
        return Change(number, "stopped", "銀行に口座振替の登録がありません（2回続けて）")
    if answer.code == NO_MANDATE:
        return Change(number, "suspect", "銀行に口座振替の登録がありません（1回目）")
    if answer.code == "0":
        return Change(number, "confirmed", "引き落としができました")
    return None


def _asking(answer: Unsettled, *, cycle: str) -> Asking:
    return Asking(
        about=f"debit:{cycle}:{answer.contract}",
        words=f"{FOR_TREASURY[answer.code]}。契約 {answer.contract}",
        party=answer.party,
        filing={"contract": answer.contract, "cycle": cycle, "code": answer.code},
    )


def _refuse(name: str, *, reason: str, at: datetime) -> str:
    with transaction.atomic(durable=True):
        found = _locked(name)
        if found is None:
            return ""
        results.note_reading(name, outcome="refused", at=at, refusal=reason)
        ask_treasury(
            f"result:{name}",
            words=f"結果ファイル {name} を丸ごと拒否しました。{reason}。"
            "銀行に再送を依頼してください。",
            at=at,
            file=name,
        )
    return "refused"
