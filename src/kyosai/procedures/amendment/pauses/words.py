"""掛止めの文 — what a stop means, what begins again, and what is put off, in plain Japanese."""

from collections.abc import Sequence

from kyosai.basis import era
from kyosai.basis.months import Month
from kyosai.records.premiums.deferring import Waits

LOOKED_AT_LATER = "申立ての内容を、あとで確かめることがあります。"
STILL_ASKED = "前に引き落とせなかった月の分は、また引き落とします。"
NEVER_LATER = "止めた月の掛金は、あとから納められません。"
STAYS_UNPAID = "止めていた月の掛金は、納められません。"
NEW_ACCOUNT = ("1年以上止めたので、口座の登録がもう一度いります。", "先に口座を登録してください。")


def month(of: Month) -> str:
    """Return a month as people write it."""
    return f"{of.year}年{of.month}月"


def stopped_for(months: Sequence[Month]) -> tuple[str, ...]:
    """Return what a holiday of so many months means in 小規模企業共済."""
    count = len(months)
    return (
        f"{month(months[0])}分から{month(months[-1])}分まで、掛金を止めます。",
        f"この{count}か月は、納めた月数に入りません。",
        f"共済金は、納めた月数が{count}か月少ないものとして計算します。",
        "老齢給付に要る180か月にも、退職所得の年数にも入りません。",
        NEVER_LATER,
        "止めていても、契約は続きます。未納にもなりません。",
    )


def stopped_from(since: Month) -> tuple[str, ...]:
    """Return what an open holiday means in 倒産防止共済."""
    return (
        f"{month(since)}分から、掛金を止めます。",
        "「掛金の再開」を申し込むまで、止まったままです。",
        "掛金の合計は増えません。借りられる額も増えません。",
        "止めた月は、解約手当金の月数に入りません。",
        NEVER_LATER,
        "1年以上止めると、再開のときに口座の登録がいります。",
    )


def begun_again(since: Month) -> tuple[str, ...]:
    """Return what beginning again means."""
    return (f"{month(since)}分から、掛金の引き落としをまた始めます。", STAYS_UNPAID)


def put_off(order: str, waits: Sequence[Waits]) -> tuple[str, ...]:
    """Return which months wait, until when, and that waiting costs nothing."""
    return (
        f"{order}のため、掛金の期限を延ばします。",
        *(
            f"{month(each.month)}分は、{era.on_screen(each.debit_on)}に引き落とします。"
            for each in waits
        ),
        "それまで請求しません。割増金はかからず、未納にもなりません。",
        "延ばした月も、納めれば月数に入ります。",
    )


def put_off_by_order(order: str, waits: Sequence[Waits]) -> tuple[str, str]:
    """Return title and body for everybody in an area: nobody has to ask."""
    lines = [
        "掛金の期限を延ばしました。",
        "今、手続きは必要ありません。",
        f"{order}の定めによります。",
        "まだ引き落としていない月が対象です。",
        *put_off(order, waits)[1:],
        "いままでどおり納めたいときは、「問い合わせる」から知らせてください。",
    ]
    return "掛金の納付期限を延ばしました", "\n".join(lines)
