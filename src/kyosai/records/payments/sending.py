"""即時振込の記録 — a row before the send, the outcome after it; never more than the day's frame."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from kyosai.basis.money import Yen
from kyosai.records import locks
from kyosai.records.holds.models import Hold, HoldDivided
from kyosai.records.payments.models import AccountCheck, Dispatch, Frame, Outcome, Payment
from kyosai.records.payments.ordering import payable

UNSENT = {
    "dispatch__isnull": True, "line__isnull": True, "outcomes__isnull": True,
    "divided__isnull": True,
}  # fmt: skip
PASSES = Q(passes_as_claim__isnull=False) | Q(passes_as_rest__isnull=False)


@dataclass(frozen=True)
class Waiting:
    """A payment as it was ordered, with what a send needs to know."""

    number: str
    scheme: str
    contract: str
    party: UUID
    kind: str
    purpose: str
    amount: Yen
    account: UUID
    pay_on: date
    due_at: datetime
    case_number: str

    @property
    def owed_on(self) -> str:
        """The account of the journal that holds what is to be paid."""
        return payable(self.kind, scheme=self.scheme, contract=self.contract)


def waiting(
    rail: str, *, until: date, scheme: str = "", ready_on: date | None = None, limit: int = 100
) -> list[Waiting]:
    """Return the payments of a rail whose day has come, the most urgent first.

    ``ready_on`` leaves out whose account may not be paid on that day, and what a hold stops: they
    keep nobody waiting.
    """
    rows = Payment.objects.filter(rail=rail, pay_on__lte=until, **UNSENT)
    if scheme:
        rows = rows.filter(scheme=scheme)
    if ready_on:
        well = AccountCheck.objects.filter(account_id=OuterRef("account_id"), result="0")
        rows = rows.filter(
            Q(account__payable_from__lte=ready_on) | Q(account__call_back__isnull=False),
            ~Exists(_bars()) | PASSES,
            Exists(well),
        )
    return list(_read(rows.order_by("due_at", "number")[:limit]))


def unsent(contract: str) -> list[Waiting]:
    """Return the payments of a contract that a hold could stop: those it lets pass left out."""
    rows = Payment.objects.filter(~PASSES, contract_id=contract, **UNSENT)
    return list(_read(rows.order_by("number")))


def is_stopped(number: str) -> bool:
    """Tell whether a payment may not leave: its contract is under a hold, or it was divided."""
    if HoldDivided.objects.filter(payment_id=number).exists():
        return True
    return Payment.objects.filter(~PASSES, Exists(_bars()), number=number).exists()


def stopped_in(file: str) -> list[str]:
    """Return the payments in a file that a hold came to stop after it was made."""
    rows = Payment.objects.filter(~PASSES, Exists(_bars()), line__file_id=file)
    return list(rows.order_by("number").values_list("number", flat=True))


def _bars() -> QuerySet[Hold]:
    held = Hold.objects.filter(contract_id=OuterRef("contract_id"))
    return held.exclude(words__word__in=("dropped", "lifted"))


def to_account(account: UUID) -> list[Waiting]:
    """Return the payments that wait to go to an account."""
    return list(_read(Payment.objects.filter(account_id=account, **UNSENT)))


def held_back(*, on: date) -> list[Waiting]:
    """Return the payments whose day has come and whose account was changed too lately."""
    rows = Payment.objects.filter(pay_on__lte=on, account__payable_from__gt=on, **UNSENT)
    return list(_read(rows.filter(account__call_back__isnull=True)))


def came_back() -> list[Waiting]:
    """Return the payments the bank refused or gave back, and that nobody has paid again."""
    return list(_read(_back().order_by("number")))


def is_back(number: str) -> bool:
    """Tell whether a payment came back and was not paid again."""
    return _back().filter(number=number).exists()


def _back() -> QuerySet[Payment]:
    bad = Outcome.objects.filter(payment_id=OuterRef("number"), kind__in=("refused", "returned"))
    return Payment.objects.filter(Exists(bad), replaced_by__isnull=True)


def of_number(number: str, *, lock: bool = False) -> Waiting | None:
    """Return a payment, if there is one of this number."""
    if lock:
        locks.hold("payment", number)
    return next(_read(Payment.objects.filter(number=number)), None)


def of_file(name: str) -> list[Waiting]:
    """Return the payments in a file, by number."""
    return list(_read(Payment.objects.filter(line__file_id=name).order_by("number")))


def on_their_way(*, at: datetime) -> list[str]:
    """Return the instant payments that were begun by now and whose outcome nobody knows."""
    rows = Dispatch.objects.filter(payment__outcomes__isnull=True, at__lte=at).order_by("at")
    return list(rows.values_list("payment_id", flat=True))


def is_begun(number: str) -> bool:
    """Tell whether an instant payment is on its way already, or has arrived."""
    return Dispatch.objects.filter(payment_id=number).exists()


def begin(number: str, *, frame: UUID, on: date, digest: str, at: datetime) -> None:
    """Write down that a payment leaves; the database refuses what no frame allows."""
    Dispatch.objects.create(payment_id=number, frame_id=frame, on=on, digest=digest, at=at)


def digest_of(number: str) -> str:
    """Return the digest of what is, or was, sent for a payment."""
    return Dispatch.objects.values_list("digest", flat=True).get(payment_id=number)


def again(number: str) -> tuple[str, str]:
    """Return the key and the rail of a payment that is to be paid once more."""
    row = Payment.objects.get(number=number)
    return row.key, row.rail


def payment_booked(number: str, *, scheme: str, yen: int) -> bool:
    """Tell whether an instant payment of so many yen has left a scheme's account."""
    rows = Dispatch.objects.filter(payment_id=number, payment__scheme=scheme)
    return rows.filter(payment__yen=yen).exists()


