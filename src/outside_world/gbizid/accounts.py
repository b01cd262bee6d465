"""アカウント — whose account the person at the page plays, and whether it opens.

The fields carry the names of the provider's own userinfo, so that nothing is translated.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kyosai.basis import parameters

OWN = "own"
ENTRY, PRIME, MEMBER = "1", "2", "3"
CORPORATION, SOLE_PROPRIETOR = "1", "2"
KINDS = {  # what one may play with an account of one's own
    "prime_corporation": ("プライム（法人）", PRIME, CORPORATION),
    "prime_sole_proprietor": ("プライム（個人事業主）", PRIME, SOLE_PROPRIETOR),
    "member_with_right": ("メンバー（法人、権限あり）", MEMBER, CORPORATION),
    "member": ("メンバー（法人、権限なし）", MEMBER, CORPORATION),
    "entry": ("エントリー（個人事業主）", ENTRY, SOLE_PROPRIETOR),
}


class AccountRefused(Exception):
    """The account cannot be opened as filled in; the page says why."""


@dataclass(frozen=True)
class Account:
    """One account: of which kind, of which company, held by whom."""

    key: str
    about: str
    account_type: str
    corp_type: str
    name: str
    email: str
    corporate_number: str = ""
    prefecture_name: str = ""
    address1: str = ""
    address2: str = ""
    rep_last_nm: str = ""
    rep_first_nm: str = ""
    rep_last_nm_kana: str = ""
    rep_first_nm_kana: str = ""
    birthday_ymd: str = ""
    user_last_nm: str = ""
    user_first_nm: str = ""
    user_last_nm_kana: str = ""
    user_first_nm_kana: str = ""
    user_department: str = ""
    parent: str = ""
    may_use: bool = False


@cache
def everybody() -> dict[str, Account]:
    """Return all sample accounts by key, in the order of the file."""
    rows = parameters.table(__package__, "accounts")["account"]
    return {row["key"]: Account(**row) for row in rows}


def opened(form: Mapping[str, str]) -> Account:
    """Return the account that was opened with a password, or say what is wrong."""
    is_own = form.get("account") == OWN
    account = _own(form) if is_own else everybody().get(form.get("account", ""))
    if account is None:
        raise AccountRefused("どのアカウントを使うか選んでください。")
    if not form.get("password", ""):
        raise AccountRefused("パスワードを入れてください。")
    if form["password"] == "0000":
        raise AccountRefused("パスワードがちがいます。もう一度入れてください。")
    return account


def _own(form: Mapping[str, str]) -> Account:
    given = {name: form.get(name, "").strip() for name in ("name", "number", "address")}
    last, first = _parts(form.get("person", ""))
    if form.get("kind") not in KINDS:
        raise AccountRefused("アカウントの種類を選んでください。")
    if not (given["name"] and given["address"] and len("".join(given.values())) < 300):
        raise AccountRefused("名前と所在地を入れてください。")
    about, account_type, corp_type = KINDS[form["kind"]]
    if account_type == ENTRY:
        given["number"] = ""
    elif not (given["number"].isdigit() and len(given["number"]) == 13):
        raise AccountRefused("番号は数字13桁で入れてください。")
    return Account(
        key=f"{OWN}|{form['kind']}|{given['number']}|{last}|{first}",
        about=about,
        account_type=account_type,
        corp_type=corp_type,
        name=given["name"],
        email="own@example.invalid",
        corporate_number=given["number"],
        prefecture_name="13",
        address1=given["address"],
        rep_last_nm=last,
        rep_first_nm=first,
        birthday_ymd="19700101",
        user_last_nm=last,
        user_first_nm=first,
        parent="" if account_type != MEMBER else OWN,
        may_use=form["kind"] == "member_with_right",
    )


def _parts(person: str) -> tuple[str, str]:
    words = person.split()
    if len(words) != 2 or len(person) > 60:
        raise AccountRefused("氏名は、姓と名のあいだを空けて入れてください。")
    return words[0], words[1]
