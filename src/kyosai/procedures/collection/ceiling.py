"""上限（TB06） — whoever has paid in up to the ceiling is told once, and told when billing begins.

Billing itself stops and begins by the dues of each month (``records/premiums/dues``).
"""

from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.procedures.collection import words
from kyosai.records.notices import everybody
from kyosai.records.notices.everybody import Words
from kyosai.records.premiums import ceiling as records
from kyosai.schemes import both

SUBJECT = "掛金の引き落としについてのお知らせ"


class Told(NamedTuple):
    """How many were told that they are at the ceiling, and that they are below it again."""

    reached: int
    fallen_below: int


@implements("中小企業倒産防止共済法14条3項", "中小企業倒産防止共済法施行規則40条1項")
def tell(*, at: datetime) -> Told:
    """Tell everybody whose premiums have reached the ceiling, or have fallen below it."""
    on = tokyo.in_tokyo(at).date()
    told = Told(0, 0)
    for scheme in both.SCHEMES:
        bound = both.rules_for(scheme).ceiling(on=on)
        if bound is not None:
            told = Told(*map(sum, zip(told, _told(scheme, bound, at=at), strict=True)))
    return told


def _told(scheme: str, bound: Yen, *, at: datetime) -> Told:
    on = tokyo.in_tokyo(at).date()
    with transaction.atomic(durable=True):
        below = everybody.tell(
            records.fallen_below(scheme=scheme, ceiling=bound, on=on),
            words=_words("below-ceiling", *begins_again(bound), account=True),
            at=at,
        )
        reached = everybody.tell(
            records.reached(scheme=scheme, ceiling=bound, on=on),
            words=_words("at-ceiling", *stops(bound), account=False),
            at=at,
        )
    return Told(reached, below)


def _words(kind: str, title: str, body: str, *, account: bool) -> Words:
    links = [words.LOOK, words.CHANGE] if account else [words.LOOK]
    mail = words.mail(SUBJECT, "掛金について、お知らせがあります。", url=settings.PORTAL_URL)
    actions = [{"label": each["label"], "url": each["path"]} for each in links]
    return Words(kind=kind, title=title, body=body, actions=actions, mail=mail)


def stops(bound: Yen) -> tuple[str, str]:
    """Return title and body: the ceiling is reached, and nothing need be done."""
    lines = [
        f"掛金の合計が、上限の{bound}に達しました。",
        "今、手続きは必要ありません。",
        "引き落としは、自動で止まりました。",
        "契約はこのまま続きます。貸付けも、いままでどおり使えます。",
        "合計が上限を下回ると、引き落としはまた始まります。",
    ]
    return "掛金積立て限度のお知らせ", "\n".join(lines)


def begins_again(bound: Yen) -> tuple[str, str]:
    """Return title and body: the total is below the ceiling, and billing begins by itself."""
    lines = [
        f"掛金の合計が、上限の{bound}を下回りました。",
        "次の引き落としから、上限までの分をまた引き落とします。",
        "口座が同じなら、手続きは必要ありません。",
        "",
        "1年以上引き落としがなかったときは、銀行の登録が消えていることがあります。",
        "そのときは、口座をもう一度登録してください。",
    ]
    return "引き落としがまた始まります", "\n".join(lines)