def returnable(number: str, *, scheme: str, yen: int) -> Waiting | None:
    """Return the payment that may have come back: it left, for so many yen, and is not back."""
    sent = Q(dispatch__isnull=False) | Q(line__file__hand_over__receipt__gt="")
    rows = Payment.objects.filter(sent, number=number, scheme=scheme, yen=yen)
    return next(_read(rows.exclude(outcomes__kind__in=("refused", "returned"))), None)


def days_left(*, since: date) -> set[tuple[str, date]]:
    """Return the days since one on which money left, with its scheme."""
    at_once = Dispatch.objects.filter(on__gte=since).values_list("payment__scheme", "on")
    in_files = Payment.objects.filter(
        line__file__pay_on__gte=since, line__file__hand_over__receipt__gt=""
    ).values_list("scheme", "line__file__pay_on")
    return {*at_once.distinct(), *in_files.distinct()}


def frame_for(scheme: str, *, yen: Yen, on: date) -> UUID | None:
    """Return an approved frame with room for a payment on a day."""
    allowed = Frame.objects.filter(
        scheme=scheme, since__lte=on, until__gte=on, yen_each__gte=yen.amount,
        approval__isnull=False,
    )  # fmt: skip
    for frame in allowed.order_by("until", "id"):
        gone = frame.dispatches.filter(on=on).aggregate(yen=Sum("payment__yen"))["yen"] or 0
        if gone + yen.amount <= frame.yen_a_day:
            return frame.id
    return None


def note(number: str, kind: str, *, at: datetime, reference: str = "", reason: str = "") -> bool:
    """Note what became of a payment; told twice, the first word stays. Return whether it is new."""
    _, is_new = Outcome.objects.get_or_create(
        payment_id=number,
        kind=kind,
        defaults={"at": at, "reference": reference[:90], "reason": reason[:200]},
    )
    return is_new


def outcomes(number: str) -> set[str]:
    """Return what is known of a payment."""
    return set(Outcome.objects.filter(payment_id=number).values_list("kind", flat=True))


def _read(rows: Iterable[Payment]) -> Iterator[Waiting]:
    for row in rows:
        yield Waiting(
            number=row.number,
            scheme=row.scheme,
            contract=row.contract_id or "",
            party=row.party_id,
            kind=row.kind,
            purpose=row.purpose,
            amount=Yen(row.yen),
            account=row.account_id,
            pay_on=row.pay_on,
            due_at=row.due_at,
            case_number=row.case_number,
        )
