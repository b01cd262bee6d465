"""記録にあること — what the records know of an applicant, asked in one statement under lock."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kyosai.basis import tokyo
from kyosai.casework import reads as casework
from kyosai.exchange.messages.inbound import EnrolmentApplication
from kyosai.procedures.enrolment import flow
from kyosai.records import one_trip
from kyosai.records.contracts import reads as contracts
from kyosai.records.listed import comparing
from kyosai.records.mandates import reads as mandates
from kyosai.records.one_trip import Statement
from kyosai.records.parties import reads as parties


@dataclass(frozen=True)
class Known:
    """What the records know of an applicant; ``contracts`` are those of the scheme applied for."""

    contracts: list[dict[str, Any]]
    fraud_on: date | None
    listed: list[str]
    has_namesake: bool
    mandate: dict[str, Any] | None
    open_cases: list[str]

    @property
    def is_holder(self) -> bool:
        """Tell whether one of the contracts is in force."""
        return any(contract["status"] == "active" for contract in self.contracts)

    def last_ended(self, cause: str) -> date | None:
        """Return the last day on which a contract ended by this cause."""
        days = [
            date.fromisoformat(contract["ended_on"])
            for contract in self.contracts
            if contract["end_cause"] == cause
        ]
        return max(days, default=None)

    def last_fraud_on(self) -> date | None:
        """Return the last day on which fraud was found."""
        return max(filter(None, (self.fraud_on, self.last_ended("fraud"))), default=None)


def question(application: EnrolmentApplication) -> Statement:
    """Ask for everything known of an applicant in one statement."""
    person, identity, scheme = UUID(application.person), application.identity, application.scheme
    mandate, number = application.mandate, application.corporate_number
    applied_on = tokyo.in_tokyo(datetime.fromisoformat(application.received_at)).date()
    return one_trip.together(
        contracts.history(person, scheme=scheme, corporate_number=number),
        parties.warnings(person, kana=identity.kana, birthdate=identity.birthdate, scheme=scheme),
        mandates.registration(mandate.customer_no if mandate else ""),
        casework.open_ones(flow.of(scheme).name, subject=parties.id_of(person)),
        comparing.unexplained(
            person,
            name=identity.name,
            kana=identity.kana,
            birthdate=identity.birthdate,
            on=applied_on,
        ),
    )


def read(row: Sequence[str]) -> Known:
    """Read the answer to ``question``."""
    history, warnings, mandate, open_cases, listed = (json.loads(part) for part in row)
    fraud_on = warnings[0]["fraud_on"]
    return Known(
        contracts=history,
        fraud_on=date.fromisoformat(fraud_on) if fraud_on else None,
        listed=[row["row_key"] for row in listed],
        has_namesake=warnings[0]["has_namesake"],
        mandate=mandate[0] if mandate else None,
        open_cases=[case["number"] for case in open_cases],
    )
