"""税務署に出す写し — one at a time: a number opened, a page written, sealed.

The vault writes the opening down before the page is made. Killed in between, the number is opened
again, and both openings stand in its journal; the copy is kept once.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from kyosai.basis.refusal import Refused
from kyosai.formats.etax import sealed_copy
from kyosai.formats.paper import tax_slip
from kyosai.records.benefits import tax_papers
from kyosai.records.benefits.tax_papers import TaxPaper
from kyosai.records.my_numbers import reads as my_numbers
from kyosai.records.my_numbers.reads import NotOpened
from kyosai.records.officers import reads as officers
from kyosai.records.tax_office import bundles
from kyosai.records.tax_office.bundles import Copy

AT_ONCE = 20  # as many numbers as an officer may open in an hour


class NotOfTheDesk(Refused):
    """Only who examines benefits opens numbers."""

    reason = "税務署に出す写しを作れるのは、給付課の審査の担当者だけです。"


@dataclass(frozen=True, kw_only=True)
class Opener:
    """Who opens numbers: name, desk in words, and when the second factor was shown."""

    officer: str
    role: str
    proved_at: datetime | None


def to_make(*, kind: str = "", year: int = 0) -> list[TaxPaper]:
    """Return the papers of 小規模 that have no copy yet, the most urgent first."""
    due = [each for each in tax_papers.due(kind=kind, year=year) if each.kind in bundles.KINDS]
    done = bundles.known([each.key for each in due])
    return [each for each in due if each.key not in done]


def make(kind: str, *, year: int, by: Opener, at: datetime) -> int:
    """Make copies of a kind and year, twenty at most; return how many. Refuse without the duty."""
    if not officers.has_duty(by.officer, "benefit_examiner"):
        raise NotOfTheDesk
    wanted = to_make(kind=kind, year=year)[:AT_ONCE]
    return sum(_make(each, by=by, at=at) for each in wanted)


def _make(paper: TaxPaper, *, by: Opener, at: datetime) -> bool:
    number = _number(paper, by=by, at=at)
    page = tax_slip.for_tax_office(tax_papers.slip(paper, number=paper.award), my_number=number)
    certificate = Path(settings.ETAX_CERT_FILE).read_bytes()
    copy = Copy(
        key=paper.key,
        kind=paper.kind,
        year=paper.year,
        yen=paper.paid.amount,
        national=paper.national.amount,
        hand_in_by=paper.by,
        has_my_number=bool(number),
        sealed=sealed_copy.sealed(page, certificate=certificate),
        prepared_by=by.officer,
    )
    return bundles.keep(copy, at=at)


def _number(paper: TaxPaper, *, by: Opener, at: datetime) -> str:
    """Open the recipient's number for this paper; nothing where none was ever given."""
    if not my_numbers.is_kept(paper.party):
        return ""
    try:
        return my_numbers.open_one(
            paper.party,
            purpose=paper.purpose,
            officer=by.officer,
            role=by.role,
            case=paper.case_number,
            proved_at=by.proved_at,
            at=at,
        )
    except NotOpened as refusal:
        if refusal.field == "nothing kept":
            return ""
        raise
