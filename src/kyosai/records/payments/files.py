"""総合振込ファイルの記録 — kept by digest, released by two officers, handed over once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from kyosai.records import locks
from kyosai.records.payments import sending
from kyosai.records.payments.models import (
    FileApproval,
    Line,
    PaymentFile,
    PaymentFileContent,
    PaymentHandOver,
    ReleasedPaymentFile,
)

NEEDED = 2


@dataclass(frozen=True)
class Kept:
    """A file as it was made, and who has approved it."""

    name: str
    scheme: str
    pay_on: date
    digest: str
    records: int
    yen: int
    hand_in_by: datetime
    made_at: datetime
    made_by: str
    approved_by: tuple[str, ...]

    @property
    def lacks(self) -> int:
        """How many approvals are still missing."""
        return max(0, NEEDED - len(self.approved_by))


def count(scheme: str, *, pay_on: date) -> int:
    """Return how many files a scheme has for a day."""
    return PaymentFile.objects.filter(scheme=scheme, pay_on=pay_on).count()


def keep(file: Kept, *, content: bytes, payments: Sequence[str]) -> None:
    """Keep a file with its bytes and its lines."""
    PaymentFile.objects.create(
        name=file.name,
        scheme=file.scheme,
        pay_on=file.pay_on,
        digest=file.digest,
        records=file.records,
        yen=file.yen,
        hand_in_by=file.hand_in_by,
        made_at=file.made_at,
        made_by=file.made_by,
    )
    PaymentFileContent.objects.create(file_id=file.name, digest=file.digest, content=content)
    Line.objects.bulk_create([Line(payment_id=each, file_id=file.name) for each in payments])


def waiting() -> list[Kept]:
    """Return the files that lack an approval, the most urgent first."""
    return [each for each in _not_handed_over() if each.lacks]


def stopped() -> list[Kept]:
    """Return the files, released or not, in which a hold stops a payment: the bank gets none."""
    return [each for each in _not_handed_over() if sending.stopped_in(each.name)]


def of_name(name: str) -> Kept | None:
    """Return a file that has not been handed over, with its approvals."""
    return next((each for each in _not_handed_over() if each.name == name), None)


def locked(name: str) -> Kept | None:
    """Return a file that has not been handed over, locked until the transaction ends."""
    locks.hold("payment_file", name)
    return of_name(name)


def approve(name: str, *, digest: str, officer: str, at: datetime) -> None:
    """Write down an approval; the database refuses one that is none."""
    FileApproval.objects.create(file_id=name, digest=digest, officer=officer, at=at)


def hands_in(name: str) -> set[str]:
    """Return who decided, gave or confirmed anything about the payments of a file."""
    rows = Line.objects.filter(file_id=name).values_list(
        "payment__ordered_by",
        "payment__account__registered_by",
        "payment__account__call_back__officer",
    )
    made = PaymentFile.objects.filter(name=name).values_list("made_by", flat=True)
    return {each for row in rows for each in row if each} | {each for each in made if each}


def approvers(name: str) -> list[tuple[str, datetime]]:
    """Return who approved a file, and when."""
    rows = FileApproval.objects.filter(file_id=name).order_by("at", "officer")
    return list(rows.values_list("officer", "at"))


def to_hand_over() -> list[str]:
    """Return the approved files the bank has neither received nor refused, the oldest first."""
    released = ReleasedPaymentFile.objects.filter(name=OuterRef("name"))
    rows = PaymentFile.objects.filter(Exists(released), hand_over__isnull=True)
    names = rows.order_by("made_at", "name").values_list("name", flat=True)
    return [name for name in names if not sending.stopped_in(name)]


def released(name: str) -> tuple[str, bytes]:
    """Return digest and bytes of an approved file; of any other the database shows nothing."""
    row = ReleasedPaymentFile.objects.get(name=name)
    return row.digest, bytes(row.content)


def note_received(name: str, *, receipt: str, at: datetime) -> bool:
    """Note the bank's receipt; told twice, the first one stays. Return whether it is new."""
    _, is_new = PaymentHandOver.objects.get_or_create(
        file_id=name, defaults={"at": at, "receipt": receipt[:80]}
    )
    return is_new


def note_refused(name: str, *, reason: str, at: datetime) -> None:
    """Note that the bank refused a file whole, or that nobody released it in time."""
    PaymentHandOver.objects.create(file_id=name, at=at, refusal=reason[:300] or "理由の記載なし")


def handed_over_for(day: date) -> list[str]:
    """Return the received files whose day has come and whose payments nobody has noted as paid."""
    rows = PaymentFile.objects.filter(pay_on__lte=day, hand_over__receipt__gt="")
    open_lines = Line.objects.filter(file_id=OuterRef("name"), payment__outcomes__isnull=True)
    return list(rows.filter(Exists(open_lines)).order_by("name").values_list("name", flat=True))


def days_to_come(*, since: date) -> list[date]:
    """Return the days from one on for which the bank has received files."""
    rows = PaymentFile.objects.filter(pay_on__gte=since, hand_over__receipt__gt="")
    return sorted(set(rows.values_list("pay_on", flat=True)))


def booked(name: str, *, yen: int) -> bool:
    """Tell whether the bank has received a file of so many yen."""
    rows = PaymentFile.objects.filter(name=name, yen=yen, hand_over__receipt__gt="")
    return rows.exists()


def _not_handed_over() -> list[Kept]:
    rows = PaymentFile.objects.filter(hand_over__isnull=True).order_by("hand_in_by", "name")
    return [
        Kept(
            name=row.name,
            scheme=row.scheme,
            pay_on=row.pay_on,
            digest=row.digest,
            records=row.records,
            yen=row.yen,
            hand_in_by=row.hand_in_by,
            made_at=row.made_at,
            made_by=row.made_by,
            approved_by=tuple(officer for officer, _ in approvers(row.name)),
        )
        for row in rows
    ]
