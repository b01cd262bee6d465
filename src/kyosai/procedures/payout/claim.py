"""請求の受付 — take one claim, let the law answer, award or wait or ask a person, tell the holder.

What a rule can see it decides: an age and paid months, or a closing the tax office has signed.
A cancellation waits for a day; everything shown by papers goes to the desk.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from kyosai.basis import fingerprint, tokyo
from kyosai.basis.refusal import Malformed, Refused
from kyosai.casework import actions as casework
from kyosai.casework import findings as found
from kyosai.casework import listings
from kyosai.casework.actions import Line, Opening
from kyosai.casework.findings import Finding
from kyosai.exchange import postbox
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.claims import Cancellation, Claim
from kyosai.exchange.messages.outbound import Answer, Status
from kyosai.procedures.payout import award, figures, telling, words
from kyosai.procedures.payout.award import Decision
from kyosai.procedures.payout.figures.figures import Figures
from kyosai.procedures.payout.flow import CLAIMS, EXAMINE, SCREEN, WAIT
from kyosai.records.benefits import reads as benefits
from kyosai.records.contracts import reads as contracts
from kyosai.records.contracts.reads import Standing
from kyosai.records.holds import reads as holds
from kyosai.records.parties import reads as parties
from kyosai.records.parties.writes import lock
from kyosai.schemes.clocks import promises

PROMISE = "payout"
BY_PAPERS = "担当者が書類を確かめます。"
WINDOW = timedelta(hours=24)  # a cancellation can be taken back for so long
NOT_BY_HOLDER = ("death", "cancelled_by_smrj", "fraud", "fraud_excused")
BY_RULE = ("old_age",)
BY_SIGNED_RECEIPT = ("closed",)


class NoContract(Refused):
    """Only who holds a contract is paid when it ends."""

    reason = "続いている契約がありません。「わたしの手続き」で契約を確かめてください。"


class NotYours(Refused):
    """A cause that no holder claims by themselves."""

    reason = "この理由では、ここから請求できません。画面の一覧から選んでください。"


class DisabledAtTheDesk(Refused):
    """A deduction for disability without anybody to look at its proof."""

    reason = "障害による退職は、書類の写真で確かめます。書類の写真を選んで請求してください。"


class NothingDue(Refused):
    """A claim by rule that brings nothing: the contract goes on."""

    reason = "まだ受け取れません。{why}。契約はこのまま続きます。"


@dataclass(frozen=True)
class Evidence:
    """What the postroom found about the proof; believed only when all of it is well."""

    findings: tuple[Finding, ...] = ()
    is_machine_readable: bool = False


@dataclass(frozen=True)
class Outcome:
    """How a claim ended, or where it waits; ``lines`` are the first of its case file."""

    status: Status
    body: tuple[str, str]
    step: str = SCREEN
    settled: str = ""
    lines: Sequence[Line] = ()


def receive(number: str, *, evidence: Evidence = Evidence(), at: datetime) -> Status:
    """Handle one claim; return its status word. A refusal is told in the law's own words."""
    with transaction.atomic(durable=True):
        _, message = postbox.take(number)
        assert isinstance(message, Claim)
        party = parties.of_person(UUID(message.person))
        if party is None:
            raise Malformed(1, "person", "unknown")
        lock(party)
        case = casework.new_number()
        outcome = _outcome(message, case, party=party, evidence=evidence, at=at)
        telling.tell(message, party=party, said=outcome.body, at=at)
        _file(message, case, number=number, party=party, outcome=outcome, at=at)
        told_at = at.isoformat()
        postbox.reply(Answer(to=number, receipt=message.receipt, status=outcome.status, at=told_at))
    return outcome.status


def worked_out(message: Claim, *, party: UUID | None, on: date) -> tuple[Standing, Figures]:
    """Return the contract a claim ends, and what it comes to; or refuse it."""
    if message.cause in NOT_BY_HOLDER:
        raise NotYours(field="cause")
    if message.declaration.is_disabled and not is_seen_by_a_person(message):
        raise DisabledAtTheDesk(field="declaration")
    contract = held(party, scheme=message.scheme)
    return contract, figures.of(contract, message, on=on)


def held(party: UUID | None, *, scheme: str) -> Standing:
    """Return the active contract of a person in a scheme, or refuse who has none."""
    mine = contracts.of_party(party) if party else []
    for each in mine:
        if each.status == "active" and each.scheme == scheme:
            return each
    raise NoContract


