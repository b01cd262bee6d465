"""振込先の口座 — kept sealed, checked with the bank, and called back about when it changed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db.models import Exists, OuterRef, Q, Subquery

from kyosai.records.mandates import banks, cipher
from kyosai.records.mandates.models import Mandate
from kyosai.records.payments.models import AccountCheck, CallBack, PayeeAccount, Payment


@dataclass(frozen=True)
class Given:
    """An account as its owner, or an officer, gave it. ``payable_from`` is five bank days on."""

    bank_code: str
    bank_name: str
    branch_code: str
    branch_name: str
    account_kind: str
    account_number: str
    holder_kana: str
    source: str
    registered_on: date
    payable_from: date
    registered_by: str = ""


@dataclass(frozen=True)
class Payee:
    """An account as people see it: masked, and from which day it needs no call back."""

    id: UUID
    party: UUID
    bank_code: str
    bank_name: str
    branch_name: str
    masked: str
    holder_kana: str
    payable_from: date
    is_called_back: bool
    check: str

    def is_payable(self, on: date) -> bool:
        """Tell whether money may leave for it on a day."""
        return self.is_checked and (self.is_called_back or self.payable_from <= on)

    @property
    def is_checked(self) -> bool:
        """Whether the bank said that the account is there, under this name."""
        return self.check == "0"


def register(party: UUID, given: Given) -> UUID:
    """Write an account down, its number sealed to its row; given again, it is the one known.

    A party's first account is payable at once.
    """
    known = PayeeAccount.objects.filter(party_id=party, source=given.source).first()
    if known:
        return known.id
    is_first = not PayeeAccount.objects.filter(party_id=party).exists()
    row, number = uuid4(), given.account_number
    PayeeAccount.objects.create(
        id=row,
        party_id=party,
        bank_code=given.bank_code,
        bank_name=given.bank_name,
        branch_code=given.branch_code,
        branch_name=given.branch_name,
        account_kind=given.account_kind,
        account_masked="••••" + number[-3:],
        account_sealed=cipher.sealed(number, customer_no=str(row)),
        holder_kana=given.holder_kana,
        source=given.source,
        registered_on=given.registered_on,
        registered_by=given.registered_by,
        payable_from=given.registered_on if is_first else given.payable_from,
    )
    return row


def debited(contract: str, *, payable_from: Callable[[date], date]) -> list[Given]:
    """Return the confirmed accounts of a contract, replaced ones too, in their order.

    ``payable_from`` says from which day an account known since a day needs no call back.
    """
    confirmed = Mandate.objects.filter(contract_id=contract, confirmed_on__isnull=False)
    rows = confirmed.filter(~Q(state="returned"), account_sealed__isnull=False)
    ordered = rows.order_by("confirmed_on", "registered_on", "customer_no")
    return [_given(row, payable_from=payable_from) for row in ordered]


def _given(row: Mandate, *, payable_from: Callable[[date], date]) -> Given:
    since = row.confirmed_on or row.registered_on
    number = cipher.opened(bytes(row.account_sealed or b""), customer_no=row.customer_no)
    return Given(
        bank_code=row.bank_code,
        bank_name=banks.name(row.bank_code, told=row.bank_name),
        branch_code=row.branch_code,
        branch_name=row.branch_name,
        account_kind=row.account_kind,
        account_number=number,
        holder_kana=row.holder_kana,
        source=f"mandate:{row.customer_no}",
        registered_on=since,
        payable_from=payable_from(since),
    )


def payee(account: UUID) -> Payee:
    """Return an account with its last check."""
    checks = AccountCheck.objects.filter(account_id=OuterRef("id")).order_by("-at")
    row = PayeeAccount.objects.annotate(
        last_check=Subquery(checks.values("result")[:1]),
        is_called_back=Exists(CallBack.objects.filter(account_id=OuterRef("id"))),
    ).get(id=account)
    return Payee(
        id=row.id,
        party=row.party_id,
        bank_code=row.bank_code,
        bank_name=banks.name(row.bank_code, told=row.bank_name),
        branch_name=row.branch_name,
        masked=row.account_masked,
        holder_kana=row.holder_kana,
        payable_from=row.payable_from,
        is_called_back=row.is_called_back,
        check=row.last_check or "",
    )


def newest(party: UUID) -> Payee | None:
    """Return the account a party gave last."""
    rows = PayeeAccount.objects.filter(party_id=party).order_by("-registered_on", "-payable_from")
    found = rows.values_list("id", flat=True).first()
    return payee(found) if found else None


def to_bank(account: UUID) -> dict[str, str]:
    """Return an account as the bank reads it, its number open."""
    row = PayeeAccount.objects.get(id=account)
    return {
        "bank_code": row.bank_code,
        "branch_code": row.branch_code,
        "account_kind": row.account_kind,
        "account_number": cipher.opened(bytes(row.account_sealed), customer_no=str(row.id)),
        "payee": row.holder_kana,
    }


def to_check(limit: int = 50) -> list[UUID]:
    """Return the accounts of payments under way that the bank has not found well, or not yet.

    What it did not find well is asked about anew with each payment ordered since.
    """
    asked = AccountCheck.objects.filter(
        Q(result="0") | Q(at__gt=OuterRef("ordered_at")), account_id=OuterRef("account_id")
    )
    waiting = Payment.objects.filter(
        ~Exists(asked), dispatch__isnull=True, line__isnull=True, replaced_by__isnull=True
    )
    return list(
        waiting.order_by("account_id").values_list("account_id", flat=True).distinct()[:limit]
    )


def note_check(account: UUID, result: str, *, at: datetime) -> None:
    """Note what the bank answered."""
    AccountCheck.objects.create(id=uuid4(), account_id=account, at=at, result=result)


def registered_by(account: UUID) -> str:
    """Return the officer who wrote an account down; nobody where its owner gave it."""
    by: str = PayeeAccount.objects.values_list("registered_by", flat=True).get(id=account)
    return by


def note_call_back(account: UUID, *, officer: str, words: str, at: datetime) -> None:
    """Note that an officer heard from the payee; once. The database refuses who changed it."""
    CallBack.objects.create(account_id=account, officer=officer, words=words, at=at)
