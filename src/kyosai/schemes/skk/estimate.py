"""試算 — what a monthly premium becomes after so many years, paid without a gap."""

from dataclasses import dataclass

from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.schemes.skk.benefit import BASIC, Kind, basic_benefit
from kyosai.schemes.skk.cancellation import cancellation_allowance
from kyosai.schemes.skk.premium_tiers import Stretch, premiums_paid

YEARS = (5, 10, 20, 30)


@dataclass(frozen=True)
class Estimate:
    """The basic amounts after some years; ``words`` says that they are the basic ones."""

    years: int
    paid: Yen
    a: Yen
    b: Yen
    jun: Yen
    cancellation: Yen
    words: str = BASIC

    def __str__(self) -> str:
        return (
            f"共済金A {self.a}、共済金B {self.b}、準共済金 {self.jun}、"
            f"解約手当金 {self.cancellation}（{self.words}）"
        )


@implements(
    "小規模企業共済法9条3項",
    "小規模企業共済法12条3項",
    says="{monthly_premium}を{years}年納めると、{result}です。",
)
def estimate(monthly_premium: Yen, *, years: int) -> Estimate:
    """Return what a premium paid every month for so many years would bring."""
    return after(monthly_premium, months=years * 12)


@implements(
    "小規模企業共済法9条3項",
    "小規模企業共済法12条3項",
    says="{monthly_premium}を{months}か月納めると、{result}です。",
)
def after(monthly_premium: Yen, *, months: int) -> Estimate:
    """Return what the first so many months, all paid, would bring."""
    history = (Stretch(monthly_premium, months),)
    return Estimate(
        years=months // 12,
        paid=premiums_paid(history),
        a=basic_benefit(Kind.A, history=history),
        b=basic_benefit(Kind.B, history=history),
        jun=basic_benefit(Kind.JUN, history=history),
        cancellation=cancellation_allowance(history),
    )


@implements(
    "小規模企業共済法9条3項",
    "小規模企業共済法12条3項",
    says="{monthly_premium}を納めたときの1年ごとの試算です。",
)
def curve(monthly_premium: Yen, *, years: int = YEARS[-1]) -> tuple[Estimate, ...]:
    """Return the estimate of every year from the first to the last."""
    return tuple(estimate(monthly_premium, years=year) for year in range(1, years + 1))
