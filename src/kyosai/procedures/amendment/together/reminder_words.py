"""まとめ払いのお知らせの文 — it comes again, it ends soon, it is over; in plain Japanese."""

from datetime import date, datetime

from kyosai.basis import era, tokyo
from kyosai.basis.money import Yen
from kyosai.basis.months import Month

CHANGE = {"label": "まとめて払う内容を変える", "url": "/change/prepayment/"}
END = {"label": "まとめて払うのをやめる", "url": "/change/prepayment-end/"}
AGAIN = {"label": "もう一度まとめて払う", "url": "/change/prepayment/"}


def coming_again(
    *, debit_on: date, months: int, monthly_premium: Yen, submit_by: datetime
) -> tuple[str, str]:
    """Return title and body: the yearly prepayment comes, and until when it can be changed."""
    lines = [
        "まとめ払いの引き落としが、近づいています。",
        "今、手続きは必要ありません。",
        f"{era.on_screen(debit_on)}に、{months}か月分をまとめて引き落とします。",
        "",
        f"金額の見込み：{monthly_premium * months}（毎月{monthly_premium}の{months}か月分）",
        "口座のお金を確認してください。",
        f"変えるときや、やめるときの締切：{_moment(submit_by)}まで",
    ]
    return "まとめ払いの日が近づいています", "\n".join(lines)


def ends_soon(
    *, month: Month, months: int, monthly_premium: Yen, submit_by: datetime
) -> tuple[str, str]:
    """Return title and body: what was prepaid ends, and until when one can prepay again."""
    lines = [
        "まとめて払った期間の終わりが、近づいています。",
        "もう一度まとめて払うときだけ、手続きがいります。",
        f"申込みの締切：{_moment(submit_by)}まで",
        "",
        f"今回と同じ{months}か月分なら、{monthly_premium * months}です。",
        f"何もしないと、{_month(month)}分から毎月{monthly_premium}の引き落としに戻ります。",
    ]
    return "まとめて払った期間が終わります", "\n".join(lines)


def over(*, month: Month, monthly_premium: Yen, debit_on: date) -> tuple[str, str]:
    """Return title and body: the prepayment was not renewed, and what is debited now."""
    lines = [
        "まとめて払った期間が終わり、毎月の引き落としに戻りました。",
        "今、手続きは必要ありません。",
        f"{_month(month)}分の{monthly_premium}を、{era.on_screen(debit_on)}に引き落とします。",
        "",
        "先の月の分を、もう一度まとめて払うこともできます。",
    ]
    return "毎月の引き落としに戻りました", "\n".join(lines)


def _month(month: Month) -> str:
    return f"{month.year}年{month.month}月"


def _moment(at: datetime) -> str:
    local = tokyo.in_tokyo(at)
    return f"{era.on_screen(local.date())}{local:%H:%M}"
