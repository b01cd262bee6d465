"""事由 — all that ends a contract or opens a claim, and what the Acts make of it, by date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from kyosai.basis import parameters
from kyosai.basis.dated import NotYetInForce
from kyosai.basis.keyed import Keyed
from kyosai.basis.law import implements
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk.trades import Capacity


class Cause(Keyed):
    """What happened. The keys are our own: the form's codes are not unique."""

    CLOSED = "事業の廃止（第三者への譲渡をふくむ）"
    GIVEN_TO_FAMILY = "配偶者・子への事業の全部の譲渡"
    DEATH = "死亡"
    INCORPORATED_WITHOUT_OFFICE = "法人成りをして、役員にならなかった"
    INCORPORATED_NOT_SMALL = "法人成りをして役員になったが、小規模企業者でない"
    INCORPORATED_SMALL_OFFICE = "法人成りをして、役員である小規模企業者になった"
    OWNER_CLOSED = "事業主の事業の廃止による退任（第三者への譲渡をふくむ）"
    OWNER_DIED = "事業主の死亡などで事業が廃止された"
    ILLNESS = "病気・けがによる退任"
    LEFT_MANAGEMENT = "共同経営者の任意の退任（事業は続く）"
    LEFT_OFFICE = "役員の退任（病気・けが・死亡・解散でないもの）"
    DISSOLVED = "会社などの解散（破産をふくむ）"
    DISSOLVED_BY_MERGER = "合併による会社の解散"
    OLD_AGE = "老齢給付の請求"
    MATURED = "満期（第二種共済契約の360か月）"
    CANCELLED_BY_HOLDER = "任意解約"
    CANCELLED_BY_SMRJ = "機構解約（12か月以上の滞納）"
    FRAUD = "不正受給による解除"
    FRAUD_EXCUSED = "不正受給による解除（特別の事情があるとき）"


class Due(Keyed):
    """Which benefit is due; its key names the column or table it is read from."""

    A = "共済金A"
    B = "共済金B"
    JUN = "準共済金"
    CANCELLATION = "解約手当金"
    SECOND_KIND_A = "第二種の共済金（別表第四の中欄）"
    SECOND_KIND_B = "第二種の共済金（別表第四の下欄）"
    NOTHING = "支給なし"


class Income(Keyed):
    """What the tax Acts call the payment."""

    RETIREMENT = "退職所得"
    PENSION = "公的年金等の雑所得"
    OCCASIONAL = "一時所得"
    INHERITANCE = "相続税（みなし相続財産の退職手当金等）"
    INHERITANCE_AS_INSURANCE = "相続税（生命保険金とみなすもの）"
    UNCONFIRMED = "所得の区分を確認できていません"


class Funding(Keyed):
    """How the company of an incorporation was set up."""

    CASH = "金銭だけの出資"
    IN_KIND = "金銭以外の事業用資産の出資"


class UnknownCause(Refused):
    """A key that names no cause."""

    reason = "この事由はありません。一覧から事由を選んでください。"


class CannotHappen(Refused):
    """A cause that does not exist for this position or kind of contract."""

    reason = (
        "この事由は、加入したときの立場や契約の種類では起こりません。"
        "立場に合う事由を選びなおしてください。"
    )


class AskFunding(Refused):
    """An incorporation whose effect hangs on how the company was set up."""

    reason = (
        "平成22年までに加入した方の法人成りは、金銭だけの出資か、"
        "金銭以外の事業用資産の出資かで支給額が変わります。どちらかを選んでください。"
    )


class APersonDecides(Refused):
    """A dissolution by merger, whose treatment is not published."""

    reason = "合併による解散の扱いは、担当者が確認します。機構にお問い合わせください。"


@dataclass(frozen=True)
class Row:
    """One line of the table: from a day and an age on, what a cause makes due and why."""

    since: date
    until: date | None
    from_age: int
    formed: str
    funding: str
    threshold: str
    due: Due
    provision: str
    at_once: Income | None
    divided: Income | None

    def __str__(self) -> str:
        return f"{self.due.value}（{self.provision}）"


NEW_INCORPORATION = date(2011, 1, 1)  # 平成22年法律24号附則2条1項


@implements("小規模企業共済法9条1項", "小規模企業共済法7条", says="事由は「{result}」です。")
def cause(key: str) -> Cause:
    """Return the cause of a key, or refuse it."""
    if key not in {each.key for each in Cause}:
        raise UnknownCause(field="cause")
    return Cause.of(key)


@implements(
    "小規模企業共済法7条2項",
    "小規模企業共済法7条3項",
    "小規模企業共済法7条4項",
    "小規模企業共済法9条1項",
    "小規模企業共済法12条3項",
    "小規模企業共済法施行規則10条2項",
    says="{on}の{capacity}の「{what}」の定めは{result}です。",
)
def rows_of(what: Cause, *, capacity: Capacity, is_second_kind: bool, on: date) -> Sequence[Row]:
    """Return the rows in force on a day for a cause; refuse one that cannot happen.

    Raises NotYetInForce for a day before the first row.
    """
    if what is Cause.DISSOLVED_BY_MERGER and capacity is Capacity.COMPANY_OFFICER:
        raise APersonDecides(field="cause")
    holder = f"second_kind_{capacity.key}" if is_second_kind else capacity.key
    rows = _rows().get((holder, what.key), ())
    if not rows:
        raise CannotHappen(field="cause")
    if on < min(row.since for row in rows):
        raise NotYetInForce(f"{what.key} of {holder}: nothing in force on {on}")
    return [row for row in rows if row.since <= on and (row.until is None or on <= row.until)]


@implements(
    "小規模企業共済法7条4項1号",
    "小規模企業共済法附則2条1項",
    says="{formed_on}の契約に当てはまるのは{result}です。",
)
def by_incorporation(
    rows: Sequence[Row], *, formed_on: date, funding: Funding | None
) -> Sequence[Row]:
    """Return the rows that fit a contract's day and, before 2011, the way of funding.

    「設立するためその事業に係る金銭以外の資産の出資をすることにより」 for contracts before 2011.
    """
    formed = "before_2011" if formed_on < NEW_INCORPORATION else "since_2011"
    fitting = [row for row in rows if row.formed in ("", formed)]
    if any(row.funding for row in fitting):
        if funding is None:
            raise AskFunding(field="funding")
        return [row for row in fitting if row.funding == funding.key]
    return fitting


@cache
def _rows() -> dict[tuple[str, str], tuple[Row, ...]]:
    found: dict[tuple[str, str], tuple[Row, ...]] = {}
    for line in parameters.rows(__package__, "causes"):
        place = (line["holder"], line["cause"])
        found[place] = (*found.get(place, ()), _row(line))
    return found


def _row(line: dict[str, str]) -> Row:
    return Row(
        since=date.fromisoformat(line["since"]),
        until=date.fromisoformat(line["until"]) if line["until"] else None,
        from_age=int(line["from_age"]),
        formed=line["formed"],
        funding=line["funding"],
        threshold=line["threshold"],
        due=Due.of(line["due"]),
        provision=line["provision"],
        at_once=Income.of(line["at_once"]) if line["at_once"] else None,
        divided=Income.of(line["divided"]) if line["divided"] else None,
    )
