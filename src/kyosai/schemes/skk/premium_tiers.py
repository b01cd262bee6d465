"""掛金区分 — every month's premium cut into slices of 500 yen, each counting its own months."""

from collections.abc import Sequence
from dataclasses import dataclass

from kyosai.basis.law import implements
from kyosai.basis.money import Yen, total
from kyosai.basis.refusal import Refused

TIER = Yen(500)
HIGHEST = Yen(70_000)  # 法4条2項; no earlier version of the Act allowed more


class ImpossibleStretch(Refused):
    """Months below nothing, or a monthly premium the Act never allowed."""

    reason = (
        "掛金の納付の記録に、ありえない月数か金額があります。"
        "月数は0以上、掛金月額は500円から70,000円までの500円きざみで入れてください。"
    )


@dataclass(frozen=True)
class Stretch:
    """Months paid one after another at one monthly premium."""

    monthly_premium: Yen
    months: int

    def __post_init__(self) -> None:
        yen = self.monthly_premium.amount
        if self.months < 0 or not TIER.amount <= yen <= HIGHEST.amount or yen % TIER.amount:
            raise ImpossibleStretch(field="history")

    def __str__(self) -> str:
        return f"月{self.monthly_premium}で{self.months:,}か月"


History = Sequence[Stretch]


@implements(
    "小規模企業共済法9条2項",
    says="「{history}」を500円ずつに分けると、納めた月数は下から {result} です（月数×500円の数）。",
)
def premium_tiers(history: History) -> tuple[int, ...]:
    """Return the months paid of each tier, the lowest tier first.

    「掛金月額を五百円ごとに順次に区分」: only the count of months matters, not their order.
    """
    tiers: list[int] = []
    for top in sorted({stretch.monthly_premium.amount for stretch in history}):
        months = sum(each.months for each in history if each.monthly_premium.amount >= top)
        tiers += [months] * (top // TIER.amount - len(tiers))
    return tuple(tiers)


@implements(
    "小規模企業共済法9条1項",
    "小規模企業共済法12条1項",
    says="掛金を納めた月数（掛金納付月数）は{result}か月です。",
)
def months_paid(history: History) -> int:
    """Return the contract's 掛金納付月数, by which the thresholds are tested."""
    return sum(stretch.months for stretch in history)


@implements("小規模企業共済法4条2項", says="納めた掛金の合計は{result}です。")
def premiums_paid(history: History) -> Yen:
    """Return what was paid in, all stretches together."""
    return total([stretch.monthly_premium * stretch.months for stretch in history])
