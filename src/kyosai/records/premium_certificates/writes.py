"""控除証明書の記録 — issue once a turn, note who got none, keep deliveries and their answers."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from kyosai.basis import identifiers
from kyosai.basis.months import Month
from kyosai.records import serials
from kyosai.records.premium_certificates.certificate import Certificate, Without
from kyosai.records.premium_certificates.models import (
    CertificateDelivery,
    CertificateHandedOver,
    PremiumCertificate,
    WithoutCertificate,
)

LETTER = "D"
SERIAL = "premium_certificate_serial"


def new_code() -> str:
    """Return a unique code nobody has."""
    return identifiers.lettered_number(LETTER, serials.next_serial(SERIAL))


def issue(certificates: Sequence[Certificate]) -> int:
    """Keep certificates of one year; a turn somebody else has issued meanwhile stays theirs.

    Return how many are new.
    """
    if not certificates:
        return 0
    contracts, year = [each.contract for each in certificates], certificates[0].figures.year
    with transaction.atomic():
        rows = PremiumCertificate.objects.filter(contract_id__in=contracts, year=year)
        before = rows.count()
        PremiumCertificate.objects.bulk_create(map(_row, certificates), ignore_conflicts=True)
        WithoutCertificate.objects.filter(contract_id__in=contracts, year=year).delete()
        return rows.count() - before


def _row(each: Certificate) -> PremiumCertificate:
    told = each.figures
    return PremiumCertificate(
        code=each.code,
        contract_id=each.contract,
        year=told.year,
        turn=each.turn,
        issued_at=each.issued_at,
        why=each.why,
        officer=each.officer,
        paid=told.paid.amount,
        paid_until=_number(told.paid_until),
        planned=told.planned.amount,
        planned_from=_number(told.planned_from),
        planned_until=_number(told.planned_until),
        discounts=told.discounts.amount,
        total=told.total.amount,
        monthly_premium=each.monthly_premium.amount,
        payment_class=each.payment_class,
        formed_on=each.formed_on,
        name=each.name,
        address=each.address,
        digest=each.digest,
    )


def _number(month: Month | None) -> int | None:
    return month.month if month else None


def note_without(refused: Iterable[Without], *, year: int, at: datetime) -> None:
    """Note who gets no certificate of a year; noted again, the newer reason stands."""
    rows = [
        WithoutCertificate(
            contract_id=each.contract,
            year=year,
            reason=each.reason,
            words=each.words,
            noted_at=at,
        )
        for each in refused
    ]
    WithoutCertificate.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["contract_id", "year"],
        update_fields=["reason", "words", "noted_at"],
    )


def look_again(*, year: int) -> None:
    """Forget who got none, so that the next run asks them once more."""
    WithoutCertificate.objects.filter(year=year).delete()


def ask_delivery(receipt: str, *, code: str, box: str, at: datetime) -> None:
    """Lay a certificate out for the 民間送達サービス."""
    CertificateDelivery.objects.create(receipt=receipt, certificate_id=code, box=box, asked_at=at)


def note_handed_over(receipt: str, *, outcome: str, proof: str, at: datetime) -> None:
    """Note what the service answered, once."""
    CertificateHandedOver.objects.bulk_create(
        [CertificateHandedOver(delivery_id=receipt, at=at, outcome=outcome, proof=proof)],
        ignore_conflicts=True,
    )
