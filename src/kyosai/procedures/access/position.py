"""現在の状況 — a person's contracts, premiums, filings and notices, as the portal shows them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kyosai.basis import tokyo
from kyosai.procedures.access import (
    contact,
    filings,
    instalments,
    loans,
    my_number,
    outlook,
    pauses,
    prepaid,
    tosanboshi,
)
from kyosai.records.contracts import reads as contracts
from kyosai.records.contracts.reads import Standing
from kyosai.records.mandates.reads import Account
from kyosai.records.notices import contact as contacts
from kyosai.records.notices import reads as notices
from kyosai.records.paid_before import reads as paid_before
from kyosai.records.paid_before.reads import Paid
from kyosai.records.premiums.paying import paying


def position(party: UUID | None, *, at: datetime) -> dict[str, Any]:
    """Return everything a person sees on their page; somebody unknown sees an empty one."""
    if party is None:
        return _page(at, name="", held=[], filed=[], told=[], my_number="", reached={})
    held, told = contracts.of_party(party), contacts.standing(party)
    return _page(
        at,
        name=told.name,
        held=[_contract(each, at=at) for each in held],
        filed=filings.of_party(party),
        told=[
            {"id": str(n.id), "at": n.at.isoformat(), "title": n.title, "read": n.is_read}
            for n in notices.inbox(party)
        ],
        my_number=my_number.standing(party),
        reached=contact.reached(told),
    )


def _page(
    at: datetime,
    *,
    name: str,
    held: list[dict[str, Any]],
    filed: list[dict[str, Any]],
    told: list[dict[str, Any]],
    my_number: str,
    reached: dict[str, Any],
) -> dict[str, Any]:
    return {
        "as_of": at.isoformat(),
        "person": {"name": name},
        "contracts": held,
        "filings": filed,
        "notices": told,
        "my_number": my_number,
        "contact": reached,
    }


def _contract(contract: Standing, *, at: datetime) -> dict[str, Any]:
    today = tokyo.in_tokyo(at).date()
    now = paying(contract, asked_at=at, at=at)
    account, rows = now.account, now.rows
    paid = paid_before.history(contract.number, rows=rows)
    is_debited = contract.status == "active" and bool(account and account.state != "stopped")
    debits = outlook.debits_of_year(rows, now=now, is_debited=is_debited, today=today)
    return {
        "number": contract.number,
        "scheme": contract.scheme,
        "formed_on": contract.formed_on.isoformat(),
        "status": contract.status,
        "ended_on": contract.ended_on.isoformat() if contract.ended_on else "",
        **outlook.monthly_premium(now),
        "capacity": contract.capacity,
        "first_debit_on": outlook.first_debit_on(rows),
        "year_deduction": outlook.year_deduction(debits, year=today.year),
        "premiums": [outlook.as_shown(row) for row in rows],
        "account": _account(account),
        "paying": prepaid.standing(now),
        "certificate_number": contract.certificate_number,
        "instalments": instalments.standing(contract),
        **pauses.standing(now),
        **loans.standing(contract, rows=rows, paid=paid, at=at),
        **_worth(contract, paid=paid, today=today),
    }


def _worth(contract: Standing, *, paid: Sequence[Paid], today: date) -> dict[str, Any]:
    """Return what the contract would bring today, in the words of its Act alone."""
    if contract.scheme == "tosanboshi":
        return {"total_today": tosanboshi.total_today(contract.number, paid=paid, today=today)}
    return {
        "paid_so_far": outlook.paid_so_far(paid),
        "benefit_today": outlook.benefit_today(paid),
    }


def _account(account: Account | None) -> dict[str, str]:
    if account is None:
        return {}
    return {
        "bank": account.bank_name,
        "masked": account.masked,
        "state": account.state,
        "way": "paper" if account.is_on_paper else "web",
    }
