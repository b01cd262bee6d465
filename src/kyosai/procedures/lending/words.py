"""貸付けのお知らせの文 — what a borrower is told, in plain Japanese."""

from collections.abc import Iterator
from datetime import datetime

from kyosai.basis import era, tokyo
from kyosai.procedures.lending.deal import Deal
from kyosai.records.notices.writes import Mail
from kyosai.records.remittances import consignor

SENTENCE = (
    "貸付けについて、お知らせがあります。\n"
    "くわしい内容は、サイトの「お知らせ」で見られます。\n\n{url}\n\n"
    "このメールには返信できません。"
)


def lent(deal: Deal, *, receipt: str) -> tuple[str, str]:
    """Return title and body: what comes when, and when it is to be paid back."""
    lines = [
        f"{deal.kind_name} {deal.amount}の貸付けが決まりました。",
        "今、手続きは必要ありません。",
        *_money(deal),
        "",
        *_paid_off(deal),
        "返済の予定",
        *_turns(deal),
        "",
        "契約書は「わたしの契約」で読めます。",
        f"受付番号：{receipt}",
        "身に覚えがないときは、すぐに「問い合わせる」から知らせてください。",
    ]
    return "貸付けが決まりました", "\n".join(lines)


def examined(title: str, *, receipt: str, until: datetime) -> tuple[str, str]:
    """Return title and body: a person looks at the papers first."""
    lines = [
        "担当者が、送っていただいた書類を確かめています。",
        "今、手続きは必要ありません。",
        f"{_moment(until)}までに、結果をお知らせします。",
        "",
        f"受付番号：{receipt}",
    ]
    return f"{title}を確認しています", "\n".join(lines)


def to_be_paid(deal: Deal, *, title: str, receipt: str) -> tuple[str, str]:
    """Return title and body: what the holder pays in before the old loan is refinanced."""
    to = consignor.of(deal.who.contract.scheme)
    kind = "普通" if to.account_kind == "1" else "当座"
    lines = [
        f"{title}を受け付けました。",
        f"{deal.paid_in}を振り込んでください。",
        "入金を確かめた日に、借り換えます。",
        "",
        f"振込先：{to.bank_name} {to.branch_name}（{to.bank_code}-{to.branch_code}）",
        f"　{kind} {to.account_number} {to.name}",
        f"振込人の名前のあとに、受付番号を入れてください：{receipt}",
        "",
        f"新しく借りる額：{deal.amount}",
        f"そのうち先に払う利子：{deal.interest}",
    ]
    return "借換えのお振込みをお待ちしています", "\n".join(lines)


def refused(title: str, *, receipt: str, reason: str) -> tuple[str, str]:
    """Return title and body: why nothing was lent, and what to do instead."""
    lines = [
        "貸付けはできませんでした。",
        "お金は動いていません。もう一度申し込むこともできます。",
        "",
        f"理由：{reason}",
        "",
        f"受付番号：{receipt}",
    ]
    return f"{title}はできませんでした", "\n".join(lines)


def mail(title: str, *, url: str) -> Mail:
    """Return a mail that says there is news, and where to read it."""
    return Mail(title, SENTENCE.format(url=url))


def _money(deal: Deal) -> Iterator[str]:
    """Yield what is handed over and when; of money paid in, nothing."""
    payee = deal.who.payee
    if deal.paid_in:
        yield f"お振込み {deal.paid_in}を確かめました。"
        return
    yield f"{_moment(deal.who.promise.due_at)}までに、{deal.handed_over}を振り込みます。"
    if payee:
        yield f"振込先：{payee.bank_name} {payee.masked}"
    yield f"先に払う利子 {deal.interest}を差し引きました。"


def _paid_off(deal: Deal) -> Iterator[str]:
    if deal.pays_off:
        yield f"前の貸付け（{deal.pays_off.loan.number}）は返し終わりました。"


def _turns(deal: Deal) -> Iterator[str]:
    for ordinal, turn in enumerate(deal.turns, start=1):
        ahead = f"、利子 {turn.interest}" if turn.interest else ""
        yield f"{ordinal}回目：{era.on_screen(turn.on)}　元金 {turn.principal}{ahead}"


def _moment(moment: datetime) -> str:
    there = tokyo.in_tokyo(moment)
    return f"{era.on_screen(there.date())}{there:%H:%M}"
