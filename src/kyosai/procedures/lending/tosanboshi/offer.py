"""一時貸付金の見積り — limit, interest, refinancing and the text to be signed; nothing is written.

What a person is shown and what carries it out is this one function.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kyosai.basis import era
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.procedures.lending.tosanboshi import books, deed, handing_over
from kyosai.procedures.lending.tosanboshi.books import Books
from kyosai.procedures.lending.tosanboshi.deed import Deed
from kyosai.records.loans.reads import Standing as Loan
from kyosai.records.payments.accounts import Payee
from kyosai.schemes.clocks.promises import Promise
from kyosai.schemes.tosanboshi.loan import temporary_loan
from kyosai.schemes.tosanboshi.loan.temporary_loan import Refinancing

NOTHING = Yen(0)
Rows = list[tuple[str, object]]
PROMISES = (
    "担保と保証人はいりません。期日に、全額を1回で返します。",
    "期日をすぎると、残りの額に年14.6%の違約金がかかります。",
    "期日から5か月をすぎても返さないときは、掛金を充てます。",
)


class Overdue(Refused):
    """A loan of this contract was to be repaid, and was not."""

    reason = "返す期限をすぎた借入れがあります。先に返してから、申し込んでください。"


@dataclass(frozen=True)
class Offer:
    """What a temporary loan of an amount would be."""

    contract: str
    amount: Yen
    limit: Yen
    old: Loan | None
    interest: Yen
    moved: Refinancing
    lent_on: date
    repaid_by: date
    account: Payee

    @property
    def deed(self) -> Deed:
        """The text the holder signs."""
        return deed.written([*_terms(self), *_money(self)], promises=PROMISES)

    @property
    def waits_for_money(self) -> bool:
        """Whether the holder has to pay something in before the loan is made."""
        return bool(self.moved.from_holder)


def limit(held: Books, *, on: date) -> Yen:
    """Return the most a temporary loan may be, one outstanding being replaced by it."""
    replaced = held.owed(books.TEMPORARY)
    net = held.net_total(on)
    return temporary_loan.temporary_loan_limit(
        net,
        months_paid=held.months_paid(on),
        is_at_ceiling=net == books.ceiling(on),
        owed=held.owed() - replaced,
        on=on,
    )


def offered(held: Books, *, amount: Yen, clock: Promise) -> Offer:
    """Return what is lent and moved, or refuse it in the law's words."""
    on = clock.t0
    if any(held.is_overdue(kind, on=on) for kind in (books.TEMPORARY, books.MUTUAL_AID)):
        raise Overdue
    most = limit(held, on=on)
    old = next(iter(held.outstanding(books.TEMPORARY)), None)
    moved = temporary_loan.refinanced(
        old.principal_left if old else NOTHING, new=amount, on=on, limit=most
    )
    return Offer(
        contract=held.contract.number,
        amount=amount,
        limit=most,
        old=old,
        interest=temporary_loan.interest_in_advance(amount, on=on),
        moved=moved,
        lent_on=on,
        repaid_by=temporary_loan.repaid_by(on),
        account=handing_over.account_of(held.contract.number, party=held.contract.party),
    )


def yearly_rate(offer: Offer) -> Fraction:
    """Return the rate of the interest taken ahead, exact: the term is one year."""
    return Fraction(offer.interest.amount, offer.amount.amount)


def _terms(offer: Offer) -> Rows:
    waits = offer.waits_for_money
    return [
        ("契約", "一時貸付金の貸付契約（中小企業倒産防止共済法10条の2）"),
        ("契約者番号", offer.contract),
        ("貸付額", offer.amount),
        ("利子（1年分・先に払う）", offer.interest),
        ("貸付けの日", "お振込みを確かめた日" if waits else era.on_screen(offer.lent_on)),
        ("返す期日", "貸付けの日の1年後" if waits else era.on_screen(offer.repaid_by)),
    ]


def _money(offer: Offer) -> Rows:
    """Return what changes hands: the loan replaced, and what is paid in or out."""
    rows: Rows = []
    if offer.old is not None:
        rows.append(("借り換える貸付け", f"{offer.old.number}（残り{offer.old.principal_left}）"))
    if offer.waits_for_money:
        return [*rows, ("振り込んでいただく額", offer.moved.from_holder)]
    to = offer.account
    rows.append(("振込額", offer.moved.to_holder))
    return [*rows, ("振込先", f"{to.bank_name} {to.masked}")]
