"""控除証明書の照会 — a contract's certificates, who has none and why, and what waits to go out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.records.premium_certificates.certificate import Certificate, Delivery, Without
from kyosai.records.premium_certificates.models import (
    CertificateDelivery,
    CertificateHandedOver,
    PremiumCertificate,
    WithoutCertificate,
)
from kyosai.schemes.tax.premium_certificate import Figures

A_ROUND = 50
LAST_NUMBER = "999999999"


@dataclass(frozen=True)
class Count:
    """How a year stands: first certificates, those issued again, deliveries, and who has none."""

    issued: int
    again: int
    delivered: int
    without: dict[str, int]


def of_code(code: str) -> Certificate | None:
    """Return the certificate of a code."""
    row = PremiumCertificate.objects.filter(code=code).first()
    return _certificate(row) if row else None


def of_contract(contract: str, *, year: int) -> list[Certificate]:
    """Return a contract's certificates of a year, the newest first."""
    rows = PremiumCertificate.objects.filter(contract_id=contract, year=year)
    return [_certificate(row) for row in rows.order_by("-turn")]


def between(*, year: int, after: str, until: str) -> list[Certificate]:
    """Return the first certificates of a year of the contracts of a stretch."""
    rows = PremiumCertificate.objects.filter(
        contract_id__gt=after, contract_id__lte=until, year=year, turn=0
    )
    return [_certificate(row) for row in rows.order_by("contract_id")]


def is_newest(certificate: Certificate) -> bool:
    """Tell whether no later turn has replaced a certificate."""
    rows = PremiumCertificate.objects.filter(
        contract_id=certificate.contract,
        year=certificate.figures.year,
        turn__gt=certificate.turn,
    )
    return not rows.exists()


def without(contract: str, *, year: int) -> Without | None:
    """Return why a contract has no certificate of a year, if that was noted."""
    row = WithoutCertificate.objects.filter(contract_id=contract, year=year).first()
    return _without(row) if row else None


def first_without(*, year: int, limit: int) -> list[Without]:
    """Return some contracts without a certificate, those a desk can help first."""
    rows = WithoutCertificate.objects.filter(year=year)
    return [_without(row) for row in rows.order_by("reason", "contract_id")[:limit]]


def to_issue(*, year: int, after: str, limit: int, until: str = "") -> list[str]:
    """Return the next contracts nobody has looked at for a year: paying in it, or ended in it."""
    facts: dict[str, Any] = {
        "year": year,
        "after": after,
        "until": until or LAST_NUMBER,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(TO_ISSUE, facts)
        return [number for (number,) in cursor]


TO_ISSUE = """
SELECT c.number FROM contract c
WHERE c.scheme = 'skk' AND c.number > %(after)s AND c.number <= %(until)s
AND c.formed_on < make_date(%(year)s + 1, 1, 1)
AND (c.status = 'active' OR c.ended_on >= make_date(%(year)s, 1, 1))
AND NOT EXISTS (
    SELECT FROM premium_certificate p WHERE p.contract_id = c.number AND p.year = %(year)s
) AND NOT EXISTS (
    SELECT FROM premium_certificate_without w
    WHERE w.contract_id = c.number AND w.year = %(year)s
)
ORDER BY c.number LIMIT %(limit)s
"""


def bounds(*, year: int, each: int) -> tuple[list[str], int]:
    """Return the last number of every stretch of so many contracts to issue, and their count."""
    with connection.cursor() as cursor:
        cursor.execute(BOUNDS, {"year": year, "each": each, "after": "", "until": LAST_NUMBER})
        found = cursor.fetchall()
    return [number for number, _ in found], max((count for _, count in found), default=0)


BOUNDS = f"""
SELECT number, place FROM (
    SELECT number, row_number() OVER (ORDER BY number) AS place, count(*) OVER () AS whole
    FROM ({TO_ISSUE.replace("ORDER BY c.number LIMIT %(limit)s", "")}) waiting
) numbered WHERE place %% %(each)s = 0 OR place = whole ORDER BY number
"""


def count(*, year: int) -> Count:
    """Return how many were issued of a year, and for whom not and why."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"year": year})
        issued, again, delivered = cursor.fetchone()
        cursor.execute(WHY, {"year": year})
        return Count(issued, again, delivered, dict(cursor.fetchall()))


COUNT = """
SELECT count(*) FILTER (WHERE p.turn = 0), count(*) FILTER (WHERE p.turn > 0),
    (SELECT count(*) FROM premium_certificate_delivery d
        JOIN premium_certificate q USING (code)
        JOIN premium_certificate_handed_over h ON h.delivery_id = d.receipt
        WHERE q.year = %(year)s AND h.outcome = 'delivered')
FROM premium_certificate p WHERE p.year = %(year)s
"""
WHY = """
SELECT reason, count(*) FROM premium_certificate_without WHERE year = %(year)s
GROUP BY reason ORDER BY reason
"""


def to_hand_over() -> list[Delivery]:
    """Return what waits for the 民間送達サービス, the oldest first."""
    rows = CertificateDelivery.objects.filter(handed_over__isnull=True)
    return [_delivery(row, None) for row in rows.order_by("asked_at")[:A_ROUND]]


def deliveries(code: str) -> list[Delivery]:
    """Return a certificate's deliveries with their answers, the newest first."""
    rows = CertificateDelivery.objects.filter(certificate_id=code).order_by("-asked_at")
    answers = CertificateHandedOver.objects.in_bulk([row.receipt for row in rows])
    return [_delivery(row, answers.get(row.receipt)) for row in rows]


def last_issued_at(*, year: int) -> datetime | None:
    """Return when the newest certificate of a year was issued."""
    rows = PremiumCertificate.objects.filter(year=year).order_by("-issued_at")
    return rows.values_list("issued_at", flat=True).first()


def _certificate(row: PremiumCertificate) -> Certificate:
    return Certificate(
        code=row.code,
        contract=row.contract_id,
        turn=row.turn,
        issued_at=row.issued_at,
        figures=Figures(
            year=row.year,
            paid=Yen(row.paid),
            paid_until=_month(row.year, row.paid_until),
            planned=Yen(row.planned),
            planned_from=_month(row.year, row.planned_from),
            planned_until=_month(row.year, row.planned_until),
            discounts=Yen(row.discounts),
            total=Yen(row.total),
        ),
        monthly_premium=Yen(row.monthly_premium),
        payment_class=row.payment_class,
        formed_on=row.formed_on,
        name=row.name,
        address=row.address,
        digest=row.digest,
        why=row.why,
        officer=row.officer,
    )


def _month(year: int, number: int | None) -> Month | None:
    return Month(year, number) if number else None


def _without(row: WithoutCertificate) -> Without:
    return Without(row.contract_id, row.reason, row.words, row.noted_at)


def _delivery(row: CertificateDelivery, answer: CertificateHandedOver | None) -> Delivery:
    told = (answer.outcome, answer.proof) if answer else ("", "")
    return Delivery(row.receipt, row.certificate_id, row.box, row.asked_at, *told)
