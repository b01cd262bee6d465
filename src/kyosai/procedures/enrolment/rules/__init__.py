"""加入の決まり — what each Act answers when somebody joins: a scheme is a row of this table."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Protocol

from kyosai.casework.findings import Finding
from kyosai.exchange.messages.inbound import EnrolmentApplication
from kyosai.procedures.enrolment.evidence import Evidence
from kyosai.procedures.enrolment.known import Known
from kyosai.procedures.enrolment.rules import skk, tosanboshi
from kyosai.schemes.planned_debits import DebitPlan


class Rules(Protocol):
    """What an Act says about joining."""

    ONE_CONTRACT: str

    def findings(
        self,
        application: EnrolmentApplication,
        *,
        known: Known,
        evidence: Evidence,
        applied_on: date,
    ) -> Iterator[Finding]:
        """Return what the Act and its form have to say about an application."""
        ...

    def planned(self, application: EnrolmentApplication, *, at: datetime) -> DebitPlan:
        """Return the debits an application leads to when it is accepted at this moment."""
        ...

    def capacity(self, application: EnrolmentApplication) -> str:
        """Return as what the applicant joins."""
        ...


_RULES: dict[str, Rules] = {"skk": skk, "tosanboshi": tosanboshi}


def of(scheme: str) -> Rules:
    """Return what an Act answers."""
    return _RULES[scheme]
