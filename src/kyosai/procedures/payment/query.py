"""支払の確認 — a case at the treasury about a payment; asked about twice, there is one."""

from datetime import datetime, time

from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.refusal import Refused
from kyosai.casework import actions as casework
from kyosai.casework import reads as cases
from kyosai.casework.actions import Line, Opening
from kyosai.casework.flow import Flow
from kyosai.procedures.payment.flow import PAYMENT_QUERY
from kyosai.records.payments.sending import Waiting
from kyosai.schemes.clocks import calendars

DAYS, AT = 1, time(17)


class NoWords(Refused):
    """A case is closed with words on what was found and done."""

    reason = "確認したことと、したことを書いてください。"


def close(case: str, *, officer: str, words: str, at: datetime, flow: Flow = PAYMENT_QUERY) -> None:
    """End a case about a payment or a file, as one officer of the treasury, with words for it."""
    if not words.strip():
        raise NoWords(field="words")
    with transaction.atomic(durable=True):
        file = casework.take(flow, number=case, step="look", officer=officer)
        casework.close(file, outcome="settled", officer=officer, at=at, words=words.strip())


def settle(payment: str, *abouts: str, words: str, at: datetime) -> None:
    """End by rule what was asked about a payment and has come right; nothing where nobody asked."""
    for receipt in cases.filed_under_any([f"{about}:{payment}" for about in abouts]):
        if number := cases.open_under(receipt):
            file = casework.take(PAYMENT_QUERY, number=number, step="look", officer="")
            casework.close(file, outcome="settled", officer="", at=at, words=words)


def ask(about: str, payment: Waiting, *, words: str, at: datetime) -> str | None:
    """Open a case about a payment; return its number, or nothing where one was opened before."""
    assert transaction.get_connection().in_atomic_block
    receipt = f"{about}:{payment.number}"
    if cases.filed_under(receipt):
        return None
    today = tokyo.in_tokyo(at).date()
    return casework.open(
        Opening(
            number=casework.new_number(),
            flow=PAYMENT_QUERY,
            step="look",
            subject=payment.party,
            receipt=receipt,
            received_at=at,
            opened_on=today,
            due_at=tokyo.at(calendars.office().add(today, DAYS), AT),
            at=at,
            filing={"payment": payment.number, "contract": payment.contract},
            lines=[Line("look", "opened", words=words)],
        )
    )
