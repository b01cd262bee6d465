"""曲線 — an estimate over thirty years as a drawing the server makes, beside its table."""

from collections.abc import Sequence
from dataclasses import dataclass

from kyosai.schemes.skk.estimate import YEARS, Estimate

LEFT, RIGHT, TOP, BOTTOM = 128, 696, 20, 360
KINDS = (
    ("a", "共済金A（事業をやめたとき）"),
    ("b", "共済金B（65歳からの受け取り）"),
    ("jun", "準共済金（会社にしたときなど、少なくなります）"),
    ("cancellation", "解約手当金（自分の都合でやめたとき）"),
)
TEN_THOUSAND = 10_000


@dataclass(frozen=True)
class Line:
    """One kind of payment as points of a polyline."""

    key: str
    name: str
    points: str
    dots: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Curve:
    """Everything the template draws; whole pixels only."""

    lines: tuple[Line, ...]
    paid: str
    rules: tuple[tuple[int, str], ...]
    years: tuple[tuple[int, int], ...]


def drawn(estimates: Sequence[Estimate]) -> Curve:
    """Return the drawing of yearly estimates."""
    highest = _ceiling(max(max(each.a, each.paid).amount for each in estimates))
    longest = estimates[-1].years

    def place(years: int, yen: int) -> tuple[int, int]:
        return (
            LEFT + (RIGHT - LEFT) * years // longest,
            BOTTOM - (BOTTOM - TOP) * yen // highest,
        )

    return Curve(
        lines=tuple(_line(key, name, estimates, place) for key, name in KINDS),
        paid=_points([place(0, 0), *(place(each.years, each.paid.amount) for each in estimates)]),
        rules=tuple(
            (place(0, highest * step // 4)[1], _label(highest * step // 4)) for step in range(5)
        ),
        years=tuple((place(year, 0)[0], year) for year in (0, *YEARS)),
    )


def _line(key: str, name: str, estimates: Sequence[Estimate], place: "object") -> Line:
    assert callable(place)
    amounts = [(each.years, getattr(each, key).amount) for each in estimates]
    dots = tuple(place(years, yen) for years, yen in amounts if years in YEARS)
    return Line(key, name, _points([place(0, 0), *(place(*each) for each in amounts)]), dots)


def _points(points: Sequence[tuple[int, int]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)


def _ceiling(yen: int) -> int:
    """Return a round amount above every line: 1, 2, 4 or 8 and zeros."""
    size = 4 * TEN_THOUSAND
    while size < yen:
        for step in (2, 4, 8, 10):
            if size * step // 1 >= yen:
                return size * step
        size *= 10
    return size


def _label(yen: int) -> str:
    return "0円" if yen == 0 else f"{yen // TEN_THOUSAND:,}万円"
