"""加入資格 — who may join, and the grounds on which an application is refused or looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kyosai.basis.law import implements
from kyosai.basis.months import period_end
from kyosai.schemes.skk import trades
from kyosai.schemes.skk.trades import Capacity, Organisation, Trade

__all__ = ["Applicant", "Capacity", "Finding", "Organisation", "Trade", "findings", "may_join"]


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """What the rules need to know. For a 共同経営者, trade and employees are the owner's.

    ``None`` means not shown yet: a person looks at it.
    """

    applied_on: date
    capacity: Capacity
    trade: Trade
    employees: int
    organisation: Organisation = Organisation.COMPANY
    is_registered_officer: bool | None = True
    one_position: bool = True
    is_employee: bool = False
    sells_insurance: bool = False
    is_holder: bool = False
    old_contract_has_ended: bool = False
    in_chutaikyo: bool = False
    is_antisocial: bool = False
    cancelled_by_smrj_on: date | None = None
    fraud_on: date | None = None
    other_co_managers: int = 0
    has_own_business: bool = False
    takes_part_in_management: bool | None = None
    is_paid_for_it: bool | None = None


@dataclass(frozen=True)
class Finding:
    """One ground found: a refusal, or something a person has to look at."""

    key: str
    ground: str
    sentence: str
    is_refusal: bool

    def __str__(self) -> str:
        return f"{self.sentence}（{self.ground}）"


@implements(
    "小規模企業共済法3条",
    "小規模企業共済法2条1項4号",
    "小規模企業共済法施行規則1条2項",
    "小規模企業共済法施行規則1条の2",
    says="加入の要件を調べました。{result}",
)
def findings(applicant: Applicant) -> tuple[Finding, ...]:
    """Return every ground against accepting at once; none means accept.

    Refuses counts of people below nothing.
    """
    if min(applicant.employees, applicant.other_co_managers) < 0:
        raise trades.ImpossibleCount(field="employees")
    return (
        *_size(applicant),
        *_position(applicant),
        *_co_management(applicant),
        *_other_schemes(applicant),
        *_past(applicant),
    )


@implements("小規模企業共済法3条", says="{result:加入できます|加入できません}。")
def may_join(found: tuple[Finding, ...]) -> bool:
    """Tell whether nothing found is a refusal."""
    return not any(finding.is_refusal for finding in found)


@implements(
    "小規模企業共済法3条5項1号",
    "小規模企業共済法3条5項2号",
    "民法140条",
    says="{earlier}から{applied_on}までに、1年が{result:過ぎていません|過ぎました}。",
)
def within_one_year(earlier: date, *, applied_on: date) -> bool:
    """Tell whether a year has not passed yet since an earlier day, which is not counted itself."""
    assert earlier <= applied_on, "what lies ahead is no ground"
    return applied_on <= period_end(earlier, months=12)


@implements(
    "小規模企業共済法6条",
    "小規模企業共済法2条2項",
    says="承諾すると、契約は申込みの日の{result}に成立し、その日から効力をもちます。",
)
def effective_on(applied_on: date) -> date:
    """Return the day from which an accepted contract is formed and has effect: the application's.

    「その申込みの日において成立したものとみなし、かつ、その日から効力を生ずる」
    """
    return applied_on


@implements(
    "小規模企業共済法2条1項",
    says="常時使用する従業員は{result}人と数えます。",
)
def regular_employees(
    everybody: int,
    *,
    on: date,
    family: int = 0,
    occasional: int = 0,
    lent: int = 0,
    co_managers: int = 0,
) -> int:
    """Return how many count: not family, casual, lent or contract workers, nor two co-managers.

    ``everybody`` holds all of them. Refuses counts that cannot be.
    """
    most: int = trades.law_on(on)["co_managers"]
    left = everybody - family - occasional - lent - min(co_managers, most)
    if min(everybody, family, occasional, lent, co_managers, left) < 0:
        raise trades.ImpossibleCount(field="employees")
    return left


def _size(applicant: Applicant) -> Iterator[Finding]:
    if _is_non_profit(applicant):
        return
    kind = {"organisation": applicant.organisation}
    limit = trades.most_employees(applicant.trade, on=applicant.applied_on, **kind)
    if applicant.employees > limit:
        ground = trades.provision(applicant.trade, capacity=applicant.capacity, **kind)
        yield Finding(
            "too_many_employees",
            ground,
            f"この業種で加入できるのは、従業員が{limit}人以下のときです。",
            True,
        )


def _position(applicant: Applicant) -> Iterator[Finding]:
    if _is_non_profit(applicant):
        yield Finding(
            "non_profit_organisation",
            "小規模企業共済法3条1項",
            "この法人の役員の方は加入できません。",
            True,
        )
    if applicant.sells_insurance:
        yield Finding(
            "insurance_seller",
            "小規模企業共済法3条1項",
            "生命保険の外務員などの方は加入できません。",
            True,
        )
    if applicant.capacity is Capacity.COMPANY_OFFICER and not applicant.is_registered_officer:
        yield Finding(
            "not_a_registered_officer",
            "小規模企業共済法2条1項5号",
            "登記された役員であることを確認できませんでした。",
            applicant.is_registered_officer is False,
        )
    if applicant.is_employee:
        yield Finding(
            "employee",
            "小規模企業共済法3条1項",
            "会社員や家族の専従者の方は加入できません。",
            True,
        )
    if not applicant.one_position:
        yield Finding(
            "several_positions",
            "小規模企業共済法3条2項・3項",
            "加入できる立場は1つだけです。どの立場で加入するかを選んでください。",
            True,
        )


def _co_management(applicant: Applicant) -> Iterator[Finding]:
    if applicant.capacity is not Capacity.CO_MANAGER:
        return
    ground = "小規模企業共済法施行規則1条2項2号"
    most: int = trades.law_on(applicant.applied_on)["co_managers"]
    if applicant.other_co_managers >= most:
        sentence = f"共同経営者として加入できるのは、事業主1人につき{most}人までです。"
        yield Finding("too_many_co_managers", ground, sentence, True)
    conditions = (
        (applicant.takes_part_in_management, "not_taking_part", "経営に参加している"),
        (applicant.is_paid_for_it, "not_paid", "報酬を受け取っている"),
    )
    if applicant.has_own_business:
        sentence = (
            "ご自身も小規模な個人事業主の方は、共同経営者ではなく個人事業主として加入できます。"
        )
        yield Finding("has_own_business", "小規模企業共済法2条1項4号", sentence, True)
    for shown, key, what in conditions:
        if shown is not True:
            yield Finding(
                key, ground, f"共同経営者として加入できるのは、{what}ときです。", shown is False
            )


def _other_schemes(applicant: Applicant) -> Iterator[Finding]:
    if applicant.is_holder and not applicant.old_contract_has_ended:
        yield Finding(
            "already_a_holder",
            "小規模企業共済法3条4項",
            "すでに小規模企業共済に加入しています。契約は1人1つです。",
            True,
        )
    if applicant.in_chutaikyo:
        yield Finding(
            "in_chutaikyo",
            "小規模企業共済法3条5項3号",
            "中退共（中小企業退職金共済）の対象の方は加入できません。",
            True,
        )
    if applicant.is_antisocial:
        yield Finding(
            "antisocial_forces",
            "小規模企業共済約款（反社会的勢力の排除）",
            "反社会的勢力に当たらないことの表明と確約が必要です。",
            True,
        )


def _past(applicant: Applicant) -> Iterator[Finding]:
    past = (
        (
            applicant.cancelled_by_smrj_on,
            "cancelled_within_one_year",
            "小規模企業共済法3条5項1号",
            "機構が契約を解約した日から1年たっていません。担当者が確認します。",
        ),
        (
            applicant.fraud_on,
            "fraud_within_one_year",
            "小規模企業共済法3条5項2号",
            "不正な受け取りの日から1年たっていません。担当者が確認します。",
        ),
    )
    for day, key, ground, sentence in past:
        if day is not None and within_one_year(day, applied_on=applicant.applied_on):
            yield Finding(key, ground, sentence, False)


def _is_non_profit(applicant: Applicant) -> bool:
    return (
        applicant.capacity is Capacity.COMPANY_OFFICER
        and applicant.organisation is Organisation.NON_PROFIT
    )
