"""口座振替契約の照会 — which account a contract is debited from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from kyosai.basis import tokyo
from kyosai.records.mandates import banks, cipher
from kyosai.records.mandates.models import ON_PAPER, Mandate
from kyosai.records.one_trip import Statement

DEBITED = ("confirmed", "suspect")


@dataclass(frozen=True)
class Debitable:
    """An account a file may ask for money: its number is open only here."""

    contract: str
    customer_no: str
    bank_code: str
    bank_name: str
    branch_code: str
    branch_name: str
    account_kind: str
    account_number: str
    holder_kana: str


@dataclass(frozen=True)
class Account:
    """An account as people see it: masked."""

    contract: str
    customer_no: str
    bank_code: str
    bank_name: str
    branch_name: str
    masked: str
    state: str
    is_on_paper: bool = False


def debitable(contracts: Sequence[str] | None = None) -> Iterator[Debitable]:
    """Yield the accounts that may stand in a debit file, of these contracts or of all."""
    rows = _linked().filter(state__in=DEBITED)
    if contracts is not None:
        rows = rows.filter(contract_id__in=contracts)
    for row in rows.order_by("customer_no").iterator():
        yield Debitable(
            contract=row.contract_id or "",
            customer_no=row.customer_no,
            bank_code=row.bank_code,
            bank_name=row.bank_name,
            branch_code=row.branch_code,
            branch_name=row.branch_name,
            account_kind=row.account_kind,
            account_number=cipher.opened(
                bytes(row.account_sealed or b""), customer_no=row.customer_no
            ),
            holder_kana=row.holder_kana,
        )


def first_unconfirmed_on() -> date | None:
    """Return the day since which a contract's account waits for the hub's daily file."""
    waiting = _linked().filter(state="registered")
    rows = waiting.order_by("registered_on")
    return rows.values_list("registered_on", flat=True).first()


def account_of(contract: str) -> Account | None:
    """Return the account a contract is, or will be, debited from: the newest not replaced."""
    return accounts_of([contract]).get(contract)


def accounts_of(contracts: Sequence[str]) -> dict[str, Account]:
    """Return the newest account of each contract."""
    rows = _linked().filter(contract_id__in=contracts).exclude(state="replaced")
    newest_last = sorted(rows, key=lambda row: (row.registered_on, row.state == "registered"))
    return {row.contract_id: _account(row) for row in newest_last if row.contract_id}


def _account(row: Mandate) -> Account:
    return Account(
        contract=row.contract_id or "",
        customer_no=row.customer_no,
        bank_code=row.bank_code,
        bank_name=banks.name(row.bank_code, told=row.bank_name),
        branch_name=row.branch_name,
        masked=row.account_masked,
        state=row.state,
        is_on_paper=row.request_id == ON_PAPER,
    )


def as_of(contract: str, *, on: date, known_at: datetime) -> list[tuple[Account, str]]:
    """Return a contract's accounts registered by a day, each with its state as then known."""
    rows = Mandate.objects.filter(contract_id=contract, registered_on__lte=on)
    found = [(_account(row), _state_by(row, on=on, known_at=known_at)) for row in rows]
    return [(account, state) for account, state in found if state != "replaced"]


def _state_by(row: Mandate, *, on: date, known_at: datetime) -> str:
    told = row.events.filter(at__lt=known_at).order_by("-at").values_list("at", "state")
    for at, state in told:
        if tokyo.in_tokyo(at).date() <= on:
            return str(state)
    is_confirmed = row.confirmed_on is not None and row.confirmed_on <= on
    return "confirmed" if is_confirmed else "registered"


@dataclass(frozen=True)
class Registered:
    """Whose a mandate is, and how it stands."""

    customer_no: str
    person: str | None
    contract: str | None
    state: str


def standing(customer_no: str) -> Registered | None:
    """Return whose a mandate is, if we know it."""
    row = Mandate.objects.filter(customer_no=customer_no).first()
    if row is None:
        return None
    person = str(row.person) if row.person else None
    return Registered(row.customer_no, person, row.contract_id, row.state)


def on_paper(customer_no: str) -> Mandate:
    """Return an account an officer read from a picture."""
    return Mandate.objects.get(customer_no=customer_no, request_id=ON_PAPER)


def number_of(customer_no: str) -> str:
    """Open one account number, for an officer whose look has been written down."""
    row = Mandate.objects.get(customer_no=customer_no)
    return cipher.opened(bytes(row.account_sealed or b""), customer_no=customer_no)


def registration(customer_no: str) -> Statement:
    """Ask, under lock, whose a mandate is and how it stands."""
    return (
        "SELECT customer_no, person, contract_id, state, bank_code, holder_kana FROM mandate"
        " WHERE customer_no = %s FOR UPDATE",
        [customer_no],
    )


def _linked() -> QuerySet[Mandate]:
    return Mandate.objects.filter(contract_id__isnull=False)
