"""総合振込レコード — the four records of business code 21, byte by byte."""

from kyosai.formats.zengin.layout import WIDTH, Field, Layout, width

HEADER: Layout = (
    Field("kind", "データ区分", 1, only="1"),
    Field("business", "種別コード", 2, only="21"),
    Field("encoding", "コード区分", 1, only="[01]"),
    Field("consignor_code", "振込依頼人コード", 10, digits=True),
    Field("consignor_name", "振込依頼人名", 40, required=True),
    Field("transfer_day", "取組日", 4, digits=True),
    Field("bank_code", "仕向銀行番号", 4, digits=True),
    Field("bank_name", "仕向銀行名", 15),
    Field("branch_code", "仕向支店番号", 3, digits=True),
    Field("branch_name", "仕向支店名", 15),
    Field("account_kind", "預金種目（依頼人）", 1, only="[0-9 ]"),
    Field("account_number", "口座番号（依頼人）", 7, only="(?:[0-9]{7}| {7})"),
    Field("filler", "ダミー", 17, only=" {17}"),
)
DATA: Layout = (
    Field("kind", "データ区分", 1, only="2"),
    Field("bank_code", "被仕向銀行番号", 4, only="(?!0000|9999)[0-9]{4}"),
    Field("bank_name", "被仕向銀行名", 15),
    Field("branch_code", "被仕向支店番号", 3, digits=True),
    Field("branch_name", "被仕向支店名", 15),
    Field("clearing_house", "手形交換所番号", 4, only="(?: {4}|0000)"),
    Field("account_kind", "預金種目", 1, only="[1249]"),
    Field("account_number", "口座番号", 7, only="(?!0000000)[0-9]{7}"),
    Field("payee", "受取人名", 30, required=True),
    Field("amount", "振込金額", 10, only="(?!0000000000)[0-9]{10}"),
    Field("new_code", "新規コード", 1, only="[012]"),
    Field("customer_number", "顧客コード", 20, digits=True),
    Field("transfer_kind", "振込指定区分", 1, only="[78 ]"),
    Field("edi", "識別表示", 1, only="[Y ]"),
    Field("filler", "ダミー", 7, only=" {7}"),
)
TRAILER: Layout = (
    Field("kind", "データ区分", 1, only="8"),
    Field("count", "合計件数", 6, digits=True),
    Field("total", "合計金額", 12, digits=True),
    Field("filler", "ダミー", 101, only=" {101}"),
)
END: Layout = (
    Field("kind", "データ区分", 1, only="9"),
    Field("filler", "ダミー", 119, only=" {119}"),
)
assert width(HEADER) == width(DATA) == width(TRAILER) == width(END) == WIDTH
