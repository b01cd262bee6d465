"""法定調書 — every slip and report a payment makes due, whose it is, and by when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.formats.paper.tax_slip import TaxSlip
from kyosai.records.parties import reads as parties

RECIPIENTS_OWN = {"pension_slip_filed": "pension_slip"}  # one page, handed to both


@dataclass(frozen=True, kw_only=True)
class TaxPaper:
    """One paper for the tax office: what it is about, and the case its マイナンバー was kept in.

    ``kind`` is the key of a report, ``key`` names it once and for all.
    """

    key: str
    kind: str
    year: int
    award: str
    party: UUID
    holder: UUID
    case_number: str
    scheme: str
    paid_on: date
    by: date
    paid: Yen
    national: Yen
    municipal: Yen
    prefectural: Yen
    months_paid: int
    declared: bool
    decided_at: datetime

    @property
    def purpose(self) -> str:
        """What a マイナンバー is opened for, as the vault knows it."""
        return self.kind


def due(*, kind: str = "", year: int = 0, award: str = "") -> list[TaxPaper]:
    """Return the papers of a kind, a year or an award, in order of their last day."""
    with connection.cursor() as cursor:
        cursor.execute(DUE, {"kind": kind, "year": year, "award": award})
        names = [column.name for column in cursor.description or ()]
        return [_paper(dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def slip(paper: TaxPaper, *, number: str) -> TaxSlip:
    """Return what the page of a paper says, under a number."""
    who = parties.particulars(paper.party, at=paper.decided_at)
    known = parties.particulars(paper.holder).name if paper.party != paper.holder else ""
    return TaxSlip(
        report=RECIPIENTS_OWN.get(paper.kind, paper.kind),
        number=number,
        name=who.name,
        address=who.address,
        paid_on=paper.paid_on,
        issued_on=tokyo.in_tokyo(paper.decided_at).date(),
        paid=paper.paid,
        national=paper.national,
        municipal=paper.municipal,
        prefectural=paper.prefectural,
        months_paid=paper.months_paid,
        declared=paper.declared,
        deceased=known,
        is_sample=settings.WORKSHOP,
    )


def _paper(row: dict[str, Any]) -> TaxPaper:
    return TaxPaper(**row | dict(_yen(row)))


def _yen(row: dict[str, Any]) -> Iterator[tuple[str, Yen]]:
    for name in ("paid", "national", "municipal", "prefectural"):
        yield name, Yen(int(row[name]))


# A share knows only the last day of its report: the fifteenth of the month after the payment.
DUE = """
SELECT * FROM (
    SELECT r.report || ':' || a.number AS key, r.report AS kind,
        extract(year FROM r.paid_on)::int AS year, a.number AS award, a.party_id AS party,
        a.party_id AS holder, a.case_number, a.scheme, r.paid_on, r.hand_in_by AS by,
        a.gross - a.divided AS paid, a.national, a.municipal, a.prefectural, a.months_paid,
        a.declared, a.decided_at
    FROM award_tax_report r JOIN award a ON a.number = r.award_id
    UNION ALL
    SELECT 'survivor_report:' || s.award_id || ':' || s.party_id, 'survivor_report',
        extract(year FROM p.pay_on)::int, s.award_id, s.party_id, a.party_id, p.case_number,
        a.scheme, p.pay_on, s.report_by, s.yen, 0, 0, 0, a.months_paid, false, p.ordered_at
    FROM award_share s JOIN award a ON a.number = s.award_id
    JOIN payment p ON p.party_id = s.paid_to_id AND p.replaces IS NULL
        AND p.contract_id = a.contract_id AND p.key LIKE 'award:' || a.number || ':%%'
    WHERE s.report_by IS NOT NULL
    UNION ALL
    SELECT 'pension_slip_filed:' || l.key, 'pension_slip_filed', l.year, l.award_id, a.party_id,
        a.party_id, a.case_number, a.scheme, make_date(l.year, 12, 31), l.hand_in_by, l.yen,
        l.national, 0, 0, a.months_paid, false, make_timestamptz(l.year + 1, 1, 1, 0, 0, 0, 'Japan')
    FROM award_pension_slip l JOIN award a ON a.number = l.award_id
    WHERE l.is_filed
) due
WHERE %(kind)s IN ('', kind) AND %(year)s IN (0, year) AND %(award)s IN ('', award)
ORDER BY by, key
"""
