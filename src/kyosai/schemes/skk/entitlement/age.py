"""年齢 — how old a person is on a day, by the Act on counting ages."""

from datetime import date, timedelta

from kyosai.basis.law import implements
from kyosai.basis.refusal import Refused


class NotBornYet(Refused):
    """A day before the day of birth."""

    reason = "生年月日が、調べる日より後になっています。生年月日を確かめてください。"


@implements(
    "年齢計算ニ関スル法律1項",
    "年齢計算ニ関スル法律2項",
    "民法143条2項",
    says="{born_on}生まれの方は、{result}に{age}歳に達します。",
)
def reached_on(born_on: date, *, age: int) -> date:
    """Return the day at whose end an age is reached: the day before the birthday.

    The day of birth counts as the first. Somebody born on 29 February reaches it on 28 February.
    """
    return _reached(born_on, age)


@implements(
    "年齢計算ニ関スル法律1項",
    "年齢計算ニ関スル法律2項",
    says="{born_on}生まれの方は、{on}には{result}歳です（誕生日の前日に年をとります）。",
)
def age_on(born_on: date, *, on: date) -> int:
    """Return the age a person has reached on a day; the day before the birthday counts already."""
    if on < born_on:
        raise NotBornYet(field="born_on")
    years = on.year - born_on.year
    return max(age for age in range(years + 2) if _reached(born_on, age) <= on)


def _reached(born_on: date, age: int) -> date:
    year = born_on.year + age
    if (born_on.month, born_on.day) == (2, 29):
        return date(year, 2, 28)
    return born_on.replace(year=year) - timedelta(days=1)
