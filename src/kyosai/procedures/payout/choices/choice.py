"""選択肢 — one way to go on instead of cancelling today."""

from dataclasses import dataclass
from datetime import date

from kyosai.basis.money import Yen
from kyosai.basis.months import Month

WORDS = {
    "today": "いま解約する",
    "next_year": "次の1年の区切りまで続けて、解約する",
    "whole": "掛金の全額が戻る月まで続ける",
    "up": "戻る割合が上がる月まで続ける",
    "loan": "解約せずに、掛金の範囲で借りる",
    "lower": "毎月の掛金を減らして続ける",
    "closed": "事業をやめて受け取る（共済金A）",
    "old_age": "65歳から受け取る（老齢給付）",
}


@dataclass(frozen=True)
class Choice:
    """One way to go on: its key, when, how much, and out of what was paid until then."""

    key: str
    on: date
    yen: Yen
    premiums: Yen

    @property
    def words(self) -> str:
        """What one does, in words."""
        return WORDS[self.key]

    @property
    def percent(self) -> int:
        """The share of the premiums that comes back, below one per cent cut off."""
        return self.yen.amount * 100 // self.premiums.amount if self.premiums else 0


def day(ahead: int, *, on: date) -> date:
    """Return the day after so many months more: the last of a month, or today."""
    return (Month.of(on) + ahead).last_day if ahead else on
