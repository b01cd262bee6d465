"""紙の口座振替申込書 — one officer reads the account from the picture, another confirms it.

The contract does not wait for it: the case opens with the contract, and the bank then takes its
weeks. Until the bank's own answer can be read, the weeks told to applicants stand for it.
"""

import re
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.casework import actions as casework
from kyosai.casework import reads as casefile
from kyosai.casework.actions import Line, Opening
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.inbound import EnrolmentApplication
from kyosai.formats.zengin import kana
from kyosai.procedures.enrolment import promised
from kyosai.procedures.enrolment.flow import PAPER_MANDATE
from kyosai.records.mandates import paper as mandates
from kyosai.records.mandates.paper import PaperAccount
from kyosai.records.one_trip import Statement
from kyosai.schemes.tosanboshi.collection import cut_off

SHAPES = {"bank_code": r"[0-9]{4}", "branch_code": r"[0-9]{3}", "account_number": r"[0-9]{7}"}


class NotAnAccount(Refused):
    """Figures no bank account has."""

    reason = "銀行は4けた、支店は3けた、口座番号は7けたの数字で入力してください。"


def opening(
    application: EnrolmentApplication, *, case: str, contract: str, party: UUID, at: datetime
) -> tuple[Statement, Statement]:
    """Open the case of a mandate on paper, with the contract it is for."""
    assert application.paper_mandate is not None
    filing = {
        "contract": contract,
        "person": application.person,
        "application": {"paper_mandate": plain.facts_of(application.paper_mandate)},
    }
    return casework.opening(
        Opening(
            number=case,
            flow=PAPER_MANDATE,
            step="read",
            subject=party,
            receipt=f"{application.receipt}:paper",
            received_at=datetime.fromisoformat(application.received_at),
            opened_on=at.date(),
            due_at=max(at, promised.due_at(application)),
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
        file = casework.take(PAPER_MANDATE, number=case, step="read", officer=officer)
        person = UUID(file.filing["person"])
        on = tokyo.in_tokyo(at).date()
        mandates.note(account, customer_no=customer_no, person=person, registered_on=on)
        casework.move_on(
            file,
            flow=PAPER_MANDATE,
            to="confirm_account",
            outcome="account_read",
            officer=officer,
            at=at,
            findings=[{"customer_no": customer_no}],
        )


def send_back(case: str, *, officer: str, at: datetime, note: str) -> None:
    """Find the account read wrongly: it is read again, and what was read is never debited."""
    with transaction.atomic(durable=True):
        file = casework.take(PAPER_MANDATE, number=case, step="confirm_account", officer=officer)
        mandates.drop(_read_last(case), at=at)
        casework.move_on(
            file,
            flow=PAPER_MANDATE,
            to="read",
            outcome="returned",
            officer=officer,
            at=at,
            words=note,
        )


def confirm(case: str, *, officer: str, at: datetime) -> None:
    """Find, as a second officer, the account as the picture shows it: it goes to the bank."""
    with transaction.atomic(durable=True):
        file = casework.take(PAPER_MANDATE, number=case, step="confirm_account", officer=officer)
        mandates.hand_in(_read_last(case), contract=file.filing["contract"], at=at)
        casework.close(file, outcome="accepted", officer=officer, at=at)


def believe_answers(*, at: datetime) -> list[str]:
    """Confirm the mandates whose weeks at the bank are over; return their customer numbers."""
    on = tokyo.in_tokyo(at).date()
    weeks: int = cut_off.law_of(Month.of(on))["paper_mandate_weeks"]
    with transaction.atomic(durable=True):
        return mandates.confirm_handed_in(until=on - timedelta(weeks=weeks), at=at)


def _read_last(case: str) -> str:
    entry = casefile.last_with_outcome(case, "account_read")
    assert entry is not None, "an account is confirmed after it was read"
    return str(entry.findings[0]["customer_no"])


def _insist_on_an_account(account: PaperAccount) -> None:
    for name, shape in SHAPES.items():
        if not re.fullmatch(shape, getattr(account, name)):
            raise NotAnAccount(field=name)
    kana.name(account.holder_kana)
