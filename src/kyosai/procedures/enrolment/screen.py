"""加入の自動判定 — every finding about an application; none of them is a decision.

All well: the rule accepts at once. Anything else goes to a desk, where a person decides; a
ground for refusal is only ever proposed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kyosai.basis import law
from kyosai.casework import findings as casefile
from kyosai.casework.findings import Finding
from kyosai.exchange.messages.inbound import EnrolmentApplication
from kyosai.procedures.enrolment import account, promised, rules
from kyosai.procedures.enrolment.evidence import Evidence
from kyosai.procedures.enrolment.known import Known

TERMS = {
    "skk": "小規模企業共済約款（反社会的勢力の排除）",
    "tosanboshi": "中小企業倒産防止共済法施行規則2条5号",
}


@dataclass(frozen=True)
class Screening:
    """All findings, and the rules behind them."""

    findings: tuple[Finding, ...]
    rules: tuple[dict[str, Any], ...]

    @property
    def is_clear(self) -> bool:
        """Tell whether nothing needs a person."""
        return all(finding.is_well for finding in self.findings)

    def rows(self) -> list[dict[str, Any]]:
        """Return what goes into the case file."""
        return [*casefile.as_rows(self.findings), *self.rules]


def screened(
    application: EnrolmentApplication, *, known: Known, evidence: Evidence, timing: str
) -> Screening:
    """Return every finding about an application."""
    applied_at = datetime.fromisoformat(application.received_at)
    with law.explained() as applied:
        found = (
            *rules.of(application.scheme).findings(
                application, known=known, evidence=evidence, applied_on=applied_at.date()
            ),
            *account.findings(application, known=known.mandate),
            *_remembered(known, scheme=application.scheme),
            *evidence.findings,
            *promised.findings(application, applied_at=applied_at),
            *_timely(timing),
        )
    return Screening(found, tuple(casefile.explained_rows(applied)))


def _remembered(known: Known, *, scheme: str) -> Iterator[Finding]:
    """Say what the records hold against accepting without a person."""
    if known.open_cases:
        numbers = "、".join(known.open_cases)
        yield Finding("open_application", f"審査中の申込みがあります（{numbers}）。", is_well=False)
    if known.has_namesake:
        yield Finding(
            "namesake_holds_contract",
            "氏名と生年月日が同じ方の契約があります。同じ人かどうか確認してください。",
            rules.of(scheme).ONE_CONTRACT,
            is_well=False,
        )
    if known.listed:
        yield Finding(
            "listed_name",
            "照会名簿に同じ氏名・生年月日があります。本人には伝えず、「名簿の照会」の決裁を待ってください。",
            TERMS[scheme],
            is_well=False,
        )


def _timely(timing: str) -> Iterator[Finding]:
    if timing:
        yield Finding(
            "odd_time_of_receipt", f"受付日時を確認してください（{timing}）。", is_well=False
        )
