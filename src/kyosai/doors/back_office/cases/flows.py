"""流れの名 — the flows a desk works, and who may see a case of them."""

import re
from collections.abc import Collection
from typing import Any

from django.http import Http404, HttpRequest

from kyosai.casework import reads as casework
from kyosai.casework.flow import Flow
from kyosai.casework.listings import LISTING
from kyosai.casework.models import Case
from kyosai.doors.back_office import wall
from kyosai.procedures.access.link import LINKS
from kyosai.procedures.amendment.flow import ACCOUNT_CHANGES, BY_RULE, DEFERRAL_ORDER
from kyosai.procedures.certification.request import REQUEST
from kyosai.procedures.collection.flow import DEBIT_QUERY, UNPAID
from kyosai.procedures.enrolment.flow import ENROLMENTS, PAPER_MANDATES
from kyosai.procedures.lending.flow import BY_NAME as LENDING
from kyosai.procedures.lending.tosanboshi.flow import LENDING as TOSANBOSHI_LENDING
from kyosai.procedures.letters.flow import CONTACT_REPAIR, PRINT_QUERY
from kyosai.procedures.paper.flow import FORM
from kyosai.procedures.payment.flow import PAYMENT_QUERY
from kyosai.procedures.payout.flow import CLAIMS
from kyosai.procedures.payout.rest_claim import REST_CLAIM
from kyosai.procedures.payout.survivors.flow import DEATH_CLAIM
from kyosai.procedures.recovery.flow import ARREARS, BANK_QUERY, EARLY
from kyosai.procedures.upkeep.flow import STAGE

NUMBER = re.compile(r"K-[0-9]{8}-[0-9]{2}")
_OTHERS = (
    LISTING,
    *PAPER_MANDATES.values(),
    FORM,
    DEATH_CLAIM,
    REST_CLAIM,
    DEFERRAL_ORDER,
    STAGE,
    DEBIT_QUERY,
    UNPAID,
    PAYMENT_QUERY,
    ARREARS,
    BANK_QUERY,
    REQUEST,
    PRINT_QUERY,
    CONTACT_REPAIR,
    *CLAIMS.values(),
    *LENDING.values(),
    *TOSANBOSHI_LENDING.values(),
    *EARLY.values(),
    *LINKS.values(),
    *BY_RULE.values(),
)
FLOWS = ENROLMENTS | ACCOUNT_CHANGES | {flow.name: flow for flow in _OTHERS}
# Opened by a rule, ended with words.
QUERIES = tuple(
    flow.name
    for flow in (DEBIT_QUERY, UNPAID, PAYMENT_QUERY, BANK_QUERY, PRINT_QUERY, CONTACT_REPAIR)
)


def of(case: Any) -> Flow:
    """Return the flow of a case or of its line in a work box."""
    return FLOWS[case.flow]


def step_name(case: Any) -> str:
    """Return the step a case stands at, in the desk's words."""
    return of(case).step(case.step).name


def is_of_desk(case: Case, officer: Any) -> bool:
    """Tell whether a case passes, or has passed, this officer's desk; audit sees every desk."""
    return officer.desk == "audit" or officer.desk in {step.desk for step in of(case).steps}


def seen(request: HttpRequest, number: str, *, among: Collection[str] = ()) -> Case:
    """Return a case this officer may see, of these flows if any are named; else there is none."""
    if not NUMBER.fullmatch(number):
        raise Http404
    try:
        case = casework.case(number)
    except Case.DoesNotExist as nothing:
        raise Http404 from nothing
    if case.flow not in FLOWS or not is_of_desk(case, request.user):
        raise Http404
    if among and case.flow not in among:
        raise Http404
    wall.insist(request, wall.scheme_of(case), what=f"案件 {number}")
    return case
