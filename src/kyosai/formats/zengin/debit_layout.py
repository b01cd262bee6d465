"""口座振替レコード — the four records of business code 91, byte by byte."""

from kyosai.formats.zengin.layout import WIDTH, Field, Layout, width

HEADER: Layout = (
    Field("kind", "データ区分", 1, only="1"),
    Field("business", "種別コード", 2, only="91"),
    Field("encoding", "コード区分", 1, only="[01]"),
    Field("consignor_code", "委託者コード", 10, digits=True),
    Field("consignor_name", "委託者名", 40, required=True),
    Field("debit_day", "引落日", 4, digits=True),
    Field("bank_code", "取引銀行番号", 4, digits=True),
    Field("bank_name", "取引銀行名", 15),
    Field("branch_code", "取引支店番号", 3, digits=True),
    Field("branch_name", "取引支店名", 15),
    Field("account_kind", "預金種目（委託者）", 1, only="[0-9 ]"),
    Field("account_number", "口座番号（委託者）", 7, only="(?:[0-9]{7}| {7})"),
    Field("filler", "ダミー", 17, only=" {17}"),
)
DATA: Layout = (
    Field("kind", "データ区分", 1, only="2"),
    Field("bank_code", "引落銀行番号", 4, only="(?!0000|9999)[0-9]{4}"),
    Field("bank_name", "引落銀行名", 15),
    # Banks refuse branch 999, but for ゆうちょ, whose branches end in 8 or 9 (``yucho``).
    Field(
        "branch_code",
        "引落支店番号",
        3,
        only="(?:(?<!9900.{15})(?!999)[0-9]{3}|(?<=9900.{15})[0-9]{2}[89])",
    ),
    Field("branch_name", "引落支店名", 15),
    Field("filler", "ダミー", 4, only=" {4}"),
    Field("account_kind", "預金種目", 1, only="[1239]"),
    Field("account_number", "口座番号", 7, only="(?!0000000)[0-9]{7}", is_personal=True),
    Field("holder", "預金者名", 30, required=True, is_personal=True),
    Field("amount", "引落金額", 10, only="(?!0000000000)[0-9]{10}"),
    Field("new_code", "新規コード", 1, only="[012]"),
    Field("customer_number", "顧客番号", 20, digits=True),
    Field("result_code", "振替結果コード", 1, only="[0-9NE]"),
    Field("filler2", "ダミー", 8, only=" {8}"),
)
TRAILER: Layout = (
    Field("kind", "データ区分", 1, only="8"),
    Field("all_count", "合計件数", 6, digits=True),
    Field("all_total", "合計金額", 12, digits=True),
    Field("collected_count", "振替済件数", 6, digits=True),
    Field("collected_total", "振替済金額", 12, digits=True),
    Field("failed_count", "振替不能件数", 6, digits=True),
    Field("failed_total", "振替不能金額", 12, digits=True),
    Field("filler", "ダミー", 65, only=" {65}"),
)
END: Layout = (
    Field("kind", "データ区分", 1, only="9"),
    Field("filler", "ダミー", 119, only=" {119}"),
)
assert width(HEADER) == width(DATA) == width(TRAILER) == width(END) == WIDTH
