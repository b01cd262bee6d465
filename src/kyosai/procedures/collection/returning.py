"""掛金の返還 — months after the end of a contract are waived, or refunded when they were paid.

A refund is written down as owed to the holder and put before the treasury; ``payout/refunds``
orders it, and two officers release the file it leaves with.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.procedures.collection.query import ask_treasury
from kyosai.procedures.collection.words import months as month_words
from kyosai.records.contracts import reads as contracts
from kyosai.records.ledger import writes as ledger
from kyosai.records.ledger.writes import Posting
from kyosai.records.premiums import releasing
from kyosai.records.premiums.releasing import After, Ended
from kyosai.records.remittances import reads as remittances
from kyosai.records.remittances import writes
from kyosai.records.remittances.reads import StatementEntry


class NotInSuspense(Refused):
    """An entry that is no unmatched money of this scheme cannot be returned."""

    reason = "この入金は、返す対象ではありません。合わない入出金の一覧を開き直してください。"


def to_close(*, on: date) -> list[str]:
    """Return the ended contracts whose months nobody has closed."""
    return releasing.to_close(on=on)


@implements("小規模企業共済法17条1項", "中小企業倒産防止共済法14条1項")
def close(contract: str, *, at: datetime) -> Yen:
    """Release the months after a contract's end; return what is now owed back to the holder.

    The month of the end is the last one owed. A month the bank has not answered for waits: the
    contract is closed when the answer is in.
    """
    with transaction.atomic(durable=True):
        ended = releasing.ended(contract)
        if ended is None:
            return Yen(0)
        after = releasing.after(contract, last=Month.of(ended.ended_on))
        settled = [each for each in after if not each.is_in_flight]
        paid = [each for each in settled if each.is_paid]
        unpaid = [each for each in settled if not each.is_paid]
        for kind, months in (("waived", unpaid), ("refunded", paid)):
            releasing.release(contract, months, kind=kind, why="contract_ended", at=at)
        if paid:
            _owe_back(ended, paid, at=at)
        if len(settled) == len(after):
            releasing.note_closed(contract, at=at)
    return Yen(sum(each.yen + each.surcharge for each in paid))


def return_entry(statement: str, ordinal: int, *, contract: str, officer: str, at: datetime) -> Yen:
    """Owe unmatched money back to a holder who paid it in error (過誤納), as one officer found."""
    with transaction.atomic(durable=True):
        standing = contracts.standing(contract, lock=True)
        entry = remittances.entry(statement, ordinal)
        if entry is None or not _is_in_suspense(entry, scheme=standing.scheme):
            raise NotInSuspense
        writes.note_returned(statement, ordinal, contract=contract, officer=officer, at=at)
        ledger.post(
            Posting(
                key=f"returned:{statement}:{ordinal}",
                kind="paid_in_error",
                debit=f"suspense:{standing.scheme}",
                credit=f"refunds:{standing.scheme}:{contract}",
                amount=Yen(entry.yen),
                effective_on=tokyo.in_tokyo(at).date(),
                contract=contract,
            ),
            at=at,
        )
        _ask(
            f"return:{statement}:{ordinal}",
            f"{entry.booked_on}に届いた{Yen(entry.yen)}を、契約 {contract} に返します"
            f"（{officer}が確認）。",
            party=standing.party,
            contract=contract,
            at=at,
        )
    return Yen(entry.yen)


def _is_in_suspense(entry: StatementEntry, *, scheme: str) -> bool:
    is_returned = remittances.is_returned(entry.statement_id, entry.ordinal)
    is_unmatched = entry.is_credit and entry.cycle_id is None and not is_returned
    return is_unmatched and entry.scheme == scheme


def _owe_back(ended: Ended, paid: list[After], *, at: datetime) -> None:
    today = tokyo.in_tokyo(at).date()
    for each in paid:
        for kind, yen in (("premium", each.yen), ("surcharge", each.surcharge)):
            if yen:
                ledger.post(_refund(ended, each.month, kind=kind, yen=yen, on=today), at=at)
    total = Yen(sum(each.yen + each.surcharge for each in paid))
    months = [each.month for each in paid]
    _ask(
        f"refund:{ended.contract}:{months[0]}",
        f"契約 {ended.contract} は{ended.ended_on}に終わりました。その後の掛金 {total}"
        f"（{month_words(months)}）を返します。",
        party=contracts.standing(ended.contract).party,
        contract=ended.contract,
        at=at,
    )


def _refund(ended: Ended, month: Month, *, kind: str, yen: int, on: date) -> Posting:
    return Posting(
        key=f"{kind}-refund:{ended.contract}:{month}",
        kind=f"{kind}_refunded",
        debit=f"{kind}s:{ended.scheme}:{ended.contract}",
        credit=f"refunds:{ended.scheme}:{ended.contract}",
        amount=Yen(yen),
        effective_on=on,
        contract=ended.contract,
    )


def _ask(about: str, words: str, *, party: UUID, contract: str, at: datetime) -> None:
    ask_treasury(about, words=words, at=at, party=party, contract=contract)
