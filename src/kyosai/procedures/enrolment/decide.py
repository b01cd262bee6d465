"""加入の決定 — one officer accepts; a refusal needs two, a ground and the way to complain."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from kyosai.basis.refusal import Refused
from kyosai.casework import actions as casework
from kyosai.casework import listings
from kyosai.casework import reads as casefile
from kyosai.casework.flow import Flow
from kyosai.casework.models import Case
from kyosai.exchange.messages.inbound import EnrolmentApplication
from kyosai.procedures.enrolment import acceptance, filing, words
from kyosai.procedures.enrolment.acceptance import Accepted
from kyosai.procedures.enrolment.flow import ENROLMENTS
from kyosai.records import one_trip
from kyosai.records.contracts import reads as contracts
from kyosai.records.mandates import reads as mandates
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.records.parties import writes as parties


class HoldsContract(Refused):
    """The applicant has become a holder in the meantime (3条4項; 3条2項 for an enterprise)."""

    reason = "この方や会社には、すでに契約があります。契約は1つだけです。"


class NoAccount(Refused):
    """The account is another person's or another contract's: no premium could be debited."""

    reason = "この口座は、ほかの登録ですでに使われています。この口座では承諾できません。"


class OnTheList(Refused):
    """Two officers decided that the applicant is the one of the list."""

    reason = "名簿の人と同じ人だと決裁されています。承諾できません。断る起案をしてください。"


class NoGround(Refused):
    """A refusal without an article or without a reason in words."""

    reason = "拒絶の根拠（条文）と、本人に伝える理由を入力してください。"


def accept(case: str, *, officer: str, at: datetime, note: str = "") -> Accepted:
    """Form the contract as of the application date; one officer is enough."""
    numbers = acceptance.new_numbers(is_on_paper=_is_on_paper(case))
    with transaction.atomic(durable=True):
        file = casework.take(_flow(case), number=case, step="examine", officer=officer)
        application, message = filing.read(file.filing)
        _insist_on_no_contract(file, application)
        _insist_on_account(application)
        if listings.insist_decided(file.subject, at=at).same_rows:
            raise OnTheList
        writes = acceptance.statements(
            application, numbers=numbers, party=file.subject, message=message, at=at
        )
        one_trip.send(*writes)
        casework.close(file, outcome="accepted", officer=officer, at=at, words=note)
    return numbers


def propose_refusal(case: str, *, officer: str, ground: str, reason: str, at: datetime) -> None:
    """Propose to refuse: another officer has to agree."""
    if not (ground.strip() and reason.strip()):
        raise NoGround
    with transaction.atomic(durable=True):
        file = casework.take(_flow(case), number=case, step="examine", officer=officer)
        casework.move_on(
            file,
            flow=_flow(case),
            to="confirm_refusal",
            outcome="refusal_proposed",
            officer=officer,
            at=at,
            words=reason.strip(),
            findings=[{"ground": ground.strip()}],
        )


def send_back(case: str, *, officer: str, at: datetime, note: str) -> None:
    """Do not agree: the case goes back to be examined."""
    with transaction.atomic(durable=True):
        file = casework.take(_flow(case), number=case, step="confirm_refusal", officer=officer)
        casework.move_on(
            file,
            flow=_flow(case),
            to="examine",
            outcome="returned",
            officer=officer,
            at=at,
            words=note,
        )


def refuse(case: str, *, officer: str, at: datetime) -> None:
    """Refuse, as a second officer, on the ground the first one proposed."""
    with transaction.atomic(durable=True):
        file = casework.take(_flow(case), number=case, step="confirm_refusal", officer=officer)
        proposed = casefile.last_with_outcome(case, "refusal_proposed")
        assert proposed is not None, "a refusal is confirmed after it was proposed"
        ground, reason = proposed.findings[0]["ground"], proposed.words
        casework.close(
            file,
            outcome="refused",
            officer=officer,
            at=at,
            words=reason,
            findings=[{"ground": ground, "complain": words.COMPLAIN}],
        )
        _tell_refusal(file, ground=ground, reason=reason, at=at)


def proposed_grounds(entries: Sequence[Any]) -> list[dict[str, Any]]:
    """Return the findings of a case file that may ground a refusal, for the officer to weigh."""
    return [
        finding
        for entry in entries
        for finding in entry.findings
        if isinstance(finding, dict) and finding.get("is_refusal")
    ]


def _flow(case: str) -> Flow:
    """Return the flow of a case: one of those by which somebody joins."""
    return ENROLMENTS[casefile.case(case).flow]


def _is_on_paper(case: str) -> bool:
    application, _ = filing.read(casefile.case(case).filing)
    return application.paper_mandate is not None


def _insist_on_no_contract(file: Case, application: EnrolmentApplication) -> None:
    parties.lock(file.subject)
    held = contracts.of_party(file.subject)
    if any(each.status == "active" and each.scheme == application.scheme for each in held):
        raise HoldsContract
    if contracts.is_held_by(application.corporate_number, scheme=application.scheme):
        raise HoldsContract


def _insist_on_account(application: EnrolmentApplication) -> None:
    if application.mandate is None:
        return
    known = mandates.standing(application.mandate.customer_no)
    if known and (known.contract or known.person not in (None, application.person)):
        raise NoAccount


def _tell_refusal(file: Case, *, ground: str, reason: str, at: datetime) -> None:
    application, message = filing.read(file.filing)
    title, body = words.refused(receipt=application.receipt, ground=ground, reason=reason)
    notices.tell(
        Telling(
            party=file.subject,
            key=f"enrolment:{application.receipt}:refused",
            kind="application_refused",
            at=at,
            title=title,
            body=body,
            mail=acceptance.mail("申込みの結果", "お申し込みの結果が決まりました。"),
            by_post="registered",
        )
    )
    answer = acceptance.answering(application, message=message, status="refused", at=at)
    one_trip.send(answer)
