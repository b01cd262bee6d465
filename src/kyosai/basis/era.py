"""元号 — 令和 on paper, ISO everywhere else."""

from datetime import date

ERAS = (  # interfaces.md §4: first day of each era
    ("令和", date(2019, 5, 1)),
    ("平成", date(1989, 1, 8)),
    ("昭和", date(1926, 12, 25)),
    ("大正", date(1912, 7, 30)),
    ("明治", date(1868, 1, 25)),
)
WEEKDAYS = "月火水木金土日"


def era_year(day: date) -> tuple[str, int]:
    """Return the era and its year, the first being 1."""
    for name, first in ERAS:
        if day >= first:
            return name, day.year - first.year + 1
    raise ValueError(f"{day} lies before the eras known here")


def from_era(name: str, year: int, month: int, day: int) -> date:
    """Return the day of an era date; refuse one outside its era."""
    first = dict(ERAS)[name]
    found = date(first.year + year - 1, month, day)
    if era_year(found)[0] != name:
        raise ValueError(f"{name}{year}年{month}月{day}日はありません")
    return found


def on_paper(day: date) -> str:
    """Return 令和8年10月6日."""
    name, year = era_year(day)
    return f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"


def on_screen(day: date) -> str:
    """Return 2026年10月6日（火）."""
    return f"{day.year}年{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"
