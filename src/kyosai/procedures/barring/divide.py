"""差し止めた支払を分ける — so much to the claimant, the rest to the holder; by two officers.

The stopped payment never leaves; those made of it pass the hold, and nothing else does.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.procedures.barring import words
from kyosai.procedures.barring.enter import NoWords, SameOfficer
from kyosai.records import one_trip
from kyosai.records.holds import reads as holds
from kyosai.records.holds import writes
from kyosai.records.holds.reads import Division, Standing
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.records.parties import writes as parties
from kyosai.records.payments import accounts, ordering, payee, sending
from kyosai.records.payments.accounts import Given
from kyosai.records.payments.ordering import Order
from kyosai.records.payments.sending import Waiting
from kyosai.schemes.clocks import calendars

NOTHING = Yen(0)
DAYS_TO_PAY = 2  # bank days: a file is made, and released by two, on the day before


class NotStopped(Refused):
    """A payment that no confirmed hold stops, or that was divided."""

    reason = "この支払は、決裁された差し止めで止まっていません。画面を開き直してください。"


class TooMuch(Refused):
    """More than was seized, or than is paid."""

    reason = "債権者などに払う額が、差し押さえた額か支払の額をこえています。額を確かめてください。"


class SeveralClaims(Refused):
    """Competing claims are for the deposit office, not for us to rank."""

    reason = (
        "差し止めが2つ以上あります。だれに払うかを、この画面では決められません。"
        "供託の手続きをとるか、先に一方の解除を確かめてください。"
    )


class NoAccount(Refused):
    """A sum for a claimant without an account."""

    reason = "債権者などの口座を入れてください。払う額が0円のときだけ、空にできます。"


@dataclass(frozen=True, kw_only=True)
class Payable:
    """The claimant's account, as their letter says."""

    bank_code: str
    bank_name: str
    branch_code: str
    branch_name: str
    account_kind: str
    account_number: str
    holder_kana: str


def propose(
    payment: str,
    *,
    to_claimant: Yen,
    account: Payable | None,
    officer: str,
    why: str,
    at: datetime,
) -> UUID:
    """Propose who gets how much of a stopped payment; another officer has to agree."""
    if not why.strip():
        raise NoWords(field="why")
    with transaction.atomic(durable=True):
        stopped, hold = _stopped(payment)
        if to_claimant > stopped.amount or to_claimant > (hold.claimed or stopped.amount):
            raise TooMuch(field="to_claimant")
        if to_claimant and account is None:
            raise NoAccount(field="bank_code")
        given = account if to_claimant else None
        return writes.propose_division(
            hold.id,
            payment=payment,
            to_claimant=to_claimant,
            account=_registered(hold, given, officer=officer, at=at) if given else None,
            why=why.strip(),
            officer=officer,
            at=at,
        )


def decide(payment: str, *, division: UUID, officer: str, at: datetime) -> None:
    """Agree, as a second officer, to the division on the page: its payments are ordered."""
    with transaction.atomic(durable=True):
        stopped, hold = _stopped(payment)
        wanted = holds.division(payment)
        if wanted is None or wanted.id != division:
            raise NotStopped
        if wanted.proposed_by == officer:
            raise SameOfficer
        to_claimant = _to_claimant(stopped, wanted, officer=officer, at=at)
        to_holder = _to_holder(stopped, wanted, officer=officer, at=at)
        writes.divide(
            wanted.id,
            payment=payment,
            to_claimant=to_claimant,
            to_holder=to_holder,
            officer=officer,
            at=at,
        )
        _tell(stopped, hold, wanted, at=at)


def _stopped(payment: str) -> tuple[Waiting, Standing]:
    """Return a payment with the one confirmed hold that stops it, or refuse."""
    found = sending.of_number(payment, lock=True)
    if found is None or payment not in {each.number for each in holds.stopped(found.contract)}:
        raise NotStopped
    standing = holds.standing(found.contract)
    if len(standing) > 1:
        raise SeveralClaims
    if not standing[0].words:
        raise NotStopped
    return found, standing[0]


def _registered(hold: Standing, given: Payable, *, officer: str, at: datetime) -> UUID:
    """Enter the claimant as a party of their own, and write the account down."""
    ((party,),) = one_trip.ask(parties.entering(uuid5(hold.id, "claimant"), at=at))
    one_trip.send(
        parties.noting(
            party,
            name=hold.claimant,
            kana=given.holder_kana,
            birthdate="",
            address="",
            email="",
            phone="",
            source=f"hold:{hold.reference}"[:40],
            at=at,
        )
    )
    on = tokyo.in_tokyo(at).date()
    return accounts.register(
        party,
        Given(
            **vars(given),
            source=f"hold:{given.bank_code}{given.branch_code}{given.account_number}",
            registered_on=on,
            payable_from=payee.payable_from(on),
            registered_by=officer,
        ),
    )


def _to_claimant(stopped: Waiting, wanted: Division, *, officer: str, at: datetime) -> str | None:
    if wanted.account is None:
        return None
    to = accounts.payee(wanted.account)
    return _order(
        stopped,
        "claimant",
        party=to.party,
        account=to.id,
        amount=wanted.to_claimant,
        officer=officer,
        at=at,
    )


def _to_holder(stopped: Waiting, wanted: Division, *, officer: str, at: datetime) -> str | None:
    rest = stopped.amount - wanted.to_claimant
    if rest == NOTHING:
        return None
    return _order(
        stopped,
        "holder",
        party=stopped.party,
        account=stopped.account,
        amount=rest,
        officer=officer,
        at=at,
    )


def _order(
    stopped: Waiting,
    whose: str,
    *,
    party: UUID,
    account: UUID,
    amount: Yen,
    officer: str,
    at: datetime,
) -> str:
    return ordering.order(
        Order(
            key=f"divided:{stopped.number}:{whose}",
            scheme=stopped.scheme,
            contract=stopped.contract,
            party=party,
            kind=stopped.kind,
            purpose=stopped.purpose,
            amount=amount,
            account=account,
            rail="bulk",
            pay_on=_pay_on(at),
            due_at=stopped.due_at,
            case_number=stopped.case_number,
            ordered_by=officer,
        ),
        at=at,
    )


def _tell(stopped: Waiting, hold: Standing, wanted: Division, *, at: datetime) -> None:
    title, body = words.divided(stopped, hold, to_claimant=wanted.to_claimant)
    notices.tell(
        Telling(
            party=stopped.party,
            key=f"divided:{stopped.number}",
            kind="payment_divided",
            at=at,
            title=title,
            body=body,
            contract=stopped.contract,
            mail=words.mail(title, url=settings.PORTAL_URL),
        )
    )


def _pay_on(at: datetime) -> date:
    bank = calendars.bank()
    return bank.add(bank.on_or_after(tokyo.in_tokyo(at).date()), DAYS_TO_PAY)
