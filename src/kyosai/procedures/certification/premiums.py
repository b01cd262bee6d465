"""控除証明書の発行（SK31・SK32） — one figure by law and journal for each contract and year.

The same act serves a holder who asks, a desk that issues anew, and a November for everybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from kyosai.basis import fingerprint, tokyo
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.formats.etax import letters, premium_certificate
from kyosai.formats.etax.letters import NoReducedForm
from kyosai.formats.etax.premium_certificate import PremiumCertificate as Document
from kyosai.formats.etax.signing import Signer
from kyosai.records import locks
from kyosai.records.premium_certificates import forms, reads, writes, year
from kyosai.records.premium_certificates.certificate import Certificate, Without
from kyosai.records.premium_certificates.year import YearOfContract
from kyosai.schemes.tax import premium_certificate as law
from kyosai.schemes.tax.premium_certificate import NothingPaid, TooEarly

ISSUER = "独立行政法人 中小企業基盤整備機構"
LOCK = "premium-certificate"


class SignedByAnotherKey(Refused):
    """The bytes made again are not those that were issued: the key has been changed since."""

    reason = "署名の鍵が変わりました。控除証明書を再発行してください。"


class Replaced(Refused):
    """A newer certificate stands in the place of this one."""

    reason = "新しい控除証明書があります。「控除証明書」の画面を開き直してください。"


@dataclass(frozen=True)
class Made:
    """What came of a stretch of contracts, and the last of them."""

    issued: int
    without: int
    last: str = ""


def season(on: date) -> int:
    """Return the year that is certified on a day: this one from October, else the last."""
    return on.year if on.month >= 10 else on.year - 1


def for_contract(contract: str, *, of: int, at: datetime) -> Certificate:
    """Return the newest certificate of a contract and year, issuing the first; or refuse."""
    known = reads.of_contract(contract, year=of)
    return known[0] if known else _issued(contract, of=of, at=at)


def again(certificate: Certificate, *, why: str, at: datetime, officer: str = "") -> Certificate:
    """Issue a certificate anew under a new code, as the books and the name stand now."""
    with transaction.atomic():
        locks.hold(LOCK, certificate.contract)
        if not reads.is_newest(certificate):
            raise Replaced
        turn = certificate.turn + 1
        return _issued(
            certificate.contract,
            of=certificate.figures.year,
            at=at,
            turn=turn,
            why=why,
            officer=officer,
        )


@transaction.atomic
def for_all(contracts: Sequence[str], *, of: int, at: datetime) -> Made:
    """Issue the first certificate of each of these contracts, or note why there is none."""
    chosen, made, without = forms.chosen(), list[Certificate](), list[Without]()
    for each in year.of(contracts, year=of, at=at):
        try:
            made.append(_drawn(each, of=of, at=at, chosen=chosen))
        except TooEarly:
            raise
        except Refused as refusal:
            without.append(Without(each.number, _reason(refusal), refusal.reason[:300]))
    issued = writes.issue(made)
    writes.note_without(without, year=of, at=at)
    return Made(issued, len(without), max(contracts, default=""))


def document(certificate: Certificate) -> bytes:
    """Return the signed XML that was issued; refused when it can no longer be made."""
    content = _signed(certificate)
    if fingerprint.digest(content) != certificate.digest:
        raise SignedByAnotherKey
    return content


def signer() -> Signer:
    """Return the key the certificates are signed with."""
    keys = settings.KEYS
    return Signer(keys["certificate_signer.key"], keys["certificate_signer.crt"])


def _issued(
    contract: str, *, of: int, at: datetime, turn: int = 0, why: str = "", officer: str = ""
) -> Certificate:
    (found,) = year.of([contract], year=of, at=at)
    drawn = _drawn(found, of=of, at=at, chosen=forms.chosen(), turn=turn)
    writes.issue([replace(drawn, why=why, officer=officer)])
    return reads.of_contract(contract, year=of)[0]


def _drawn(
    each: YearOfContract, *, of: int, at: datetime, chosen: dict[str, str], turn: int = 0
) -> Certificate:
    """Return a certificate with the digest of the bytes it stands for."""
    last = Month(of, 12)
    drawn = Certificate(
        code=writes.new_code(),
        contract=each.number,
        turn=turn,
        issued_at=at,
        figures=law.figures(each.payments, each.planned, year=of, on=tokyo.in_tokyo(at).date()),
        monthly_premium=each.terms.premium_in(last),
        payment_class=each.terms.class_in(last).words,
        formed_on=each.formed_on,
        name=letters.reduced(each.name, chosen=chosen),
        address=letters.reduced(each.address, chosen=chosen),
    )
    return replace(drawn, digest=fingerprint.digest(_signed(drawn)))


def _signed(certificate: Certificate) -> bytes:
    return premium_certificate.written(_document(certificate), signer=signer())


def _reason(refusal: Refused) -> str:
    if isinstance(refusal, NothingPaid):
        return "nothing_paid"
    return "letters" if isinstance(refusal, NoReducedForm) else "cannot_say"


def _document(row: Certificate) -> Document:
    told = row.figures
    return Document(
        code=row.code,
        year=told.year,
        name=row.name,
        address=row.address,
        contract=row.contract,
        paid=told.paid,
        paid_until=told.paid_until,
        planned=told.planned,
        planned_from=told.planned_from,
        planned_until=told.planned_until,
        total=told.total,
        discounts=told.discounts,
        formed_on=row.formed_on,
        monthly_premium=row.monthly_premium,
        payment_class=row.payment_class,
        issued_on=tokyo.in_tokyo(row.issued_at).date(),
        issuer=ISSUER,
    )
