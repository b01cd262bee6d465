"""責任額 — what both schemes owe on a day beside what they hold, and the forty years to come."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.back_office import words
from kyosai.doors.back_office.owed import chart
from kyosai.doors.back_office.owed.sheets import percent
from kyosai.doors.back_office.treasury.balance import day_field
from kyosai.records.assets import reads as assets
from kyosai.reports import accounts
from kyosai.reports.owed import outlook, valuation
from kyosai.reports.owed.outlook import Outlook, Year
from kyosai.reports.owed.valuation import Owed

OKU = 10**8  # 億円
HELD = "資産"
SHORT = {  # below a bar
    "解約手当金": "解約",
    "共済金A": "A",
    "共済金B": "B",
    "準共済金": "準",
    "解約手当金（任意解約）": "任意",
    "解約手当金（みなし解約）": "みなし",
    "解約手当金（機構解約）": "機構",
}
SHOWN = (1, 2, 3, 5, 10, 15, 20, 25, 30, 35, 40)


class AsOf(forms.Form):
    """The day at whose end it is owed."""

    on = day_field("いつの終わりの時点か")


def show(request: HttpRequest) -> HttpResponse:
    """Show what is owed on a day, once somebody asks for it: all contracts are counted anew."""
    return _shown(request, "back_office/owed/owed.html", _owed)


def show_outlook(request: HttpRequest) -> HttpResponse:
    """Show the forty years after a day, once somebody asks for them."""
    return _shown(request, "back_office/owed/outlook.html", _outlook)


def _shown(request: HttpRequest, template: str, figures: Any) -> HttpResponse:
    asked = "on" in request.GET
    yesterday = today.today() - timedelta(days=1)
    form = AsOf(request.GET if asked else None, initial={"on": yesterday})
    page: dict[str, Any] = {"form": form}
    if asked and form.is_valid():
        try:
            page |= figures(form.cleaned_data["on"])
        except Refused as refusal:
            page["refusal"] = refusal.reason
    is_wrong = "refusal" in page or (asked and not form.is_valid())
    return render(request, template, page, status=409 if is_wrong else 200)


def _owed(on: date) -> dict[str, Any]:
    found = valuation.owed(on=on, today=today.today())
    return {
        "on": words.on(on),
        "schemes": [_scheme(scheme, name, found, on) for scheme, name in accounts.SCHEMES.items()],
    }


def _scheme(scheme: str, name: str, found: list[Owed], on: date) -> dict[str, Any]:
    owed = [each for each in found if each.scheme == scheme]
    sheet = assets.newest(scheme, on=on)
    drawn = [(SHORT[each.kind], each.amount.amount) for each in owed]
    if sheet:
        drawn.append((HELD, sheet.market.amount))
    bars = chart.bars([amount for _, amount in drawn])
    for bar, (label, amount) in zip(bars["bars"], drawn, strict=True):
        bar |= {"label": label, "words": oku(amount), "is_held": label == HELD}
    return {
        "name": name,
        "key": scheme,
        "lines": [
            {
                "kind": each.kind,
                "contracts": f"{each.contracts:,}件",
                "yen": words.yen(each.amount.amount),
                "covered": _covered(sheet.market, each.amount) if sheet else "—",
            }
            for each in owed
        ],
        "chart": bars,
        "assets": sheet
        and {
            "as_of": words.on(sheet.as_of),
            "market": words.yen(sheet.market.amount),
            "return": percent(sheet.yearly_return),
        },
    }


def _outlook(on: date) -> dict[str, Any]:
    if on > today.today():
        raise valuation.DayToCome(field="on")
    sheet = assets.newest("skk", on=on)
    found = outlook.outlook(on=on, assets=sheet.market if sheet else Yen(0))
    return {
        "on": words.on(on),
        "assets": sheet
        and {"as_of": words.on(sheet.as_of), "market": words.yen(sheet.market.amount)},
        "assumed": _assumed(found),
        "chart": chart.lines(
            [
                [year.assets.amount for year in found.years],
                [year.owed.amount for year in found.years],
            ]
        ),
        "lines": [_line(year) for year in found.years if year.ordinal in SHOWN],
        "present": oku(found.present.amount),
        "contracts": f"{found.contracts:,}件",
    }


def _assumed(found: Outlook) -> list[tuple[str, str]]:
    assumed = found.assumed
    return [
        ("仮定の名前", assumed.title),
        ("割引の率（予定利率）", percent(assumed.discount)),
        ("運用の利回り", percent(assumed.yearly_return)),
        ("1年の加入", f"{assumed.new_contracts:,}件（{assumed.entry_age}歳、"
         f"月{assumed.new_tiers * 500:,}円）"),
    ]  # fmt: skip


def _line(year: Year) -> dict[str, str]:
    return {
        "ordinal": f"{year.ordinal}年目",
        "paid_in": oku(year.paid_in.amount),
        "paid_out": oku(sum(each.amount for each in year.paid_out.values())),
        "earned": oku(year.earned.amount),
        "assets": oku(year.assets.amount),
        "owed": oku(year.owed.amount),
        "ratio": f"{year.ratio}%",
    }


def oku(amount: int) -> str:
    """Return an amount in 億円, or in yen where it is less than one."""
    return f"{amount // OKU:,}億円" if abs(amount) >= OKU else words.yen(amount)


def _covered(held: Yen, owed: Yen) -> str:
    return f"{held.amount * 100 // owed.amount}%" if owed else "—"
