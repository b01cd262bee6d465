"""読み取った口座 — the account one officer read from a picture, for another to compare."""

from kyosai.casework import reads as casework
from kyosai.casework.models import Case
from kyosai.records.mandates import reads as mandates

KINDS = (("1", "普通"), ("2", "当座"))


def as_read(case: Case, *, unmasked: bool) -> list[tuple[str, str]]:
    """Return the account as it was read last; its number whole only where the rest is."""
    entry = casework.last_with_outcome(case.number, "account_read")
    if case.step != "confirm_account" or case.is_closed or entry is None:
        return []
    known = mandates.on_paper(entry.findings[0]["customer_no"])
    shown = mandates.number_of(known.customer_no) if unmasked else known.account_masked
    return [
        ("金融機関", f"{known.bank_name}（{known.bank_code}）"),
        ("支店", f"{known.branch_name}（{known.branch_code}）"),
        ("預金の種類", dict(KINDS).get(known.account_kind, known.account_kind)),
        ("口座番号", shown),
        ("口座の名義", known.holder_kana),
    ]
