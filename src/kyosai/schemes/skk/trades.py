"""業種と立場 — in which trade and which position a person runs a business."""

from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.keyed import Keyed
from kyosai.basis.law import implements
from kyosai.basis.refusal import Refused


class ImpossibleCount(Refused):
    """More people left out than there are, or fewer than none."""

    reason = "従業員の人数が合いません。全員の人数と、数えない人の人数を確かめてください。"


class Capacity(Keyed):
    """The position a person joins in (法第2条第1項)."""

    SOLE_PROPRIETOR = "個人事業主"  # 第1号〜第3号
    COMPANY_OFFICER = "会社などの役員"  # 第5号〜第8号
    CO_MANAGER = "共同経営者"  # 第4号


class Trade(Keyed):
    """The main business, as fine as people say it (法第2条第1項)."""

    MANUFACTURING = "製造業"
    CONSTRUCTION = "建設業"
    TRANSPORT = "運送業"
    MINING = "鉱業"
    FARMING = "農業・林業・漁業"
    REAL_ESTATE = "不動産業"
    WHOLESALE = "卸売業"
    RETAIL = "小売業"
    SERVICES = "サービス業"
    LODGING = "宿泊業"
    ENTERTAINMENT = "娯楽業"
    OTHER = "そのほかの業種"


class Organisation(Keyed):
    """What an officer is an officer of (法第2条第1項第5号〜第8号, 令第1条第2項)."""

    COMPANY = "会社"
    PROFESSIONAL_CORPORATION = "士業法人"
    ENTERPRISE_COOPERATIVE = "企業組合"
    BUSINESS_COOPERATIVE = "協業組合"
    FARMING_CORPORATION = "農事組合法人"
    NON_PROFIT = "医療法人・学校法人・宗教法人・NPO法人・一般社団法人"


LIMIT_OF_TRADE = {
    Trade.WHOLESALE: "commerce_and_services",
    Trade.RETAIL: "commerce_and_services",
    Trade.SERVICES: "commerce_and_services",
    Trade.LODGING: "lodging",
    Trade.ENTERTAINMENT: "entertainment",
}
"""Every trade not named here is 工業・鉱業・運送業その他 (``industry``)."""

PROVISIONS = {  # limit → (個人, 役員)
    "industry": ("小規模企業共済法2条1項1号", "小規模企業共済法2条1項5号"),
    "commerce_and_services": ("小規模企業共済法2条1項2号", "小規模企業共済法2条1項6号"),
    "lodging": ("小規模企業共済法施行令1条1項1号", "小規模企業共済法2条1項7号"),
    "entertainment": ("小規模企業共済法施行令1条1項2号", "小規模企業共済法2条1項7号"),
    "enterprise_cooperative": ("", "小規模企業共済法施行令1条2項1号"),
    "business_cooperative": ("", "小規模企業共済法施行令1条2項2号"),
    "farming_corporation": ("", "小規模企業共済法施行令1条2項3号"),
}


@implements(
    "小規模企業共済法2条1項",
    "小規模企業共済法施行令1条",
    says="{trade}（{organisation}）の従業員の限度を調べました。",
)
def limit_name(trade: Trade, *, organisation: Organisation) -> str:
    """Return which limit applies: by trade, but cooperatives of any trade have their own."""
    if organisation.key in PROVISIONS:
        return organisation.key
    if organisation is Organisation.PROFESSIONAL_CORPORATION:
        return "commerce_and_services"
    return LIMIT_OF_TRADE.get(trade, "industry")


@implements(
    "小規模企業共済法2条1項",
    "小規模企業共済法施行令1条",
    says="{trade}で加入できるのは、従業員が{result}人以下のときです。",
)
def most_employees(
    trade: Trade, *, organisation: Organisation = Organisation.COMPANY, on: date
) -> int:
    """Return how many 常時使用する従業員 a small business of this trade may have."""
    limit: int = law_on(on)["limits"][limit_name(trade, organisation=organisation)]
    return limit


@implements(
    "小規模企業共済法2条1項", "小規模企業共済法施行令1条", says="根拠の条文は{result}です。"
)
def provision(trade: Trade, *, organisation: Organisation, capacity: Capacity) -> str:
    """Return the provision under which a person of this trade and position is a small owner."""
    of_individuals, of_officers = PROVISIONS[limit_name(trade, organisation=organisation)]
    return of_officers if capacity is Capacity.COMPANY_OFFICER else of_individuals


@implements("小規模企業共済法2条1項", says="{day}の規則を調べました。")
def law_on(day: date) -> dict[str, Any]:
    """Return limits and version of the rules in force on a day."""
    return _versions().on(day)


@cache
def _versions() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "eligibility")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))
