"""アカウント — what userinfo tells of a company or a sole proprietor, read strictly.

A sole proprietor's number in the field ``corporate_number`` is the provider's own
個人事業主管理番号: it is kept apart, so that nobody looks it up as a 法人番号.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.identifiers import is_corporate_number
from kyosai.wires.gbizid import proof
from kyosai.wires.gbizid.refusals import FactsMissing, NumberNotBelieved


class Kind(StrEnum):
    """What kind of account it is."""

    ENTRY = "entry"
    PRIME = "prime"
    MEMBER = "member"


class Form(StrEnum):
    """Whose account it is."""

    CORPORATION = "corporation"
    SOLE_PROPRIETOR = "sole_proprietor"


KINDS = {"1": Kind.ENTRY, "2": Kind.PRIME, "3": Kind.MEMBER}
FORMS = {"1": Form.CORPORATION, "2": Form.SOLE_PROPRIETOR}
Told = Mapping[str, Any]


@dataclass(frozen=True)
class Account:
    """Who signed in, for which company; an entry account tells next to nothing."""

    sub: str
    kind: Kind
    form: Form
    corporate_number: str
    management_number: str
    name: str
    address: str
    representative: str
    representative_kana: str
    birthdate: date | None  # of the representative
    user: str
    user_kana: str
    email: str
    has_right: bool  # a member's to use this site; a prime account always has it
    auth_time: int


def read(told: Told, *, sub: str, client_id: str, auth_time: int) -> Account:
    """Return the account userinfo tells of, or refuse it."""
    kind, form = KINDS.get(_text(told, "account_type")), FORMS.get(_text(told, "corp_type"))
    if kind is None or form is None:
        raise FactsMissing
    is_full = kind is not Kind.ENTRY
    number = _number(told, form) if is_full else ""
    account = Account(
        sub=sub,
        kind=kind,
        form=form,
        corporate_number=number if form is Form.CORPORATION else "",
        management_number=number if form is Form.SOLE_PROPRIETOR else "",
        name=_text(told, "name"),
        address=_address(told),
        representative=_person(told, "rep_last_nm", "rep_first_nm"),
        representative_kana=_person(told, "rep_last_nm_kana", "rep_first_nm_kana"),
        birthdate=_day(_text(told, "birthday_ymd")),
        user=_person(told, "user_last_nm", "user_first_nm"),
        user_kana=_person(told, "user_last_nm_kana", "user_first_nm_kana"),
        email=_text(told, "email"),
        has_right=kind is Kind.PRIME or (kind is Kind.MEMBER and _has_right(told, client_id)),
        auth_time=auth_time,
    )
    if is_full:
        _check(account, told.get("verified_claims"))
    return account


def _check(account: Account, proved: Any) -> None:
    """Refuse an account of a company that is not told whole, or not proved."""
    facts = (account.name, account.address, account.representative, account.user)
    if not all(facts) or (account.kind is Kind.PRIME and account.birthdate is None):
        raise FactsMissing
    if account.form is Form.CORPORATION:
        proof.check_company(proved, number=account.corporate_number)
    if account.kind is Kind.PRIME:
        proof.check_prime(proved, representative=account.representative)


def _number(told: Told, form: Form) -> str:
    number = _text(told, "corporate_number")
    if not number:
        raise FactsMissing
    if form is Form.CORPORATION and not is_corporate_number(number):
        raise NumberNotBelieved
    return number


def _address(told: Told) -> str:
    """Return the address in one line; the prefecture comes as its JIS code."""
    prefecture = _prefectures().get(_text(told, "prefecture_name"), "")
    town = _text(told, "address1")
    return f"{prefecture}{town}{_text(told, 'address2')}" if prefecture and town else ""


@cache
def _prefectures() -> dict[str, str]:
    return {row["code"]: row["name"] for row in parameters.rows(__package__, "prefectures")}


def _person(told: Told, last: str, first: str) -> str:
    names = _text(told, last), _text(told, first)
    return "　".join(names) if all(names) else ""


def _has_right(told: Told, client_id: str) -> bool:
    listed = told.get("mandate_info")
    services = listed if isinstance(listed, list) else []
    return any(isinstance(each, dict) and each.get("client_id") == client_id for each in services)


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 - a date
    except ValueError:
        return None


def _text(told: Told, name: str) -> str:
    """Return a text without the halves of characters that nothing could keep."""
    text = told.get(name)
    return text.encode(errors="ignore").decode().strip() if isinstance(text, str) else ""
