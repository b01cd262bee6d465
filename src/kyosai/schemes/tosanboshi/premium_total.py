"""掛金総額 — the premiums that still count: what was paid, less what mutual aid has used up."""

from dataclasses import dataclass
from fractions import Fraction

from kyosai.basis.law import implements
from kyosai.basis.money import Yen, exactly
from kyosai.basis.refusal import Refused

NOTHING = Yen(0)
TENTH = 10  # 「共済金の額の十分の一に相当する額」


class ImpossibleTotal(Refused):
    """More has been used up than was ever paid, or an amount below nothing."""

    reason = "納付された掛金より多くが控除される記録になっています。記録を確かめてください。"


@dataclass(frozen=True)
class Premiums:
    """Yen paid for months already begun; 共済金 ever lent or promised; premiums put to debts."""

    paid: Yen
    lent: Yen = NOTHING
    applied: Yen = NOTHING


@implements(
    "中小企業倒産防止共済法11条4項",
    says="納付された掛金から、共済金の10分の1と充当された額を引いた掛金総額は{result}です。",
)
def net_premium_total(premiums: Premiums) -> Yen:
    """Return the 掛金総額 in yen, or refuse a record that cannot be.

    The tenth of a loan is gone for good: repaying the loan does not bring it back.
    """
    if min(premiums.paid, premiums.lent, premiums.applied) < NOTHING:
        raise ImpossibleTotal(field="premiums")
    if premiums.lent.amount % TENTH:
        raise ImpossibleTotal(field="lent")
    left = premiums.paid - exactly(premiums.lent.of(_tenth())) - premiums.applied
    if left < NOTHING:
        raise ImpossibleTotal(field="premiums")
    return left


def _tenth() -> Fraction:
    return Fraction(1, TENTH)
