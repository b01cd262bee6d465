"""入出金取引明細レコード — the four records of business code 03, byte by byte.

The header's first fields are published; the others are inferred (they fill 200 bytes exactly).
What we do not use may be blank or zero.
"""

from kyosai.formats.zengin.layout import Field, Layout, width

WIDTH = 200
_TEXT = r"[ -~\xa1-\xdf]"  # A bank may write what we may not: any character of JIS X 0201.


def _blank(size: int) -> str:
    return f"[0-9 ]{{{size}}}"


def _text(size: int) -> str:
    return f"{_TEXT}{{{size}}}"


HEADER: Layout = (
    Field("kind", "データ区分", 1, only="1"),
    Field("business", "種別コード", 2, only="03"),
    Field("encoding", "コード区分", 1, only="[01]"),
    Field("created", "作成日", 6, digits=True),
    Field("first_day", "勘定日（自）", 6, digits=True),
    Field("last_day", "勘定日（至）", 6, digits=True),
    Field("bank_code", "銀行コード", 4, digits=True),
    Field("bank_name", "銀行名", 15, only=_text(15)),
    Field("branch_code", "支店コード", 3, digits=True),
    Field("branch_name", "支店名", 15, only=_text(15)),
    Field("filler", "ダミー", 3, only=_blank(3)),
    Field("account_kind", "預金種目", 1, only="[1249]"),
    Field("account_number", "口座番号", 10, digits=True),
    Field("account_name", "口座名", 40, only=_text(40)),
    Field("sign", "貸越区分", 1, only="[12]"),
    Field("passbook", "通帳・証書区分", 1, only="[12 ]"),
    Field("balance", "取引前残高", 14, digits=True),
    Field("filler2", "ダミー", 71, only=_text(71)),
)
DATA: Layout = (
    Field("kind", "データ区分", 1, only="2"),
    Field("number", "照会番号", 8, digits=True),
    Field("booked", "勘定日", 6, digits=True),
    Field("valued", "預入・払出日", 6, digits=True),
    Field("direction", "入払区分", 1, only="[12]"),
    Field("business", "取引区分", 2, digits=True),
    Field("amount", "取引金額", 12, digits=True),
    Field("cheques", "うち他店券金額", 12, only=_blank(12)),
    Field("cleared", "交換呈示日", 6, only=_blank(6)),
    Field("dishonoured", "不渡返還日", 6, only=_blank(6)),
    Field("bill_kind", "手形・小切手区分", 1, only=_blank(1)),
    Field("bill_number", "手形・小切手番号", 7, only=_blank(7)),
    Field("other_branch", "僚店番号", 3, only=_blank(3)),
    Field("payer_code", "振込依頼人コード", 10, only=_blank(10)),
    Field("payer", "振込依頼人名または契約者番号", 48, only=_text(48)),
    Field("sending_bank", "仕向銀行名", 15, only=_text(15)),
    Field("sending_branch", "仕向店名", 15, only=_text(15)),
    Field("narrative", "摘要内容", 20, only=_text(20)),
    Field("edi", "EDI情報", 20, only=_text(20)),
    Field("filler", "ダミー", 1, only=" "),
)
TRAILER: Layout = (
    Field("kind", "データ区分", 1, only="8"),
    Field("in_count", "入金件数", 6, digits=True),
    Field("in_total", "入金額合計", 13, digits=True),
    Field("out_count", "出金件数", 6, digits=True),
    Field("out_total", "出金額合計", 13, digits=True),
    Field("sign", "貸越区分", 1, only="[12]"),
    Field("balance", "取引後残高", 14, digits=True),
    Field("data_count", "データ・レコード件数", 7, digits=True),
    Field("filler", "ダミー", 139, only=_text(139)),
)
END: Layout = (
    Field("kind", "データ区分", 1, only="9"),
    Field("record_count", "レコード総件数", 10, digits=True),
    Field("accounts", "口座数", 5, digits=True),
    Field("filler", "ダミー", 184, only=_text(184)),
)
assert width(HEADER) == width(DATA) == width(TRAILER) == width(END) == WIDTH
