"""控除証明書の照会 — a contract's certificates, who has none and why, and what waits to go out."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from kyosai.records.premium_certificates.models import (
    CertificateDelivery,
    CertificateHandedOver,
    PremiumCertificate,
    WithoutCertificate,
)


@dataclass(frozen=True)
class Count:
    """How a year stands: first certificates, those issued again, deliveries, and who has none."""

    issued: int
    again: int
    delivered: int
    without: dict[str, int]


def of_code(code: str) -> PremiumCertificate | None:
    """Return the certificate of a code."""
    return PremiumCertificate.objects.filter(code=code).first()


def of_contract(contract: str, *, year: int) -> list[PremiumCertificate]:
    """Return a contract's certificates of a year, the newest first."""
    rows = PremiumCertificate.objects.filter(contract_id=contract, year=year)
    return list(rows.order_by("-turn"))


def years(contract: str) -> list[int]:
    """Return the years a contract has certificates of, the newest first."""
    rows = PremiumCertificate.objects.filter(contract_id=contract).values_list("year", flat=True)
    return sorted(set(rows), reverse=True)


def is_newest(certificate: PremiumCertificate) -> bool:
    """Tell whether no later turn has replaced a certificate."""
    rows = PremiumCertificate.objects.filter(
        contract_id=certificate.contract_id, year=certificate.year, turn__gt=certificate.turn
    )
    return not rows.exists()


def without(contract: str, *, year: int) -> WithoutCertificate | None:
    """Return why a contract has no certificate of a year, if that was noted."""
    return WithoutCertificate.objects.filter(contract_id=contract, year=year).first()


def first_without(*, year: int, limit: int) -> list[WithoutCertificate]:
    """Return some contracts without a certificate, those a desk can help first."""
    rows = WithoutCertificate.objects.filter(year=year)
    return list(rows.order_by("reason", "contract_id")[:limit])


def to_issue(*, year: int, after: str, limit: int, until: str = "") -> list[str]:
    """Return the next contracts nobody has looked at for a year: paying in it, or ended in it."""
    facts = {"year": year, "after": after, "until": until or "999999999", "limit": limit}
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
        cursor.execute(BOUNDS, {"year": year, "each": each, "after": "", "until": "999999999"})
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


def to_hand_over() -> list[CertificateDelivery]:
    """Return what waits for the 民間送達サービス, the oldest first."""
    rows = CertificateDelivery.objects.filter(handed_over__isnull=True)
    return list(rows.select_related("certificate").order_by("asked_at")[:50])


def deliveries(code: str) -> list[tuple[CertificateDelivery, CertificateHandedOver | None]]:
    """Return a certificate's deliveries with their answers, the newest first."""
    rows = CertificateDelivery.objects.filter(certificate_id=code).order_by("-asked_at")
    answers = CertificateHandedOver.objects.in_bulk([row.receipt for row in rows])
    return [(row, answers.get(row.receipt)) for row in rows]


def last_issued_at(*, year: int) -> datetime | None:
    """Return when the newest certificate of a year was issued."""
    rows = PremiumCertificate.objects.filter(year=year).order_by("-issued_at")
    return rows.values_list("issued_at", flat=True).first()
