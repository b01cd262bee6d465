"""契約書の文 — the whole text a holder signs; the core writes it again before it lends."""

from collections.abc import Iterator
from dataclasses import replace

from kyosai.basis import era, said
from kyosai.procedures.lending.deal import Deal
from kyosai.records.parties import reads as parties
from kyosai.schemes.skk.loan import interest

TITLE = "契約者貸付けの契約書（金銭消費貸借契約）"
LENDER = "独立行政法人 中小企業基盤整備機構"


def written(deal: Deal, *, receipt: str, is_dated: bool) -> Deal:
    """Return a loan with its text; not dated, its days are counted from the day it is made.

    The receipt stands in it: what was signed once is lent once.
    """
    lines = (
        TITLE,
        f"受付番号：{receipt}",
        "",
        *_parties(deal),
        *_sums(deal, is_dated),
        *_turns(deal, is_dated),
    )
    return replace(deal, text="\n".join((*lines, *_promises(deal))))


def _parties(deal: Deal) -> Iterator[str]:
    borrower = parties.particulars(deal.who.contract.party)
    yield f"借りる人：{borrower.name}（契約者番号 {deal.who.contract.number}）"
    yield f"貸す人：{LENDER}"
    yield "借りる人は、次の条件でお金を借り、期日に返します。"
    yield ""


def _sums(deal: Deal, is_dated: bool) -> Iterator[str]:
    yield f"貸付けの種類：{deal.kind_name}"
    yield f"借りる額：{deal.amount}"
    yield f"利率：年{said.percent(deal.yearly_rate)}"
    yield f"期間：{deal.term_months}か月"
    undated = "お振込みを確かめた日" if deal.paid_in else "機構が理由を確かめた日"
    yield f"貸付けの日：{era.on_screen(deal.lent_on) if is_dated else undated}"
    how = "お振込みの額に入っています" if deal.paid_in else "借りる額から差し引きます"
    yield f"先に払う利子：{deal.interest}（{how}）"
    if deal.pays_off:
        yield f"返し終わる貸付け：{deal.pays_off.loan.number}"
        yield f"　その残高：{deal.pays_off.loan.principal_left}"
        yield f"　延滞利子：{deal.pays_off.penalty}"
    if deal.paid_in:
        yield f"振り込んでいただく額：{deal.paid_in}"
        yield ""
        return
    yield f"受け取る額：{deal.handed_over}"
    if deal.who.payee:
        yield f"振込先：{deal.who.payee.bank_name} {deal.who.payee.masked}"
    yield ""


def _turns(deal: Deal, is_dated: bool) -> Iterator[str]:
    yield "返済の予定"
    step = deal.term_months // len(deal.turns)
    for ordinal, turn in enumerate(deal.turns, start=1):
        day = era.on_screen(turn.on) if is_dated else f"貸付けの日から{step * ordinal}か月後"
        ahead = f"、次の利子 {turn.interest}" if turn.interest else ""
        yield f"　{ordinal}回目　{day}　元金 {turn.principal}{ahead}"
    yield ""


def _promises(deal: Deal) -> Iterator[str]:
    late = interest.overdue_terms(on=deal.lent_on)
    yield "約束"
    yield "　返済は、掛金と同じ口座からの引き落としです。"
    yearly = said.percent(late.yearly)
    yield f"　期日から{late.from_day}日以上遅れると、年{yearly}の延滞利子を払います。"
    yield "　共済金や解約手当金を受け取るときは、残りを差し引きます（法16条の2）。"
    yield "　期日から12か月たっても返さないときは、掛金をあてます（法16条の3）。"
    yield "　担保と保証人はありません。電子の契約なので、印紙はいりません。"
