"""責任額 — what both schemes owe everybody on a day, and the forty years after it, as a table.

make owed ON=2026-11-24, against the workshop's database.
"""

import argparse
from datetime import date
from pathlib import Path
from time import perf_counter

import django

from kyosai.doors import today
from kyosai.sites import wiring
from tools.population.preparing import prepare

OKU = 10**8
SHOWN = (1, 5, 10, 20, 30, 40)


def main() -> None:
    """Print what is owed by kind beside what is held, and some of the years to come."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--on", type=date.fromisoformat)
    asked.add_argument("--state", type=Path, default=wiring.ROOT / ".state")
    words = asked.parse_args()
    prepare(words.state)
    django.setup()
    on = words.on or today.today()
    tell_owed(on)
    tell_outlook(on)


def tell_owed(on: date) -> None:
    """Print what both schemes owe, by kind of payment."""
    from kyosai.records.assets import reads as assets
    from kyosai.reports.owed import valuation

    began = perf_counter()
    print(f"{on} の責任額")
    for each in valuation.owed(on=on, today=on):
        print(f"  {each.scheme:10} {each.amount.amount:>22,}円 {each.contracts:>10,}件 {each.kind}")
    print(f"  計算 {perf_counter() - began:.1f} 秒")
    for scheme in ("skk", "tosanboshi"):
        sheet = assets.newest(scheme, on=on)
        held = f"{sheet.market}（{sheet.as_of}）" if sheet else "承認された資産の表はまだない"
        print(f"  {scheme:10} 資産 {held}")


def tell_outlook(on: date) -> None:
    """Print some of the forty years after a day."""
    from kyosai.basis.money import Yen
    from kyosai.records.assets import reads as assets
    from kyosai.reports.owed import outlook

    began = perf_counter()
    sheet = assets.newest("skk", on=on)
    found = outlook.outlook(on=on, assets=sheet.market if sheet else Yen(0))
    print(f"小規模企業共済の40年（{found.assumed.title}、{found.contracts:,}件、億円）")
    print("    年     掛金     支払     資産   責任額")
    for year in found.years:
        if year.ordinal in SHOWN:
            out = sum(each.amount for each in year.paid_out.values())
            row = (year.paid_in.amount, out, year.assets.amount, year.owed.amount)
            print(f"  {year.ordinal:4}" + "".join(f"{amount // OKU:>9,}" for amount in row))
    print(f"  計算 {perf_counter() - began:.1f} 秒")


if __name__ == "__main__":
    main()
