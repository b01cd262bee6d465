"""紙の申込書への銀行の答え — registered or returned, told to the holder on the day it comes."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from kyosai.basis import era, parameters, tokyo
from kyosai.formats.account_registration.daily_file import MandateResult
from kyosai.procedures.collection import words
from kyosai.procedures.collection.query import ask_treasury
from kyosai.records.contracts import reads as contracts
from kyosai.records.mandates import paper
from kyosai.records.mandates import reads as mandates
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.records.premiums import reads as premiums
from kyosai.schemes.clocks import channels, debit_days

AGAIN = {
    "skk": {"label": "口座をオンラインで登録する", "url": "/change-account/"},
    "tosanboshi": {"label": "口座振替申込書を出し直す", "url": "/tosanboshi/account/"},
}
LOOK = {"label": "わたしの契約を見る", "url": "/mine/"}


def take(rows: Sequence[MandateResult], *, at: datetime) -> dict[str, str]:
    """Return papers the bank refuses to their holders; give the contracts of those it takes.

    Call before the accounts of the file are confirmed, and ``tell_registered`` after it.
    """
    assert transaction.get_connection().in_atomic_block
    waiting = paper.known([row.customer_no for row in rows])
    for row in rows:
        if row.customer_no in waiting and not row.is_registered:
            _give_back(row, contract=waiting.pop(row.customer_no), at=at)
    return waiting


def tell_registered(waiting: dict[str, str], *, at: datetime) -> None:
    """Tell the holders of these contracts that their account is registered, and what follows."""
    for customer_no, contract in waiting.items():
        next_on = era.on_screen(_next_debit_on(contract, at=at))
        lines = [
            "銀行が、口座振替申込書を受け付けました。",
            "今、手続きは必要ありません。",
            f"次の引き落としは、{next_on}の予定です。",
            "前の日までに、口座のお金を確認してください。",
        ]
        said = ("口座の登録が済みました", "\n".join(lines))
        _tell(customer_no, contract=contract, kind="registered", said=said, at=at)


def ask_about_silence(*, at: datetime) -> None:
    """Let the treasury ask the bank about papers it has not answered for too long."""
    since = tokyo.in_tokyo(at).date() - timedelta(weeks=_facts()["silent_weeks"])
    for customer_no in paper.silent_since(since):
        said = f"紙の口座振替申込書（{customer_no}）に、銀行から返事がありません。"
        with transaction.atomic(durable=True):
            ask_treasury(
                f"paper:{customer_no}",
                words=f"{said}銀行に確認し、なくなったときは、本人に出し直しを頼んでください。",
                at=at,
            )


def _give_back(row: MandateResult, *, contract: str, at: datetime) -> None:
    reasons = _facts()["reason"]
    reason = reasons.get(row.code, reasons["other"])
    paper.give_back(row.customer_no, words=f"銀行から戻った：{reason['why']}", at=at)
    lines = [
        "銀行から、口座振替申込書が戻ってきました。",
        "新しい申込書を書いて、もう一度送ってください。",
        "",
        f"理由：{reason['why']}",
        f"次にすること：{reason['do']}",
        "",
        "契約は続いています。掛金の月は、減りません。",
        "口座の登録が済んだ次の回に、それまでの月をまとめて引き落とします。",
    ]
    said = ("口座振替申込書が戻ってきました", "\n".join(lines))
    _tell(row.customer_no, contract=contract, kind="returned", said=said, at=at)


def _next_debit_on(contract: str, *, at: datetime) -> date:
    """Return the first debit day the account can be in time for, or the one promised, if later."""
    held, account = contracts.standing(contract), mandates.account_of(contract)
    assert account is not None, "an account was confirmed a moment ago"
    channel = channels.channel_for(account.bank_code, scheme=held.scheme, on=at.date())
    reached = debit_days.first_reached(channel, asked_at=at, decided_at=at).debit_on
    promised: list[date] = [row["debit_on"] for row in premiums.of_contract(contract)]
    return max([reached, *promised])


def _tell(
    customer_no: str, *, contract: str, kind: str, said: tuple[str, str], at: datetime
) -> None:
    news = "引き落としの口座について、お知らせがあります。"
    held = contracts.standing(contract)
    notices.tell(
        Telling(
            party=held.party,
            key=f"paper_mandate:{customer_no}:{kind}",
            kind=f"paper_mandate_{kind}",
            at=at,
            title=said[0],
            body=said[1],
            contract=contract,
            actions=[AGAIN[held.scheme] if kind == "returned" else LOOK],
            mail=words.mail(said[0], news, url=settings.PORTAL_URL),
        )
    )


def _facts() -> dict[str, Any]:
    return parameters.table(__package__, "paper_returns")
