"""紙の口座振替 — accounts read from a picture: noted, sent to the bank, answered weeks later."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from kyosai.basis import tokyo
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


@dataclass(frozen=True)
class Sending:
    """A paper on its way to the bank: its account is open only here."""

    customer_no: str
    holder_kana: str
    account: dict[str, str]


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
    """Give a noted account to its contract: it goes to the bank next."""
    Mandate.objects.filter(customer_no=customer_no).update(registered_on=at.date())
    writes.link(customer_no, contract=contract, at=at)


def drop(customer_no: str, *, at: datetime) -> None:
    """Leave a wrongly read account behind."""
    writes.replace(customer_no, words="読みちがい", at=at)


def to_send() -> Iterator[Sending]:
    """Yield the papers that stand with a contract and have not gone to the bank, oldest first."""
    rows = _at_bank().filter(mandate_id="").order_by("registered_on", "customer_no")
    for row in rows:
        number = cipher.opened(bytes(row.account_sealed or b""), customer_no=row.customer_no)
        yield Sending(
            customer_no=row.customer_no,
            holder_kana=row.holder_kana,
            account={
                "bank_code": row.bank_code,
                "branch_code": row.branch_code,
                "acct_type": row.account_kind,
                "acct_no": number,
            },
        )


def note_sent(customer_no: str, *, number: str, at: datetime) -> None:
    """Note that a paper has gone, and under which number it is known there."""
    waiting = _at_bank().filter(customer_no=customer_no, mandate_id="")
    if waiting.update(mandate_id=number, registered_on=tokyo.in_tokyo(at).date()):
        writes.note(customer_no, "registered", "紙の申込書を銀行に出した", at)


def known(customer_nos: Sequence[str]) -> dict[str, str]:
    """Return those that came on paper and wait for their bank, with their contracts."""
    rows = _at_bank().filter(customer_no__in=customer_nos)
    return {row.customer_no: row.contract_id or "" for row in rows}


def give_back(customer_no: str, *, words: str, at: datetime) -> None:
    """Note that the bank has returned a paper, and why: it is never debited."""
    writes.set_state(customer_no, "returned", words, at)


def silent_since(day: date) -> list[str]:
    """Return what went to the bank before a day and has no answer."""
    rows = _at_bank().exclude(mandate_id="").filter(registered_on__lt=day)
    return list(rows.order_by("customer_no").values_list("customer_no", flat=True))


def _at_bank() -> QuerySet[Mandate]:
    return Mandate.objects.filter(request_id=ON_PAPER, state="registered", contract__isnull=False)
