"""なぜこの金額かの言葉 — what a page can tell of, when each is paid, what nobody published."""

from collections.abc import Iterator

from kyosai.basis import parameters
from kyosai.basis.keyed import Keyed
from kyosai.basis.months import Month, fiscal_year
from kyosai.schemes.skk import full_benefit
from kyosai.schemes.skk.full_benefit.differences import CHANGES
from kyosai.schemes.skk.full_benefit.paid_months import DatedHistory


class Figure(Keyed):
    """What a page can tell of."""

    A = "共済金A"
    B = "共済金B"
    JUN = "準共済金"
    CANCELLATION = "解約手当金"
    LOAN = "貸付け"


BENEFITS = {Figure.A, Figure.B, Figure.JUN}
WHEN = {
    Figure.A: "事業をやめたとき、会社が解散したとき、亡くなったときなど",
    Figure.B: "65歳以上で180か月以上納めた人が請求したとき、役員が病気やけがでやめたときなど",
    Figure.JUN: "事業を会社にして役員にならなかったとき、65歳になる前に役員をやめたときなど",
    Figure.CANCELLATION: "自分から解約したとき、掛金を12か月分以上納めなかったときなど",
    Figure.LOAN: "一般貸付けで借りられるいちばん大きい額（ほかに借りていないとき）",
}
NOTHING_DUE = dict.fromkeys(Figure, "納めた月数が足りないので、受け取れません。") | {
    Figure.LOAN: "納めた月数か掛金が足りないので、借りられません。"
}
NOT_WITHOUT_DATES = (
    "国が年度ごとに決める上乗せ（付加共済金）と、2004年3月までの契約への上乗せ（差額）は、"
    "入っていません（基本額）。納めはじめた月も書くと、入れて計算します。"
)


def open_facts(paid: DatedHistory, event: Month) -> Iterator[str]:
    """Say what the amounts rest on that nobody has published."""
    unknown_since = parameters.table(full_benefit.__name__, "additional")["unknown_since"]
    if fiscal_year(event.first_day) >= unknown_since:
        yield (
            f"{unknown_since}年度からの付加共済金の率は、まだ確かめられていないので、"
            "ないものとして計算しました。率が決まった年度の分だけ、ふえることがあります。"
        )
    if paid[0].first.first_day < max(CHANGES.values()):
        yield (
            "2004年3月までに納めた分の差額がふえる利率は、国の告示をまだ確かめられていないので、"
            "そのころの予定利率と同じと考えて計算しました。"
        )
