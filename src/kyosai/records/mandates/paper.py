"""紙の口座振替 — accounts read from a picture: noted, handed in to the bank, confirmed later."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kyosai.formats.zengin import kana
from kyosai.records.mandates import cipher, writes
from kyosai.records.mandates.models import ON_PAPER, Mandate


@dataclass(frozen=True)
class PaperAccount:
    """An account as an officer reads it; ``account_kind`` is the banks' digit."""

    bank_code: str
    bank_name: str
    branch_code: str
    branch_name: str
    account_kind: str
    account_number: str
    holder_kana: str


def note(account: PaperAccount, *, customer_no: str, person: UUID, registered_on: date) -> None:
    """Keep an account of no contract yet, its number sealed."""
    Mandate.objects.create(
        customer_no=customer_no,
        person=person,
        request_id=ON_PAPER,
        bank_code=account.bank_code,
        bank_name=account.bank_name,
        branch_code=account.branch_code,
        branch_name=account.branch_name,
        account_kind=account.account_kind,
        account_masked="••••" + account.account_number[-3:],
        account_sealed=cipher.sealed(account.account_number, customer_no=customer_no),
        holder_kana=kana.name(account.holder_kana),
        state="registered",
        registered_on=registered_on,
    )


def hand_in(customer_no: str, *, contract: str, at: datetime) -> None:
    """Give a noted account to its contract; its weeks at the bank begin today."""
    Mandate.objects.filter(customer_no=customer_no).update(registered_on=at.date())
    writes.link(customer_no, contract=contract, at=at)


def drop(customer_no: str, *, at: datetime) -> None:
    """Leave a wrongly read account behind."""
    writes.replace(customer_no, words="読みちがい", at=at)


def confirm_handed_in(*, until: date, at: datetime) -> list[str]:
    """Confirm what was handed in by a day and not answered before; return the customer numbers."""
    waiting = Mandate.objects.select_for_update().filter(
        request_id=ON_PAPER, state="registered", contract__isnull=False, registered_on__lte=until
    )
    confirmed = []
    for row in waiting.order_by("customer_no"):
        writes.confirm_on_paper(row, at=at)
        confirmed.append(row.customer_no)
    return confirmed
