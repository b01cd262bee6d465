"""払込区分の変更（SK07） — monthly, half-yearly or yearly, from the first month not asked for.

A year paid already is nobody's to ask again: the class that took it holds until it is over.
"""

from dataclasses import replace

from kyosai.basis import era
from kyosai.basis.months import Month
from kyosai.exchange.messages.amendments import PaymentClassChange
from kyosai.procedures.amendment.paying import Effect, Paying
from kyosai.procedures.amendment.together import scheduled
from kyosai.records.contracts import terms as records
from kyosai.schemes import both, prepaying
from kyosai.schemes.payment_terms import MONTHLY, Books, ClassFrom, Terms, debits_to_come

MONTHS = 26  # Two years hold every designated month after the year that is paid.


def effect(message: PaymentClassChange, before: Paying) -> Effect:
    """Return what another payment class comes to, or refuse it."""
    since = _since(before)
    wanted = ClassFrom(since, message.payment_class, message.designated_month)
    now = before.terms.class_in(since)
    prepaying.insist_on_payment_class(wanted, now=now, scheme=message.scheme, on=before.on)
    terms = replace(before.terms, classes=(*before.terms.classes, wanted))
    books, rows = scheduled.regrouped(before, terms)
    return Effect(
        terms=terms,
        books=books,
        since=since,
        says=(
            f"払い方は、{since.year}年{since.month}月分から{wanted.words}になります。",
            *_first_block(wanted, terms=terms, books=books, before=before),
            "もう払った月を、もう一度引き落とすことはありません。",
        ),
        writes=(records.classed(before.contract.number, chosen=wanted), *rows),
    )


def _since(before: Paying) -> Month:
    """Return the month a class holds from: one change a month, and never a month asked for."""
    chosen = before.terms.classes
    return max(before.first_free, chosen[-1].since + 1) if chosen else before.first_free


def _first_block(
    wanted: ClassFrom, *, terms: Terms, books: Books, before: Paying
) -> tuple[str, ...]:
    """Tell the first debit of a designated month, and how it is until then."""
    if wanted.name == MONTHLY:
        return ()
    until = ("その月までは、払い方は変わりません。",)
    length = both.rules_for(terms.scheme).payment_classes(on=before.on)[wanted.name]
    debits = debits_to_come(terms, books=books, opens=before.opens, count=MONTHS)
    for debit in debits:
        month = Month.of(debit.debit_on)
        if month >= wanted.since and (month.month - wanted.designated) % length == 0:
            day = era.on_screen(debit.debit_on)
            return (f"最初は{day}に、{len(debit.months)}か月分の{debit.yen}です。", *until)
    return until
