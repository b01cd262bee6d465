"""決裁 — a second officer decides: the limit once more, then the holder signs; or the refusal."""

from datetime import date, datetime

from django.db import transaction

from kyosai.basis import law, tokyo
from kyosai.casework import actions as casework
from kyosai.casework import deadlines, listings
from kyosai.casework import reads as casefiles
from kyosai.casework.listings import SamePerson
from kyosai.casework.models import Case
from kyosai.exchange.messages.tosanboshi_lending import MutualAidClaim
from kyosai.procedures.lending.tosanboshi import books, filed, handing_over, why
from kyosai.procedures.lending.tosanboshi.flow import CONFIRM, EXAMINE, MUTUAL_AID_LOAN, SIGN
from kyosai.procedures.lending.tosanboshi.mutual_aid import claim as told
from kyosai.procedures.lending.tosanboshi.mutual_aid import (
    examine,
    figures,
    letters,
    looked_at,
    terms,
)
from kyosai.procedures.lending.tosanboshi.mutual_aid.terms import Terms
from kyosai.records.failed_customers import writes as failed_customers
from kyosai.records.parties.writes import lock

APPROVED = "approved"


def decide(case: str, *, officer: str, at: datetime) -> None:
    """Carry out what the first officer proposed: approve the loan, or refuse it."""
    with transaction.atomic(durable=True):
        file = casework.take(MUTUAL_AID_LOAN, number=case, step=CONFIRM, officer=officer)
        newest = [each.outcome for each in casefiles.file(case) if each.step == EXAMINE][-1]
        if newest == examine.REFUSAL:
            _refuse(file, officer=officer, at=at)
        else:
            _approve(file, officer=officer, at=at)


def send_back(case: str, *, officer: str, note: str, at: datetime) -> None:
    """Do not agree: the case goes back to be examined."""
    with transaction.atomic(durable=True):
        file = casework.take(MUTUAL_AID_LOAN, number=case, step=CONFIRM, officer=officer)
        casework.move_on(
            file,
            flow=MUTUAL_AID_LOAN,
            to=EXAMINE,
            outcome="returned",
            officer=officer,
            at=at,
            words=note,
        )


def recall(case: str, *, officer: str, note: str, at: datetime) -> None:
    """Take a decided case back before it is signed: it is examined once more."""
    with transaction.atomic(durable=True):
        file = casework.take(MUTUAL_AID_LOAN, number=case, step=SIGN, officer=officer)
        casework.move_on(
            file,
            flow=MUTUAL_AID_LOAN,
            to=EXAMINE,
            outcome="returned",
            officer=officer,
            at=at,
            words=note,
        )
        deadlines.resume(case, at=at)


def _approve(file: Case, *, officer: str, at: datetime) -> None:
    lock(file.subject)
    claim = filed.again(file.filing, kind=MutualAidClaim)
    held = books.of_party(file.subject, lock=True)
    if looked_at.refusals(claim, held):
        raise examine.NotEntitled
    if listings.insist_decided(file.subject, at=at).same_rows:
        raise SamePerson
    amount, found = examine.proposed(file.number)
    on = handing_over.clock(at).t0
    with law.explained() as rules:
        figures.figures(claim, held, amount=amount, found=found)
        made = terms.terms(held, amount=amount, on=on)
    casework.move_on(
        file,
        flow=MUTUAL_AID_LOAN,
        to=SIGN,
        outcome=APPROVED,
        officer=officer,
        at=at,
        words=f"{amount}の貸付けを決めました。",
        findings=why.as_rows(rules),
    )
    file.filing = file.filing | {"decision": list(letters.decision(made, receipt=claim.receipt))}
    file.filing["decided_on"] = tokyo.in_tokyo(at).date().isoformat()
    file.save(update_fields=["filing"])
    deadlines.pause(file.number, code="P1", words="契約の署名", at=at)
    _note_failures(file, claim, officer=officer, at=at)
    _tell_approval(file, claim, made, at=at)


def _refuse(file: Case, *, officer: str, at: datetime) -> None:
    proposal = casefiles.last_with_outcome(file.number, examine.REFUSAL)
    assert proposal is not None, "a refusal is confirmed after it was proposed"
    ground, reason = proposal.findings[0]["ground"], proposal.words
    casework.close(
        file,
        outcome="refused",
        officer=officer,
        at=at,
        words=reason,
        findings=[{"ground": ground, "complain": letters.COMPLAIN}],
    )
    claim = filed.again(file.filing, kind=MutualAidClaim)
    said = letters.refused(receipt=claim.receipt, ground=ground, reason=reason)
    contract = file.filing["contract"]
    filed.tell(claim, party=file.subject, said=said, at=at, contract=contract, step="refused")
    filed.answer(claim, to=file.filing["message"], status="refused", at=at)


def _note_failures(file: Case, claim: MutualAidClaim, *, officer: str, at: datetime) -> None:
    """Note each failure as decided: the next claim on it need not prove it again."""
    for customer in claim.customers:
        failed_customers.note(
            told.key(customer),
            name=customer.name,
            corporate_number=customer.corporate_number,
            event=customer.event,
            failed_on=date.fromisoformat(customer.failed_on),
            case_number=file.number,
            officer=officer,
            at=at,
        )


def _tell_approval(file: Case, claim: MutualAidClaim, made: Terms, *, at: datetime) -> None:
    said = letters.approved(made, receipt=claim.receipt)
    page = f"/tosanboshi/borrow/claims/{claim.receipt}/"
    filed.tell(
        claim,
        party=file.subject,
        said=said,
        at=at,
        contract=made.contract,
        step="approved",
        actions=[
            {"label": "契約の内容を見て署名する", "url": page},
            {"label": "決定の通知書（PDF）を保存する", "url": f"/mine/documents/{file.number}/"},
        ],
    )
    filed.answer(claim, to=file.filing["message"], status="to_sign", at=at)
