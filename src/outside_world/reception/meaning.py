"""内容の検査 — years alike, real days, months in order, figures that add up."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from outside_world.reception.faults import Fault

K = "{http://xml.e-tax.nta.go.jp/XSD/kyotsu}"
G = "{http://xml.e-tax.nta.go.jp/XSD/general}"
FIRST_YEARS = {3: 1926, 4: 1989, 5: 2019}
FIRST_DAYS = {3: date(1926, 12, 25), 4: date(1989, 1, 8), 5: date(2019, 5, 1)}
LAST_DAYS = {3: date(1989, 1, 7), 4: date(2019, 4, 30), 5: date.max}
THIS_ERAS = (4, 5)


@dataclass(frozen=True)
class Told:
    """What a certificate says, as far as a return needs it."""

    code: str
    year: int
    name: str
    total: int


class Faults(Exception):
    """Everything that was found wrong at once."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("; ".join(map(str, faults)))


def read(root: Any, *, on: date) -> Told:
    """Return what a certificate says, or every fault in it."""
    faults = (*_years(root), *_days(root, on), *_months(root), *_figures(root))
    if faults:
        raise Faults(faults)
    return Told(
        code=_text(root, "WPP00000"),
        year=_year(root, "WPA00000"),
        name=_text(root, "WPC00000"),
        total=_number(root, "WPI00000"),
    )


def _years(root: Any) -> list[Fault]:
    eras = [_era(root, name) for name in ("WPA00000", "WPF00000")]
    if any(each not in THIS_ERAS for each in eras):
        return [Fault("HCD6143E", "証明年分か払込年分の元号が正しくありません。")]
    if _year(root, "WPA00000") != _year(root, "WPF00000"):
        return [Fault("HCD6174E", "証明年分と払込年分が違います。")]
    return []


def _days(root: Any, on: date) -> list[Fault]:
    found = []
    for name, words in (("WPK00000/WPK00010", "契約年月日"), ("WPN00000", "証明日")):
        if _find(root, name) is None:
            continue
        day = _day(root, name)
        if day is None:
            found.append(Fault("HCD6163E", f"{words}が、その元号にない日です。"))
        elif day > on:
            found.append(Fault("R15", f"{words}が、今日より後になっています。"))
    return found


def _months(root: Any) -> list[Fault]:
    first, last = _number(root, "WPH00000/WPH00010"), _number(root, "WPH00000/WPH00020")
    wrong = Fault("HCD6171E", "予定の期間が、終わりから始まっています。")
    return [wrong] if first > last else []


def _figures(root: Any) -> list[Fault]:
    paid, planned = _number(root, "WPG00000/WPG00020"), _number(root, "WPH00000/WPH00030")
    total, less = _number(root, "WPI00000"), _number(root, "WPJ00000")
    if min(paid, planned, total, less) < 0 or paid + planned - less != total:
        return [Fault("R14", "払込済額と予定額が、控除合計額と合いません。")]
    return []


def _find(root: Any, path: str) -> Any:
    return root.find("/".join(K + part for part in path.split("/")))


def _text(root: Any, path: str) -> str:
    found = _find(root, path)
    return (found.text or "") if found is not None else ""


def _number(root: Any, path: str) -> int:
    return int(_text(root, path) or 0)


def _part(root: Any, path: str, name: str) -> int:
    return int(_find(root, path).findtext(G + name))


def _era(root: Any, path: str) -> int:
    return _part(root, path, "era")


def _year(root: Any, path: str) -> int:
    return FIRST_YEARS[_era(root, path)] + _part(root, path, "yy") - 1


def _day(root: Any, path: str) -> date | None:
    """Return a day that lies in its era; nothing when there is no such day."""
    if _era(root, path) not in FIRST_YEARS:
        return None
    try:
        day = date(_year(root, path), _part(root, path, "mm"), _part(root, path, "dd"))
    except ValueError:
        return None
    era = _era(root, path)
    return day if FIRST_DAYS[era] <= day <= LAST_DAYS[era] else None
