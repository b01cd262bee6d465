"""前納の見通し — what one prepayment comes to: the debit, its discount, its year, the room left."""

from dataclasses import dataclass
from typing import Any

from kyosai.basis import era
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.schemes.clocks.debit_days import Cycle
from kyosai.schemes.payment_terms import Ahead, Debit
from kyosai.schemes.premium_payment import Act, prepayment_discount
from kyosai.schemes.tax.deductible_premiums import counts_in_year


@dataclass(frozen=True)
class Outlook:
    """The debit in which a prepayment is taken; ``room`` is what is left below a ceiling after."""

    cycle: Cycle
    debit: Debit
    wanted: Ahead
    premium: Yen
    scheme: str
    room: Yen | None

    @property
    def months(self) -> tuple[Month, ...]:
        """The months prepaid, without what the same debit takes of earlier ones."""
        return tuple(month for month in self.debit.months if month >= self.wanted.first)

    @property
    def earlier(self) -> int:
        """How many months before them the same debit takes."""
        return len(self.debit.months) - len(self.months)

    @property
    def counts(self) -> bool:
        """Whether all of it counts in the tax year of the debit."""
        return counts_in_year(self.months, paid_on=self.debit.debit_on)

    @property
    def discount(self) -> Yen:
        """The 前納減額金 expected; the last month below a ceiling may take less than a premium."""
        last = self.debit.yen - self.premium * (len(self.debit.months) - 1)
        if not self.is_filled or last >= self.premium:
            return self._off(self.premium, self.months)
        return self._off(self.premium, self.months[:-1]) + self._off(last, self.months[-1:])

    @property
    def is_filled(self) -> bool:
        """Whether it reaches the ceiling."""
        return self.room == Yen(0)

    def _off(self, premium: Yen, months: tuple[Month, ...]) -> Yen:
        paid_on = self.debit.debit_on
        return prepayment_discount(premium, months=months, paid_on=paid_on, act=Act(self.scheme))

    def says(self) -> tuple[str, ...]:
        """Return what the holder is told."""
        first, last = self.months[0], self.months[-1]
        return (
            f"{era.on_screen(self.debit.debit_on)}に、{self.debit.yen}を引き落とします。",
            f"{first.year}年{first.month}月分から{last.year}年{last.month}月分までを払えます。",
            *self._with_earlier(),
            self._again(),
            f"前納減額金の見込みは、{self.discount}です。",
            "減額金は3月末に数え、6月に口座へ振り込みます。",
            "少ないときは、次の年に持ちこします。",
            self._tax(),
            *([f"払った後、上限まであと{self.room}です。"] if self.room is not None else []),
        )

    def shows(self) -> dict[str, Any]:
        """Return the figures the page shows."""
        return {
            "submit_by": self.cycle.submit_by.isoformat(),
            "debit_on": self.debit.debit_on.isoformat(),
            "prepaid": {
                "months": len(self.months),
                "earlier": self.earlier,
                "first": str(self.months[0]),
                "last": str(self.months[-1]),
                "yen": self.debit.yen.amount,
                "discount": self.discount.amount,
                "year": self.debit.debit_on.year,
                "counts": self.counts,
                "room": self.room.amount if self.room is not None else None,
                "is_yearly": self.wanted.is_yearly,
            },
        }

    def _with_earlier(self) -> list[str]:
        if not self.earlier:
            return []
        return [f"その前の{self.earlier}か月分も、同じ日に引き落とします。"]

    def _again(self) -> str:
        if self.wanted.is_yearly:
            return f"毎年{self.wanted.first.month}月に、{self.wanted.months}か月分をくり返します。"
        return "1回だけです。その後は、毎月の引き落としに戻ります。"

    def _tax(self) -> str:
        year = self.debit.debit_on.year
        if not self.counts:
            return "1年より先の分がどの年に入るかは、税務署に確かめてください。"
        if self.scheme == "skk":
            return f"全額が、{year}年分の掛金控除に入ります。"
        return "全額が、払った期の損金か、払った年の必要経費です。"
