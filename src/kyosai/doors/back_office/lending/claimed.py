"""請求の内容 — how much is asked for of 倒産防止共済, and how the claimant stands."""

from typing import Any

from kyosai.doors.back_office import words


def rows(filing: dict[str, Any]) -> list[tuple[str, str]]:
    """Return how much is asked for, and what a claimant tells of the day of the claim."""
    if "loan_kind" in filing or "amount" not in filing:
        return []
    told = filing.get("circumstances")
    asked = [("借りたい額", words.yen(filing["amount"]))]
    if not told:
        return asked
    return [
        *asked,
        ("従業員の数", f"{told['employees']}人"),
        ("資本金", words.yen(told["capital"]) if told["capital"] is not None else ""),
        ("すべての取引先との1か月の取引", words.yen(told["total_monthly_trade"])),
        ("事業を続ける", "はい" if told["goes_on"] else "いいえ"),
        ("ご自身の倒産", "ある" if told["has_failed"] else "ない"),
        ("掛金を休みたい事情", filing["pause_reason"]),
        ("主な設備の差押え", "ある" if told["is_seized"] else "ない"),
    ]
