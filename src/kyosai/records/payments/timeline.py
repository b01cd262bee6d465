"""支払の進みぐあい — how far the payment ordered under a key has come, as its payee reads it."""

from dataclasses import dataclass
from datetime import date, datetime

from kyosai.records.mandates import banks
from kyosai.records.payments.models import Payment

STATES = {
    "ordered": "振込みの準備をしています",
    "sent": "銀行に送りました",
    "paid": "振り込みました",
    "returned": "振り込めませんでした。担当者から連絡します",
}


@dataclass(frozen=True)
class Turn:
    """A payment, and where it stands: ordered, sent, paid or returned."""

    number: str
    yen: int
    pay_on: date
    due_at: datetime
    account: str
    state: str

    @property
    def words(self) -> str:
        """Where it stands, in words."""
        return STATES[self.state]


def under(key: str) -> Turn | None:
    """Return the newest payment under a key: that which repeats a returned one comes after it."""
    row = Payment.objects.filter(key=key).select_related("account").first()
    while row is not None and (after := Payment.objects.filter(replaces_id=row.number).first()):
        row = after
    if row is None:
        return None
    bank = banks.name(row.account.bank_code, told=row.account.bank_name)
    account = f"{bank} {row.account.account_masked}"
    return Turn(row.number, row.yen, row.pay_on, row.due_at, account, _state(row))


def _state(row: Payment) -> str:
    known = set(row.outcomes.values_list("kind", flat=True))
    if known & {"returned", "refused"}:
        return "returned"
    if "paid" in known:
        return "paid"
    is_sent = Payment.objects.filter(number=row.number, line__file__hand_over__receipt__gt="")
    return "sent" if is_sent.exists() or hasattr(row, "dispatch") else "ordered"
