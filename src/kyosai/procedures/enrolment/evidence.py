"""加入の証拠 — what the postroom found in receipts and registers before the procedure began."""

from dataclasses import dataclass
from datetime import date

from kyosai.casework.findings import Finding

TAXES_PAID = "taxes_paid"  # the finding by which evidence shows that taxes are paid (規則2条4号)


@dataclass(frozen=True)
class Evidence:
    """Findings on the evidence; machine-readable only when no person has to read it.

    ``unpaid_due_on``: the due days of taxes a certificate shows as not paid.
    """

    kind: str
    is_machine_readable: bool
    findings: tuple[Finding, ...] = ()
    unpaid_due_on: tuple[date, ...] = ()

    def shows(self, key: str) -> bool:
        """Tell whether a finding of this name is there, and well."""
        return any(finding.key == key and finding.is_well for finding in self.findings)


def pictures(*, missing: int = 0) -> Evidence:
    """Return evidence a person has to look at, with what has not arrived."""
    seen = Finding("evidence_is_pictures", "書類が画像です。担当者が確認します。", is_well=False)
    gone = Finding("attachment_missing", f"添付書類が{missing}件届いていません。", is_well=False)
    return Evidence("pictures", False, (seen, gone) if missing else (seen,))
