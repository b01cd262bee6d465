"""受付の依頼 — what the consignor's server may send, checked field by field."""

import re
from collections.abc import Mapping
from datetime import datetime

from outside_world.hub import banks
from outside_world.world import CONSIGNOR_CODE, World

_HALF_WIDTH = re.compile(r"[0-9A-Z ().\-ｱ-ﾝﾞﾟｦ]{1,30}")
_PATTERNS = {
    "request_id": re.compile(r"[!-~]{1,20}"),
    "customer_no": re.compile(r"[0-9]{20}"),
    "name_kana": _HALF_WIDTH,
    "name_kanji": re.compile(r".{1,60}"),
}
_OPTIONAL = {
    "branch_code": re.compile(r"[0-9]{3}"),
    "acct_type": re.compile(r"[12]"),
    "acct_no": re.compile(r"[0-9]{7}"),
}
_ON_PAPER = {
    "request_id": _PATTERNS["request_id"],
    "customer_no": _PATTERNS["customer_no"],
    "name_kana": _HALF_WIDTH,
    "bank_code": re.compile(r"[0-9]{4}"),
    "branch_code": _OPTIONAL["branch_code"],
    "acct_type": re.compile(r"[129]"),
    "acct_no": _OPTIONAL["acct_no"],
}


def mistakes(fields: Mapping[str, str], world: World) -> dict[str, str]:
    """Return what is wrong, by field; nothing when all is well."""
    found = {
        name: "形式が正しくありません。"
        for name, pattern in _PATTERNS.items()
        if not pattern.fullmatch(fields.get(name, ""))
    }
    for name, pattern in _OPTIONAL.items():
        if name in fields and not pattern.fullmatch(fields[name]):
            found[name] = "形式が正しくありません。"
    if fields.get("bank_code", "9901") not in banks.all_banks():
        found["bank_code"] = "この金融機関は取り扱っていません。"
    if fields.get("consignor_code") != CONSIGNOR_CODE:
        found["consignor_code"] = "登録されていない委託者です。"
    for name in ("return_url", "notify_url"):
        if not world.is_consignors(fields.get(name, "")):
            found[name] = "登録されていない場所です。"
    if not is_instant(fields.get("timestamp", "")):
        found["timestamp"] = "時差つきの日時ではありません。"
    return found


def mistakes_on_paper(fields: Mapping[str, str]) -> dict[str, str]:
    """Return what is wrong with a paper's fields, by field."""
    found = {
        name: "形式が正しくありません。"
        for name, pattern in _ON_PAPER.items()
        if not pattern.fullmatch(fields.get(name, ""))
    }
    if not is_instant(fields.get("timestamp", "")):
        found["timestamp"] = "時差つきの日時ではありません。"
    return found


def is_instant(text: str) -> bool:
    """Tell whether a text is a moment with its time zone."""
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
