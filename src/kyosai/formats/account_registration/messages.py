"""口座振替受付のやりとり — what the hub says of a mandate, read strictly."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from kyosai.basis.refusal import Malformed


class Status(Enum):
    """Where a mandate stands at the hub."""

    REGISTERED = "登録済み"
    REFUSED = "登録できませんでした"
    CANCELLED = "とりやめ"
    EXPIRED = "時間切れ"
    PENDING = "手続き中"


MEANINGS = {
    "00": "登録済み",
    "11": "銀行での本人確認ができませんでした",
    "12": "口座名義が一致しません",
    "13": "口座が見つかりません",
    "14": "この種類の口座は使えません",
    "15": "口座が使えない状態です",
    "16": "届出印が銀行の印と違います",
    "17": "申込書に書かれていないところがあります",
    "21": "受付画面で中止されました",
    "22": "銀行の画面で中止されました",
    "31": "銀行の受付時間外です",
    "32": "銀行の応答がなく、結果がまだ分かりません",
    "41": "この顧客番号はすでに登録されています",
    "91": "送った内容の形式が正しくありません",
    "99": "その他の理由で登録できませんでした",
}
RETURNED = ("request_id", "mandate_id", "status", "code", "timestamp")


@dataclass(frozen=True)
class MandateReturn:
    """What the browser brings back: believed only once the inquiry agrees."""

    request_id: str
    mandate_id: str
    status: Status
    code: str
    timestamp: datetime


@dataclass(frozen=True)
class MandateState:
    """What the hub itself says of a mandate; the account number is masked."""

    request_id: str
    mandate_id: str
    customer_no: str
    status: Status
    code: str
    bank_code: str
    bank_name: str
    branch_code: str
    branch_name: str
    account_kind: str
    account_masked: str
    holder_kana: str
    registered_on: date | None
    timestamp: datetime


def mandate_return(query: Mapping[str, str]) -> MandateReturn:
    """Read the fields of a return whose signature has been checked."""
    return MandateReturn(
        request_id=_text(query, "request_id"),
        mandate_id=_text(query, "mandate_id"),
        status=_status(query),
        code=_code(query),
        timestamp=_instant(query, "timestamp"),
    )


def mandate_state(fields: Mapping[str, str]) -> MandateState:
    """Read the fields of an inquiry's answer or of a notice; what is unknown is empty."""
    state = MandateState(
        request_id=_text(fields, "request_id"),
        mandate_id=_text(fields, "mandate_id"),
        customer_no=_digits(fields, "customer_no", 20),
        status=_status(fields),
        code=_code(fields),
        bank_code=_digits(fields, "bank_code", 4),
        bank_name=_shown(fields, "bank_name"),
        branch_code=_digits(fields, "branch_code", 3),
        branch_name=_shown(fields, "branch_name"),
        account_kind=_digits(fields, "acct_type", 1),
        account_masked=_shown(fields, "acct_no_masked"),
        holder_kana=_shown(fields, "name_kana"),
        registered_on=_day(fields, "registered_on"),
        timestamp=_instant(fields, "timestamp"),
    )
    if state.status is Status.REGISTERED:
        _check_account(state)
    return state


def _check_account(state: MandateState) -> None:
    for name in ("bank_code", "branch_code", "account_kind", "account_masked", "registered_on"):
        if not getattr(state, name):
            raise Malformed(1, name, "登録済みなのに空です")


def _text(fields: Mapping[str, str], name: str) -> str:
    text = fields.get(name, "")
    if not (0 < len(text) <= 60 and text.isascii() and text.isprintable()):
        raise Malformed(1, name, text[:80])
    return text


def _shown(fields: Mapping[str, str], name: str) -> str:
    text = fields.get(name, "")
    if len(text) > 60 or not text.isprintable():
        raise Malformed(1, name, text[:80])
    return text


def _digits(fields: Mapping[str, str], name: str, width: int) -> str:
    text = fields.get(name, "")
    if text and not (len(text) == width and text.isascii() and text.isdigit()):
        raise Malformed(1, name, text[:80])
    return text


def _status(fields: Mapping[str, str]) -> Status:
    word = fields.get("status", "")
    if word not in Status.__members__:
        raise Malformed(1, "status", word[:80])
    status = Status[word]
    if (status is Status.REGISTERED) is not (fields.get("code") == "00"):
        raise Malformed(1, "code", fields.get("code", "")[:80])
    return status


def _code(fields: Mapping[str, str]) -> str:
    code = fields.get("code", "")
    is_open = fields.get("status") in ("PENDING", "EXPIRED")
    if code not in MEANINGS and not (code == "" and is_open):
        raise Malformed(1, "code", code[:80])
    return code


def _instant(fields: Mapping[str, str], name: str) -> datetime:
    text = fields.get(name, "")
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise Malformed(1, name, text[:80]) from None
    if instant.tzinfo is None:
        raise Malformed(1, name, text[:80])
    return instant


def _day(fields: Mapping[str, str], name: str) -> date | None:
    text = fields.get(name, "")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Malformed(1, name, text[:80]) from None
