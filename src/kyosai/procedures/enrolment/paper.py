"""紙の口座振替申込書 — one officer reads the account from the picture, another confirms it.

The contract does not wait for it: the case opens with the contract, and the bank then takes its
weeks and answers in a day's file. What comes back is filed anew.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.refusal import Refused
from kyosai.casework import actions as casework
from kyosai.casework import reads as casefile
from kyosai.casework.actions import Line, Opening
from kyosai.casework.flow import Flow
from kyosai.exchange import postbox
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.inbound import PaperMandate
from kyosai.exchange.messages.outbound import Answer, Status
from kyosai.formats.zengin import kana
from kyosai.procedures.enrolment.flow import PAPER_MANDATES
from kyosai.records.mandates import paper as mandates
from kyosai.records.mandates.paper import PaperAccount
from kyosai.records.one_trip import Statement

SHAPES = {"bank_code": r"[0-9]{4}", "branch_code": r"[0-9]{3}", "account_number": r"[0-9]{7}"}


class NotAnAccount(Refused):
    """Figures no bank account has."""

    reason = "銀行は4けた、支店は3けた、口座番号は7けたの数字で入力してください。"


@dataclass(frozen=True, kw_only=True)
class Filed:
    """A paper as it was filed: by whom, for which contract, under which receipt."""

    paper: PaperMandate
    person: str
    contract: str
    receipt: str
    received_at: str
    due_at: datetime
    message: str = ""
    scheme: str = "tosanboshi"


def opening(filed: Filed, *, case: str, party: UUID, at: datetime) -> tuple[Statement, Statement]:
    """Open the case of a mandate on paper, with the contract it is for."""
    filing = {
        "contract": filed.contract,
        "person": filed.person,
        "message": filed.message,
        "receipt": filed.receipt,
        "application": {"paper_mandate": plain.facts_of(filed.paper)},
    }
    return casework.opening(
        Opening(
            number=case,
            flow=PAPER_MANDATES[f"{filed.scheme}.paper_mandate"],
            step="read",
            subject=party,
            receipt=f"{filed.receipt}:paper",
            received_at=datetime.fromisoformat(filed.received_at),
            opened_on=at.date(),
            due_at=max(at, filed.due_at),
            at=at,
            filing=filing,
            lines=[Line("read", "received", "口座振替申込書の写真が届きました。")],
        )
    )


def read(case: str, *, account: PaperAccount, officer: str, at: datetime) -> None:
    """Write down the account as an officer reads it: sealed, and not yet to be debited."""
    _insist_on_an_account(account)
    customer_no = f"{secrets.randbelow(10**20):020d}"
    with transaction.atomic(durable=True):
        file = casework.take(_flow(case), number=case, step="read", officer=officer)
        person = UUID(file.filing["person"])
        on = tokyo.in_tokyo(at).date()
        mandates.note(account, customer_no=customer_no, person=person, registered_on=on)
        casework.move_on(
            file,
            flow=_flow(case),
            to="confirm_account",
            outcome="account_read",
            officer=officer,
            at=at,
            findings=[{"customer_no": customer_no}],
        )


def send_back(case: str, *, officer: str, at: datetime, note: str) -> None:
    """Find the account read wrongly: it is read again, and what was read is never debited."""
    with transaction.atomic(durable=True):
        file = casework.take(_flow(case), number=case, step="confirm_account", officer=officer)
        mandates.drop(_read_last(case), at=at)
        casework.move_on(
            file,
            flow=_flow(case),
            to="read",
            outcome="returned",
            officer=officer,
            at=at,
            words=note,
        )


def confirm(case: str, *, officer: str, at: datetime) -> None:
    """Find, as a second officer, the account as the picture shows it: it goes to the bank."""
    with transaction.atomic(durable=True):
        file = casework.take(_flow(case), number=case, step="confirm_account", officer=officer)
        mandates.hand_in(_read_last(case), contract=file.filing["contract"], at=at)
        casework.close(file, outcome="accepted", officer=officer, at=at)
        if file.filing.get("message"):
            answer(
                file.filing["message"], receipt=file.filing["receipt"], status="sent_to_bank", at=at
            )


def answer(message: str, *, receipt: str, status: Status, at: datetime) -> None:
    """Answer the portal about a paper that was filed by itself."""
    postbox.reply(Answer(to=message, receipt=receipt, status=status, at=at.isoformat()))


def _flow(case: str) -> Flow:
    return PAPER_MANDATES[casefile.case(case).flow]


def _read_last(case: str) -> str:
    entry = casefile.last_with_outcome(case, "account_read")
    assert entry is not None, "an account is confirmed after it was read"
    return str(entry.findings[0]["customer_no"])


def _insist_on_an_account(account: PaperAccount) -> None:
    for name, shape in SHAPES.items():
        if not re.fullmatch(shape, getattr(account, name)):
            raise NotAnAccount(field=name)
    kana.name(account.holder_kana)
