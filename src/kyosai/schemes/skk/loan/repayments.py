"""貸付けの返済 — what is handed over, and when principal and interest are paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kyosai.basis.law import implements
from kyosai.basis.money import Yen, cut_off, total
from kyosai.basis.months import later
from kyosai.schemes.skk.loan.interest import yearly_rate
from kyosai.schemes.skk.loan.kinds import LoanKind, NoSuchTerm, product, terms_offered

NOTHING = Yen(0)


@dataclass(frozen=True)
class Repayment:
    """One turn: principal repaid, and interest paid ahead for the time that begins."""

    due_on: date
    principal: Yen
    interest: Yen


@implements(
    "独立行政法人中小企業基盤整備機構法15条2項8号",
    "貸付規程1条",
    says="{kind}{amount}を{term}か月で返します。",
)
def repayments(kind: LoanKind, *, amount: Yen, term: int, lent_on: date) -> tuple[Repayment, ...]:
    """Return the drawdown (no principal, interest ahead) and every repayment after it.

    Six and twelve months: all interest first, all principal last. Longer: equal principal every
    six months, interest for the next half year with each. By months, not days (inferred); odd
    yen of principal go to the last turn, interest is cut off below one yen (inferred).
    """
    if term not in terms_offered(kind, amount=amount, on=lent_on):
        raise NoSuchTerm(field="term")
    step = product(kind, on=lent_on).months_between(term)
    principal = _principal(amount, turns=term // step)
    rate = yearly_rate(kind, on=lent_on) * step / 12
    return tuple(
        Repayment(
            later(lent_on, months=step * turn),
            part,
            cut_off((amount - total(principal[: turn + 1])).of(rate)),
        )
        for turn, part in enumerate(principal)
    )


@implements("貸付規程1条", says="{amount}のうち、利子を引いて渡すのは{result}です（印紙代は別）。")
def handed_over(amount: Yen, *, turns: Sequence[Repayment]) -> Yen:
    """Return what the holder gets: the loan less the interest paid ahead; the stamp is apart."""
    return amount - turns[0].interest


def _principal(amount: Yen, *, turns: int) -> tuple[Yen, ...]:
    each = cut_off(amount.of(Fraction(1, turns)))
    return (NOTHING, *[each] * (turns - 1), amount - each * (turns - 1))
