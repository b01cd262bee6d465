"""言葉 — what the kinds of receipts, demands and interruptions are called."""

SOURCES = {
    "debit": "口座振替",
    "transfer": "振込み",
    "early": "繰上げ返済",
    "refinanced": "借換え",
    "offset": "支給額からの控除",
    "premiums": "掛金の充当",
}
DEMANDS = {"reminder": "お知らせ", "demand": "督促状", "final": "最終の催告"}
INTERRUPTIONS = {"demand": "催告", "acknowledged": "債務の承認", "suit": "裁判上の請求"}
