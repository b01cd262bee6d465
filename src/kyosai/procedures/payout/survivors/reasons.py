"""遺族への理由 — a share, the rank it rests on and the tax on it, each with its article."""

from dataclasses import dataclass
from datetime import date

from kyosai.basis import era
from kyosai.basis.money import Yen
from kyosai.exchange.messages.survivors import RelativeTold
from kyosai.records.benefits.reads import Standing
from kyosai.records.payments import timeline
from kyosai.schemes.skk.payment import survivors
from kyosai.schemes.skk.payment.survivors import Kin, Relative
from kyosai.schemes.tax import inheritance

Rows = list[tuple[str, str]]
LATER_RANK: Rows = [
    ("お支払いできない理由", "先の順位の方が受け取ります（小規模企業共済法10条2項）"),
]


@dataclass(frozen=True)
class Share:
    """What one relative is due of an award: of how much, among how many, paid to whom."""

    award: Standing
    amount: Yen
    whole: Yen
    among: int
    payee_key: str
    payee: str
    report_by: date | None

    @property
    def is_rest(self) -> bool:
        """Whether it is the rest of instalments, which goes to the heirs."""
        return bool(self.award.divided)


def amounts(share: Share, relative: RelativeTold) -> Rows:
    """Return the sum for all, this relative's share, and where it goes."""
    turn = timeline.under(f"award:{share.award.number}:{share.payee_key}")
    to = "ご本人" if share.payee_key == relative.key else f"代表の方（{share.payee}さん）"
    rows = [("ご遺族全員の額", str(share.whole)), ("あなたの取り分", str(share.amount))]
    rows.append(("受け取る人", to))
    if turn:
        rows += [("振込先", turn.account), ("振込日", era.on_paper(turn.pay_on))]
    return rows


def rank_of(relative: RelativeTold, *, died_on: date) -> Rows:
    """Return who the relative was, and the rank that gives."""
    kin = Kin[relative.kin.upper()]
    known = Relative(relative.key, kin, was_supported=relative.was_supported)
    place = survivors.rank(known, died_on=died_on)
    supported = "生計を維持" if relative.was_supported else "生計の維持なし"
    words = f"{kin.value}（{supported}）"
    given = f"小規模企業共済法10条1項{place[0]}号" if place else "受け取れる遺族にあたりません"
    return [("続き柄", words), ("受け取る順位", given)]


def grounds(share: Share) -> Rows:
    """Return the articles the sum rests on, and how it is divided."""
    if share.is_rest:
        return [("支払の根拠", "小規模企業共済法9条の4（分割の残り）")]
    divided = f"同じ順位の{share.among}人で等しく分けます（小規模企業共済法10条3項）"
    return [
        ("支払の根拠", share.award.provision),
        ("掛金を納めた月数", f"{share.award.months_paid}か月"),
        *([("分け方", divided)] if share.among > 1 else []),
    ]


def taxes(share: Share, *, died_on: date) -> Rows:
    """Return what is said of the tax: a benefit after a death counts as inherited."""
    if share.is_rest:
        return [("相続税・所得税", "扱いは、税務署に確かめてください。")]
    each = inheritance.tax_free_limit(1, died_on=died_on)
    rows = [
        ("所得税", "かかりません。源泉徴収した額は0円です。"),
        ("相続税", "みなし相続財産（退職手当金等）です（相続税法施行令1条の3第10号）。"),
        ("非課税の枠", f"法定相続人1人に{each}です（相続税法12条1項6号）。"),
    ]
    if share.report_by:
        told = f"{era.on_paper(share.report_by)}までに、支払調書を税務署に出します。"
        rows.append(("税務署への提出", told))
    return rows
