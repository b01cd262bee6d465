"""今できること — what an officer may do with a case as it stands."""

from dataclasses import dataclass
from typing import Any

from kyosai.casework import reads as casework
from kyosai.casework.models import Case, Entry
from kyosai.doors.back_office.cases import my_number
from kyosai.doors.back_office.cases.flows import QUERIES
from kyosai.procedures.amendment.flow import ACCOUNT_CHANGES, AUDIT, HOLIDAY
from kyosai.procedures.enrolment.flow import ENROLMENTS
from kyosai.procedures.lending.flow import CONFIRM, CONTRACT_LOAN
from kyosai.procedures.lending.tosanboshi.flow import LENDING
from kyosai.procedures.payout.by_smrj import BY_SMRJ
from kyosai.procedures.payout.flow import EXAMINED
from kyosai.procedures.payout.rest_claim import REST_CLAIM
from kyosai.procedures.payout.survivors.flow import DEATH_CLAIM, DECIDE, NOTICE
from kyosai.records.officers import reads as officers

PROPOSED = "refusal_proposed"
GIVEN_BACK = (
    *ACCOUNT_CHANGES,
    *EXAMINED,
    HOLIDAY.name,
    CONTRACT_LOAN.name,
    DEATH_CLAIM.name,
    REST_CLAIM.name,
)


@dataclass(frozen=True)
class Can:
    """What this officer may do with a case as it stands."""

    accept: bool
    propose: bool
    give_back: bool
    send_back: bool
    confirm: bool
    settle: bool
    end_contract: bool
    unmask: bool
    read_account: bool
    confirm_account: bool
    open_my_number: bool


def open_to(officer: Any, case: Case) -> Can:
    """Return what an officer may do now; the rule itself is asked again when it is done."""
    examines = (
        not case.is_closed
        and case.step in ("examine", AUDIT, CONFIRM)
        and case.flow not in LENDING
        and officers.may(officer, "cases.decide")
    )
    decides = not case.is_closed and officers.may(officer, "cases.decide")
    is_death = case.flow == DEATH_CLAIM.name and not case.is_closed
    is_second = case.flow in (DEATH_CLAIM.name, REST_CLAIM.name) and case.step == DECIDE
    second = is_second and not case.is_closed and officers.may(officer, "cases.confirm")
    confirms = not case.is_closed and case.step == "confirm_refusal"
    return Can(
        accept=examines or second,
        propose=examines and case.flow in (*ENROLMENTS, *EXAMINED, DEATH_CLAIM.name),
        give_back=(examines and case.flow in GIVEN_BACK)
        or (is_death and case.step == NOTICE and decides),
        send_back=second,
        confirm=confirms and officers.may(officer, "cases.confirm"),
        settle=not case.is_closed
        and case.flow in QUERIES
        and officers.may(officer, "cases.settle"),
        end_contract=not case.is_closed
        and case.flow in BY_SMRJ
        and officers.may(officer, "cases.confirm"),
        unmask=officers.may(officer, "holders.unmask"),
        read_account=decides and case.step == "read",
        confirm_account=decides and case.step == "confirm_account",
        open_my_number=case.flow.startswith("skk.")
        and officers.may(officer, "my_numbers.open")
        and bool(my_number.held(case)),
    )


def proposal(case: Case) -> Entry | None:
    """Return the refusal somebody proposed, while it waits for another officer."""
    if case.step != "confirm_refusal" or case.is_closed:
        return None
    return casework.last_with_outcome(case.number, PROPOSED)
