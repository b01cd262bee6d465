"""利用者情報 — what userinfo tells of an account, scope by scope, and how it can be wrong."""

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

from outside_world import faults
from outside_world.gbizid.accounts import CORPORATION, ENTRY, MEMBER, PRIME, Account
from outside_world.memory import Memory
from outside_world.world import GBIZID_CLIENT_ID

PROFILE = (
    "account_type", "corp_type", "corporate_number", "name", "prefecture_name", "address1",
    "address2", "rep_last_nm", "rep_first_nm", "rep_last_nm_kana", "rep_first_nm_kana",
    "birthday_ymd",
)  # fmt: skip
USER = (
    "user_last_nm", "user_first_nm", "user_last_nm_kana", "user_first_nm_kana", "user_department",
)  # fmt: skip
ROLES = {PRIME: "jp_gbizid_prime", MEMBER: "jp_gbizid_member"}
Told = dict[str, Any]


def told(account: Account, *, subject: str, scope: str, memory: Memory) -> Told:
    """Return the claims the scopes open; what an account does not have is left out."""
    shown = _spoiled(account, memory)
    claims: Told = {"sub": subject}
    for name in set(scope.split()) & set(OPENS):
        claims |= OPENS[name](shown)
    if "jp_gbizid_v1_ida" in scope.split():
        is_lower = faults.strikes(memory, "gbizid.not_verified")
        proved = replace(account, account_type=ENTRY if is_lower else shown.account_type)
        claims["verified_claims"] = _verified(proved)
    return _less(claims, memory)


def _profile(account: Account) -> Told:
    shown = asdict(account)
    claims = {name: shown[name] for name in PROFILE if shown[name] or name in PROFILE[:3]}
    return claims | ({"parent_id": account.parent} if account.parent else {})


def _user(account: Account) -> Told:
    return {name: words for name, words in asdict(account).items() if name in USER and words}


def _mandate(account: Account) -> Told:
    return {"mandate_info": [{"client_id": GBIZID_CLIENT_ID}] if account.may_use else []}


def _role(account: Account) -> Told:
    role = ROLES.get(account.account_type)
    return {"role": {"permission": [{"role": role}]}} if role else {}


def _verified(account: Account) -> Told:
    """Return what was proved of the holder, and how; nothing of an entry account."""
    told_of = {"trust_framework": "jp_gbizid_v1"}
    if account.account_type == ENTRY:
        return {"verification": told_of | {"assurance_level": "ial1"}, "claims": {}}
    verification: Told = told_of | {
        "assurance_level": "ial2",
        "time": "2026-04-01T00:00:00Z",
        "assurance_process": {"procedure": _procedure(account)},
    }
    return {"verification": verification, "claims": _claims(account)}


def _claims(account: Account) -> Told:
    authority = {
        "applies_to": {"registration_number": account.corporate_number},
        "permission": [{"role": ROLES[account.account_type]}],
    }
    if account.account_type == MEMBER:
        return {"authority": authority}
    day = account.birthday_ymd
    holder: Told = {
        "family_name": account.rep_last_nm,
        "given_name": account.rep_first_nm,
        "birthdate": f"{day[:4]}-{day[4:6]}-{day[6:]}",
    }
    if account.corp_type == CORPORATION:
        return holder | {"authority": authority}
    street = account.address1 + account.address2
    return holder | {"address": {"street_address": street, "country": "JP"}}


def _procedure(account: Account) -> str:
    if account.account_type == MEMBER:
        return "jp_gbizid_member"
    of_company = account.corp_type == CORPORATION
    return f"jp_gbizid_online_{'corporation' if of_company else 'sole_proprietorship'}"


def _spoiled(account: Account, memory: Memory) -> Account:
    """Return the account as the profile shows it, with what is switched on."""
    changed: Told = {}
    if faults.strikes(memory, "gbizid.entry_only"):
        changed |= {"account_type": ENTRY, "parent": ""}
    if faults.strikes(memory, "gbizid.without_right"):
        changed |= {"account_type": MEMBER, "parent": "another", "may_use": False}
    if faults.strikes(memory, "gbizid.wrong_number"):
        changed["corporate_number"] = "1" * 13
    if faults.strikes(memory, "gbizid.changed_representative"):
        changed |= {"rep_last_nm": "後任", "rep_first_nm": "継男"}
    return replace(account, **changed)


def _less(claims: Told, memory: Memory) -> Told:
    """Leave out name and representative when that is switched on; or be somebody else."""
    if faults.strikes(memory, "gbizid.missing_attribute"):
        claims = {n: v for n, v in claims.items() if n not in ("name", "rep_last_nm")}
    if faults.strikes(memory, "gbizid.other_account"):
        claims["sub"] = "0" * 32
    return claims


OPENS: dict[str, Callable[[Account], Told]] = {
    "profile": _profile,
    "user": _user,
    "mandate": _mandate,
    "email": lambda account: {"email": account.email},
    "role": _role,
    "delegation_info": lambda account: {"delegation_info": {}},
}
