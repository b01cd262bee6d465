"""中小企業者 — who is small enough, by legal form, trade, capital and employees."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.schemes.tosanboshi.impossible import BelowNothing, Kind


class Trade(Kind):
    """The main business (法2条1項1号〜3号, 令1条1項)."""

    MANUFACTURING = "製造業"
    CONSTRUCTION = "建設業"
    TRANSPORT = "運輸業"
    OTHER = "そのほかの業種"
    TYRES_AND_BELTS = "自動車・航空機用タイヤ・チューブ製造業、工業用ベルト製造業"
    WHOLESALE = "卸売業"
    SERVICES = "サービス業"
    RETAIL = "小売業"
    RUBBER = "ゴム製品製造業（タイヤ・チューブ・工業用ベルトを除く）"
    SOFTWARE = "ソフトウェア業・情報処理サービス業"
    INNS = "旅館業"


class Form(Kind):
    """The legal form (法2条1項1号〜6号); from MEDICAL_CORPORATION on none may join."""

    SOLE_PROPRIETOR = "個人事業主"
    COMPANY = "会社"
    ENTERPRISE_COOPERATIVE = "企業組合"
    JOINT_COOPERATIVE = "協業組合"
    BUSINESS_COOPERATIVE = "事業協同組合・事業協同小組合"
    COMMERCE_COOPERATIVE = "商工組合"
    PROFESSIONAL_CORPORATION = "士業法人"
    MEDICAL_CORPORATION = "医療法人"
    FARMING_CORPORATION = "農事組合法人"
    NON_PROFIT = "NPO法人"
    FORESTRY_COOPERATIVE = "森林組合"
    AGRICULTURAL_COOPERATIVE = "農業協同組合"
    FOREIGN_COMPANY = "外国法人"
    OTHER_CORPORATION = "そのほかの法人・組合"


OF_ANY_SIZE = {  # 法2条1項4号・5号
    Form.ENTERPRISE_COOPERATIVE: "中小企業倒産防止共済法2条1項4号",
    Form.JOINT_COOPERATIVE: "中小企業倒産防止共済法2条1項5号",
}
IF_IN_JOINT_BUSINESS = {  # 法2条1項6号・令1条2項
    Form.BUSINESS_COOPERATIVE: "中小企業倒産防止共済法施行令1条2項1号",
    Form.COMMERCE_COOPERATIVE: "中小企業倒産防止共済法施行令1条2項2号",
}
BY_SIZE = {Form.SOLE_PROPRIETOR, Form.COMPANY, Form.PROFESSIONAL_CORPORATION}


@dataclass(frozen=True, kw_only=True)
class Enterprise:
    """An enterprise: its form, trade, capital in yen and employees; refused below nothing.

    ``capital`` None: an individual, or not shown yet. ``does_joint_business`` (令1条2項): joint
    production, sales and the like, of 事業協同組合 and 商工組合 alone.
    """

    form: Form
    trade: Trade
    employees: int
    capital: Yen | None = None
    does_joint_business: bool = False

    def __post_init__(self) -> None:
        BelowNothing.refuse(employees=self.employees, capital=self.capital or Yen(0))


@implements("中小企業倒産防止共済法2条1項", "中小企業倒産防止共済法施行令1条1項")
def limit_of(trade: Trade, *, on: date) -> dict[str, Any]:
    """Return the limits of a trade: capital in yen, employees, and the provision.

    A trade without a line of its own, tyres and belts too, is 製造業、建設業、運輸業その他.
    """
    limits = _versions().on(on)["limit"]
    limit: dict[str, Any] = limits.get(trade.key, limits["general"])
    return limit


@implements("中小企業倒産防止共済法2条1項", "中小企業倒産防止共済法施行令1条")
def provision(enterprise: Enterprise, *, on: date) -> str:
    """Return the provision by which an enterprise is, or would have to be, 中小企業者."""
    apart = OF_ANY_SIZE | IF_IN_JOINT_BUSINESS
    if enterprise.form in apart:
        return apart[enterprise.form]
    if enterprise.form not in BY_SIZE:
        return "中小企業倒産防止共済法2条1項"
    return str(limit_of(enterprise.trade, on=on)["provision"])


@implements(
    "中小企業倒産防止共済法2条1項",
    "中小企業倒産防止共済法施行令1条",
    says="中小企業者で{result:ある|ない}。",
)
def is_small(enterprise: Enterprise, *, on: date) -> bool:
    """Tell whether an enterprise is 中小企業者: a company by capital or by employees.

    An individual by employees alone; 企業組合 and 協業組合 whatever their size; 事業協同組合 and
    商工組合 by their joint business; no other form.
    """
    if enterprise.form in OF_ANY_SIZE:
        return True
    if enterprise.form in IF_IN_JOINT_BUSINESS:
        return enterprise.does_joint_business
    if enterprise.form not in BY_SIZE:
        return False
    limit = limit_of(enterprise.trade, on=on)
    return enterprise.employees <= limit["employees"] or _is_small_by_capital(enterprise, limit)


def _is_small_by_capital(enterprise: Enterprise, limit: dict[str, Any]) -> bool:
    if enterprise.form is Form.SOLE_PROPRIETOR or enterprise.capital is None:
        return False
    return enterprise.capital <= Yen(limit["capital"])


@cache
def _versions() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "size")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))
