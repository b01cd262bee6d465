"""ありえない記録 — figures, days and kinds that cannot be, refused before a rule uses them."""

from datetime import date
from fractions import Fraction
from typing import Self

from kyosai.basis.keyed import Keyed
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused


class BelowNothing(Refused):
    """An amount, a number or a share below nothing."""

    reason = "金額・月数・割合にマイナスはありません。記録を確かめて、0以上にしてください。"

    @classmethod
    def refuse(cls, **figures: Yen | int | Fraction) -> None:
        """Refuse the first figure below nothing, naming it."""
        for name, figure in figures.items():
            if (figure.amount if isinstance(figure, Yen) else figure) < 0:
                raise cls(field=name)


class Backwards(Refused):
    """A day before the day it must follow."""

    reason = "日付の前後が逆です。どちらの日付が正しいかを確かめてください。"

    @classmethod
    def refuse(cls, earlier: date, *, later: date, field: str) -> None:
        """Refuse a day that lies before the one it must follow."""
        if later < earlier:
            raise cls(field=field)


class UnknownKind(Refused):
    """A key that no member of its kind has."""

    reason = "知らない区分です。一覧にあるものから選んでください。"


class Kind(Keyed):
    """An enumeration that refuses an unknown key, since its keys come from forms."""

    @classmethod
    def of(cls, key: str) -> Self:
        """Return the member of a key, or refuse an unknown one."""
        try:
            return super().of(key)
        except KeyError:
            raise UnknownKind(field=cls.__name__) from None
