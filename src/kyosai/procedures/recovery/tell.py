"""返済のお知らせ — each is told once under its key; what nobody can settle goes to a desk."""

from datetime import date, datetime, time
from uuid import UUID

from django.conf import settings

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.casework import actions as casework
from kyosai.casework import reads as cases
from kyosai.casework.actions import Line, Opening
from kyosai.casework.flow import Flow
from kyosai.procedures.recovery import words
from kyosai.procedures.recovery.flow import ARREARS, BANK_QUERY, PROPOSE
from kyosai.records.loans import reads
from kyosai.records.loans.reads import Standing
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.schemes.clocks import calendars

NOBODY = UUID(int=0)
DAYS, AT = 2, time(17)


def failed(loan: str, *, code: str, debit_on: date, yen: Yen, at: datetime) -> None:
    """Tell the holder that a repayment could not be debited, and what can be done."""
    standing = reads.of_number(loan)
    assert standing is not None
    said = words.failed(standing, code=code, debit_on=debit_on, yen=yen)
    notice(standing, f"failed:{debit_on}", said, at=at)


def received(loan: Standing, *, yen: Yen, on: date, at: datetime) -> None:
    """Tell the holder that a repayment came."""
    notice(loan, f"received:{on}", words.received(loan, yen=yen, on=on), at=at)


def repaid(loan: Standing, *, on: date, at: datetime) -> None:
    """Tell the holder that nothing is left."""
    notice(loan, "repaid", words.repaid(loan, on=on), at=at)


def notice(
    loan: Standing, what: str, said: tuple[str, str], *, by_post: str = "", at: datetime
) -> None:
    """Tell the holder of a loan something, once under its key; ``by_post`` by letter as well."""
    notices.tell(
        Telling(
            party=loan.party,
            key=f"loan:{loan.number}:{what}",
            kind=f"loan_{what.partition(':')[0]}",
            at=at,
            title=said[0],
            body=said[1],
            contract=loan.contract,
            mail=words.mail(said[0], url=settings.PORTAL_URL),
            by_post=by_post,
        )
    )


def desk(loan: Standing, about: str, found: str, *, at: datetime) -> str | None:
    """Open a case at the receivables desk about a loan, once for each thing found."""
    return _open(ARREARS, PROPOSE, f"{about}:{loan.number}", found, loan=loan, at=at)


def treasury(about: str, found: str, *, at: datetime) -> str | None:
    """Open a case at the treasury about a file of repayments."""
    return _open(BANK_QUERY, "look", about[:60], found, loan=None, at=at)


def _open(
    flow: Flow, step: str, receipt: str, found: str, *, loan: Standing | None, at: datetime
) -> str | None:
    if cases.filed_under(receipt):
        return None
    today = tokyo.in_tokyo(at).date()
    return casework.open(
        Opening(
            number=casework.new_number(),
            flow=flow,
            step=step,
            subject=loan.party if loan else NOBODY,
            receipt=receipt,
            received_at=at,
            opened_on=today,
            due_at=tokyo.at(calendars.office().add(today, DAYS), AT),
            at=at,
            filing={"loan": loan.number, "contract": loan.contract} if loan else {},
            lines=[Line(step, "opened", words=found)],
        )
    )