def decided(
    message: Claim, *, contract: Standing, worth: Figures, case: str, at: datetime, by: str = ""
) -> str:
    """Carry a claim out; return the number of the award."""
    made = Decision(
        contract=contract,
        figures=worth,
        key=f"{contract.number}:{worth.cause}:{message.receipt}",
        case=case,
        due_at=due_at(message),
        claimed_on=tokyo.in_tokyo(received_at(message)).date(),
        decided_by=by,
    )
    return award.carry_out(made, at=at)


def received_at(message: Claim) -> datetime:
    """Return when a claim was received."""
    return datetime.fromisoformat(message.received_at)


def withdrawable_until(message: Claim) -> datetime:
    """Return until when a cancellation can be taken back."""
    return received_at(message) + WINDOW


def due_at(message: Claim) -> datetime:
    """Return when the money is promised: counted from when a cancellation is final."""
    is_final = isinstance(message, Cancellation)
    since = withdrawable_until(message) if is_final else received_at(message)
    return promises.promise(PROMISE, received_at=since).due_at


def filed(filing: dict[str, Any]) -> Claim:
    """Return the claim a case was opened with."""
    kind = str(filing["kind"])
    content = fingerprint.canonical(filing["claim"])
    message = plain.from_json(content, kind=kind, version=1)
    assert isinstance(message, Claim)
    return message


def _outcome(
    message: Claim, case: str, *, party: UUID, evidence: Evidence, at: datetime
) -> Outcome:
    try:
        contract, worth = worked_out(message, party=party, on=tokyo.in_tokyo(at).date())
        if worth.net:
            award.account_of(contract)
        if message.cause in BY_RULE and not worth.gross:
            raise NothingDue(NothingDue.reason.format(why=worth.why_nothing), field="cause")
    except Refused as refusal:
        said = words.refused(message, reason=refusal.reason)
        return Outcome("failed", said, settled="refused", lines=[_found("refused", refusal.reason)])
    rules = [*worth.rules, *found.as_rows(evidence.findings)]
    if isinstance(message, Cancellation):
        until = withdrawable_until(message)
        line = Line(SCREEN, "to_wait", words=words.until(until), findings=rules)
        return Outcome("can_withdraw", words.can_withdraw(message, worth, until), WAIT, "", [line])
    stops = why_a_person(contract, message, at=at)
    if stops or not _is_by_rule(message, evidence):
        line = Line(SCREEN, "to_desk", words=stops or BY_PAPERS, findings=rules)
        said = words.examined(message, due_at=due_at(message))
        return Outcome("at_desk", said, EXAMINE, lines=[line])
    number = decided(message, contract=contract, worth=worth, case=case, at=at)
    standing = benefits.of_number(number)
    assert standing is not None
    said = words.awarded(message, worth, number=number, due_at=due_at(message))
    line = Line(SCREEN, "clear", words=said[1], findings=rules)
    return Outcome("awarded", said, settled="accepted", lines=[line])


def why_a_person(contract: Standing, message: Claim, *, at: datetime) -> str:
    """Return why no rule pays a claim, for the desk's eyes: a hold, or a match with the list."""
    if holds.is_barred(contract.number):
        return "差し止めがあります。担当者が、だれに払うかを確かめます。"
    answer = listings.ask(contract.party, occasion="支払", contract=contract.number, at=at)
    return "" if answer.is_clear else "担当者が確かめます。"


def is_seen_by_a_person(message: Claim) -> bool:
    """Tell whether an officer looks at the papers of a claim: pictures go to the desk."""
    return not isinstance(message, Cancellation) and message.proof.kind == "pictures"


def _is_by_rule(message: Claim, evidence: Evidence) -> bool:
    if message.cause in BY_RULE:
        return True
    is_signed = evidence.is_machine_readable and all(each.is_well for each in evidence.findings)
    return message.cause in BY_SIGNED_RECEIPT and is_signed


def _found(outcome: str, said: str) -> Line:
    return Line(SCREEN, outcome, words=said)


def _file(
    message: Claim, case: str, *, number: str, party: UUID, outcome: Outcome, at: datetime
) -> None:
    facts = asdict(message)
    facts["proof"]["receipt_xml"] = ""  # kept in the original; a case file needs what it showed
    opened = Line(SCREEN, "received", f"{message.title}を受け付けました。")
    casework.open(
        Opening(
            number=case,
            flow=CLAIMS[f"{message.scheme}.{message.kind}"],
            step=outcome.step,
            subject=party,
            receipt=message.receipt,
            received_at=received_at(message),
            opened_on=at.date(),
            due_at=due_at(message),
            at=at,
            filing={"message": number, "kind": message.kind, "claim": facts},
            lines=[opened, *outcome.lines],
            outcome=outcome.settled,
        )
    )
