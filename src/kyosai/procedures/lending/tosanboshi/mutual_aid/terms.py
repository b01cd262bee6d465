"""貸付けの条件 — schedule, what is taken off, what is paid out, and the text to be signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kyosai.basis import era
from kyosai.basis.money import Yen, exactly
from kyosai.procedures.lending.tosanboshi import books, deed, handing_over
from kyosai.procedures.lending.tosanboshi.books import Books
from kyosai.procedures.lending.tosanboshi.deed import Deed
from kyosai.records.payments.accounts import Payee
from kyosai.schemes.tosanboshi.loan import offsets, repayment, schedule
from kyosai.schemes.tosanboshi.loan.offsets import Outstanding
from kyosai.schemes.tosanboshi.loan.schedule import Instalment

NOTHING = Yen(0)
TENTH = Fraction(1, 10)
PROMISES = (
    "利子、担保、保証人はありません。",
    "貸付額の10分の1は、掛金から消えます。返し終わっても、元にはもどりません。",
    "返すのが期日よりおくれると、その額に年14.6%の違約金がかかります。",
    "期日から3か月をすぎても返さないときは、掛金を充てます。",
    "5か月分を返さないときは、残りの全額の期日が来ます。",
)


@dataclass(frozen=True)
class Terms:
    """A loan of an amount on a day, as the law shapes it."""

    contract: str
    amount: Yen
    lent_on: date
    years: int
    turns: tuple[Instalment, ...]
    taken_off: Yen
    account: Payee

    @property
    def used_up(self) -> Yen:
        """What of the premiums is gone: a tenth of the loan."""
        return exactly(self.amount.of(TENTH))

    @property
    def to_holder(self) -> Yen:
        """What is paid out."""
        return offsets.paid_out(self.amount, offsets=[self.taken_off])

    @property
    def deed(self) -> Deed:
        """The text the holder signs."""
        return deed.written([*_loan(self), *_money(self)], promises=PROMISES)


def terms(held: Books, *, amount: Yen, on: date) -> Terms:
    """Return the terms of a loan made on a day."""
    return Terms(
        contract=held.contract.number,
        amount=amount,
        lent_on=on,
        years=repayment.term_years(amount, on=on),
        turns=schedule.schedule(amount, lent_on=on),
        taken_off=_taken_off(held, amount=amount, on=on),
        account=handing_over.account_of(held.contract.number, party=held.contract.party),
    )


def in_words(turns: Sequence[Instalment]) -> str:
    """Return the turns as a person reads them: so many of each, and the last."""
    first, last = turns[0].yen, turns[-1].yen
    if first == last:
        return f"{first}を{len(turns)}回"
    return f"{first}を{len(turns) - 1}回、最後に{last}"


def _taken_off(held: Books, *, amount: Yen, on: date) -> Yen:
    """Return what of a temporary loan is above the limit that is left beside the new loan."""
    owed = held.owed(books.TEMPORARY)
    if not owed:
        return NOTHING
    limit = offsets.limit_beside_new_loan(
        held.premiums(on),
        new_loan=amount,
        balance=held.owed(books.MUTUAL_AID),
        months_paid=held.months_paid(on),
        on=on,
    )
    return offsets.taken_off(Outstanding(owed), limit=limit)


def _loan(made: Terms) -> list[tuple[str, object]]:
    return [
        ("契約", "共済金の貸付契約（中小企業倒産防止共済法9条）"),
        ("契約者番号", made.contract),
        ("貸付額", made.amount),
        ("貸付けの日", era.on_screen(made.lent_on)),
        ("返す期間", f"{made.years}年（はじめの6か月はすえ置き）"),
        ("返し方", in_words(made.turns)),
        ("はじめに返す日", era.on_screen(made.turns[0].due_on)),
        ("最後に返す日", era.on_screen(made.turns[-1].due_on)),
        ("掛金から消える額", made.used_up),
    ]


def _money(made: Terms) -> list[tuple[str, object]]:
    to = made.account
    off = [("一時貸付金から差し引く額", made.taken_off)] if made.taken_off else []
    return [
        *off,
        ("振込額", made.to_holder),
        ("振込先", f"{to.bank_name} {to.masked}"),
    ]
