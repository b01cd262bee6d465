"""基本の額 — one tier's amount by the table of its kind of contract, with its differences."""

from fractions import Fraction
from functools import cache

from kyosai.basis import parameters
from kyosai.basis.law import implements
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk.benefit import Kind, NoRow, table_amount
from kyosai.schemes.skk.full_benefit.differences import difference
from kyosai.schemes.skk.full_benefit.paid_months import Band
from kyosai.schemes.skk.premium_tiers import TIER

FIRST_BASE = 36  # 「三十六月未満 その掛金区分に係る納付に係る掛金の合計額」


class NoJun(Refused):
    """準共済金 of a second-kind contract, to which 法7条4項 does not apply."""

    reason = (
        "第二種共済契約に準共済金はありません。"
        "役員をやめたときや法人成りのときも共済金です。事由を選びなおしてください。"
    )


class Matured(Refused):
    """Months of a second-kind contract beyond its last table row."""

    reason = (
        "第二種共済契約は、掛金納付月数が360か月に達したときに満期になります。"
        "満期として請求するか、月数を確かめてください。"
    )


@implements(
    "小規模企業共済法施行令2条",
    "小規模企業共済法経過措置政令2条",
    says="{months}か月納めた500円は、1つにつき、差額をふくめて{result}円です（{kind}）。",
)
def amount_of_tier(kind: Kind, *, band: Band, months: int) -> Fraction:
    """Return the table's amount of one tier with its differences; premiums under 36 months."""
    if months < FIRST_BASE:
        return Fraction(TIER.amount * months)
    by_table = second_kind_amount if band.is_second_kind else table_amount
    return by_table(kind, months=months) + difference(kind, band=band, months=months)


@implements(
    "小規模企業共済法経過措置政令5条1項",
    says="別表第四の{months}か月の行では{result}円です（{kind}の欄）。",
)
def second_kind_amount(kind: Kind, *, months: int) -> int:
    """Return the yen of 経過措置政令別表第四 for one tier of a second-kind contract.

    A: 中欄, for closing, dissolution and maturity; B: 下欄, for leaving office and old age.
    """
    if kind is Kind.JUN:
        raise NoJun(field="kind")
    rows = _second_kind()[kind.key]
    if months < FIRST_BASE:
        raise NoRow(field="months")
    if months not in rows:
        raise Matured(field="history")
    return rows[months]


@cache
def _second_kind() -> dict[str, dict[int, int]]:
    rows = parameters.rows(__package__, "second_kind")
    return {
        kind.key: {int(row["months"]): int(row[kind.key]) for row in rows if row[kind.key]}
        for kind in (Kind.A, Kind.B)
    }
