"""返還 — what was lent or paid by fraud is given back."""

from dataclasses import dataclass

from kyosai.basis.law import implements
from kyosai.basis.money import Yen, total
from kyosai.schemes.tosanboshi.impossible import BelowNothing


@dataclass(frozen=True)
class Received:
    """Yen lent or paid out, and whether it was got by fraud or another wrongful act."""

    amount: Yen
    by_fraud: bool


@implements("中小企業倒産防止共済法13条", says="返還を求めることのできる額は{result}です。")
def to_be_returned(received: tuple[Received, ...]) -> Yen:
    """Return what SMRJ may demand back: all that fraud brought, whatever it was paid as."""
    for each in received:
        BelowNothing.refuse(amount=each.amount)
    return total([each.amount for each in received if each.by_fraud])
