"""控除証明書の言葉 — why somebody has no certificate, and what the 民間送達サービス may answer."""

WITHOUT = {
    "nothing_paid": "この年に納めた掛金がない",
    "letters": "氏名か住所に、e-Taxで使えない文字がある",
    "cannot_say": "税の決まりから額を決められない",
}
OUTCOMES = {
    "delivered": "届きました",
    "unlinked": "受取番号が見つかりません",
    "closed": "受け取りが止められています",
    "refused": "送達サービスが受け付けませんでした",
    "new_key": "署名の鍵が変わったため、再発行が必要です",
}
