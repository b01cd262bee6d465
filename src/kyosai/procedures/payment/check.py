"""口座照会と折り返し確認 — is the account there, and is a changed one really the payee's?"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from kyosai.basis import fingerprint, tokyo
from kyosai.basis.refusal import Refused
from kyosai.procedures.payment import outcome
from kyosai.procedures.payment.query import ask
from kyosai.records.payments import accounts, sending

ANSWERS = {"1": "該当する口座がありません", "2": "口座名義が違います", "9": "銀行が答えられません"}


class NoWords(Refused):
    """A call back says what was heard."""

    reason = "だれと話し、何を確かめたかを書いてください。"


class OwnChange(Refused):
    """Whoever changed an account does not confirm it."""

    reason = "この口座を登録した人は、確認できません。ほかの人に依頼してください。"


class CalledBackBefore(Refused):
    """One call back is enough, and stays as it was written."""

    reason = "この口座は、折り返しの確認が済んでいます。一覧を開き直してください。"


class Question(NamedTuple):
    """An account the bank is asked about."""

    account: UUID
    content: bytes


def to_ask() -> Iterator[Question]:
    """Yield the accounts of waiting payments that the bank was never asked about."""
    for account in accounts.to_check():
        yield Question(account, fingerprint.canonical(accounts.to_bank(account)))


def answered(account: UUID, result: str, *, at: datetime) -> None:
    """Note the bank's answer; its waiting payments are looked at when it is not a yes."""
    with transaction.atomic(durable=True):
        accounts.note_check(account, result, at=at)
        for payment in sending.to_account(account):
            if result != "0" and sending.note(
                payment.number, "refused", at=at, reason=ANSWERS[result]
            ):
                outcome.not_paid(payment, why=ANSWERS[result], at=at)


def ask_for_call_backs(*, at: datetime) -> None:
    """Ask for a call to each payee whose account was changed too lately to be paid."""
    today = tokyo.in_tokyo(at).date()
    for payment in sending.held_back(on=today):
        with transaction.atomic(durable=True):
            words = (
                f"{payment.purpose} {payment.amount}の振込先は、最近変わった口座です。"
                "ご本人に折り返し電話をして、口座を確かめてください。"
            )
            ask("call-back", payment, words=words, at=at)


def call_back(account: UUID, *, officer: str, words: str, at: datetime) -> None:
    """Note that an officer heard from the payee that the account is theirs."""
    if not words.strip():
        raise NoWords(field="words")
    with transaction.atomic(durable=True):
        if accounts.registered_by(account) == officer:
            raise OwnChange
        if accounts.payee(account).is_called_back:
            raise CalledBackBefore
        accounts.note_call_back(account, officer=officer, words=words.strip(), at=at)
